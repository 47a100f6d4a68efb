"""The renderer: a page's data becomes HTML by its template."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from urllib.parse import quote

from markupsafe import Markup

from generator import paths
from generator.charts import canvas, palette
from generator.documents import Document, Job
from generator.pages import template_files, templates
from generator.pages.policy import policy
from generator.pages.site import API, DATA, Entrance, Link, SiteContext
from generator.pages.template_files import Templates, TemplatesName


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it lies, its template, what browsers call it and search engines say of it, and its own data.

    `runs` is whether its period is not over: only then does it say up to when it counts.
    """

    path: str
    template: str
    title: str
    description: str
    data: object
    runs: bool = True


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What surrounds a page, as a value: the site, and where its pages lead to.

    `places` are what a domain's pages lead to beside others', `section` is the path of the first of them; `style` and
    `icon` are paths, too.
    """

    templates: TemplatesName
    site: SiteContext
    places: tuple[Entrance, ...]
    style: str
    icon: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Renderer:
    """What pages are made with: what surrounds them, the style and the icon that all of them share, their templates.

    `as_of` is the wall time up to which the pages count; `drawn` has the paths of the charts that two pages share.
    """

    frame: PageFrame
    as_of: datetime
    style: Document
    icon: Document
    drawn: set[str] = field(default_factory=set)

    @property
    def site(self) -> SiteContext:
        """The whole site."""
        return self.frame.site

    def render(self, page: Page) -> Job:
        """The document of a page."""
        as_of = self.as_of if page.runs else None
        return Job(page.path, "page", partial(fill, self.frame, as_of, page), (page.template,))

    def of(self, domain: str, as_of: datetime, places: tuple[Entrance, ...] = ()) -> "Renderer":
        """The same renderer for the pages of a domain, or of what a server played."""
        section = self.site.homes[domain].path
        return replace(self, frame=replace(self.frame, places=places, section=section), as_of=as_of)

    def standing_alone(self, page: Page) -> Job:
        """The document of a page that holds its style itself, as nobody knows how deep it will be served."""
        css, icon = self.style.body.decode(), self.icon.body.decode()
        make = partial(fill_alone, self.frame.templates, self.site, page, css, icon)
        return Job(page.path, "page", make, (page.template,))


def prepare(found: Templates, *, charts: bool) -> tuple[Callable[[], object], ...]:
    """What another process has to call before it can make pages, and charts where there are any."""
    return (partial(template_files.provide, found.sources, found.name.digest), *([canvas.prepare] if charts else []))


def fill(frame: PageFrame, as_of: datetime | None, page: Page) -> bytes:
    """The bytes of a page; `as_of` is up to when it counts, while its period runs."""
    return templates.filled(
        frame.templates,
        page.template,
        page=page,
        data=page.data,
        site=frame.site,
        as_of=as_of,
        to=partial(paths.relative, page.path),
        nav=_navigation(frame, page.path),
        within=_links(frame, page.path, frame.places if frame.site.entrances else ()),
        style=frame.style,
        icon=frame.icon,
        policy=policy("'self'"),
    )


def fill_alone(name: TemplatesName, site: SiteContext, page: Page, css: str, icon: str) -> bytes:
    """The bytes of a page that holds its style itself."""
    said = b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return templates.filled(
        name,
        page.template,
        page=page,
        site=site,
        css=Markup(css),  # noqa: S704 - our own style, no name in it
        icon=f"data:image/svg+xml,{quote(icon)}",
        policy=policy(f"'sha256-{said}'"),
        home=site.base_url or "/",
    )


def _navigation(frame: PageFrame, page: str) -> tuple[Link, ...]:
    """What every page leads to; the places within a section are apart where there are several sections."""
    everywhere = (Entrance(DATA, "Data"), Entrance(API, "API"))
    return _links(frame, page, (*(frame.site.entrances or frame.places), *everywhere))


def _links(frame: PageFrame, page: str, places: Sequence[Entrance]) -> tuple[Link, ...]:
    return tuple(
        Link(
            paths.relative(page, place.path),
            place.words,
            current=page == place.path,
            around=frame.section == place.path != page,
        )
        for place in places
    )


def make_renderer(site: SiteContext, found: Templates, as_of: datetime) -> Renderer:
    """The renderer of a site, whose pages its templates fill."""
    style, icon = _style(found), _icon()
    return Renderer(PageFrame(found.name, site, (), style.path, icon.path), as_of, style, icon)


def _style(found: Templates) -> Document:
    light, dark = _variables(palette.LIGHT), _variables(palette.DARK)
    css = templates.filled(found.name, "style.css", light=light, dark=dark, font=palette.FONT)
    return Document(f"style.{hashlib.sha256(css).hexdigest()[:8]}.css", css, "site")


def _variables(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _icon() -> Document:
    """Three bars in the accent colour, lighter on dark tabs."""
    light, dark = palette.LIGHT["accent"], palette.DARK["accent"]
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">'
        f"<style>path{{fill:{light}}}@media(prefers-color-scheme:dark){{path{{fill:{dark}}}}}</style>"
        '<path d="M1 9h4v6H1zM6 5h4v10H6zM11 1h4v14h-4z"/></svg>\n'
    )
    return Document("favicon.svg", svg.encode(), "site")
