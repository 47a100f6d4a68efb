"""Pages of periods: every year, month and week with listens, and those that have names of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator import paths, ranges
from generator.documents import Job
from generator.pages import words
from generator.pages.components import Quantity, Record
from generator.pages.figure import FigurePlace
from generator.pages.listens import records, rows, sections, top_lists, waves
from generator.pages.listens.changes import Against, against
from generator.pages.listens.heading import Heading, heading_of_period, title, totals
from generator.pages.listens.overview import Overview
from generator.pages.listens.rows import Rows
from generator.pages.listens.sections import Sections, Shown
from generator.pages.listens.subject import Subject
from generator.pages.listens.waves import Draw
from generator.pages.renderer import Page, Renderer
from generator.pages.top_list import TopList
from generator.period_names import Kind, kind_of
from generator.ranges import Range
from generator.stats import PeriodStore

_CHANGES = 5  # of each kind, against the period before
_NO_JSON = (None, None, None)  # of single lists: the period has one document


@dataclass(frozen=True, slots=True)
class PeriodData:
    """A period of a subject, and how it differs from the one before.

    `people` are those who listened, where it is the site's and there are several. A month or a week has no records.
    """

    heading: Heading
    change: str
    wave: Draw
    totals: tuple[Quantity, ...]
    top_lists: tuple[TopList, ...]
    sections: Sections
    people: TopList | None
    time_lists: tuple[TopList, ...]
    records: tuple[Record, ...]
    records_url: str
    against: Against | None
    json: str


def of_period(renderer: Renderer, overview: Overview, store: PeriodStore, span: Range) -> Iterator[Job]:
    """The pages of a period with their charts: the site's, then everyone's who listened in it."""
    for person, found in rows.of_everyone(store, overview, rows.OF_PERIOD[kind_of(span.name)]):
        yield from _period(renderer, Subject(overview, person), span, found) if found else ()


def _is_short(span: Range) -> bool:
    """Whether it is a month or a week, of which there are many: they have no records, and shorter lists."""
    return kind_of(span.name) in {"month", "week"}


def _period(renderer: Renderer, subject: Subject, span: Range, found: Rows) -> Iterator[Job]:
    page = subject.period_path(span.name)
    made = _sections(renderer, subject, span, found)
    yield from () if _is_short(span) else records.of_records(renderer, subject, span, found)
    heading = heading_of_period(subject, page, span)
    data = PeriodData(
        heading=heading,
        change=change(subject, span, heading.partial),
        wave=waves.of_period(subject, page, span),
        totals=totals(found),
        top_lists=top_lists.all_three(subject, page, found, _NO_JSON),
        sections=made,
        people=_people(subject, page, span),
        time_lists=top_lists.by_time(subject.overview, page, found["top_times"]),
        records=() if _is_short(span) else records.short(subject, page, span, found),
        records_url=paths.relative(page, subject.records_path(span.name)),
        against=against(subject, page, span, found, _CHANGES),
        json=paths.relative(page, subject.json_path(span.name)),
    )
    said = title(subject, heading.period)
    runs = not span.is_over(subject.overview.as_of)
    yield renderer.render(Page(page, "period.html", said, _description(subject, data), data, runs=runs))


def _people(subject: Subject, page: str, span: Range) -> TopList | None:
    """Those who listened, where it is everyone's page and there are several."""
    overview = subject.overview
    hidden = subject.person or len(overview.people) == 1 or not overview.alone
    return None if hidden else top_lists.people(overview, page, span.name)


def _description(subject: Subject, data: PeriodData) -> str:
    names = ", ".join(words.plain(leader.name) for leader in data.top_lists[0].first[:3])
    heard = f" Most heard: {names}." if names else ""
    return f"{subject.name} in {data.heading.period}: {data.change}{heard}"


def _sections(renderer: Renderer, subject: Subject, span: Range, found: Rows) -> Sections:
    """The figures of a period; of all but years countries are a table alone, as a map weighs more than all the rest."""
    place = FigurePlace(subject.period_path(span.name), renderer.site.charts)
    shown = Shown(place, subject, span, found, words.called(span.name), mirrored=False)
    if kind_of(span.name) == "year":
        return sections.sections(shown, sections.YEAR_OF_PERSON if subject.person else sections.YEAR)
    drawn = sections.sections(shown, sections.MONTH[:-1])
    listed = sections.sections(replace(shown, place=replace(place, charts=False)), sections.MONTH[-1:])
    missing = tuple(dict.fromkeys((*listed.missing, *drawn.missing)))
    return Sections({**drawn.figures, **listed.figures}, missing, drawn.mapped)


def change(subject: Subject, span: Range, running: str | None) -> str:
    """How many listens a period has, against the calendar period before it unless it is still running."""
    kind = _NOUNS[kind_of(span.name)]
    listens = words.counted(subject.count(span.name), "listen")
    compared = _compared(subject, span, kind, running)
    if not running:
        return f"{listens}{compared}."
    return f"{listens} up to {running}{compared}; the {kind} is still running."


def _compared(subject: Subject, span: Range, kind: str, running: str | None) -> str:
    """A period against the whole one before; one that is not whole itself is set against none, a named one never."""
    if kind_of(span.name) == "named":
        return f", {words.period(span.since.date(), span.until.date())}"
    if span.name == subject.alike(span.name)[0]:
        return f"{',' if running else ''} in the first {kind} of this history"
    if running:
        return ""
    before = ranges.period_before(span.name)
    return f", {words.change(subject.count(span.name), subject.count(before), words.called(before))}"


_NOUNS: Mapping[Kind, str] = {"year": "year", "month": "month", "week": "week", "named": "period"}
