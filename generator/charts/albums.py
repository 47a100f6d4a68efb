"""Albums within artists: a bar an artist, a segment an album, the most heard one first and strongest."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.charts import axis, lettering, steps
from generator.charts.canvas import Canvas, Size, Words, blank

MOST = {Size.WIDE: 15, Size.NARROW: 10}  # bars
SHADES = ("scale-6", "scale-5", "scale-4", "scale-3", "scale-2")  # of the first albums
OTHERS = "scale-1"
NAMES = {Size.WIDE: 190, Size.NARROW: 0}  # px beside the bars
ABOVE = {Size.WIDE: 0, Size.NARROW: 18}  # px over each bar, its name where there is no room beside it
BAR = 18  # px
BELOW = 16  # px under each bar, the name of its first album
GAP = {Size.WIDE: 12, Size.NARROW: 14}  # px between two bars
TOP = 30  # px, the legend
HAIR = 1  # px between two segments


@dataclass(frozen=True, slots=True)
class ArtistAlbums:
    """An artist, the listens of all the artist's albums, and the albums with theirs, most heard first."""

    name: str
    count: int
    albums: Sequence[tuple[str, int]]

    def __post_init__(self) -> None:
        if (least := min(self.count, *(count for _, count in self.albums), 0)) < 0:
            raise ValueError(f"{self.name}: {least} listens; a count is never negative")


def svg(artists: Sequence[ArtistAlbums], words: Words, size: Size) -> bytes:
    """The chart of the first artists in the order given, fifteen wide or ten narrow."""
    shown = [artist for artist in artists if artist.count][: MOST[size]]
    canvas = blank("albums", size, heights(artists))
    draw(canvas, shown)
    return canvas.svg(words)


def heights(artists: Sequence[ArtistAlbums]) -> dict[Size, int]:
    """How high the chart of some artists is."""
    count = sum(artist.count > 0 for artist in artists)
    return {size: TOP + max(min(count, MOST[size]), 2) * _pitch(size) for size in Size}


def draw(canvas: Canvas, artists: Sequence[ArtistAlbums]) -> None:
    """The legend and the bars with their names; a quiet line when there is no artist."""
    if not artists:
        axis.nothing(canvas, "no listens with a known album")
        return
    size = Size(canvas.width)
    tops = [TOP + number * _pitch(size) + ABOVE[size] for number in range(len(artists))]
    _legend(canvas)
    _bars(canvas, tops, [_segments(artist) for artist in artists])
    for top, artist in zip(tops, artists, strict=True):
        _name(canvas, top, artist)


def _pitch(size: Size) -> int:
    return ABOVE[size] + BAR + BELOW + GAP[size]


def _segments(artist: ArtistAlbums) -> list[int]:
    """The listens of the first albums, and of all the others last."""
    first = [count for _, count in artist.albums[: len(SHADES)]]
    return [*first, *[0] * (len(SHADES) - len(first)), max(artist.count - sum(first), 0)]


def _bars(canvas: Canvas, tops: Sequence[float], bars: Sequence[Sequence[int]]) -> None:
    left = NAMES[Size(canvas.width)]
    scale = (canvas.width - left) / max(map(sum, bars))
    canvas.boxes(SHADES[0], [(left, top, HAIR, BAR) for top in tops])  # the fewest listens among millions are seen
    for place, colour in enumerate((*SHADES, OTHERS)):
        starts = [left + sum(bar[:place]) * scale for bar in bars]
        widths = [max(bar[place] * scale - HAIR, bar[place] * scale / 2) for bar in bars]
        canvas.boxes(colour, [(x, top, wide, BAR) for x, top, wide in zip(starts, tops, widths, strict=True)])


def _legend(canvas: Canvas) -> None:
    for number, colour in enumerate(SHADES):
        canvas.boxes(colour, [(number * 13, 1, 12, 12)])
    canvas.text(71, 12, "albums, from the most heard")
    canvas.boxes(OTHERS, [(280, 1, 12, 12)])
    canvas.text(298, 12, "others")


def _name(canvas: Canvas, top: float, artist: ArtistAlbums) -> None:
    size = Size(canvas.width)
    total = steps.short(artist.count)
    first = artist.albums[0][0] if artist.albums else ""
    under = top + BAR + 13
    canvas.text(NAMES[size], under, lettering.fitted(first, canvas.width - NAMES[size]))
    if size is Size.WIDE:
        canvas.text(0, top + 13, lettering.fitted(artist.name, NAMES[size] - axis.GAP), colour="ink")
        canvas.text(0, under, total)
        return
    room = canvas.width - lettering.width(total) - axis.GAP
    canvas.text(0, top - 5, lettering.fitted(artist.name, room), colour="ink")
    canvas.text(canvas.width, top - 5, total, "end")
