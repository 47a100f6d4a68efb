"""Every package there is, most viewed first, in pages of five hundred."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator import paths
from generator.documents import Job
from generator.pages import words
from generator.pages.renderer import Page, Renderer
from generator.pages.requests import top_lists
from generator.pages.requests.overview import LISTING, Packages
from generator.pages.site import Link
from generator.pages.top_list import TopItem

LINES = 500  # packages on a page


@dataclass(frozen=True, slots=True)
class ListingData:
    """Some packages in their order, in words which of how many, and the pages before and after."""

    lines: tuple[TopItem, ...]
    said: str
    before: Link | None
    after: Link | None


def of_listing(renderer: Renderer, packages: Packages) -> Iterator[Job]:
    """The pages of all packages; one even when there is none to list."""
    most = packages.listed[0].view_count if packages.listed else 0
    for number in range(1, max(-(-packages.listed_count // LINES), 1) + 1):
        listed = packages.listed[(number - 1) * LINES : number * LINES]
        lines = top_lists.items(packages, _path(number), listed, most)
        yield _page(renderer, packages, number, lines)


def _page(renderer: Renderer, packages: Packages, number: int, lines: tuple[TopItem, ...]) -> Job:
    page, total = _path(number), packages.listed_count
    end = (number - 1) * LINES + len(lines)
    said = f"{words.number(end - len(lines) + 1)} – {words.number(end)} of {packages.counted(total)}"
    if total <= LINES:
        said = packages.counted(total)
    before = _link(page, number - 1) if number > 1 else None
    after = _link(page, number + 1) if end < total else None
    title = " · ".join((f"All {packages.noun.many}", said, words.plain(renderer.site.title)))
    description = f"All {packages.noun.many}, most viewed first: {said}."
    return renderer.render(Page(page, "packages-all.html", title, description, ListingData(lines, said, before, after)))


def _path(number: int) -> str:
    return LISTING if number == 1 else LISTING.replace(".html", f"-{number}.html")


def _link(page: str, number: int) -> Link:
    first = (number - 1) * LINES + 1
    return Link(paths.relative(page, _path(number)), f"From {words.number(first)}")
