"""Access logs in the common and combined formats: what counts, what is about something else, and what is no line."""

import gzip
import zipfile
from pathlib import Path

import pytest

from generator.errors import SourceError
from tests.requests.loading import load

AT = "[01/May/2021:10:00:00 +0000]"
NO_LINE = 'not a line of an access log: no [time], "request", status and size; it may be cut off'


def line(request: str = "GET /v2/packages/Git/Git HTTP/1.1", **said: str) -> str:
    """A line of the combined format."""
    parts = {"who": "192.0.2.1 - -", "at": AT, "status": "200", "size": "512", "rest": '"-" "curl/8.0"'} | said
    return f'{parts["who"]} {parts["at"]} "{request}" {parts["status"]} {parts["size"]} {parts["rest"]}'.rstrip() + "\n"


@pytest.mark.parametrize(
    "text",
    [
        line(),
        line(rest=""),
        line(size="-"),
        line("GET /v2/packages/Git/Git?sample=1 HTTP/2.0"),
        line("GET /v2/packages/Git/Git"),
        line("GET https://api.winget.run/v2/packages/Git/Git HTTP/1.1"),
        line("GET http://api.winget.run:8080/v2/packages/%47it/Gi%74 HTTP/1.1"),
        line(r"GET /v2/packages/\x47it/Git HTTP/1.1"),
        line(who="api.winget.run:443 192.0.2.1 - -"),
        line(who="api.winget.run 192.0.2.1 - -"),
        line(who="2001:db8::1 - -"),
        line(who="host.example.org - Ana María"),
        line(who=r"192.0.2.1 - an\"a"),
        line(who='192.0.2.1 - "ana"'),
        line(who="<134>May  1 10:00:00 web nginx: 192.0.2.1 - -"),
        line(at=f"{AT} api.winget.run"),
        line(at=f'{AT} "api.winget.run"'),
        line("GET /v2/packages/Git/G%69t HTTP/1.1", at="[2021-05-01T10:00:00Z] 0.005", who="192.0.2.1 - [x]"),
        line(r"GET /v2/packages/\x47it/Git HTTP/1.1", at=f"{AT} api", who=r"192.0.2.1 - a\"b"),
        line(rest=r'"http://x/\"a\" 404 1" "an agent \x22 with [01/May/2021:10:00:00 +0000] \"POST"'),
        line(rest='"-" "an agent that was cut of'),
        line(rest='"-" "curl" "10.0.0.1, 10.0.0.2" rt=0.005 "a" 12ms'),
        line(at="[2021-05-01T10:00:00Z]"),
        line(at="[2021-05-01T12:00:00.000+02:00]"),
    ],
)
def test_ways_to_log_a_request_that_counts(text: str) -> None:
    """Common and combined, a host in front, more behind, addresses and users of any kind, escapes of both servers."""
    assert load(text).requests() == [("2021-05-01 10:00:00", "Git.Git", 1)]


@pytest.mark.parametrize(
    "text",
    [
        line("HEAD /v2/packages/Git/Git HTTP/1.1"),
        line("POST /v2/packages/Git/Git HTTP/1.1"),
        line("get /v2/packages/Git/Git HTTP/1.1"),
        line(status="404"),
        line(status="304", size="0"),
        line(status="-", size="-"),
        line("GET /v2/packages/Git HTTP/1.1"),
        line("GET /v2/packages/Git/ HTTP/1.1"),
        line("GET /v2/packages/Git/Git/1.0 HTTP/1.1"),
        line("GET /v2/Packages/Git/Git HTTP/1.1"),
        line("GET /v1/packages/Git/Git HTTP/1.1"),
        line("GET /x?from=/v2/packages/Git/Git HTTP/1.1"),
        line("-", status="408", size="0"),
        line("", status="400", size="0"),
        line(r"\x16\x03\x01\x02\x00\x01\x00\"\\", status="400", size="157"),
        line('GET /"a" HTTP/1.0', status="404"),
        line(r"GET /a\" 200 5 HTTP/1.1", status="404"),
        line("OPTIONS * HTTP/1.1"),
        line("CONNECT api.winget.run:443 HTTP/1.1"),
    ],
)
def test_lines_about_something_else(text: str) -> None:
    """Another method, status or route, a request that was none: lines of the log all the same."""
    loaded = load(line() + text)

    assert (loaded.counts(), loaded.packages()) == ((2, 1, 0, 1), ["Git.Git"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nginx: configuration reloaded\n", NO_LINE),
        ("192.0.2.1 - - [01/May/2021:10:00:00 +0000]\n", NO_LINE),
        ('192.0.2.1 - - [01/May/2021:10:00:00 +0000] "GET /v2/packages/Git/Git HT\n', NO_LINE),
        (line(status="OK"), NO_LINE),
        (line(size="many"), NO_LINE),
        (line(at="[yesterday]"), NO_LINE),
        (line(at="01/May/2021:10:00:00 +0000"), NO_LINE),
        (line(at="[01/May/2021:10:00:00]"), NO_LINE),
        (line(at="[31/Feb/2021:10:00:00 +0000]"), "no time that can be read"),
        (line(at="[01/May/1969:10:00:00 +0000]"), "before 1970-01-01"),
        (line(at="[01/May/2031:10:00:00 +0000]"), "later than as_of, or than the clock"),
        (line().encode().replace(b"curl", b"\xff"), "not UTF-8: name the encoding with encoding: at this source"),
    ],
)
def test_lines_that_are_none(text: str | bytes, reason: str) -> None:
    """What is no line of a log, or has no time that can be, is a reject with its number; blank lines are no lines."""
    bad = text.encode() if isinstance(text, str) else text

    loaded = load(line().encode() + b"\n" + bad + line().encode())

    assert loaded.rejects() == [(3, reason)]
    assert loaded.counts() == (3, 2, 1, 0)


