"""The renderer: a page's data becomes HTML by its template."""

import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from markupsafe import Markup

from generator import paths
from generator.charts import palette
from generator.documents import Document
from generator.errors import TemplateError
from generator.pages import words
from generator.pages.site import API, DATA, Entrance, Link, SiteContext


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
class Renderer:
    """The templates of a site, the style that all its pages share, and the sizes of the charts that two pages share.

    `as_of` is the wall time up to which a domain's pages count, `places` are those that they lead to beside others',
    and `section` is the path of the first of them.
    """

    site: SiteContext
    as_of: datetime
    places: tuple[Entrance, ...]
    templates: Environment
    style: Document
    icon: Document
    drawn: dict[str, tuple[int, int]] = field(default_factory=dict)
    section: str = ""

    def render(self, page: Page) -> Document:
        """The document of a page."""
        return Document(page.path, self._filled(page).encode(), "page")

    def _filled(self, page: Page) -> str:
        return self._rendered(
            page,
            data=page.data,
            site=self.site,
            as_of=self.as_of if page.runs else None,
            to=partial(paths.relative, page.path),
            nav=self._navigation(page.path),
            within=self._links(page.path, self.places if self.site.entrances else ()),
            style=self.style.path,
            icon=self.icon.path,
            policy=policy("'self'"),
        )

    def _rendered(self, page: Page, **context: object) -> str:
        try:
            return self.templates.get_template(page.template).render(page=page, **context)
        except JinjaError as error:
            raise TemplateError(_explained(page.template, error)) from error
        except OSError as error:
            raise TemplateError(f"templates/{page.template}: cannot be read: {error.strerror or error}") from error

    def of(self, domain: str, as_of: datetime, places: tuple[Entrance, ...] = ()) -> "Renderer":
        """The same renderer for the pages of a domain, or of what a server played."""
        return replace(self, as_of=as_of, places=places, section=self.site.homes[domain].path)

    def _navigation(self, page: str) -> tuple[Link, ...]:
        """What every page leads to; the places within a section are apart where there are several sections."""
        return self._links(page, (*(self.site.entrances or self.places), Entrance(DATA, "Data"), Entrance(API, "API")))

    def _links(self, page: str, places: Sequence[Entrance]) -> tuple[Link, ...]:
        return tuple(
            Link(
                paths.relative(page, place.path),
                place.words,
                current=page == place.path,
                around=self.section == place.path != page,
            )
            for place in places
        )

    def standing_alone(self, page: Page) -> Document:
        """The document of a page that holds its style itself, as nobody knows how deep it will be served."""
        css, icon = self.style.body.decode(), self.icon.body.decode()
        digest = b64encode(hashlib.sha256(css.encode()).digest()).decode()
        text = self._rendered(
            page,
            site=self.site,
            css=Markup(css),  # noqa: S704 - our own style, no name in it
            icon=f"data:image/svg+xml,{quote(icon)}",
            policy=policy(f"'sha256-{digest}'"),
            home=self.site.base_url or "/",
        )
        return Document(page.path, text.encode(), "page")


def _explained(template: str, error: JinjaError) -> str:
    """Which template, and where the engine knows it, which line of it."""
    line = f", line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
    return f"templates/{template}: cannot be filled: {error.message}{line}; is it one of your own?"


def policy(style: str) -> str:
    """The Content-Security-Policy of a page: images and one style of its own, nothing else, and no one else."""
    return f"default-src 'none'; img-src 'self' data:; style-src {style}; base-uri 'none'; form-action 'none'"


def renderer(site: SiteContext, folder: Path, as_of: datetime) -> Renderer:
    """The renderer of a site; the `templates` beside config.yaml, in `folder`, come before our own, file by file."""
    loader = ChoiceLoader([FileSystemLoader(folder / "templates"), FileSystemLoader(our_templates())])
    templates = Environment(
        loader=loader,
        autoescape=_is_markup,  # noqa: S701 - everything but the style sheet
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.filters |= {
        "name": words.name, "id": words.breakable, "number": words.number, "day": words.day, "counted": words.counted,
    }  # fmt: skip
    return Renderer(site, as_of, (), templates, _style(templates), _icon())


def our_templates() -> Path:
    """The folder of our own templates: in the package, or beside it in a checkout."""
    packed = Path(str(files("generator") / "templates"))
    return packed if packed.is_dir() else Path(__file__).parents[2] / "templates"


def _is_markup(name: str | None) -> bool:
    return name is None or name.endswith(".html")


def _finished(value: object) -> object:
    """What a template prints: a name loses the characters that HTML cannot hold."""
    return words.clean(value) if type(value) is str else value


def _style(templates: Environment) -> Document:
    css = templates.get_template("style.css").render(
        light=_variables(palette.LIGHT), dark=_variables(palette.DARK), font=palette.FONT
    )
    return Document(f"style.{hashlib.sha256(css.encode()).hexdigest()[:8]}.css", css.encode(), "site")


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
