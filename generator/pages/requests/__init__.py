"""Pages of packages and the requests for them.

make_overview looks at all rows once; then of_packages streams every page, and introduction is what the home page says
of them.
"""

from collections.abc import Iterator

from generator.documents import Job
from generator.pages.renderer import Renderer
from generator.pages.requests.all_packages import of_listing
from generator.pages.requests.first_page import introduction, of_all_packages
from generator.pages.requests.overview import JsonPath, PackagePlaces, Packages, make_overview, paged, places
from generator.pages.requests.package import of_each_package
from generator.pages.requests.periods import of_periods
from generator.pages.requests.traffic import PLACE as TRAFFIC
from generator.pages.requests.traffic import of_traffic
from generator.stats import Store

__all__ = [
    "TRAFFIC",
    "JsonPath",
    "PackagePlaces",
    "Packages",
    "introduction",
    "make_overview",
    "of_packages",
    "of_traffic",
    "paged",
    "places",
]  # fmt: skip


def of_packages(renderer: Renderer, packages: Packages, store: Store) -> Iterator[Job]:
    """All packages, most viewed first, every month and ISO week, and every package."""
    yield from of_all_packages(renderer, packages)
    yield from of_listing(renderer, packages)
    yield from of_periods(renderer, packages)
    yield from of_each_package(renderer, packages, store)