def test_offsets_are_taken_to_utc() -> None:
    """The clock of a server is that of its offset, whatever the site's; lines need not be in order."""
    text = line(at="[01/May/2021:01:30:00 +0530]") + line(at="[30/Apr/2021:13:00:00 -0700]")

    loaded = load(text, site={"timezone": "Asia/Tokyo"})

    assert [time for time, _, _ in loaded.requests()] == ["2021-04-30 20:00:00"] * 2
    assert loaded.db.execute("select distinct local_at::varchar from requests").fetchall() == [("2021-05-01 05:00:00",)]


def test_nothing_folds() -> None:
    """Two equal lines are two requests."""
    assert load(line() * 3).counts() == (3, 3, 0, 0)


@pytest.mark.parametrize(
    ("asked", "package"),
    [
        ("Caf%C3%A9/B%20c", "Café.B c"),
        (r"Caf\xc3\xa9/B", "Café.B"),
        ("C%2B%2B/C++", "C++.C++"),
        ("a%2Fb/c%3Fd", "a/b.c?d"),
        ("100%25/%zz", "100%.%zz"),
        ("bad%ff/x", "bad%ff.x"),
        (r"a\\x41/b\"c", 'a\\x41.b"c'),
        ("git/Git", "git.Git"),
    ],
)
def test_ids_are_decoded(asked: str, package: str) -> None:
    """Percent-encoding and the servers' escapes are undone once; what is no text then stays; case is kept."""
    assert load(line(f"GET /v2/packages/{asked} HTTP/1.1")).packages() == [package]


@pytest.mark.parametrize(
    ("route", "asked", "package"),
    [
        (r"^/crates/([^/]+)/[^/]+/download$", "/crates/serde/1.0.1/download", "serde"),
        (r"^/([a-z]+)?/?docs/(\w+)(\?|$)", "/docs/install?x=1", "install"),
        (r"^/(a)(b)(c)(d)(e)(f)(g)(h)(i)$", "/abcdefghi", "a.b.c.d.e.f.g.h.i"),
        (r"/(?P<name>[\w.-]+)\.whl$", "/x/six-1.0.whl", "six-1.0"),
    ],
)
def test_route_makes_the_id(route: str, asked: str, package: str) -> None:
    """The groups that capture something, joined by full stops; a question mark that ends the path is no part of it."""
    assert load(line(f"GET {asked} HTTP/1.1"), route=route).packages() == [package]


def test_route_that_captures_nothing_names_the_home_page() -> None:
    """A match without a name is what everything is below."""
    loaded = load(line("GET /a HTTP/1.1") + line("GET /ab HTTP/1.1"), route="^/a(b?)")
    assert (loaded.packages(), loaded.counts()) == (["/", "b"], (2, 2, 0, 0))


def test_statuses_are_those_of_the_source() -> None:
    """With 304 in the list a cached answer counts too, also where the request has an escape."""
    text = (
        line(status="304", size="0") + line(r"GET /v2/packages/\x47it/Git HTTP/1.1", status="304") + line(status="404")
    )

    assert load(text, status=[200, 304]).counts() == (3, 2, 0, 1)
    assert load(text + line()).counts() == (4, 1, 0, 3)


