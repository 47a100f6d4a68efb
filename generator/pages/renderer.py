"""The renderer: a page's data becomes HTML by its template."""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from generator import paths, tones
from generator.charts import plot
from generator.documents import Document, Job
from generator.pages import assets, template_files, templates, words
from generator.pages.policy import policy
from generator.pages.site import DATA, HOME, Entrance, Link, SiteContext
from generator.pages.template_files import Templates, TemplatesName


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it lies, its template, what browsers call it and search engines say of it, and its own data.

    `runs` is whether its period is not over: only then does it say up to when it counts. `image` is the path of its
    card, which is shown where the page is shared, `image_alt` what can be seen on it.
    """

    path: str
    template: str
    title: str
    description: str
    data: object
    runs: bool = True
    image: str = ""
    image_alt: str = ""


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
class Shared:
    """What a page says of itself where it is shared, and search engines of it; addresses are absolute where known."""

    title: str
    url: str
    image: str
    image_alt: str


@dataclass(frozen=True, slots=True)
class Renderer:
    """What pages are made with: what surrounds them, what all of them share, their templates.

    `as_of` is the wall time up to which the pages count.
    `style_alone` is the style of a page that holds it itself.
    """

    frame: PageFrame
    as_of: datetime
    style: Document
    icon: Document
    style_alone: bytes

    @property
    def site(self) -> SiteContext:
        """The whole site."""
        return self.frame.site

    @property
    def fonts(self) -> tuple[Document, ...]:
        """The fonts of all pages."""
        return tuple(assets.fonts().values())

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
        css, icon = self.style_alone.decode(), self.icon.body.decode()
        make = partial(fill_alone, self.frame.templates, self.site, page, css, icon)
        return Job(page.path, "page", make, (page.template,))


def prepare(found: Templates, *, charts: bool) -> tuple[Callable[[], object], ...]:
    """What another process has to call before it can make pages, and charts where there are any."""
    return (partial(template_files.provide, found.sources, found.name.digest), *([plot.prepare] if charts else []))


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
        fonts=assets.preloads(),
        shared=_shared(frame.site, page),
        grounds=_grounds(frame.site),
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
        css=Markup(css),  # noqa: S704 - our own style, and the owner's; no name in it
        icon=f"data:image/svg+xml,{quote(icon)}",
        grounds=_grounds(site),
        policy=policy(f"'sha256-{said}'"),
        home=site.base_url or "/",
    )


def _shared(site: SiteContext, page: Page) -> Shared:
    """The addresses of a page and of its card; that of a page is said only where the tree's own is known."""
    url = site.base_url + (paths.url(page.path) if page.path != HOME else "") if site.base_url else ""
    image = site.base_url + paths.url(page.image) if site.base_url else paths.relative(page.path, page.image)
    title = page.title.removesuffix(f" · {words.plain(site.title)}")  # which is named beside it
    return Shared(title, url, image if page.image else "", page.image_alt)


def _grounds(site: SiteContext) -> tuple[str, str]:
    """The colour at the top of every page, light and dark, which browsers go on with around it."""
    return tones.tones(site.accent, "deep")["paper"], tones.tones(site.accent, "deep-dark")["paper"]


def _navigation(frame: PageFrame, page: str) -> tuple[Link, ...]:
    """What every page leads to; the places within a section are apart where there are several sections."""
    return _links(frame, page, (*(frame.site.entrances or frame.places), Entrance(DATA, "Data")))


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
    style, icon = assets.style(found, site.accent), assets.icon(site.accent)
    alone = assets.style_of(found, site.accent, _root(site.base_url)).encode()
    return Renderer(PageFrame(found.name, site, (), style.path, icon.path), as_of, style, icon, alone)


def _root(base_url: str) -> str | None:
    """Where the tree begins for a page that is served at any depth; at the root of a host, on any host."""
    if not base_url:
        return None
    return "/" if urlsplit(base_url).path in {"", "/"} else base_url
