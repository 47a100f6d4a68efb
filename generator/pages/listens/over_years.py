"""The page of a whole history: its days and hours, year by year, and what was heard in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape

from generator import paths
from generator.charts import standalone
from generator.charts.standalone import SCHEMES, Strip
from generator.documents import Job
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace
from generator.pages.listens import history_figures, sections, waves
from generator.pages.listens.heading import Heading, heading_of, title
from generator.pages.listens.rows import Rows
from generator.pages.listens.sections import Shown
from generator.pages.listens.subject import Subject
from generator.pages.listens.waves import Draw
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.ranges import ALL_TIME, Range

SAID = "Over the years"


@dataclass(frozen=True, slots=True)
class SharedWave:
    """The wave to share, on light and on dark ground: where it lies, the lines to copy, and what it says."""

    light: str
    dark: str
    lines: str
    alt: str


@dataclass(frozen=True, slots=True)
class OverYearsData:
    """All years of a subject as figures; `home` leads to its first page."""

    heading: Heading
    home: Link
    wave: Draw
    figures: tuple[Figure, ...]
    picture: SharedWave | None


def of_subject(renderer: Renderer, subject: Subject, span: Range, found: Rows) -> Iterator[Job]:
    """The page of a subject, from the rows of its whole history, and its wave as a picture to share."""
    page = subject.history_path
    home = Link(paths.relative(page, subject.range_path(ALL_TIME)), words.RANGES[ALL_TIME])
    figures = tuple(_figures(renderer, subject, span, found))
    data = OverYearsData(
        heading_of(subject, page, span), home, waves.of_history(subject, page), figures, _picture(subject)
    )
    days = words.counted(len(found["day_hours"]), "day")
    description = f"{subject.name}, {data.heading.period}: {days} with music."
    yield renderer.render(Page(page, "over-the-years.html", title(subject, SAID), description, data))
    if data.picture and (wave := waves.shared(subject, page)):
        strip = Strip(wave, subject.name, _amount(subject), data.picture.alt, renderer.site.accent)
        for scheme in SCHEMES:
            yield Job(_path(subject, scheme), "picture", partial(standalone.svg, strip, scheme))


def _called(first: int, last: int) -> str:
    return str(first) if first == last else f"{first} – {last}"


def _path(subject: Subject, scheme: str) -> str:
    return f"{subject.history_path.removesuffix('over-the-years.html')}wave-{scheme}.svg"


def _amount(subject: Subject) -> str:
    listens = sum(count for name, count in subject.calendar.items() if "-" not in name)
    return words.counted(listens, "listen")


def _picture(subject: Subject) -> SharedWave | None:
    """The picture and the lines to copy; None where there are no charts, or the site's own address is not known."""
    site, page = subject.overview.site, subject.history_path
    if not (site.charts and site.base_url and any(subject.weeks.counts)):
        return None
    light, dark = (_path(subject, scheme) for scheme in SCHEMES)
    alt = f"{subject.name}: {_amount(subject)} since {words.month(subject.first_day)}, week by week"
    absolute = [site.base_url + paths.url(path) for path in (page, dark, light)]
    lines = (
        f'<a href="{absolute[0]}"><picture>\n'
        f'  <source media="(prefers-color-scheme: dark)" srcset="{absolute[1]}">\n'
        f'  <img src="{absolute[2]}" alt="{escape(alt)}" width="{standalone.WIDTH}">\n</picture></a>'
    )
    return SharedWave(paths.relative(page, light), paths.relative(page, dark), lines, alt)


def _figures(renderer: Renderer, subject: Subject, span: Range, found: Rows) -> list[Figure]:
    page, as_of = subject.history_path, renderer.as_of
    place = FigurePlace(page, renderer.site.charts)

    def url_of(year: int) -> str:
        link = subject.period_link(page, str(year))
        return link.url if link else ""

    rows, last = found["day_hours"], as_of.date()
    ranks = history_figures.over_the_years(place, found["artist_year_ranks"], last.year)
    shown = Shown(place, subject, span, found, _called(subject.first_day.year, last.year), mirrored=False)
    made = sections.sections(shown, sections.OVER_YEARS)
    figures = (
        history_figures.calendars(place, rows, last, url_of),
        ranks if subject.overview.alone else None,
        history_figures.artists_in_all(place, found["artist_discoveries"], last, url_of),
        history_figures.every_hour(place, rows, last, renderer.site.timezone, url_of),
        *made.figures.values(),
    )
    return [figure for figure in figures if figure]
