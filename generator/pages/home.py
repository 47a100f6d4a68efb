"""The home page of a site with several domains: each is introduced, and leads to its first page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.documents import Document
from generator.pages import words
from generator.pages.figures import Figure
from generator.pages.heading import Total
from generator.pages.leaders import Leaders
from generator.pages.press import Page, Press
from generator.pages.site import HOME

_SHOWN = 5  # leaders of a domain


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the home page says of a domain: its heading, its first page, a sentence, its sums, its leaders, a figure.

    Its first page lies beside the home page, so that the URLs of its leaders and its figure are those of both.
    """

    heading: str
    path: str
    sentence: str
    totals: tuple[Total, ...]
    leaders: Leaders | None = None
    figure: Figure | None = None


def of_home(press: Press, introductions: Sequence[Introduction]) -> Iterator[Document]:
    """The home page."""
    names = ", ".join(introduction.heading for introduction in introductions)
    title = words.plain(press.site.title)
    shown = tuple(replace(one, leaders=_first(one.leaders)) for one in introductions)
    yield press.printed(Page(HOME, "welcome.html", title, f"{title}: {names}.", shown))


def _first(leaders: Leaders | None) -> Leaders | None:
    """The first few leaders alone."""
    return replace(leaders, first=leaders.first[:_SHOWN], rest=()) if leaders else None
