"""The page of a server's plays: five windows that roll back from as_of, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import paths
from generator.documents import Job
from generator.pages import words
from generator.pages.components import Quantity
from generator.pages.home import Introduction
from generator.pages.renderer import Page, Renderer
from generator.pages.site import PLAYED, Link
from generator.pages.top_list import TopItem, TopList, share
from generator.stats.plays import PlayingUser, Plays, PlayWindow

# Windows that roll back are no calendar periods, which other pages count: "this week" is another period.
_NAMES = {
    "day": "Last 24 hours",
    "week": "Last 7 days",
    "month": "Last 30 days",
    "year": "Last 365 days",
    "all": "All time",
}

# The lists of a window, and their headings; those of albums and tracks have the artist beside the name.
_ARTISTS, _USERS = "artists", "users"
_LISTS = {
    _ARTISTS: "Top artist credits",
    "albums": "Top albums",
    _USERS: "Top users",
    "tracks": "Top tracks",
}

UNKNOWN = "unknown"
_SHORT = {"day", "week"}  # windows that often hold little


@dataclass(frozen=True, slots=True)
class Window:
    """A window: what it is called, how much was played, and its leaders; nothing is said of one without a play."""

    heading: str
    said: str | None
    top_lists: tuple[TopList, ...]


@dataclass(frozen=True, slots=True)
class StatisticsData:
    """The windows from the narrowest on, the moment from which they roll back, in words, and the JSON.

    `ownerless` says how many plays are nobody's, `unlisted` how many name no artist, title or user name; each is empty
    where there are none.
    """

    as_of: str
    windows: tuple[Window, ...]
    ownerless: str
    unlisted: str
    json: Link | None


def of_statistics(renderer: Renderer, found: Plays, homes: Mapping[str, str], json: str | None = None) -> Iterator[Job]:
    """The one page; `homes` are the first pages of users who have any, and `json` is where the mirror's lies.

    The moment is the renderer's: the rows may be those of the mirror, whose windows are as long by any clock.
    """
    page = renderer.site.homes[PLAYED].path
    totals = found.windows
    lists = [_top_lists(found, name, page, homes) for name in _LISTS if found.alone or name != _USERS]
    data = StatisticsData(
        as_of=f"{words.day(renderer.as_of)}, {renderer.as_of:%H:%M}",
        windows=tuple(_window(row, lists) for row in totals),
        ownerless=_said(totals[-1].ownerless_count, "play is", "plays are"),
        unlisted=_said(totals[-1].unlisted_count, "play names", "plays name"),
        json=Link(paths.relative(page, json), "These windows as JSON") if json else None,
    )
    title = f"What was played · {words.plain(renderer.site.title)}"
    yield renderer.render(Page(page, "statistics.html", title, f"What was played: {_sentence(totals)}", data))


def introduction(renderer: Renderer, found: Plays) -> Introduction:
    """What the home page says of what was played."""
    place = renderer.site.homes[PLAYED]
    totals = found.windows
    top_lists = _top_lists(found, _ARTISTS, place.path, {})
    window = next((name for name in _NAMES if name not in _SHORT and top_lists[name].first), None)
    top_list = replace(top_lists[window], heading=f"{_LISTS[_ARTISTS]}, {_NAMES[window].lower()}") if window else None
    return Introduction(place.words, place.path, _sentence(totals), tuple(_total(row) for row in totals), top_list)


def _window(row: PlayWindow, lists: Sequence[Mapping[str, TopList]]) -> Window:
    heading = _NAMES[row.window_name]
    if not row.total_tracks:
        return Window(heading, None, ())
    return Window(heading, _played(row), tuple(top_lists[row.window_name] for top_lists in lists))


def _played(row: PlayWindow) -> str:
    """378 tracks played, 26 hours 52 minutes."""
    return f"{words.counted(row.total_tracks, 'track')} played, {words.duration(row.played_ms)}"


def _sentence(totals: Sequence[PlayWindow]) -> str:
    """How much was played in all, and lately."""
    by_name = {row.window_name: row for row in totals}
    lately = by_name["day"].total_tracks
    return f"{_played(by_name['all'])}; {words.number(lately) if lately else 'none'} of them in the last 24 hours."


def _said(count: int, one: str, many: str) -> str:
    """How many plays, empty where there are none."""
    return words.counted(count, one, many) if count else ""


def _total(row: PlayWindow) -> Quantity:
    return Quantity(words.number(row.total_tracks), _NAMES[row.window_name].lower())


def _top_lists(found: Plays, name: str, page: str, homes: Mapping[str, str]) -> dict[str, TopList]:
    """One list of every window, by the window's name; a window without a line has an empty one."""
    items = {
        window: _users(found, window, page, homes) if name == _USERS else _items(found, name, window)
        for window in _NAMES
    }
    return {window: TopList(_LISTS[name], lines, (), 0, None, "Plays") for window, lines in items.items()}


def _items(found: Plays, name: str, window: str) -> tuple[TopItem, ...]:
    rows = found.listed(name, window)
    return tuple(
        TopItem(
            row.rank, row.name or UNKNOWN, None, None if name == _ARTISTS else row.artist or UNKNOWN, None,
            row.plays, share(row.plays, rows[0].plays),
        )
        for row in rows
    )  # fmt: skip


def _users(found: Plays, window: str, page: str, homes: Mapping[str, str]) -> tuple[TopItem, ...]:
    """Users, each with the page that it has where the listening of everyone has; one who is called nothing by name."""
    rows = found.users.get(window, ())
    return tuple(
        TopItem(
            row.rank, row.user_called or row.username or UNKNOWN, _url(row, page, homes), None, None,
            row.plays, share(row.plays, rows[0].plays),
        )
        for row in rows
    )  # fmt: skip


def _url(row: PlayingUser, page: str, homes: Mapping[str, str]) -> str | None:
    home = homes.get(row.username or "")
    return paths.relative(page, home) if home else None
