"""The page of a server's plays: five windows that roll back from as_of, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator import paths
from generator.documents import Job
from generator.pages import words
from generator.pages.home import Introduction
from generator.pages.quantity import Quantity
from generator.pages.renderer import Page, Renderer
from generator.pages.site import PLAYED, Link
from generator.pages.top_list import TopItem, TopList, share
from generator.stats import Row, Store

# Windows that roll back are no calendar periods, which other pages count: "this week" is another period.
_NAMES = {
    "day": "Last 24 hours",
    "week": "Last 7 days",
    "month": "Last 30 days",
    "year": "Last 365 days",
    "all": "All time",
}

# The lists of a window: heading, stat set, the column of the name, and that of the artist beside it.
_ARTISTS = ("Top artist credits", "listens/partify_artists", "artist", None)
_USERS = ("Top users", "listens/partify_users", "user_called", None)
_LISTS = (
    _ARTISTS,
    ("Top albums", "listens/partify_albums", "album", "artist"),
    _USERS,
    ("Top tracks", "listens/partify_tracks", "title", "artist"),
)

UNKNOWN = "unknown"
_SHORT = {"day", "week"}  # windows that often hold little

_List = tuple[str, str, str, str | None]


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


def of_statistics(
    renderer: Renderer, store: Store, segments: Mapping[str, str], json: str | None = None
) -> Iterator[Job]:
    """The one page; `segments` are the path segments of users, who have pages, and `json` is where the mirror's lies.

    The moment is the renderer's: the rows may be those of the mirror, whose windows are as long by any clock.
    """
    page = renderer.site.homes[PLAYED].path
    totals = list(store.rows("listens/partify_totals"))
    alone = store.parameters["at_least"] == 1
    lists = [_top_lists(store, each, page, segments) for each in _LISTS if alone or each is not _USERS]
    data = StatisticsData(
        as_of=f"{words.day(renderer.as_of)}, {renderer.as_of:%H:%M}",
        windows=tuple(_window(row, lists) for row in totals),
        ownerless=_said(totals[-1]["ownerless_count"], "play is", "plays are"),
        unlisted=_said(totals[-1]["unlisted_count"], "play names", "plays name"),
        json=Link(paths.relative(page, json), "These windows as JSON") if json else None,
    )
    title = f"What was played · {words.plain(renderer.site.title)}"
    yield renderer.render(Page(page, "statistics.html", title, f"What was played: {_sentence(totals)}", data))


def introduction(renderer: Renderer, store: Store) -> Introduction:
    """What the home page says of what was played."""
    place = renderer.site.homes[PLAYED]
    totals = list(store.rows("listens/partify_totals"))
    top_lists = _top_lists(store, _ARTISTS, place.path, {})
    window = next((name for name in _NAMES if name not in _SHORT and top_lists[name].first), None)
    top_list = replace(top_lists[window], heading=f"Top artist credits, {_NAMES[window].lower()}") if window else None
    return Introduction(place.words, place.path, _sentence(totals), tuple(_total(row) for row in totals), top_list)


def _window(row: Row, lists: Sequence[Mapping[str, TopList]]) -> Window:
    heading = _NAMES[row["window_name"]]
    if not row["total_tracks"]:
        return Window(heading, None, ())
    return Window(heading, _played(row), tuple(top_lists[row["window_name"]] for top_lists in lists))


def _played(row: Row) -> str:
    """378 tracks played (1 day 02:52:58)."""
    return f"{words.counted(row['total_tracks'], 'track')} played ({_running(row['played_ms'])})"


def _running(milliseconds: int) -> str:
    """1 day 02:52:58, 2:52:58, 52:58, 0:58: days, hours, minutes and seconds, as players show a length."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{words.counted(days, 'day')} {hours:02d}:{minutes:02d}:{seconds:02d}"
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def _sentence(totals: Sequence[Row]) -> str:
    """How much was played in all, and lately."""
    by_name = {row["window_name"]: row for row in totals}
    lately = by_name["day"]["total_tracks"]
    return f"{_played(by_name['all'])}, {words.number(lately) if lately else 'none'} of them in the last 24 hours."


def _said(count: int, one: str, many: str) -> str:
    """How many plays, empty where there are none."""
    return words.counted(count, one, many) if count else ""


def _total(row: Row) -> Quantity:
    return Quantity(words.number(row["total_tracks"]), _NAMES[row["window_name"]].lower())


def _top_lists(store: Store, kind: _List, page: str, segments: Mapping[str, str]) -> dict[str, TopList]:
    """One list of every window, by the window's name; a window without a line has an empty one."""
    heading, stat_set, name, by = kind
    found = dict(store.by("window_name", stat_set))
    return {
        window: TopList(heading, _lines(found.get(window, ()), name, by, page, segments), (), 0, None, "Plays")
        for window in _NAMES
    }


def _lines(
    rows: Sequence[Row], name: str, by: str | None, page: str, segments: Mapping[str, str]
) -> tuple[TopItem, ...]:
    most = rows[0]["plays"] if rows else 0
    return tuple(
        TopItem(
            row["rank"], _named(row, name), _url(row, page, segments), _named(row, by) if by else None, None,
            row["plays"], share(row["plays"], most),
        )
        for row in rows
    )  # fmt: skip


def _named(row: Row, name: str) -> str:
    """A name; a user who is called nothing has the user name, and what has no name at all is unknown."""
    return str(row[name] or row.get("username") or UNKNOWN)


def _url(row: Row, page: str, segments: Mapping[str, str]) -> str | None:
    """The page of a user, who has one where the listening of everyone has."""
    segment = segments.get(row.get("username") or "")
    return paths.relative(page, f"user/{segment}/all_time.html") if segment else None
