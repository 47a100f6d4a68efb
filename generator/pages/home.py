"""The home page of a site with several domains: each is introduced, and leads to its first page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.documents import Job
from generator.pages import words
from generator.pages.components import Quantity
from generator.pages.figure import Figure
from generator.pages.renderer import Page, Renderer
from generator.pages.site import HOME
from generator.pages.top_list import TopList

_SHOWN = 5  # items of a domain


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the home page says of a domain: its heading, its first page, a sentence, its sums, its top list, a figure.

    Its first page lies beside the home page, so that the URLs of its top list and its figure are those of both.
    """

    heading: str
    path: str
    sentence: str
    totals: tuple[Quantity, ...]
    top_list: TopList | None = None
    figure: Figure | None = None


def of_home(renderer: Renderer, introductions: Sequence[Introduction]) -> Iterator[Job]:
    """The home page."""
    names = ", ".join(introduction.heading for introduction in introductions)
    title = words.plain(renderer.site.title)
    shown = tuple(replace(one, top_list=_first(one.top_list)) for one in introductions)
    yield renderer.render(Page(HOME, "welcome.html", title, f"{title}: {names}.", shown))


def _first(top_list: TopList | None) -> TopList | None:
    """The first few items alone."""
    return replace(top_list, first=top_list.first[:_SHOWN], rest=()) if top_list else None
