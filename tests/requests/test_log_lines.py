"""The facts that every form of a log tells beside the package: the referrer's host, the country, and crawlers."""

import json
from pathlib import Path

import duckdb
import pytest

from generator import events
from generator.config import Config
from tests.requests.loading import NOW, load

PATH = "/v2/packages/Git/Git"
BOT = "GPTBot/1.0 (+https://openai.com/gptbot)"
CADDY = {
    "ts": 1619863200.5, "status": 200,
    "request": {
        "remote_ip": "192.0.2.1", "method": "GET", "host": "api.example.org", "uri": PATH,
        "headers": {"User-Agent": [BOT], "Referer": ["https://News.example/x"]},
    },
}  # fmt: skip
CLOUDFLARE = {
    "EdgeStartTimestamp": "2021-05-01T10:00:00Z", "ClientRequestMethod": "GET", "ClientRequestURI": PATH,
    "EdgeResponseStatus": 200, "ClientIP": "192.0.2.1", "ClientCountry": "de", "ClientRequestUserAgent": BOT,
    "ClientRequestReferer": "https://news.example/x", "ClientRequestHost": "api.example.org",
}  # fmt: skip
NGINX = {
    "time_local": "01/May/2021:12:00:00 +0200", "remote_addr": "192.0.2.1", "request": f"GET {PATH} HTTP/1.1",
    "status": "200", "http_user_agent": BOT, "http_referer": "https://news.example/x", "country": "DE",
}  # fmt: skip
COMBINED = '192.0.2.1 - - [01/May/2021:10:00:00 +0000] "GET {path} HTTP/1.1" 200 5 "https://news.example/x" "{bot}"'
W3C = (
    "#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent) cs(Referer) x-host-header\n"
    "2021-05-01\t10:00:00\t192.0.2.1\tGET\t{path}\t200\tGPTBot/1.0%20(+https://openai.com/gptbot)\thttps://news.example/x\tapi"
)
LINEHAUL = "simple|Sat, 01 May 2021 10:00:00 GMT|DE|{path}|TLSv1.3|AES||||{bot}"


@pytest.mark.parametrize(
    ("log", "referrer", "country"),
    [
        (json.dumps(CADDY), "news.example", None),
        (json.dumps(CLOUDFLARE), "news.example", "DE"),
        (json.dumps(NGINX), "news.example", "DE"),
        (COMBINED, "news.example", None),
        (f"api.example.org:443 {COMBINED}", "news.example", None),
        (W3C, "news.example", None),
        (LINEHAUL, None, "DE"),
    ],
)
def test_facts_of_forms(log: str, referrer: str | None, country: str | None) -> None:
    """Caddy, Cloudflare, nginx's JSON, combined, CloudFront and a package index say them in words of their own."""
    text = log.replace("{path}", PATH).replace("{bot}", BOT) + "\n"

    (found,) = load(text, crawlers="count").db.execute("select referrer, country, crawler from requests").fetchall()

    assert found == (referrer, country, "AI crawler")


@pytest.mark.parametrize(
    ("log", "hosts", "referrer"),
    [
        (f"news.example:443 {COMBINED}", [], ""),
        (f"www.news.example {COMBINED}", [], ""),
        (COMBINED.replace('] "GET', '] news.example "GET'), [], ""),
        (f"docs.news.example {COMBINED}", [], "news.example"),
        (COMBINED, ["www.News.example"], ""),
        (COMBINED.replace("https://news.example/x", "-"), ["news.example"], None),
        (COMBINED.replace("https://news.example/x", r"https://news.example/\"x"), [], "news.example"),
        (COMBINED.replace("https://news.example/x", "https://news.example."), [], "news.example"),
        (COMBINED.replace("https://news.example/x", "https://a:b@news.example:1/"), [], "news.example"),
        (COMBINED.replace("https://news.example/x", "https://"), [], None),
        (COMBINED.replace("https://news.example/x", "news.example"), [], None),
    ],
)
def test_own_hosts_are_no_referrers(log: str, hosts: list[str], referrer: str | None) -> None:
    """Neither the host that the line names nor those of the source; www. and the port make no difference."""
    text = log.replace("{path}", PATH).replace("{bot}", "curl") + "\n"
    assert load(text, own_hosts=hosts).db.execute("select referrer from requests").fetchall() == [(referrer,)]


def test_what_is_not_found_is_told_apart() -> None:
    """A line with status 404 counts nowhere, but is noted with its path alone, decoded; one of a crawler is not."""
    line = '192.0.2.1 - - [01/May/2021:10:00:00 +0000] "GET /caf%C3%A9?a=b HTTP/1.1" 404 5 "-" "{}"\n'
    good = COMBINED.replace("{path}", PATH).replace("{bot}", "curl") + "\n"

    loaded = load(good + line.format("curl") + line.format(BOT))

    assert loaded.counts() == (3, 1, 0, 2)
    assert loaded.db.execute("select path from missing_requests").fetchall() == [("/café",)]


