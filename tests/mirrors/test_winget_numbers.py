"""The package stats of nasty logs are what the reference says they are."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import properties
from tests.mirrors import files, trees
from tests.reference import winget
from tests.reference.winget import Request

PACKAGES = (
    ("Foo", "Bar"),
    ("foo", "bar"),  # another package, which some file systems would take for the same
    ("Foo", "Bar.Baz"),
    ("Foo.Bar", "Baz"),  # the same id as the one before
    ("Foo", "a/b?c"),
    ("Größe", "日本 語"),
    ("CON", "100%"),
)
TARGETS = (
    *[f"/v2/packages/{quote(publisher, safe='')}/{quote(name, safe='')}" for publisher, name in PACKAGES],
    "/v2/packages/Foo/Bar?version=1",
    "/v2/packages/Foo/Bar/",
    "/v2/packages/Foo",
    "/v2/packages",
    "/v1/packages/Foo/Bar",
    "/V2/packages/Foo/Bar",
    "/v2/stats?packageId=Foo.Bar",
)
# New Year in and out of an ISO week, a leap day, the ends of a month, a Sunday and a Monday.
DAYS = ("2016-01-01", "2018-12-31", "2020-02-29", "2020-03-01", "2021-01-01", "2021-01-03", "2021-01-04", "2021-05-31")


def moments() -> list[datetime]:
    """List midnights, the seconds before and after them, and noons."""
    midnights = [datetime.fromisoformat(day) for day in DAYS]
    return [midnight + timedelta(seconds=shift) for midnight in midnights for shift in (-1, 0, 1, 43_200)]


def entries() -> st.SearchStrategy[list[Request]]:
    """Draw entries of a log, most of them views, some of other methods, statuses and routes; the first is a view."""
    drawn = st.fixed_dictionaries(
        {
            "method": st.sampled_from(("GET", "GET", "GET", "GET", "HEAD", "POST")),
            "target": st.sampled_from(TARGETS),
            "status": st.sampled_from((200, 200, 200, 200, 304, 404)),
            "at": st.sampled_from(moments()),
            "visitor": st.sampled_from(("192.0.2.1", "192.0.2.2", "2001:db8::1")),
            "offset": st.sampled_from((0, 0, -8, 5.5, 14)),
        }
    )
    view = drawn.map(lambda entry: entry | {"method": "GET", "target": TARGETS[0], "status": 200})
    return st.builds(lambda first, others: [first, *others], view, st.lists(drawn, min_size=20, max_size=80))


def counts() -> st.SearchStrategy[list[Request]]:
    """Draw requests of which only the day is known."""
    drawn = st.builds(
        lambda package, day, value: {
            "package_id": ".".join(package), "at": datetime.fromisoformat(day), "value": value, "visitor": None,
        },
        st.sampled_from(PACKAGES),
        st.sampled_from(DAYS),
        st.integers(1, 2**31),
    )  # fmt: skip
    return st.lists(drawn, min_size=1, max_size=40)


def log(lines: Sequence[Request], *, combined: bool = True, **source: object) -> trees.Source:
    """Give entries as a server's log."""
    return {"format": "access-log", "files": {"access.log": files.access_log(lines, combined=combined)}, **source}


def counters(requests: Sequence[Request], *, extended: bool = False) -> trees.Source:
    """Give requests as an export of counters."""
    content = files.counters(requests, extended=extended)
    return {"format": "winget-counters", "files": {"stats.json": content}}


def table(requests: Sequence[Request]) -> trees.Source:
    """Give requests as CSV."""
    return {"format": "requests", "files": {"requests.csv": files.requests_csv(requests)}}


@pytest.mark.parametrize("combined", [True, False])
def test_a_log_answers_what_the_reference_says(*, combined: bool):
    """Every package by day, ISO week and month, from both formats of a log, whatever clock its server has."""

    @properties.built(5)
    @given(entries())
    def holds(lines: list[Request]) -> None:
        wanted = winget.documents(winget.counted(lines))
        assert trees.differing(wanted, trees.answered(log(lines, combined=combined))) == {}

    holds()