@pytest.mark.parametrize(
    ("one", "other", "people"),
    [
        ("192.0.2.1 - -", "192.0.2.1 - ana", 1),
        ("192.0.2.1 - -", "192.0.2.2 - -", 2),
        ("api:443 192.0.2.1 - -", "www:443 192.0.2.1 - -", 1),
        ("api.winget.run 2001:db8::1 - -", "2001:db8::1 - -", 1),
        ("May  1 10:00:00 web nginx: 192.0.2.1 - -", "May  2 11:00:00 web nginx: 192.0.2.1 - ana", 1),
        ("May  1 10:00:00 web nginx: 192.0.2.1 - -", "May  1 10:00:00 web nginx: 192.0.2.2 - -", 2),
        ("2021-05-01 10:00:00 a.example.org - -", "2021-05-01 10:00:01 a.example.org - -", 1),
        ("203.0.113.1, 10.0.0.1 - -", "203.0.113.2, 10.0.0.1 - -", 2),
        ("192.0.2.1:5001 - -", "192.0.2.1:5002 - -", 1),
        ("[2001:db8::1]:5001 - -", "2001:db8::1 - -", 1),
        ("  192.0.2.1 - -", "192.0.2.1 - -", 1),
        ("a.example.org - -", "b.example.org - -", 2),
        ("- - -", "- - -", 0),
    ],
)
def test_visitors_are_told_apart_by_their_address(one: str, other: str, people: int) -> None:
    """By the address wherever it stands, not by the host that was asked; nobody where the log says nothing."""
    loaded = load(line(who=one) + line(who=other))
    assert loaded.db.execute("select count(distinct visitor) from requests").fetchall() == [(people,)]


def test_compressed_and_windows_logs(tmp_path: Path) -> None:
    """A gz file is read as it is, and line ends of either kind; rejects keep their numbers."""
    file = tmp_path / "access.log.2.gz"
    file.write_bytes(gzip.compress((line() + "nonsense\n" + line()).replace("\n", "\r\n").encode()))

    loaded = load(file)

    assert (loaded.counts(), loaded.rejects()) == ((3, 2, 1, 0), [(2, NO_LINE)])


def test_log_that_was_cut_while_a_server_wrote() -> None:
    """What logrotate left of it begins with zeros, which are no line and no archive."""
    loaded = load(b"\0" * 100_000 + (line() * 2).encode())
    assert (loaded.counts(), loaded.rejects()) == ((2, 2, 0, 0), [])


def test_archive_of_a_folder_of_logs(tmp_path: Path) -> None:
    """All that logrotate made of access logs, whatever its names; error logs beside them are passed over."""
    names = ("access.log", "access.log.1", "access.log.2.gz", "ssl_access_log-20210501", "other_vhosts_access.log")
    with zipfile.ZipFile(tmp_path / "nginx.zip", "w") as archive:
        for at, name in enumerate(names):
            text = line() + "\n" * at  # or they would be copies of each other
            archive.writestr(f"log/nginx/{name}", gzip.compress(text.encode()) if name.endswith("gz") else text)
        for name in ("error.log", "error.log.1", "ssl_error_log"):
            archive.writestr(f"log/nginx/{name}", "2021/05/01 10:00:00 [error] 1#1: open() failed\n")

    loaded = load(tmp_path / "nginx.zip")

    assert len(loaded.parts) == len(names)
    assert loaded.counts() == (5, 5, 0, 0)


def test_file_that_is_no_log() -> None:
    """A file without one line of any log is named, not turned into rejects."""
    with pytest.raises(SourceError, match=r"access\.log: not the format 'access-log'"):
        load("id,name\n1,x\n")


def test_lines_keep_their_numbers_behind_faults() -> None:
    """In a long log with Windows' line ends a line of other bytes is a reject, and a later one that is no line too."""
    half = line().replace("\n", "\r\n").encode() * 15_000

    loaded = load(half + b"\xff\r\n" + half + b"nonsense\r\n" + half)

    not_utf = "not UTF-8: name the encoding with encoding: at this source"
    assert loaded.rejects() == [(15_001, not_utf), (30_002, NO_LINE)]
    assert loaded.counts() == (45_002, 45_000, 2, 0)
