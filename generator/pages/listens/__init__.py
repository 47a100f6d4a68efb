"""Pages of listens, of the site and of everyone who listens.

make_overview looks at all listens once; then of_range, of_period, of_year_in_music and of_items stream the documents,
each from the stat sets of one period. of_statistics is about what a server played, whoever listened.
"""

from typing import TYPE_CHECKING

from generator import on_demand

if TYPE_CHECKING:
    from generator.pages.listens.items import of_items
    from generator.pages.listens.listeners import of_listeners, period_examples, places
    from generator.pages.listens.overview import JsonPath, Overview, Users, make_overview
    from generator.pages.listens.periods import of_period
    from generator.pages.listens.plays import introduction as introduction_of_plays
    from generator.pages.listens.plays import of_statistics
    from generator.pages.listens.ranges import introduction, of_past_range, of_range
    from generator.pages.listens.rows import READ
    from generator.pages.listens.year_in_music import of_year_in_music

__all__ = [
    "READ",
    "JsonPath",
    "Overview",
    "Users",
    "introduction",
    "introduction_of_plays",
    "make_overview",
    "of_items",
    "of_listeners",
    "of_past_range",
    "of_period",
    "of_range",
    "of_statistics",
    "of_year_in_music",
    "period_examples",
    "places",
]

__getattr__ = on_demand.names(
    __name__,
    {
        "items": "of_items",
        "listeners": "of_listeners period_examples places",
        "overview": "JsonPath Overview Users make_overview",
        "periods": "of_period",
        "plays": "introduction_of_plays=introduction of_statistics",
        "ranges": "introduction of_past_range of_range",
        "rows": "READ",
        "year_in_music": "of_year_in_music",
    },
)
