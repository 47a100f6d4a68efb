"""Pages: rows become HTML for people, with their charts as SVG files beside them.

renderer makes ready the templates. Every domain has a package of its own: make_overview looks at all its rows once,
then its functions stream the documents. What the domains share lies here: a page's figure, its top lists, its numbers
in words, the site. of_site and of_home come last. To add a page, write a template and a function that makes one Page.
"""

from generator.pages.about import of_site
from generator.pages.api import Api, Example, of_api
from generator.pages.home import Introduction, of_home
from generator.pages.renderer import Renderer, prepare, renderer
from generator.pages.site import PLAYED, Entrance, SiteContext, homes
from generator.pages.templates import Templates, our_templates
from generator.pages.templates import read as read_templates

__all__ = [
    "PLAYED",
    "Api",
    "Entrance",
    "Example",
    "Introduction",
    "Renderer",
    "SiteContext",
    "Templates",
    "homes",
    "of_api",
    "of_home",
    "of_site",
    "our_templates",
    "prepare",
    "read_templates",
    "renderer",
]