@properties.built(4)
@given(entries(), st.integers(2, 3))
def test_packages_that_few_people_asked_for_are_left_out(lines: list[Request], least: int):
    """With at_least a package stands in the tree when as many addresses asked for it."""
    wanted = winget.documents(winget.counted(lines), least)
    assert trees.differing(wanted, trees.answered(log(lines), privacy={"at_least": least})) == {}


@properties.built(4)
@given(entries(), counts(), counts(), st.booleans())
def test_several_formats_add_up(lines: list[Request], told: list[Request], listed: list[Request], extended: bool):  # noqa: FBT001
    """Log, counters and CSV are counted together; where nothing is known of people, nobody is left out for it."""
    wanted = winget.documents([*winget.counted(lines), *told, *listed])
    sources = (log(lines), counters(told, extended=extended), table(listed))
    assert trees.differing(wanted, trees.answered(*sources)) == {}


@properties.built(3)
@given(entries())
def test_the_same_views_answer_the_same_from_every_format(lines: list[Request]):
    """A log, a CSV of its views and the counters of their days make the same documents."""
    views = list(winget.counted(lines))
    days = [view | {"at": view["at"].replace(hour=0, minute=0, second=0)} for view in views]
    answers = [trees.answered(source) for source in (log(lines), table(views), counters(days))]
    assert trees.differing(answers[0], answers[1]) == {}
    assert trees.differing(answers[0], answers[2]) == {}


def test_other_statuses_and_routes_count_when_config_names_them():
    """A route of one group makes ids of one part, and 304 counts where it is named."""
    lines = [
        {"method": "GET", "target": target, "status": status, "at": moments()[1], "visitor": "192.0.2.1"}
        for target, status in (("/docs/start%20here", 304), ("/docs/start%20here", 200), ("/docs/end", 404))
    ]
    found = trees.answered(log(lines, route="^/docs/([^/?]+)", status=[200, 304]))
    assert found["v2/stats/start here/month.json"] == {
        "Stats": {"Id": "start here", "Data": [{"Period": "2016-01-01T00:00:00.000Z", "Value": 2}]}
    }
    assert len(found) == 3


def test_a_real_log_answers_what_the_reference_says():
    """A piece of a blog's log, its articles being the packages; one agent's quote is never closed."""
    text = (Path(__file__).parent.parent / "data" / "apache_combined.log").read_text(encoding="utf-8")
    views = []
    for line in text.splitlines():
        address, _, _, time, offset, method, target, _, status, *_ = line.split(" ")
        path = re.match("/(presentations|blog|projects|articles)/([^/?]+)", target)
        if path and (method, status) == ('"GET', "200"):
            at = datetime.strptime(f"{time} {offset}", "[%d/%b/%Y:%H:%M:%S %z]").replace(tzinfo=None)
            views.append({"package_id": ".".join(path.groups()), "at": at, "value": 1, "visitor": address})
    route = "^/(presentations|blog|projects|articles)/([^/?]+)"
    log = {"format": "access-log", "files": {"access.log": text}, "route": route, "crawlers": "count"}
    found = trees.answered(log)
    assert len(views) > 10
    assert trees.differing(winget.documents(views), found) == {}


def test_a_day_without_views_is_missing_and_never_nought():
    """Of three days the one in the middle has no views, and no row."""
    days = ("2021-05-01", "2021-05-03")
    told = [{"package_id": "a.b", "at": datetime.fromisoformat(day), "value": 22, "visitor": None} for day in days]
    assert trees.answered(counters(told))["v2/stats/a.b/day.json"]["Stats"]["Data"] == [
        {"Period": "2021-05-01T00:00:00.000Z", "Value": 22},
        {"Period": "2021-05-03T00:00:00.000Z", "Value": 22},
    ]
