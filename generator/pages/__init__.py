"""Pages: rows become HTML for people, with their charts as SVG files beside them.

survey looks the site over once; press makes ready the templates; then of_range, of_period, of_year_in_music, of_music
and of_site stream the documents, each from the stat sets of one stretch of time. To add a page, write a template and a
function that makes one Page.
"""

from generator.pages.about import Example, of_site
from generator.pages.leaders import SHOWN
from generator.pages.music import of_music
from generator.pages.periods import of_period
from generator.pages.press import Press, press
from generator.pages.site import JsonPath, Site, survey
from generator.pages.stretch import of_range
from generator.pages.year_in_music import of_year_in_music

__all__ = [
    "SHOWN",
    "Example",
    "JsonPath",
    "Press",
    "Site",
    "of_music",
    "of_period",
    "of_range",
    "of_site",
    "of_year_in_music",
    "press",
    "survey",
]
