"""The facts that every form of a log tells beside the package: the referrer's host, the country, and crawlers."""

import json

import pytest

from tests.requests.loading import load

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
