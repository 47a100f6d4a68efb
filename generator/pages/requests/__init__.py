"""Pages of packages and the requests for them.

make_overview looks at all rows once; then of_packages streams every page, and introduction is what the home page says
of them.
"""

from typing import TYPE_CHECKING

from generator import on_demand

if TYPE_CHECKING:
    from generator.pages.requests.every_page import of_packages
    from generator.pages.requests.first_page import introduction
    from generator.pages.requests.overview import JsonPath, PackagePlaces, Packages, make_overview, paged, places
    from generator.pages.requests.traffic import PLACE as TRAFFIC
    from generator.pages.requests.traffic import of_traffic

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

__getattr__ = on_demand.names(
    __name__,
    {
        "every_page": "of_packages",
        "first_page": "introduction",
        "overview": "JsonPath PackagePlaces Packages make_overview paged places",
        "traffic": "TRAFFIC=PLACE of_traffic",
    },
)
