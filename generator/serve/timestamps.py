"""What a date in a request says, in the forms that JavaScript's Date reads."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  (naive UTC, as everything here)
# Eleven digits begin in 1973: fewer are no moment that a client would send, four are a year.
_MILLISECONDS = re.compile(r"0|-?\d{11,16}", re.ASCII)
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)"
    # A plus sign that was not encoded arrives as a space.
    r"(?::(?P<second>\d\d)(?:[.,](?P<part>\d+))?)?(?P<zone>Z|[+\- ](?:[01]\d|2[0-3]):?[0-5]\d)?)?)?)?",
    re.ASCII | re.IGNORECASE,
)
# As a Date writes itself: Sat May 01 2021 02:00:00 GMT+0200 (Central European Summer Time).
_WRITTEN = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+\- ](?:[01]\d|2[0-3])[0-5]\d)(?: \(.*\))?",
    re.ASCII,
)
# As mail and HTTP write it: Sat, 01 May 2021 10:30:00 GMT.
_MAILED = re.compile(
    r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-](?:[01]\d|2[0-3])[0-5]\d)",
    re.ASCII,
)


def moment(text: str) -> datetime | None:
    """The naive UTC time that a text says: an ISO date or time, epoch milliseconds, or a date as mail writes it.

    None when it says none. A time without a zone is UTC.
    """
    try:
        if _MILLISECONDS.fullmatch(text):
            return _EPOCH + timedelta(milliseconds=int(text))
        found = _ISO.fullmatch(text)
        return _iso(found) if found else _worded(text)
    except (ValueError, OverflowError, TypeError):  # no such day, or one beyond the years 1 to 9999
        return None


def _iso(found: re.Match[str]) -> datetime:
    year, month, day = (int(found[name] or 1) for name in ("year", "month", "day"))
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    part = int((found["part"] or "0")[:6].ljust(6, "0"))
    if hour == 24 and not (minute or second or part):  # noqa: PLR2004
        return datetime(year, month, day) + timedelta(days=1) - _offset(found["zone"])  # noqa: DTZ001
    return datetime(year, month, day, hour, minute, second, part) - _offset(found["zone"])  # noqa: DTZ001


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone.upper() == "Z":
        return timedelta()
    ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return -ahead if zone[0] == "-" else ahead


def _worded(text: str) -> datetime | None:
    """A date as mail, HTTP or a Date itself writes it."""
    if found := _WRITTEN.fullmatch(text):
        month, day, year, clock, zone = found.groups()
        text = f"{day} {month} {year} {clock} {zone.replace(' ', '+')}"
    if not _MAILED.fullmatch(text):
        return None
    said = parsedate_to_datetime(text)
    return said.astimezone(UTC).replace(tzinfo=None) if said.tzinfo else said
