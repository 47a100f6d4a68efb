"""Pages: rows become HTML for people, with their charts as SVG files beside them.

renderer makes ready the templates. Every domain has a package of its own: make_overview looks at all its rows once,
then its functions stream the documents. What the domains share lies here: a page's figure, its top lists, its numbers
in words, the site. of_site and of_home come last. To add a page, write a template and a function that makes one Page.
"""

from typing import TYPE_CHECKING

from generator import on_demand

if TYPE_CHECKING:
    from generator.pages.about import of_site
    from generator.pages.api import Api, Example, of_api
    from generator.pages.home import Introduction, of_home
    from generator.pages.renderer import Renderer, make_renderer, prepare
    from generator.pages.site import PLAYED, Entrance, SiteContext, homes
    from generator.pages.template_files import Templates, our_templates
    from generator.pages.template_files import read as read_templates

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
    "make_renderer",
    "of_api",
    "of_home",
    "of_site",
    "our_templates",
    "prepare",
    "read_templates",
]

__getattr__ = on_demand.names(
    __name__,
    {
        "about": "of_site",
        "api": "Api Example of_api",
        "home": "Introduction of_home",
        "renderer": "Renderer make_renderer prepare",
        "site": "PLAYED Entrance SiteContext homes",
        "template_files": "Templates our_templates read_templates=read",
    },
)
