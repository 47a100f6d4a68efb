"""The settings of config.yaml that make a tree smaller, and which of its files each of them leaves out."""

import re
from dataclasses import dataclass

_COPY = r"(\.(gz|br|zst))?$"  # a file may have copies that are packed beforehand


@dataclass(frozen=True, slots=True)
class Setting:
    """Something that can be left out, how config.yaml says so, and the paths that go with it."""

    what: str
    how: str
    paths: re.Pattern[str]


def _setting(what: str, how: str, paths: str) -> Setting:
    return Setting(what, how, re.compile(paths))


_MONTHS = r"(user/[^/]+/month-|month/)\d{4}-\d\d[./]"
_WEEKS = r"(user/[^/]+/week-|week/)\d{4}-(W\d\d|\d\d-\d\d)[./]"
_NAMED = r"(user/[^/]+/period-|period/)"
_YEARS = r"user/[^/]+/(year|records)-\d{4}\.|(year|records)/\d{4}[./]"

SETTINGS = (
    _setting("weeks", "`periods: [year, month]`", _WEEKS),
    _setting("months and weeks", "`periods: [year]`", f"{_MONTHS}|{_WEEKS}"),
    _setting("all periods", "`periods: []`", f"{_MONTHS}|{_WEEKS}|{_NAMED}|{_YEARS}"),
    _setting("charts", "`charts: false`", rf"(?!badges/|favicon\.svg).*\.(svg|png){_COPY}"),
    _setting("pages", "`pages: false`", rf"(?!badges/).*\.(html|svg|png|css){_COPY}|fonts/"),
    _setting("packed copies", "`hosts:` without those that serve them", r".*\.(gz|br|zst)$"),
    _setting(
        "the pages of artists, albums and tracks",
        "`pages: {artists: 0, albums: 0, tracks: 0}`",
        rf"(artist|release-group|recording)/(named/.*|[^/]+)\.html{_COPY}",
    ),
    _setting("the listeners of artists and albums", "`listeners: 0`", r"1/stats/(artist|release-group)/"),
    _setting("the ListenBrainz API", "`mirrors:` without listenbrainz", r"1/"),
    _setting("the Partify API", "`mirrors:` without partify", rf"statistics\.(json|html){_COPY}"),
    _setting("the winget API", "`mirrors:` without winget", r"v2/|popularity[./]|badges/"),
    _setting(
        "the pages, weeks and months of packages",
        "`packages: 0`",
        rf"package/|v2/stats/[^/]+/(isoWeek|month)\.json{_COPY}",
    ),
    _setting(
        "the PYBOSSA API", "`mirrors:` without pybossa", rf"(stats|api/globalstats|project/[^/]+/stats)\.json{_COPY}"
    ),
    _setting("the Wistia API", "`mirrors:` without wistia", r"v1/"),
)


def turned_down(path: str) -> tuple[int, ...]:
    """The settings that leave a file out, by their place among SETTINGS."""
    return tuple(place for place, setting in enumerate(SETTINGS) if setting.paths.match(path))