def logged_days(log: str, **source: object) -> list[str]:
    return [
        day for (day,) in load(log, **source).db.execute("select day::varchar from logged_days order by day").fetchall()
    ]


def test_days_that_a_log_covers_are_those_of_all_its_lines() -> None:
    """Whatever was asked, and answered; but for lines that cannot be read, and those of a wrong clock."""
    log = (
        f'192.0.2.1 - - [01/May/2021:10:00:00 +0000] "GET {PATH} HTTP/1.1" 200 5\n'
        '192.0.2.1 - - [02/May/2021:10:00:00 +0000] "GET /favicon.ico HTTP/1.1" 200 5\n'
        f'192.0.2.1 - - [03/May/2021:10:00:00 +0000] "GET {PATH} HTTP/1.1" 404 5\n'
        f'192.0.2.1 - - [05/May/2021:23:30:00 -0100] "POST {PATH} HTTP/1.1" 500 5 "-" "GPTBot/1.0"\n'
        f'192.0.2.1 - - [31/Feb/2021:23:30:00 -0100] "GET {PATH} HTTP/1.1" 500 5\n'
        f'192.0.2.1 - - [05/May/2121:10:00:00 +0000] "GET / HTTP/1.1" 200 5\n'
        f'192.0.2.1 - - [08/May/2021:10:00:00 +0000] "GET /\n'
    )
    assert logged_days(log) == ["2021-05-01", "2021-05-02", "2021-05-03", "2021-05-06"]
    assert logged_days(log, site={"timezone": "America/New_York"})[-1] == "2021-05-05"
    assert logged_days(log, site={"as_of": "2021-05-02"}) == ["2021-05-01", "2021-05-02"]


@pytest.mark.parametrize(
    "said",
    [
        "01/May/2021:23:59:59 +0530", "2021-05-01T23:59:59Z", "2021-05-01 23:59:59", "2021-05-01T23:59:59.999+02:00",
        "1619913599", "1619913599.123", "1619913599123", "1619913599123456789", "1619913600", "1.6e9",
        "Sat, 01 May 2021 23:59:59 GMT", "2021/05/01 23:59:59.123", "noon", "", "9999999999999999999", "01/x",
    ],
)  # fmt: skip
def test_minute_of_a_moment_is_of_the_same_day(said: str) -> None:
    """And hardly before it, in every notation; what is no moment is no minute."""
    db = load(f'192.0.2.1 - - [01/May/2021:10:00:00 +0000] "GET {PATH} HTTP/1.1" 200 5\n').db
    ((at, minute),) = db.execute("select logged_at($1), logged_at(logged_minute($1))", [said]).fetchall()

    assert (at is None) == (minute is None)
    if at:
        assert at.date() == minute.date()
        assert 0 <= (at - minute).total_seconds() <= 100


def test_host_of_base_url_is_one_s_own() -> None:
    """The site that is built leads to what it tells of."""
    log = f'192.0.2.1 - - [01/May/2021:10:00:00 +0000] "GET {PATH} HTTP/1.1" 200 5 "https://www.stats.example/x" "-"\n'
    for base_url, referrer in (("https://www.stats.example/sub/", ""), ("", "stats.example")):
        loaded = load(log, site={"base_url": base_url})
        assert loaded.db.execute("select referrer from requests").fetchall() == [(referrer,)]


@pytest.mark.parametrize(("hosts", "others", "is_told"), [([], 9, True), ([], 11, False), (["docs.example"], 9, False)])
def test_most_frequent_referrer_may_be_the_site_itself(
    tmp_path: Path, hosts: list[str], others: int, *, is_told: bool
) -> None:
    """Where the log names no host, and config.yaml none, it is asked."""
    line = f'192.0.2.1 - - [01/May/2021:10:00:00 +0000] "GET {PATH} HTTP/1.1" 200 5 "https://{{}}/x" "-"\n'
    (tmp_path / "a.log").write_text(line.format("docs.example") * 11 + line.format("news.example") * others)
    source = {"format": "access-log", "path": "a.log", "own_hosts": hosts}
    config = Config.model_validate({"sources": [source], "folder": tmp_path})
    notes = events.load(duckdb.connect(), config, NOW, tmp_path, lambda _stage: None).notes

    said = (
        "a.log: 11 of 20 referrers are docs.example, and the log names no host of its own: where that is the site "
        "itself, write own_hosts: [docs.example] at this source"
    )
    assert notes == ((said,) if is_told else ())
