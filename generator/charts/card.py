"""The share card of a year: one picture of 1200 by 630 px, with its numbers, artists and days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from generator.charts import lettering, palette, steps
from generator.charts.calendar import MONTHS
from generator.charts.picture import Box, Picture, drawable, plain, settings
from generator.charts.steps import Class

__all__ = ["Card", "drawable", "png"]

WIDTH, HEIGHT = 1200, 630
MARGIN = 72  # px, left and right
SITE, USER, TITLE, NUMBER, LABEL, NAME, MONTH = 20, 34, 56, 46, 20, 25, 16  # px, the sizes of words
SITE_ROOM = 400  # px
GAP = 24  # px, the least between two words
HEADING = 86  # px, the baseline of the user's name; the title stands under it, or in its place
TITLE_DOWN = (34, 66)  # px, from there to the title's without and with a name
NUMBERS = 4
BODY = 252  # px, the baseline of the first numbers
LINE = 96  # px from one row of numbers to the next
COLUMN = 268  # px from one column of numbers to the next
LIST = 660  # px, the left of the artists
TOP_ARTISTS = 5
ARTISTS, SOME_ARTISTS = "most heard artists", "among the most heard artists"  # all of the first, or not all
ROW = 34  # px from one artist to the next
DAYS = 458  # px, the top of the days
PITCH = 20  # px from one day to the next
CELL = 17  # px


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says of a year; `hours` is None where durations are not known.

    `top_artists` are in order; the first five that can be drawn are shown. `days` are the listens by day. `running`
    tells that the year is not over.
    """

    site: str
    user: str
    year: int
    listens: int
    hours: int | None
    artists: int
    albums: int
    tracks: int
    top_artists: Sequence[str]
    days: Mapping[date, int]
    running: bool = False

    def __post_init__(self) -> None:
        counts = (self.listens, self.hours or 0, self.artists, self.albums, self.tracks, *self.days.values())
        if min(counts) < 0:
            raise ValueError(f"{self.user}, {self.year}: {min(counts)}; a count is never negative")


@cache
def _picture() -> Picture:
    return Picture(WIDTH, HEIGHT)


def png(card: Card) -> bytes:
    """The card as PNG, on light paper; a name that cannot be drawn is left out."""
    artists = [name for name in card.top_artists if drawable(name)][:TOP_ARTISTS]
    with settings():
        picture = _picture().clean()
        _heading(picture, card)
        _numbers(picture, card, 2 if artists else NUMBERS)
        _artists(picture, artists, ARTISTS if artists == [*card.top_artists[: len(artists)]] else SOME_ARTISTS)
        _days(picture, card)
        return picture.png()


def _heading(picture: Picture, card: Card) -> None:
    room = WIDTH - 2 * MARGIN
    if drawable(card.site):
        site = lettering.fitted(plain(card.site), SITE_ROOM, SITE)
        picture.text(WIDTH - MARGIN, HEADING, site, SITE, "muted", "end")
        room -= SITE_ROOM + GAP
    named = drawable(card.user)
    if named:
        user = lettering.fitted(plain(card.user), room, USER)
        picture.text(MARGIN, HEADING, user, USER, "accent")
    title = f"{card.year} in music{', so far' if card.running else ''}"
    picture.text(MARGIN, HEADING + TITLE_DOWN[named], title, TITLE, "ink", face=lettering.SERIF)


def _numbers(picture: Picture, card: Card, columns: int) -> None:
    """Four numbers in so many columns; a single row of them stands in the middle of two."""
    counts = {"listens": card.listens, "hours": card.hours, "artists": card.artists}
    counts |= {"albums": card.albums, "tracks": card.tracks}
    shown = [(name, count) for name, count in counts.items() if count is not None][:NUMBERS]
    top = BODY + (LINE // 2 if columns == NUMBERS else 0)
    for place, (name, count) in enumerate(shown):
        x, y = MARGIN + place % columns * COLUMN, top + place // columns * LINE
        picture.text(x, y, _number(count), NUMBER, "ink")
        picture.text(x, y + 29, name.removesuffix("s") if count == 1 else name, LABEL, "muted")


def _number(count: int) -> str:
    full = f"{count:,}"
    return full if lettering.width(full, NUMBER) <= COLUMN - GAP else steps.short(count)


def _artists(picture: Picture, names: Sequence[str], heading: str) -> None:
    if names:
        picture.text(LIST, BODY - 26, heading, LABEL, "muted")
    for place, name in enumerate(names):
        fitted = lettering.fitted(plain(name), WIDTH - MARGIN - LIST, NAME)
        picture.text(LIST, BODY + 10 + place * ROW, fitted, NAME, "ink")


def _days(picture: Picture, card: Card) -> None:
    first = date(card.year, 1, 1)
    every = [first + timedelta(days=n) for n in range((date(card.year, 12, 31) - first).days + 1)]
    counts = [card.days.get(day, 0) for day in every]
    classes = steps.even_classes(counts)
    cells: dict[str, list[Box]] = defaultdict(list)
    for day, count in zip(every, counts, strict=True):
        week, weekday = divmod((day - first).days + first.weekday(), 7)
        x, y = MARGIN + week * PITCH, DAYS + weekday * PITCH
        cells[_colour_of(count, classes)].append((x, y, CELL, CELL))
        if day.day == 1:
            picture.text(x, DAYS - 11, MONTHS[day.month - 1], MONTH, "muted")
    for colour in ("land", *palette.SCALE):
        picture.boxes(colour, cells[colour])


def _colour_of(count: int, classes: Sequence[Class]) -> str:
    """The colour of the class that a count falls in, or of bare land when there is nothing to count."""
    if count == 0:
        return "land"
    shades = palette.spread(len(classes))
    return next(colour for colour, c in zip(shades, classes, strict=True) if count <= c.high)
