"""Values of config.yaml: each becomes what the program takes, or is a ValueError with what to write instead."""

import difflib
import re
import warnings
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import duckdb

from generator import log_notation, ranges
from generator.period_names import kind_of

_EARLIEST, _LATEST = datetime(1970, 1, 1), datetime(2999, 12, 31, 23, 59, 59)  # noqa: DTZ001  (naive UTC)
MOST = 2**31 - 1


def moment(value: object) -> object:
    """The words latest and now, or a time as naive UTC; a date means its last second."""
    if isinstance(value, str) and value in {"latest", "now"}:
        return value
    said = _parsed(value) if isinstance(value, str) else value
    if not isinstance(said, date):
        hint = _meant(str(value)) or "say latest, now, or an ISO time such as 2026-06-30T12:00:00Z"
        raise ValueError(f"{str(value)[:60]} is no time: {hint}")  # noqa: TRY004  (pydantic reads ValueError)
    at = _in_utc(said) if isinstance(said, datetime) else datetime.combine(said, time(23, 59, 59))
    if not _EARLIEST <= at <= _LATEST:
        raise ValueError(f"{value} is not between {_EARLIEST:%Y} and {_LATEST:%Y}")
    return at


def _meant(text: str) -> str:
    """What to write for a day without hyphens, and for seconds since 1970; nothing where neither can be meant."""
    if re.fullmatch(r"(19|20)\d{6}", text) and (day := _parsed(text)):
        return f"write {day:%Y-%m-%d} for that day"
    if re.fullmatch(r"\d{9,11}", text):
        return f"write {datetime.fromtimestamp(int(text), UTC):%Y-%m-%dT%H:%M:%SZ} for that many seconds since 1970"
    return ""


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except OverflowError:  # the first or the last day of the calendar, in a zone
        return moment.replace(tzinfo=None)


def _parsed(text: str) -> datetime | date | None:
    """The time that an ISO text says; ValueError for one that the calendar does not have, None for another text."""
    for parse in (date.fromisoformat, datetime.fromisoformat):
        try:
            return parse(text)
        except ValueError as error:
            if re.match(r"\d{4}-\d\d-\d\d", text) and "isoformat" not in str(error):
                raise ValueError(f"{text} is no time: {error}") from None
    return None


def day(value: object) -> date:
    """Give a day; ValueError for what is none."""
    said = _parsed(value) if isinstance(value, str) else value
    if isinstance(said, datetime) or not isinstance(said, date):
        hint = _meant(str(value)) or "write one such as 2019-05-01"
        raise ValueError(f"{str(value)[:60]} is no day: {hint}")  # noqa: TRY004  (pydantic reads ValueError)
    if not _EARLIEST.date() <= said <= _LATEST.date():
        raise ValueError(f"{said} is not between {_EARLIEST:%Y} and {_LATEST:%Y}")
    return said


_LONGEST_NAME = 100  # characters, of a period


def period_name(name: str) -> str:
    """A name that a period may have: on one line, and none that a calendar period or a range has."""
    name = name.strip()
    if not name or not name.isprintable() or len(name) > _LONGEST_NAME:
        raise ValueError(f"is no name: write one of 1 to {_LONGEST_NAME} characters on one line, such as Tour 2019")
    if (kind := kind_of(name)) != "named":
        raise ValueError(f"{name!r} is the name of a calendar {kind}: write more, such as 'Tour {name}'")
    if name in ranges.NAMES:
        raise ValueError(f"{name!r} is the name of a range: write more, such as 'My {name}'")
    return name


def count(value: object) -> object:
    """A whole number; true, yes and on are not, though Python's booleans are integers."""
    if isinstance(value, bool):
        raise ValueError(f"{'true' if value else 'false'} is no whole number")  # noqa: TRY004
    return value


def switch(value: object) -> object:
    """True stands for the defaults, false for nothing; keys say more."""
    if not isinstance(value, bool | dict):
        raise ValueError(f"{str(value)[:60]!r} is neither true nor false")  # noqa: TRY004
    return value if isinstance(value, dict) else {} if value else None


def all_or_count(value: object) -> object:
    """The word all, or a whole number from 0."""
    if value != "all" and not (isinstance(count(value), int) and 0 <= value <= MOST):  # type: ignore[operator]
        hint = "write all, or how many, such as 1000; 0 for none"
        raise ValueError(f"{str(value)[:60]!r} is neither all nor a whole number from 0 to {MOST}: {hint}")
    return value


SIZE = r"^\d{1,6}(\.\d{1,3})?\s*([kKMGT]i?B|B)$"
_UNITS: dict[str, int] = {"B": 1} | {
    f"{letter}{kind}B": base ** (power + 1)
    for power, letter in enumerate("kMGT")
    for kind, base in (("", 1000), ("i", 1024))
}
_MOST_BYTES = 1000 * _UNITS["TB"]


def size(value: object) -> int:
    """Give a size in bytes; ValueError for what is none."""
    text = str(value).strip()
    found = re.search(SIZE, text)
    if not found:
        hint = f"write {text} GB" if re.fullmatch(r"\d{1,4}", text) else "write one such as 500 MB or 16 GB"
        raise ValueError(f"{text[:60]} is no size with its unit: {hint}")
    number = round(float(re.split(r"[^\d.]", text)[0]) * _UNITS[found[2].replace("K", "k")])
    if not 1 <= number <= _MOST_BYTES:
        raise ValueError(f"{text} is out of range: a size is from 1 B to {size_words(_MOST_BYTES)}")
    return number


