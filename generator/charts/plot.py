"""The figure that inline charts are drawn on, and a chart drawn: its marks as SVG, and the words that stand beside.

Marks are in per cent of the room that the page has, so one drawing is for all widths; a picture whose squares have to
stay square has a view of its own and keeps its proportions. Words are not part of a drawing: a template sets them
beside it, from the same values.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup

from generator.charts.marks import Mark
from generator.charts.markup import sent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.charts.marks import Anchor, Shape

    View = tuple[int, int]  # width and height in units

# What a reader's own matplotlibrc must not change.
SETTINGS: dict[Any, Any] = {
    "figure.autolayout": False,
    "figure.constrained_layout.use": False,
    "path.simplify": False,
    "path.sketch": None,
    "path.effects": [],
}
ROOM = 300  # px, for the text of a mark on the smallest screen
Height = Literal["", "low", "tall"]


@dataclass(frozen=True, slots=True)
class Tick:
    """A name along an axis: where, in per cent, how it is set there, and in what room it is shown.

    `rooms` holds any of s, h and w: a small plot, half a page, a whole page.
    """

    at: float
    words: str
    anchor: Anchor = "middle"
    rooms: str = "shw"

    @property
    def shown(self) -> str:
        """The classes of the rooms in which it is shown."""
        return " ".join(f"in-{room}" for room in self.rooms)


@dataclass(frozen=True, slots=True)
class Sign:
    """What a tone means.

    `shape` is how it is drawn, such as a bar, a line or a dot of some radius; words alone say what is counted.
    """

    tone: str
    words: str
    shape: Literal["bar", "line", "dot", "words"] = "bar"
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart drawn. `y` are the counts beside it from the top down, `x` the names below it; `key` is what tones mean.

    `panels` are drawings of the same kind under names of their own, where there are several; `ends` are names of
    equally high rows at its right. `kind` is the class of its room.
    """

    svg: bytes = b""
    kind: str = "plot"
    height: Height = ""
    y: tuple[str, ...] = ()
    x: tuple[Tick, ...] = ()
    key: tuple[Sign, ...] = ()
    panels: tuple[Panel, ...] = ()
    ends: tuple[str, ...] = ()

    @property
    def markup(self) -> Markup:
        """The marks, for a page."""
        return Markup(self.svg.decode())  # noqa: S704 - our own elements; words in them are escaped


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several drawings: its name, a word or two of what it amounts to, and the drawing."""

    name: str
    note: str
    drawing: Drawing
    href: str = ""


@dataclass
class Plot:
    """A figure, of per cents or of some view, that shows items until it is cleaned."""

    view: View | None
    _shown: list[Shape | Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        from generator.charts.inline import MarksArtist

        width, height = self.view or (100, 100)
        with settings():
            self.figure = Figure(figsize=(width / 72, height / 72), dpi=72, frameon=False)
            artist = MarksArtist(Affine2D().scale(1, -1).translate(0, height))
            self.figure.add_artist(artist)
        self._shown = artist.shown

    def clean(self) -> Plot:
        """The same plot, empty."""
        self._shown.clear()
        return self

    def add(self, *items: Shape | Mark) -> None:
        """Put items over all that is there."""
        self._shown.extend(items)

    def svg(self, said: Said) -> bytes:
        """The element of what is shown."""
        from generator.charts.inline import FOCUSABLE, InlineRenderer

        marks = [item for item in self._shown if isinstance(item, Mark)]
        focusable = said.focusable and 0 < len(marks) <= FOCUSABLE
        room = ROOM if self.view is None else self.view[0]
        role = _role(marks, focusable=focusable)
        of_mark = "listitem" if role == "list" else "img"  # a value among links is no item of a list
        renderer = InlineRenderer(room, stretched=self.view is None, focusable=focusable, role=of_mark)
        self.figure.draw(renderer)
        seen = f'role="{role}" aria-label="{sent(said.label)}"' if said.label else _UNSEEN
        view = f' viewBox="0 0 {self.view[0]} {self.view[1]}"' if self.view else ""
        kind = f' class="{said.kind}"' if said.kind else ""
        rest = f'<text class="rest" aria-hidden="true">{sent(said.unit)}</text>' if said.unit else ""
        lines = _GRID if said.grid else ""
        return (f"<svg{kind}{view} {seen}>{rest}{lines}{''.join(renderer.elements)}</svg>").encode()


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a plot: a label for those who do not see it, and the unit, where a mark's text will stand.

    `focusable` is False where a plot is one of many, which together have too many marks for the keyboard.
    """

    label: str
    unit: str = ""
    kind: str = ""
    grid: bool = False
    focusable: bool = True


_UNSEEN = 'aria-hidden="true"'  # a picture beside words that say the same


def _role(marks: Sequence[Mark], *, focusable: bool) -> str:
    """A group of links, a list of values, or, where there are too many for the keyboard, one image."""
    if any(mark.href for mark in marks):
        return "group"
    return "list" if focusable else "img"


_GRID = '<line x2="100%"/><line x2="100%" y1="50%" y2="50%"/><line class="zero" x2="100%" y1="100%" y2="100%"/>'


def prepare() -> None:
    """Import what drawing takes, which is most of the time that the first chart takes."""
    from generator.charts import inline  # noqa: F401


@contextmanager
def settings() -> Iterator[None]:
    """The matplotlib settings that charts are drawn under; its own rc_context copies all three hundred, each time."""
    import matplotlib as mpl

    before = {key: mpl.rcParams[key] for key in SETTINGS}
    mpl.rcParams.update(SETTINGS)
    try:
        yield
    finally:
        mpl.rcParams.update(before)


@cache
def _kept(view: View | None) -> Plot:
    return Plot(view)


def blank(view: View | None = None) -> Plot:
    """The one plot of a view, empty."""
    return _kept(view).clean()


def drawn(items: Iterable[Shape | Mark], said: Said, view: View | None = None) -> bytes:
    """The element of some items."""
    plot = blank(view)
    plot.add(*items)
    return plot.svg(said)
