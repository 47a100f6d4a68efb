"""Pages of packages and the requests for them.

survey looks all over once; then of_packages streams every page, and introduction is what the home page says of them.
"""

from collections.abc import Iterator

from generator.documents import Document
from generator.pages.press import Press
from generator.pages.requests.first import introduction, of_all_packages
from generator.pages.requests.listing import of_listing
from generator.pages.requests.package import of_each_package
from generator.pages.requests.periods import of_periods
from generator.pages.requests.survey import JsonPath, Packages, paged, places, survey
from generator.pages.requests.traffic import PLACE as TRAFFIC
from generator.pages.requests.traffic import of_traffic
from generator.stats import Answers

__all__ = [
    "TRAFFIC", "JsonPath", "Packages", "introduction", "of_packages", "of_traffic", "paged", "places", "survey",
]  # fmt: skip


def of_packages(press: Press, packages: Packages, answers: Answers) -> Iterator[Document]:
    """All packages, most viewed first, every month and ISO week, and every package."""
    yield from of_all_packages(press, packages, answers)
    yield from of_listing(press, packages, answers)
    yield from of_periods(press, packages, answers)
    yield from of_each_package(press, packages, answers)
