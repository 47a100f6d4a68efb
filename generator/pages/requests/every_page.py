"""Every page of packages, in the order in which they are made."""

from collections.abc import Iterator

from generator.documents import Job
from generator.pages.renderer import Renderer
from generator.pages.requests.all_packages import of_listing
from generator.pages.requests.first_page import of_all_packages
from generator.pages.requests.overview import Packages
from generator.pages.requests.package import of_each_package
from generator.pages.requests.periods import of_periods
from generator.stats import Store


def of_packages(renderer: Renderer, packages: Packages, store: Store) -> Iterator[Job]:
    """All packages, most viewed first, every month and ISO week, and every package."""
    yield from of_all_packages(renderer, packages)
    yield from of_listing(renderer, packages)
    yield from of_periods(renderer, packages)
    yield from of_each_package(renderer, packages, store)
