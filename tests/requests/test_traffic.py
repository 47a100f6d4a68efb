"""Traffic: visitors, hours, referrers, countries, what was not found and crawlers, held to plain Python."""

import json
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.config import load
from generator.events import formats
from generator.pipeline import Options, build
from tests.conftest import NOW, bytes_of
from tests.pages.test_sums import SUMS, Page, disagreements, number, walked
from tests.reference.traffic import Rules, traffic

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0"
KINDS = {
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)": "search engine",
    "GPTBot/1.0 (+https://openai.com/gptbot)": "AI crawler",
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)": "monitor",
    "Feedly/1.0 (+http://www.feedly.com/fetcher.html)": "feed reader",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)": "other crawler",
}
AGENTS = (FIREFOX, "WindowsPackageManager/1.6", "curl/8.0", "-")
TARGETS = (
    "/v2/packages/Git/Git", "/v2/packages/A/B?from=1", "/old%20page", "/wp-login.php?user=secret77",
    "/reset/3f9a8b7c6d5e4f3a2b1c0d9e", "/of/mailbox77@mail.example", "/static/app.js",
)  # fmt: skip
REFERRERS = (
    "-", "", "https://news.example.com/item?id=secret77", "https://www.winget.run/pkg", "HTTP://News.Example.com:8080/",
    "https://someone:secret77@xn--bcher-kva.example/", "http://10.0.0.7/x", "http://intranet/wiki",
    "javascript:alert(1)", "android-app://com.reader.app/",
)  # fmt: skip
ROUTE = r"^/v2/packages/([^/?]+)/([^/?]+)(\?|$)"


def lines(seed: int, count: int = 400) -> list[str]:
    """Lines of a log over forty days, by few people at night and by many at noon."""
    luck = random.Random(seed)  # noqa: S311 - a log is no secret
    said = []
    for place in range(count):
        agent = luck.choice([*AGENTS, *AGENTS, *KINDS])
        target, hour = luck.choice(TARGETS), min(luck.randrange(24), luck.randrange(24))
        status = luck.choice((200, 200, 304)) if "packages" in target else 404
        day, address = 1 + place * 28 // count, f"192.0.2.{luck.randrange(1 + place % 40)}"
        method = luck.choice(("GET", "GET", "GET", "HEAD"))
        said.append(
            f'{address} - - [{day:02d}/May/2024:{hour:02d}:59:59 +0000] "{method} {target} HTTP/1.1" {status} 5 '
            f'"{luck.choice(REFERRERS)}" "{agent}"'
        )
    return said


def built(folder: Path, log: str, *, least: int = 1, zone: str = "UTC", **source: object) -> Path:
    """The tree of a log."""
    (folder / "access.log").write_text(log, encoding="utf-8")
    config = {
        "site": {"timezone": zone},
        "sources": [{"format": "access-log", "path": "access.log", **source}],
        "privacy": {"at_least": least},
        "charts": False,
    }
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    build(load(folder / "config.yaml", formats.names()), folder / "output", NOW, Options())
    return folder / "output"


def said(tree: Path) -> dict[str, Any]:
    """What traffic.json says."""
    found: dict[str, Any] = json.loads((tree / "traffic.json").read_bytes())
    return found


def shaped(body: Mapping[str, Any]) -> dict[str, Any]:
    """What it says, as the reference says it."""
    return {
        "views": body["views"],
        "visitors": body["visitors"],
        "days": {each["day"]: (each["views"], each["visitors"]) for each in body["days"]},
        "hours": {each["hour"]: each["views"] for each in body["hours"] if each["views"]},
        "hidden_hours": body["views_of_hidden_hours"],
        "referrers": {each["name"]: (each["views"], each["visitors"]) for each in body["referrers"]},
        "other_referrers": body["other_referrers"]["other_views"],
        "direct": body["views_without_referrer"],
        "own": body["views_from_own_pages"],
        "missing": {each["path"]: each["requests"] for each in body["not_found"]},
        "other_missing": body["other_not_found"]["requests"],
        "crawlers": {each["kind"]: each["requests"] for each in body["crawlers"]},
    }


