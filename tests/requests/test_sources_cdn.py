"""Logs of CDNs and package indexes, and JSON logs of servers: what counts, and which reason a bad line gets."""

import json

import pytest

from tests.requests.loading import load

PATH = "/v2/packages/Git/Git"
AT = "2021-05-01 10:00:00"
NO_OBJECT = "not a JSON object: it may be cut off"
NO_DOWNLOAD = "not a line of a download log: fewer than 10 fields between bars, or it begins with another word"


def lines(*records: object) -> str:
    return "".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records)


FASTLY = {
    "date_time": "2021-05-01T10:00:00Z",
    "ip": "192.0.2.1",
    "method": "GET",
    "status": 200,
    "url": f"https://api{PATH}",
}
CADDY = {
    "ts": 1619863200.5,
    "request": {"remote_ip": "192.0.2.1", "method": "GET", "host": "api", "uri": PATH, "headers": {"status": ["7"]}},
    "status": 200,
}
NGINX = {
    "time_local": "01/May/2021:12:00:00 +0200",
    "remote_addr": "::1",
    "request": f"GET {PATH} HTTP/1.1",
    "status": "200",
}
NAMED = {
    "msec": "1619863200.000",
    "request_method": "GET",
    "request_uri": PATH,
    "uri": "/index",
    "status": "200",
}
TRAEFIK = {"StartUTC": "2021-05-01T10:00:00.1Z", "RequestMethod": "GET", "RequestPath": PATH, "DownstreamStatus": 200}
CLOUDFLARE = {
    "EdgeStartTimestamp": 1619863200000000000,
    "ClientRequestMethod": "GET",
    "ClientRequestURI": PATH,
    "EdgeResponseStatus": 200,
}


DOCUMENTED = {
    "timestamp": "2021-05-01T10:00:00+0000",
    "client_ip": "192.0.2.1",
    "url": PATH,
    "request_method": "GET",
    "response_state": "HIT",
    "response_status": 200,
}


@pytest.mark.parametrize("record", [FASTLY, DOCUMENTED, CADDY, NGINX, NAMED, TRAEFIK, CLOUDFLARE])
@pytest.mark.parametrize("prefix", ["", "<134>2021-05-01T10:00:00Z cache-1 logs[2]: "])
def test_json_logs_of_servers(record: dict[str, object], prefix: str) -> None:
    """A record a line, in the names of Fastly, Caddy, nginx, Traefik and Cloudflare, also behind a syslog prefix."""
    loaded = load(lines(prefix + json.dumps(record)))
    assert [(time[:19], package) for time, package, _ in loaded.requests()] == [(AT, "Git.Git")]


@pytest.mark.parametrize(
    "who",
    [
        {"remote_ip": "192.0.2.1", "remote_port": "5001"},
        {"remote_ip": "10.0.0.1", "client_ip": "192.0.2.1"},
        {"remote_addr": "192.0.2.1:5001"},
        {"remote_addr": "192.0.2.1:5002"},
    ],
)
def test_visitors_of_caddy(who: dict[str, str]) -> None:
    """Every generation of its names tells the visitor, whose port may differ from request to request."""
    request = {"method": "GET", "uri": PATH}
    records = [CADDY | {"request": request | said} for said in ({"remote_ip": "192.0.2.1"}, who)]
    assert load(lines(*records)).db.execute("select count(distinct visitor) from requests").fetchall() == [(1,)]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (json.dumps(FASTLY)[:-1], NO_OBJECT),
        ("Jan 1 host: restarted", NO_OBJECT),
        (FASTLY | {"method": None}, "names no method"),
        (FASTLY | {"url": None}, "names no address that was asked for"),
        (FASTLY | {"status": "ok"}, "no status that can be read"),
        (FASTLY | {"date_time": "noon"}, "no time that can be read"),
        (FASTLY | {"date_time": None}, "no time that can be read"),
        (FASTLY | {"date_time": 9e12}, "later than as_of, or than the clock"),
        (FASTLY | {"status": [200]}, "no status that can be read"),
    ],
)
def test_json_lines_that_are_none(record: object, reason: str) -> None:
    """A line that is cut off or lacks what tells a request is a reject; blank lines are no lines."""
    loaded = load(lines(FASTLY, " ", record, FASTLY))
    assert (loaded.rejects(), loaded.counts()) == ([(3, reason)], (3, 2, 1, 0))


