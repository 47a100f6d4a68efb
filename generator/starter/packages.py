"""The requests of a small package index: its web server's log of half a year, and the daily counters kept before.

The log is in nginx's combined format with the country at its end, as the geoip module writes it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from generator.starter.seeded_random import dice, number, pick, rounded, weighted

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
_CRAWLERS = (
    (9, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
    (5, "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"),
    (8, "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)"),
    (4, "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)"),
    (6, "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)"),
    (2, "Feedly/1.0 (+http://www.feedly.com/fetcher.html)"),
    (2, "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"),
)  # how often each comes, and what it calls itself
_REFERRERS = (
    (60, "-"), (12, "https://packages.example.org/"), (9, "https://www.google.com/"), (5, "https://github.com/"),
    (4, "https://duckduckgo.com/"), (3, "https://forum.example.net/t/backup-tools/118"), (2, "https://www.bing.com/"),
    (1, "https://news.ycombinator.com/"),
)  # fmt: skip
_BROWSER, _DIRECT, _QUOTED = "Mozilla/", ' "-" ', ' "{}" '
_COUNTRIES = (
    (22, "US"), (17, "DE"), (9, "GB"), (8, "DK"), (7, "FR"), (6, "IN"), (5, "BR"), (5, "NL"), (4, "PL"), (4, "JP"),
    (3, "CA"), (3, "ES"), (2, "NO"), (2, "AU"), (1, "KE"), (3, "-"),
)  # fmt: skip
_NOT_FOUND = (
    "/v2/packages/Lumen/ScreenReader", "/v2/packages/Fernleaf/PhotoTidy/1.0.0", "/wp-login.php", "/.env",
    "/v2/packages/Quarry", "/apple-touch-icon.png",
)  # fmt: skip
_LOST = (date(2026, 4, 11), date(2026, 4, 13))  # the first and the last day of which the log was lost
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
    """The log of the web server, with the requests that do not count, three days lost and a line cut off."""
    logged = [*_logged(dice("access log")), *_besides(dice("crawlers"))]
    first, last = _LOST
    kept = [entry for entry in logged if not first <= entry[0].date() <= last]
    lines = [line for _, line in sorted(_told(dice("referrers"), kept), key=lambda entry: entry[0])]
    lines.insert(2000, lines[2000][:41])
    return _text(lines)


def _told(roll: Roll, entries: Iterable[tuple[datetime, str]]) -> Iterator[tuple[datetime, str]]:
    """The lines with the referrers and countries of those who asked; programs send no referrer."""
    for moment, line in entries:
        country, referrer = _drawn(roll, _COUNTRIES), _drawn(roll, _REFERRERS)
        is_browser = _BROWSER in line and not any(agent in line for _, agent in _CRAWLERS)
        yield moment, f"{line.replace(_DIRECT, _QUOTED.format(referrer)) if is_browser else line} {country}"


def _drawn(roll: Roll, choices: Sequence[tuple[int, str]]) -> str:
    return choices[weighted(roll, [often for often, _ in choices])][1]


def _besides(roll: Roll) -> Iterator[tuple[datetime, str]]:
    """What crawlers ask for, and what is not there."""
    for day in _days(FIRST_LOGGED, LAST):
        for _ in range(number(roll, 1, 6)):
            publisher, name, *_ = pick(roll, PACKAGES)
            target = f"/v2/packages/{_escaped(publisher)}/{_escaped(name)}" if roll() < 0.8 else "/robots.txt"  # noqa: PLR2004
            yield _line(roll, day, target, agent=_drawn(roll, _CRAWLERS))
        if roll() < 0.5:  # noqa: PLR2004 - every other day
            yield _line(roll, day, pick(roll, _NOT_FOUND), status=404)


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


def _line(roll: Roll, day: date, target: str, status: int = 200, agent: str | None = None) -> tuple[datetime, str]:
    hour = weighted(roll, [1, 1, 1, 1, 2, 3, 5, 8, 12, 14, 14, 13, 12, 13, 14, 13, 11, 9, 8, 8, 7, 5, 3, 2])
    moment = datetime(day.year, day.month, day.day, hour, number(roll, 0, 59), number(roll, 0, 59), tzinfo=UTC)
    method = "HEAD" if roll() < 0.03 else "GET"  # noqa: PLR2004 - a few watch whether the server is up
    address = f"198.51.100.{number(roll, 1, 254)}"
    return moment, (
        f'{address} - - [{moment:%d/%b/%Y:%H:%M:%S} +0000] "{method} {target} HTTP/1.1" {status} '
        f'{number(roll, 300, 4000)} "-" "{agent or pick(roll, _AGENTS)}"'
    )


def _escaped(name: str) -> str:
    return "".join(_ESCAPED.get(letter, letter) for letter in name)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=count) for count in range((last - first).days + 1))


def _text(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
