"""The page of the APIs that are mirrored: every address, and a document of the tree that answers it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import paths
from generator.documents import Job
from generator.pages import words
from generator.pages.renderer import Page, Renderer
from generator.pages.site import API, Link


@dataclass(frozen=True, slots=True)
class Example:
    """A path of an API as its pattern, a document of this tree that answers it, if any, and by what it counts."""

    pattern: str
    path: str | None
    counted_by: str

    @property
    def url(self) -> str | None:
        """The document from the page."""
        return paths.relative(API, self.path) if self.path else None


@dataclass(frozen=True, slots=True)
class Api:
    """A mirrored API: its key in config.yaml, and its addresses."""

    key: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class ApiData:
    """Every API that is mirrored; `ranges` are the names of ranges and their words.

    `own` are documents of our own, which are no part of any API; `catalog`, `described` and `routes` are where it is
    said what there is.
    """

    apis: tuple[Api, ...]
    ranges: Mapping[str, str]
    own: tuple[Link, ...]
    catalog: str = "catalog.json"
    described: str = "openapi.json"
    routes: str = "routes.json"


def of_api(renderer: Renderer, apis: Sequence[Api], own: Sequence[str]) -> Iterator[Job]:
    """The page of the APIs; `own` are paths of documents that are no part of any."""
    links = tuple(Link(paths.relative(API, path), path) for path in own)
    data = ApiData(tuple(apis), words.RANGES, links)
    count = words.counted(sum(len(api.examples) for api in apis), "address", "addresses")
    description = f"{count} that programs can read, as plain JSON files."
    title = f"API · {words.plain(renderer.site.title)}"
    yield renderer.render(Page(API, "api.html", title, description, data, runs=False))  # it counts nothing
