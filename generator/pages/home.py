"""The home page of a site with several domains: each is introduced, and leads to its first page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator import paths
from generator.documents import Job
from generator.pages import words
from generator.pages.components import Quantity
from generator.pages.figure import Figure
from generator.pages.renderer import Page, Renderer
from generator.pages.site import HOME
from generator.pages.top_list import TopList
from generator.pages.waves import Draw

_SHOWN = 5  # items of a domain


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the home page says of a domain: its heading and first page, a sentence, its sums, its list, figure and wave.

    Its first page lies beside the home page, so that the URLs of its top list and its figure are those of both.
    """

    heading: str
    path: str
    sentence: str
    totals: tuple[Quantity, ...]
    top_list: TopList | None = None
    figure: Figure | None = None
    wave: Draw = None


@dataclass(frozen=True, slots=True)
class WelcomeData:
    """Every domain, the first one at length; its first number each, and all of them in a sentence."""

    kicker: str
    lede: str
    facts: tuple[Quantity, ...]
    introductions: tuple[Introduction, ...]


def of_home(renderer: Renderer, introductions: Sequence[Introduction]) -> Iterator[Job]:
    """The home page."""
    sections = {entrance.path for entrance in renderer.site.entrances}  # what was played may be a page of the listens
    shown = tuple(replace(one, top_list=_first(one.top_list)) for one in introductions if one.path in sections)
    names = ", ".join(introduction.heading for introduction in shown)
    title = words.plain(renderer.site.title)
    facts = tuple(_fact(one) for one in shown if one.totals)
    data = WelcomeData(names, "Counted from plain files, and kept as plain pages.", facts, shown)
    yield renderer.render(Page(HOME, "welcome.html", title, f"{title}: {names}.", data))


def _fact(introduction: Introduction) -> Quantity:
    """The first number of a domain, which leads to its first page."""
    return replace(introduction.totals[0], url=paths.relative(HOME, introduction.path))


def _first(top_list: TopList | None) -> TopList | None:
    """The first few items alone."""
    return replace(top_list, first=top_list.first[:_SHOWN], rest=()) if top_list else None
