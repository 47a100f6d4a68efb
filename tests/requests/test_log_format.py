"""`log_format:`: a log in the server's own notation, as it is pasted from nginx.conf or httpd.conf, or one by name."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import log_notation
from generator.config import load as read_config
from generator.errors import ConfigError, SourceError
from generator.events import formats
from tests import properties
from tests.requests.loading import Loaded, load

AT = "[01/May/2021:10:00:00 +0000]"
GIT = [("2021-05-01 10:00:00", "Git.Git", 1)]
PATH = "/v2/packages/Git/Git"

MAIN = """
    log_format  main  '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent "$http_referer" '
                      '"$http_user_agent" "$http_x_forwarded_for"';
"""
JSON = """log_format json_analytics escape=json '{'
    '"msec": "$msec", "request_uri": "$request_uri", "method": "$request_method", '
    '"status": $status, "agent": "$http_user_agent", "country": "$geoip2_data_country_iso_code"}';"""

LOGS = {
    "nginx, pasted": (MAIN, f'192.0.2.1 - Ana María {AT} "GET {PATH} HTTP/1.1" 200 5 "-" "curl \\x22" "-"'),
    "nginx, its strings alone": (
        MAIN.strip().removeprefix("log_format  main").strip(),
        f'192.0.2.1 - - {AT} "GET {PATH} HTTP/1.1" 200 5 "-" "-" "192.0.2.9, 10.0.0.1"',
    ),
    "nginx, one string": ("$status|$time_iso8601|$request|$host", f"200|2021-05-01T12:00:00+02:00|GET {PATH} HTTP/2.0|a.b"),
    "nginx, parts": (
        "$msec $remote_addr $request_method $scheme://$host$uri$is_args$args ${status} $request_time",
        f"1619863200.000 192.0.2.1 GET https://example.org{PATH}?a=b 200 0.004",
    ),
    "nginx, a path and its arguments apart": (
        '[$time_local] $request_method "$uri" "$args" $status', f'{AT} GET "{PATH}" "" 200'
    ),
    "nginx, JSON": (JSON, '{"msec": "1619863200.000", "request_uri": "/v2/packages/Git/Git?q=\\"a\\"", "method": "GET", "status": 200, "agent": "a \\"quoted\\" one", "country": "DE"}'),
    "nginx, no escapes": (
        """log_format raw escape=none '"$http_user_agent" $time_local "$request" $status';""",
        f'"a "quoted" one" {AT[1:-1]} "GET {PATH} HTTP/1.1" 200',
    ),
    "nginx, in two quotes": (
        'log_format main "$time_local \\"$request\\" $status";', f'{AT[1:-1]} "GET {PATH} HTTP/1.1" 200'
    ),
    "apache": (
        'LogFormat "%v:%p %h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\" %D" vhost_combined',
        f'example.org:443 192.0.2.1 - - {AT} "GET {PATH} HTTP/1.1" 200 512 "-" "a \\"quoted\\" one" 734',
    ),
    "apache, bare": ('%h %l %u %t "%r" %>s %b', f'192.0.2.1 - - {AT} "GET {PATH} HTTP/1.1" 200 -'),
    "apache, parts": (
        '%{%Y-%m-%dT%H:%M:%S%z}t %a %m "%U%q" %s %{X-Forwarded-For}i %%',
        f'2021-05-01T10:00:00+0000 10.0.0.1 GET "{PATH}?a=b" 200 192.0.2.9 %',
    ),
    "nginx, between tabs": ("$time_iso8601\t$request_method\t$request_uri\t$status", f"2021-05-01T10:00:00+00:00\tGET\t{PATH}\t200"),
    "no method": ("hit|$status|$msec|$remote_addr|$request_uri", f"hit|200|1619863200000|192.0.2.1|https://example.org{PATH}"),
    "apache, microseconds": ("%{usec}t %m %U %>s", f"1619863200000000 GET {PATH} 200"),
}  # fmt: skip


PIECES = [*"$%{}'\"\\;[] \n-aA1", "$status", "$msec", "%t", '"$request"', "log_format x ", "escape=json "]


def counted(loaded: Loaded) -> list[tuple[str, str, int]]:
    return [(at[:19], package, value) for at, package, value in loaded.requests()]


@pytest.mark.parametrize("name", LOGS)
def test_log_is_read_in_the_notation_of_its_server(name: str) -> None:
    """As its configuration has it; what does not fit is a reject, and costs itself."""
    notation, line = LOGS[name]
    loaded = load(f"{line}\n{line[: len(line) // 2]}\n\n{line}\n", log_format=notation)

    assert counted(loaded) == GIT * 2
    assert loaded.rejects() == [(2, "does not fit the log_format: of its source; it may be cut off")]


def test_fields_are_what_the_variables_say() -> None:
    """Of several variables for a thing the best counts, and escapes are undone as they were made."""
    read = log_notation.read(JSON)
    assert isinstance(read, log_notation.LogFormat)
    assert read.escape is log_notation.Escape.JSON
    assert read.fields[:6] == ("time", "target", "method", "status", "agent", "country")
    assert sorted(read.fields) == sorted(log_notation.FIELDS)


@pytest.mark.parametrize(
    "record",
    [
        {"agent": 'a "b" \\x', "status": 200, "request_uri": f"{PATH}?q=1", "method": "GET", "msec": 1619863200.0},
        {"kubernetes": {"pod": "a"}, "status": "200", "method": "GET", "request_uri": PATH, "msec": "1619863200.000"},
    ],
)
@pytest.mark.parametrize("prefix", ["", "2021-05-01T10:00:00Z web nginx: "])
def test_keys_of_json_may_be_in_any_order(record: dict[str, object], prefix: str) -> None:
    """As a collector of logs writes them anew, with more; what lacks a field is a reject."""
    loaded = load(f'{prefix}{json.dumps(record)}\n{{"status": 200}}\n', log_format=JSON)

    assert counted(loaded) == GIT
    assert loaded.rejects() == [(2, "does not fit the log_format: of its source; it may be cut off")]


def test_member_of_json_may_hold_several_variables() -> None:
    """Or one inside a member that is an object."""
    notation = """escape=json '{"at":"$time_iso8601","http":{"line":"$request_method $scheme://$host$request_uri","code":$status}}';"""
    notation = f"log_format nested {notation}"
    record = {"http": {"code": 200, "line": f"GET https://example.org{PATH}"}, "at": "2021-05-01T10:00:00+00:00"}

    assert counted(load(json.dumps(record) + "\n", log_format=notation)) == GIT


def visitors(notation: str, *lines: str) -> int:
    loaded = load("\n".join(lines) + "\n", log_format=notation)
    ((count,),) = loaded.db.execute("select count(distinct visitor) from requests").fetchall()
    return int(count)


def test_proxy_says_before_whom_it_stands() -> None:
    """The first address of X-Forwarded-For is the client's where the connection is from a private network."""
    notation = '$remote_addr [$time_local] "$request" $status "$http_x_forwarded_for"'
    asked = f'{AT} "GET {PATH} HTTP/1.1" 200'

    assert visitors(notation, f'10.0.0.1 {asked} "192.0.2.1"', f'10.0.0.2 {asked} "192.0.2.1, 10.0.0.9"') == 1
    assert visitors(notation, f'10.0.0.1 {asked} "192.0.2.1"', f'10.0.0.1 {asked} "192.0.2.2"') == 2
    assert visitors(notation, f'198.51.100.1 {asked} "192.0.2.1"', f'198.51.100.1 {asked} "192.0.2.2"') == 1


