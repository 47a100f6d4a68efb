"""The requests of a small package index: its web server's log of half a year, and the daily counters kept before."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

from generator.starter.dice import dice, number, pick, rounded, weighted

FIRST_COUNTED = date(2024, 9, 2)
FIRST_LOGGED = date(2026, 1, 1)
LAST = date(2026, 6, 30)

# Publisher, name, requests a day at their most, and the day on which the package was published.
PACKAGES = (
    ("Aldergrove", "Notes", 9.0, date(2024, 9, 2)),
    ("Aldergrove", "Sketch", 4.0, date(2024, 9, 2)),
    ("BrightHarbor", "Terminal", 7.5, date(2024, 9, 2)),
    ("BrightHarbor", "Terminal.Preview", 2.0, date(2025, 3, 10)),
    ("Fernleaf", "PhotoTidy", 5.0, date(2024, 9, 2)),
    ("Fernleaf", "Weather", 1.2, date(2024, 11, 20)),
    ("Halden", "Db-Browser", 3.0, date(2024, 9, 2)),
    ("Kestrel", "Editor", 8.0, date(2025, 1, 15)),
    ("Kestrel", "Spell+", 0.8, date(2025, 6, 1)),
    ("Lumen", "Screen Reader", 1.5, date(2024, 9, 2)),
    ("Møller", "Køkkenur", 0.6, date(2025, 2, 3)),
    ("Nine-Oaks", "Backup", 2.5, date(2024, 9, 2)),
    ("OpenTide", "Sailing.Charts", 0.9, date(2025, 9, 14)),
    ("OpenTide", "Tides", 1.1, date(2024, 9, 2)),
    ("Quarry", "Archiver", 6.0, date(2024, 9, 2)),
    ("Tallgrass", "Podcasts", 2.2, date(2026, 2, 24)),
)

_AGENTS = (
    "winget-cli/1.9", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Gecko/20100101 Firefox/138.0", "curl/8.7.1",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0 Safari/537.36",
)  # fmt: skip
_ELSEWHERE = ("/", "/v2/packages?take=12", "/v2/featured", "/favicon.ico", "/v1/publishers", "/robots.txt")
_RELEASES = {date(2026, 3, 17): "Kestrel", date(2026, 5, 5): "Aldergrove", date(2025, 10, 8): "BrightHarbor"}
_AFTER_RELEASE = 9  # days of more requests
_ESCAPED = {"ø": "%C3%B8", "+": "%2B", " ": "%20"}

Roll = Callable[[], float]


def counters() -> bytes:
    """The counters of the days before the log, a line each, as a document database exports them."""
    roll = dice("counters")
    lines = []
    for day in _days(FIRST_COUNTED, FIRST_LOGGED - timedelta(days=1)):
        for publisher, name, most, published in PACKAGES:
            count = _requests(roll, day, publisher, most / 2, published)
            if count:
                period = (day - date(1970, 1, 1)).days
                counter = {"PackageId": f"{publisher}.{name}", "Period": period, "Value": {"$numberInt": str(count)}}
                lines.append(json.dumps(counter, ensure_ascii=False))
    return _text(lines)


def access_log() -> bytes:
    """The log of the web server in the combined format, with the requests that do not count and a line cut off."""
    roll = dice("access log")
    lines = [line for _, line in sorted(_logged(roll), key=lambda entry: entry[0])]
    lines.insert(2000, lines[2000][:41])
    return _text(lines)


def _logged(roll: Roll) -> Iterator[tuple[datetime, str]]:
    for day in _days(FIRST_LOGGED, LAST):
        for publisher, name, most, published in PACKAGES:
            for _ in range(_requests(roll, day, publisher, most / 2, published)):
                yield _line(roll, day, f"/v2/packages/{_escaped(publisher)}/{_escaped(name)}")
        for _ in range(number(roll, 3, 9)):
            yield _line(roll, day, pick(roll, _ELSEWHERE))
        if roll() < 0.4:  # noqa: PLR2004 - two days of five
            yield _line(roll, day, "/v2/packages/Kestrel/Editr", status=404)


def _requests(roll: Roll, day: date, publisher: str, most: float, published: date) -> int:
    """How often a package was asked for: less at weekends, more each month, and much more after a release."""
    if day < published:
        return 0
    weekend = 0.45 if day.isoweekday() > 5 else 1.0  # noqa: PLR2004 - Saturday and Sunday
    grown = 0.35 + 0.65 * (day - FIRST_COUNTED).days / (LAST - FIRST_COUNTED).days
    ages = [(day - released).days for released, by in _RELEASES.items() if by == publisher and day >= released]
    burst = 1 + 1.8 * max(0, _AFTER_RELEASE - min(ages, default=_AFTER_RELEASE)) / _AFTER_RELEASE
    return rounded(roll, most * weekend * grown * burst * (0.5 + roll()))


def _line(roll: Roll, day: date, target: str, status: int = 200) -> tuple[datetime, str]:
    hour = weighted(roll, [1, 1, 1, 1, 2, 3, 5, 8, 12, 14, 14, 13, 12, 13, 14, 13, 11, 9, 8, 8, 7, 5, 3, 2])
    moment = datetime(day.year, day.month, day.day, hour, number(roll, 0, 59), number(roll, 0, 59), tzinfo=UTC)
    method = "HEAD" if roll() < 0.03 else "GET"  # noqa: PLR2004 - a few watch whether the server is up
    address = f"198.51.100.{number(roll, 1, 254)}"
    return moment, (
        f'{address} - - [{moment:%d/%b/%Y:%H:%M:%S} +0000] "{method} {target} HTTP/1.1" {status} '
        f'{number(roll, 300, 4000)} "-" "{pick(roll, _AGENTS)}"'
    )


def _escaped(name: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in name)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def _text(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
