"""What is finished is the same bytes for ever: a later day changes no document of a period that is over."""

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest

from tests.law.sites import DOMAINS, FIRST, fresh, lines, of_days

# The days before and after the new one lie in one week, month and year; all periods before them are over.
BEFORE = 21
TODAY = FIRST + timedelta(days=BEFORE)
YEAR, MONTH, WEEK = f"{TODAY:%Y}", f"{TODAY:%Y-%m}", f"{TODAY:%G-W%V}"

# What goes on while time does: the whole history, what rolls, what runs today, and what is about the whole site.
RUNNING = (
    rf"\b({YEAR}|{MONTH}|{WEEK})\b",  # this year, month and week
    r"\b(this_week|this_month|this_year|all_time)\b",
    r"^1/stats/(sitewide|(user|artist|release-group)/[^/]+)/[a-z-]+\.json$",  # of all time, too
    r"^1/user/[^/]+/listen-count\.json$",
    r"^(artist|release-group|recording)/.+\.html$",
    r"(^|/)(records|over-the-years)\.html$|(^|/)wave-(dark|light)\.svg$",
    r"^(index|listens|users|data|statistics|packages|packages/all|traffic|contributions|videos[^/]*)\.html$",
    r"^(listens|charts|package|packages|contributions|project|media|video|videos|traffic|statistics)/",
    r"^(badges|v1|v2|api|project)/|^(statistics|stats|popularity|traffic)\.json$",
    r"^(catalog|manifest|openapi|routes|stillstats)\.json$",
)
FINISHED = (
    r"^user/[^/]+/(month|year|year-in-music|records)-",
    r"^(month|year|range|records)/",
    r"^popularity/",
    r"^packages/\d{4}-",
    r"^user/[^/]+/(week|month|quarter|half_yearly|year)(/|\.html$)",
    r"^1/stats/.*/(week|month|quarter|half_yearly|year)(/all)?\.json$",
    r"/year-in-music(/\d{4})?\.json$",
    r"^api\.html$|^404\.html$|^style\.|^favicon\.|^fonts/",
)


def is_finished(path: str) -> bool:
    """Whether a file of the tree is about a period that is over, or about none."""
    named = re.search(RUNNING[0], path) or re.search(RUNNING[1], path)
    return not named and any(re.search(pattern, path) for pattern in FINISHED)


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, bytes], ...]:
    """A site of every domain, whose pages and mirrors have clocks of their own, and the same with one more day."""
    site = of_days(BEFORE, site={"timezone": "Pacific/Auckland", "base_url": "https://stats.example/"})
    for domain in DOMAINS:  # a month, and a half-year, before all others
        early = b"".join(lines(domain, day) for day in (-200, -40))
        site = site.having(f"{domain}/early", early)
    later = site
    for domain in DOMAINS:
        later = later.having(f"{domain}/first", later.files[f"{domain}/first"] + lines(domain, BEFORE))
    place = tmp_path_factory.mktemp("finished")
    found = [fresh(each, place / name) for each, name in ((site, "before"), (later, "after"))]
    assert not [each for each in found if isinstance(each, type)]
    return tuple({path[5:]: held for path, held in each.items() if path.startswith("tree/")} for each in found)  # type: ignore[union-attr]


def test_every_document_is_known_to_be_finished_or_to_run(trees: tuple[Mapping[str, bytes], ...]):
    """A new kind of document is one or the other."""
    unknown = [path for path in trees[0] if not any(re.search(each, path) for each in (*RUNNING, *FINISHED))]
    assert not unknown


def test_a_later_day_changes_nothing_that_is_finished(trees: tuple[Mapping[str, bytes], ...]):
    """Neither numbers nor stamps, links or charts of a period that is over; and there are many such documents."""
    before, after = trees
    finished = [path for path in before if is_finished(path)]
    kinds = {pattern for pattern in FINISHED for path in finished if re.search(pattern, path)}
    assert kinds == set(FINISHED)
    assert not [path for path in finished if after.get(path) != before[path]]


def test_a_later_day_changes_what_runs(trees: tuple[Mapping[str, bytes], ...]):
    """Else nothing was tried."""
    before, after = trees
    for path in ("listens.html", "packages.html", "contributions.html", "videos.html", f"month/{MONTH}.json"):
        assert after[path] != before[path]
