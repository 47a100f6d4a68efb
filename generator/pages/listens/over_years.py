"""The page of a whole history: its days and hours, year by year, and what was heard in them."""

from dataclasses import dataclass

from generator import paths
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
class OverYearsData:
    """All years of a subject as figures; `home` leads to its first page."""

    heading: Heading
    home: Link
    wave: Draw
    figures: tuple[Figure, ...]


def of_subject(renderer: Renderer, subject: Subject, span: Range, found: Rows) -> Job:
    """The page of a subject, from the rows of its whole history."""
    page = subject.history_path
    home = Link(paths.relative(page, subject.range_path(ALL_TIME)), words.RANGES[ALL_TIME])
    figures = tuple(_figures(renderer, subject, span, found))
    data = OverYearsData(heading_of(subject, page, span), home, waves.of_history(subject, page), figures)
    days = words.counted(len(found["day_hours"]), "day")
    description = f"{subject.name}, {data.heading.period}: {days} with music."
    return renderer.render(Page(page, "over-the-years.html", title(subject, SAID), description, data))


def _figures(renderer: Renderer, subject: Subject, span: Range, found: Rows) -> list[Figure]:
    page, as_of = subject.history_path, renderer.as_of
    place = FigurePlace(page, renderer.site.charts)

    def url_of(year: int) -> str:
        link = subject.period_link(page, str(year))
        return link.url if link else ""

    rows, last = found["day_hours"], as_of.date()
    ranks = history_figures.over_the_years(place, found["artist_year_ranks"], last.year)
    shown = Shown(place, subject, span, found, f"{subject.first_day.year} – {last.year}", mirrored=False)
    made = sections.sections(shown, sections.OVER_YEARS)
    figures = (
        history_figures.calendars(place, rows, last, url_of),
        ranks if subject.overview.alone else None,
        history_figures.artists_in_all(place, found["artist_discoveries"], last, url_of),
        history_figures.every_hour(place, rows, last, renderer.site.timezone, url_of),
        *made.figures.values(),
    )
    return [figure for figure in figures if figure]
