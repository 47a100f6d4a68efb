"""Pages: rows become HTML for people, with their charts as SVG files beside them.

press makes ready the templates. Of listens, survey looks all over once; then of_range, of_period, of_year_in_music and
of_music stream the documents, each from the stat sets of one stretch of time. The other domains have packages of their
own; of_site and of_home come last. To add a page, write a template and a function that makes one Page.
"""

from generator.pages.about import of_site
from generator.pages.api import Api, Example, of_api
from generator.pages.home import Introduction, of_home
from generator.pages.leaders import SHOWN
from generator.pages.listeners import of_listeners, period_examples, places
from generator.pages.listening import JsonPath, Listening, survey
from generator.pages.music import of_music
from generator.pages.partify import introduction as introduction_of_plays
from generator.pages.partify import of_statistics
from generator.pages.periods import of_period
from generator.pages.press import Press, our_templates, press
from generator.pages.site import PLAYED, Entrance, Site, homes
from generator.pages.stretch import introduction, of_range
from generator.pages.year_in_music import of_year_in_music

__all__ = [
    "PLAYED",
    "SHOWN",
    "Api",
    "Entrance",
    "Example",
    "Introduction",
    "JsonPath",
    "Listening",
    "Press",
    "Site",
    "homes",
    "introduction",
    "introduction_of_plays",
    "of_api",
    "of_home",
    "of_listeners",
    "of_music",
    "of_period",
    "of_range",
    "of_site",
    "of_statistics",
    "of_year_in_music",
    "our_templates",
    "period_examples",
    "places",
    "press",
    "survey",
]