@pytest.mark.parametrize(
    "more",
    [
        {"method": "HEAD"},
        {"status": 404},
        {"url": "https://api/v2/packages"},
        {"url": "foo"},
        {"status": 404, "date_time": "x"},
    ],
)
def test_json_lines_about_something_else(more: dict[str, object]) -> None:
    """Another method, status or route."""
    assert load(lines(FASTLY, FASTLY | more)).counts() == (2, 1, 0, 1)


GOOD = f"2021-05-01\t10:00:00\t-\tGET\t{PATH}\t200\t-"


def w3c(*rows: str, fields: str = "date time c-ip cs-method cs-uri-stem sc-status cs-uri-query") -> str:
    return "\n".join(("#Version: 1.0", f"#Fields: {fields}", *rows)) + "\n"


@pytest.mark.parametrize("mark", ["\t", " "])
def test_extended_logs(mark: str) -> None:
    """CloudFront parts columns by tabs, IIS by spaces; times are UTC; a route may ask for the query."""
    row = mark.join(("2021-05-01", "10:00:00", "192.0.2.1", "GET", PATH, "200", "page=2"))
    route = r"^/v2/packages/([^/?]+)/([^/?]+)\?page=(\d)$"

    loaded = load(w3c(row), site={"timezone": "Asia/Tokyo"}, timezone="Asia/Tokyo", route=route)

    assert loaded.requests() == [(AT, "Git.Git.2", 1)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("noon\t10:00:00\t-\tGET\t/\t200\t-", "no time that can be read"),
        ("2021-05-01\t10:00:00\t-\tGET\t/", "fewer columns than the #Fields line above names, or no status"),
        ("2021-05-01\t10:00:00\t-\tGET\t/\tok\t-", "fewer columns than the #Fields line above names, or no status"),
        ("2031-05-01\t10:00:00\t-\tGET\t/v2/packages/a/b\t200\t-", "later than as_of, or than the clock"),
    ],
)
def test_extended_lines_that_are_none(row: str, reason: str) -> None:
    """Lines are numbered with the headings, but headings and blank lines are no lines."""
    loaded = load(w3c(GOOD, "", row, GOOD))
    assert (loaded.rejects(), loaded.counts()) == ([(5, reason)], (3, 2, 1, 0))


def test_extended_line_above_every_heading() -> None:
    """What stands above the first #Fields cannot be told."""
    loaded = load("2021-05-01\tGET\t/\n" + w3c(GOOD))
    assert loaded.rejects() == [(1, "no #Fields line above says what its columns are")]


def download(kind: str = "download", time: str = "Sat, 01 May 2021 10:00:00 GMT", project: str = "six") -> str:
    return f'{kind}|{time}|US|/simple/six/|TLSv1.3|AES|{project}|1.0|sdist|pip/21 {{"a": "|"}}'


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("download|x|US", NO_DOWNLOAD),
        (download("upload"), NO_DOWNLOAD),
        (download(project=""), "a download that names no project"),
        (download(time="noon"), "no time that can be read"),
    ],
)
def test_download_lines_that_are_none(line: str, reason: str) -> None:
    """A download names its project; without a time, or cut off, it is a reject."""
    loaded = load(lines(download(), line))
    assert (loaded.requests(), loaded.rejects()) == ([(AT, "six", 1)], [(2, reason)])


def test_looks_at_the_index_count_by_the_route() -> None:
    """A simple line has nothing but its path, which the route of another server does not match."""
    log = lines(download(), download("simple", project=""))

    assert load(log).counts() == (2, 1, 0, 1)
    assert load(log, route="^/simple/([^/]+)/$").packages() == ["six", "six"]