@pytest.mark.parametrize(
    ("zone", "least", "crawlers"),
    [("UTC", 1, "leave out"), ("Pacific/Apia", 4, "leave out"), ("America/New_York", 3, "count")],
)
def test_traffic_is_what_a_plain_script_counts(tmp_path: Path, zone: str, least: int, crawlers: str) -> None:
    """By the site's clock, with few people's left to sums, with crawlers and without; and every page adds up."""
    log = lines(least)

    tree = built(tmp_path, "\n".join(log), least=least, zone=zone, crawlers=crawlers, own_hosts=["www.winget.run"])

    rules = Rules(zone, ROUTE, KINDS.get, {"winget.run"}, least, left_out=crawlers == "leave out")
    expected = traffic(log, rules)
    assert shaped(said(tree)) == expected
    assert set(expected["crawlers"]) == set(KINDS.values())
    sums = (
        *SUMS,
        (("view", "views"), r"Views by hour .*", ("Views",)),
        (("visitors",), r"Visitors by month.*", ("Visitors",)),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.pages.test_sums.SUMS", sums)
        assert disagreements(walked(tree)) == []


def test_lists_add_up(tmp_path: Path) -> None:
    """Each list and what stands beside it are all views; visitors are those of the days; a page says the same."""
    body = said(tree := built(tmp_path, "\n".join(lines(1)), least=3))
    views = [sum(each["views"] for each in body[key]) for key in ("referrers", "countries")]
    others = [body[f"other_{key}"]["other_views"] for key in ("referrers", "countries")]

    assert views[0] + others[0] + body["views_without_referrer"] + body["views_from_own_pages"] == body["views"]
    assert views[1] + others[1] + body["views_without_country"] == body["views"]
    assert sum(each["visitors"] or 0 for each in body["days"]) <= body["visitors"]
    hours = sum(each["views"] or 0 for each in body["hours"])
    assert hours + body["views_of_hidden_hours"] + body["views_without_hour"] == body["views"]
    totals = Page(tree, tree / "traffic.html").totals
    assert [number(totals[word]) for word in ("views", "visitors")] == [body["views"], body["visitors"]]
    left_out = sum(each["left_out"] for each in body["crawlers"])
    data = (tree / "data.html").read_text(encoding="utf-8")
    cells = re.findall(r"a request by a crawler: [^<]*</th><td>([0-9,]+)</td>", data)
    assert left_out == sum(map(number, cells))


def test_same_bytes_whatever_the_key(tmp_path: Path) -> None:
    """Two builds have keys of their own, and the same tree."""
    trees = []
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        trees.append(bytes_of(built(tmp_path / name, "\n".join(lines(5)))))
    assert {path for path in trees[0] if trees[0][path] != trees[1].get(path)} <= {"stillstats.json", "manifest.json"}


def test_nothing_private_is_told(tmp_path: Path) -> None:
    """No address, agent, query, user of a referrer, key in a path or markup of a stranger, in JSON or on a page."""
    log = [*lines(7), lines(7)[0].replace('HTTP/1.1" ', 'HTTP/1.1" ').replace("192.0.2.0", "2001:db8::7")]
    evil = '192.0.2.9 - - [03/May/2024:10:00:00 +0000] "GET /v2/packages/Git/Git HTTP/1.1" 200 5 '
    log += [f'{evil}"https://<script>alert(1)</script>.example/" "x"', f'{evil}"https://{"a" * 300}.example/" "x"']

    tree = built(tmp_path, "\n".join(log))

    private = (
        "192.0.2.",
        "2001:db8",
        "10.0.0.7",
        "secret77",
        "mailbox77",
        "3f9a8b7c",
        "Firefox",
        "<script>alert",
        "a" * 260,
    )
    everything = b"\n".join(bytes_of(tree).values())
    assert [value for value in (*private, "a" * 260) if value.encode() in everything] == []


def test_counters_have_no_traffic(tmp_path: Path) -> None:
    """Where nothing is known of those who asked, there is no page, and no link to it."""
    (tmp_path / "requests.csv").write_text(
        "package_id,timestamp,value\nGit.Git,2024-05-01T10:00:00Z,5\n", encoding="utf-8"
    )
    (tmp_path / "config.yaml").write_text('sources: [{format: requests, path: "requests.csv"}]', encoding="utf-8")

    build(load(tmp_path / "config.yaml", formats.names()), tmp_path / "output", NOW, Options())

    assert not [
        path for path, body in bytes_of(tmp_path / "output").items() if "traffic" in path or b"traffic.html" in body
    ]


def test_visitors_are_unknown_where_nothing_tells_of_them(tmp_path: Path) -> None:
    """Charts begin with the first day of visitors; a day that the log lacks, or that a counter tells, is not 0."""
    log = [
        f'192.0.2.{day} - - [{day:02d}/May/2024:10:00:00 +0000] "GET /v2/packages/Git/Git HTTP/1.1" 200 5 "-" "x"'
        for day in (2, 3, 6)
    ]
    (tmp_path / "access.log").write_text("\n".join(log), encoding="utf-8")
    counted = "package_id,timestamp,value\nGit.Git,2024-03-01,5\nGit.Git,2024-05-05,5\n"
    (tmp_path / "counts.csv").write_text(counted, encoding="utf-8")
    config = "sources: [{format: access-log, path: access.log}, {format: requests, path: counts.csv}]\ncharts: false"
    (tmp_path / "config.yaml").write_text(config, encoding="utf-8")
    build(load(tmp_path / "config.yaml", formats.names()), tmp_path / "output", NOW, Options())

    html = (tmp_path / "output" / "traffic.html").read_text(encoding="utf-8")
    rows = dict(re.findall(r"<bdi>([^<]*May 2024[^<]*)</bdi></th><td[^>]*>([^<]*)<", html))

    assert list(rows.values())[:5] == ["1", "unknown", "unknown", "1", "1"]
    assert rows["May 2024, so far"] == "3"
    assert "The visitors of 2 days are unknown." in html
