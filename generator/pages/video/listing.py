"""Lists of projects and of medias: their numbers side by side, on a page for each order that they can be in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator import paths
from generator.documents import Job
from generator.pages import words
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.top_list import FIRST, share
from generator.pages.video.missing_data import UNKNOWN, engagement, percent, play_rate
from generator.stats.videos import VideoTotals

MOST = 1000  # lines of a list


@dataclass(frozen=True, slots=True)
class Order:
    """A number that a list can be in the order of: its column, the word of its page, what it is, and its text."""

    column: str
    word: str
    value: Callable[[VideoTotals], Fraction | None]
    said: Callable[[VideoTotals], str]


@dataclass(frozen=True, slots=True)
class ListingLine:
    """One project or media: its place, name and page, those of its project, its bar, its plays by week, its numbers."""

    rank: int
    name: str
    url: str
    by: str | None
    by_url: str | None
    share: int
    weeks: tuple[int, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A heading, the first lines, the further ones, how many there are in all, and the columns in their order.

    Each column leads to the page that is sorted by it, or nowhere; the one that this list is sorted by is `current`.
    """

    heading: str
    columns: tuple[Link, ...]
    first: tuple[ListingLine, ...]
    rest: tuple[ListingLine, ...]
    total: int

    @property
    def by(self) -> str:
        """What the list is sorted by, in a caption."""
        return next(column.words for column in self.columns if column.current).lower()


@dataclass(frozen=True, slots=True)
class Named:
    """What a list is of: its heading, its rows, and the name, the page, the project and the plays by week of a row."""

    heading: str
    rows: Sequence[VideoTotals]
    name: Callable[[VideoTotals], str]
    id: Callable[[VideoTotals], str]
    page: Callable[[VideoTotals], str]
    project: Callable[[str, VideoTotals], tuple[str | None, str | None]]
    weeks: Callable[[VideoTotals], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The pages that some lists are on: the first one is theirs and others', each of the others for one order."""

    page: str
    folder: str
    lists: Sequence[Named]

    def path(self, order: Order) -> str:
        """The page on which the lists are in an order."""
        return self.page if order is ORDERS[0] else f"{self.folder}/by-{order.word}.html"

    @property
    def is_sortable(self) -> bool:
        """Whether any list has two lines that an order could change."""
        return any(len(named.rows) > 1 for named in self.lists)

    def links(self, page: str, current: Order) -> tuple[Link, ...]:
        """The columns, which lead to the pages of their orders where there are any."""
        return tuple(
            Link(paths.relative(page, self.path(order)) if self.is_sortable else "", order.column, order is current)
            for order in ORDERS
        )

    def listed(self, order: "Order | None" = None) -> tuple[Listing, ...]:
        """The lists in an order, by default in the first one."""
        chosen = order or ORDERS[0]
        return tuple(_listing(self, named, chosen) for named in self.lists if named.rows)


@dataclass(frozen=True, slots=True)
class SortedData:
    """Lists in an order: of what they are, the page that they are from, and the other orders."""

    name: str | None
    back: Link
    orders: tuple[Link, ...]
    lists: tuple[Listing, ...]
    by: str
    at_least: int


def _hours(row: VideoTotals) -> str:
    if not row.is_timed:
        return UNKNOWN
    return words.time(row.watched_ms) if row.watched_ms else "–"


def _fraction(found: tuple[int, int] | None) -> Fraction | None:
    return Fraction(*found) if found else None


def _percent(found: tuple[int, int] | None, of: int) -> str:
    """A share in per cent; a dash where nothing happened that it could be of."""
    if found:
        return percent(*found)
    return UNKNOWN if of else "–"


ORDERS = (
    Order("Plays", "plays", lambda row: Fraction(row.play_count), lambda row: words.number(row.play_count)),
    Order("Time watched", "hours", lambda row: Fraction(row.watched_ms) if row.is_timed else None, _hours),
    Order("Loads", "loads", lambda row: Fraction(row.load_count), lambda row: words.number(row.load_count)),
    Order(
        "Play rate", "play-rate", lambda row: _fraction(play_rate(row)),
        lambda row: _percent(play_rate(row), row.load_count),
    ),
    Order(
        "Engagement", "engagement", lambda row: _fraction(engagement(row)),
        lambda row: _percent(engagement(row), row.play_count),
    ),
)  # fmt: skip


def pages(renderer: Renderer, lists: Sorted, name: str | None, at_least: int) -> Iterator[Job]:
    """A page for each order but the first, where there is anything to sort."""
    for order in ORDERS[1:] if lists.is_sortable else ():
        page = lists.path(order)
        back = Link(paths.relative(page, lists.page), name or "Videos")
        listed = lists.listed(order)
        data = SortedData(name, back, lists.links(page, order), listed, order.column.lower(), at_least)
        of = f"{words.plain(name)} · Project of videos" if name else "Videos"
        title = f"{of} by {order.column.lower()} · {words.plain(renderer.site.title)}"
        said = " and ".join(one.heading.lower() for one in listed)
        description = f"{said.capitalize()} by {order.column.lower()}, most first."
        yield renderer.render(Page(page, "videos-sorted.html", title, description, data))


def _listing(lists: Sorted, named: Named, order: Order) -> Listing:
    page = lists.path(order)
    values: Mapping[int, Fraction | None] = {id(row): order.value(row) for row in named.rows}

    def place(row: VideoTotals) -> tuple[object, ...]:
        value = values[id(row)]
        ties = (-row.play_count, -row.watched_ms, named.name(row), named.id(row))
        return value is None, -(value or 0), *ties

    ordered = sorted(named.rows, key=place)
    most = max((value for value in values.values() if value), default=Fraction(0))
    lines = [
        ListingLine(
            rank, named.name(row), paths.relative(page, named.page(row)), *named.project(page, row),
            _width(values[id(row)], most), named.weeks(row), tuple(each.said(row) for each in ORDERS),
        )
        for rank, row in enumerate(ordered[:MOST], start=1)
    ]  # fmt: skip
    first, rest = tuple(lines[:FIRST]), tuple(lines[FIRST:])
    return Listing(named.heading, lists.links(page, order), first, rest, len(ordered))


def _width(value: Fraction | None, most: Fraction) -> int:
    """The width of a bar in hundredths."""
    return share(round(10_000 * value / most), 10_000) if value and most else 0