COLOUR = r"^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"


def colour(value: object) -> str:
    """A colour as #rrggbb; one of three digits is written out."""
    if not isinstance(value, str) or not re.fullmatch(COLOUR, value):
        hint = 'write one such as "#a02c6b", in quotes, as # begins a comment'
        raise ValueError(f"{'nothing' if value is None else repr(value)[:60]} is no colour: {hint}")
    digits = value[1:].lower()
    return "#" + (digits if len(digits) > 3 else "".join(2 * digit for digit in digits))  # noqa: PLR2004 - of #rgb


def size_words(count: int) -> str:
    """A size as config.yaml has it: in the largest unit that gives a whole number."""
    units: list[tuple[str, int]] = sorted(_UNITS.items(), key=lambda unit: -unit[1])
    return next(f"{count // unit} {name}" for name, unit in units if count >= unit and count % unit == 0)


def hosts(value: tuple[str, ...]) -> tuple[str, ...]:
    """Names of hosts, without https:// and a path; www. in front of them makes no difference."""
    for name in value:
        if not re.fullmatch(r"[^\s/:]+", name):
            raise ValueError(f"{name[:60]!r} is no name of a host: write example.org, without https:// and a path")
    return tuple(name.lower().removeprefix("www.") for name in value)


def glob(value: str) -> str:
    """A path, or a pattern of paths that can be matched."""
    if not value.strip():
        raise ValueError("is empty: name a file, or a glob such as data/*.zip")
    if any("**" in part and part != "**" for part in value.split("/")):
        raise ValueError(
            f"{value!r}: ** stands alone between slashes, as in data/**/*.zip; within a name one * is enough"
        )
    return value


def encoding(value: str) -> str:
    """The name of an encoding of texts."""
    try:
        b"a".decode(value)
    except UnicodeError:
        return value  # is known; one letter is too short for it
    except (LookupError, ValueError):
        raise ValueError(f"{value!r} is no encoding of texts: such are called latin-1, cp1252 or utf-16") from None
    return value


def time_zone(name: str) -> str:
    """The name of a time zone."""
    if name not in (zones := _zones()):
        near = difflib.get_close_matches(name, sorted(zones), n=1)
        hint = f"did you mean {near[0]}?" if near else "zones are called like Europe/Berlin"
        raise ValueError(f"there is no time zone {name!r}; {hint}")
    return name


def _zones() -> set[str]:
    """What Python and the engine both know; "localtime", which a machine may have, is another zone on each."""
    with duckdb.connect() as db:
        engine = db.execute("select name from pg_timezone_names()").fetchall()
    return available_timezones() & {name for (name,) in engine}


def base_url(value: str) -> str:
    """An address with its scheme, ending in a slash; nothing stays nothing."""
    if value and not value.startswith(("http://", "https://")):
        raise ValueError(f"{value!r} has no scheme; did you mean https://{value.lstrip('/')}?")
    if value and not _has_host(value):
        raise ValueError(f"{value!r} is no address such as https://stats.example.org/")
    return value if not value or value.endswith("/") else value + "/"


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0) and not re.search(r"\s", url)
    except ValueError:  # brackets that do not close, a port that is none
        return False


_MOST_GROUPS = 9  # that the macro package_of asks for


def route(value: str) -> str:
    """A regular expression that Python and the engine know, with a group for a package's id."""
    try:
        with warnings.catch_warnings(action="ignore"):
            groups = re.compile(value).groups
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"is no regular expression: {error}") from None
    try:
        with duckdb.connect() as db:
            db.execute("select regexp_matches('', $1)", [value])
    except duckdb.Error as error:
        fault = str(error).split("\n", 1)[0].removeprefix("Invalid Input Error: ")
        raise ValueError(
            f"looks around or refers back, or says something else that the engine does not know ({fault}): "
            "write what the path begins with instead"
        ) from None
    if groups > _MOST_GROUPS:
        raise ValueError(f"has {groups} groups, more than {_MOST_GROUPS}: write (?:...) for what names no package")
    if not groups:
        raise ValueError("has no group: put the part that names the package in brackets, as in ^/packages/([^/?]+)")
    return value


def log_format(value: str) -> str:
    """A server's own notation of its log, or the name of one that is known."""
    log_notation.read(value)
    return value


_SPAN = re.compile(r"(\d{1,5})\s*(s|m|h)")
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_LONGEST_SPAN = 3600  # seconds; what lies further apart is heard again


def span(value: object) -> int:
    """Give a span in seconds; ValueError for what is none, or too long."""
    found = _SPAN.fullmatch(str(value).strip())
    if not found and str(value).strip().isdecimal():
        raise ValueError(f"{value} has no unit: write {value}s for seconds, or {value}m for minutes")
    if not found:
        raise ValueError(f"{value!r} is no span of time: write one such as 60s or 2m")
    found_seconds = int(found[1]) * _SECONDS[found[2]]
    if not 1 <= found_seconds <= _LONGEST_SPAN:
        raise ValueError(f"{value} is out of range: a span is from 1s to 60m")
    return found_seconds