def test_messages_of_the_server_are_no_rejects() -> None:
    """Whatever the notation."""
    loaded = load(
        f"2021/05/01 10:00:00 [error] 7#7: *1 open() failed\n{LOGS['apache, bare'][1]}\n",
        log_format='%h %l %u %t "%r" %>s %b',
    )
    assert loaded.counts() == (2, 1, 0, 1)


def test_format_may_be_named_where_the_beginning_tells_another() -> None:
    """A name wins over what is told by the lines."""
    line = LOGS["apache, bare"][1]
    assert counted(load(f"{line}\n", log_format="combined")) == GIT
    assert load(
        f"{line}\n{line}\n" + f'{{"ts":1619863200,"status":200,"request":{{"method":"GET","uri":"{PATH}"}}}}\n',
        log_format="json",
    ).counts() == (3, 1, 2, 0)


def test_every_name_is_a_form() -> None:
    """And every form of logs has a name, but arrays of what has one, and what is about no request."""
    forms = {form.name for form in formats.forms()["access-log"]}
    assert set(log_notation.NAMES) == forms - {"own", "array", "gcs_storage"}


@pytest.mark.parametrize(
    ("notation", "said"),
    [
        ("nginx", "no log format is called 'nginx'; known: combined, json, w3c, linehaul, s3, alb, gcs, haproxy, envoy; or paste the server's own, such as '$remote_addr …'"),
        ("combind", "no log format is called 'combind'; did you mean combined?; or paste the server's own, such as '$remote_addr …'"),
        ("$remote_addr $status", "names no time: add [$time_local], $time_iso8601 or $msec"),
        ('[$time_locale] "$request" $status', "names no time: add [$time_local], $time_iso8601 or $msec; did you mean $time_local by $time_locale?"),
        ("$msec $request_methd $request_uri $status", "names no method; did you mean $request_method by $request_methd?"),
        ("$msec $request_method $status", 'names nothing that was asked for: add "$request", or $request_method and $request_uri'),
        ('$msec "$request"', "names no status: add $status"),
        ('%h %t "%r" %b', "names no status: add %>s"),
        ("%h %r %>s", "names no time: add %t"),
        ('$msec "$request" $ $status', "a $ without the name of a variable behind it, in '\" $': write $status, for example"),
        ("log_format main '$msec' '$status'; access_log x main;", "something follows the directive, 'access_log x main;': paste one log_format alone, with its quotes closed"),
        ("log_format main '$msec $status;", "something follows the directive, \"'$msec $status;\": paste one log_format alone, with its quotes closed"),
        ("log_format main escape=xml '$msec';", "escape=xml is none of default, json and none"),
        ("log_format main;", "the directive has a name and no format: paste its strings, too"),
        (" ", "is empty: paste what follows log_format in nginx.conf, or name one of combined, json, w3c, linehaul, s3, alb, gcs, haproxy, envoy"),
    ],
)  # fmt: skip
def test_notation_that_cannot_be_used_is_told_with_its_line(tmp_path: Path, notation: str, said: str) -> None:
    """And with what to write."""
    file = tmp_path / "config.yaml"
    source = {"format": "access-log", "path": "a.log", "log_format": notation}
    file.write_text(
        "sources:\n"
        + "".join(f"  {line}\n" for line in yaml.safe_dump([source], width=1000, sort_keys=False).splitlines())
    )

    with pytest.raises(ConfigError) as told:
        read_config(file, formats.names())
    assert str(told.value) == f"{file}:4: sources.0.log_format: {said}"


def test_notation_is_for_logs_alone() -> None:
    """No other format is a server's."""
    with pytest.raises(ConfigError, match=r"log_format: is for access-log, not for requests"):
        load("{}", "requests", log_format="combined")


@properties.tried(60)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_whatever_is_pasted_is_a_notation_or_a_fault(text: str) -> None:
    """What is taken is an expression that the engine takes, too."""
    try:
        read = log_notation.read(text)
    except ValueError:
        return
    if isinstance(read, log_notation.LogFormat):
        with pytest.raises(Exception, match="no event is left"):
            load("nothing\n", log_format=text)


def test_file_of_another_format_is_not_taken_for_a_log() -> None:
    """Where no form fits, the known ones are named, and what to write."""
    with pytest.raises(SourceError, match=r"how the server was told to log, log_format: .*Known forms: "):
        load("a,b\n1,2\n")
