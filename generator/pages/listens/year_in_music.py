"""The Year in Music: a person's year as a story in numbers, with a card to share."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from generator import paths, ranges
from generator.charts import card
from generator.charts.card import Card
from generator.documents import Job
from generator.pages import words
from generator.pages.components import Quantity, Tile
from generator.pages.figure import FigurePlace
from generator.pages.listens import periods, rows, sections, waves, year_lists
from generator.pages.listens.heading import Heading, heading_of_music, title, totals
from generator.pages.listens.home import tiles
from generator.pages.listens.overview import Overview
from generator.pages.listens.rows import Rows
from generator.pages.listens.sections import Sections, Shown
from generator.pages.listens.subject import Subject
from generator.pages.listens.waves import Draw
from generator.pages.listens.year_lists import MonthInMusic, Release
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.top_list import TopList
from generator.ranges import Range
from generator.stats import PeriodStore

_MS_AN_HOUR = 3_600_000
_TILES = 12


@dataclass(frozen=True, slots=True)
class YearInMusicData:
    """A person's year, from its numbers to what to hear next; `so_far` is the day up to which a running one counts."""

    heading: Heading
    year: int
    so_far: str | None
    first: bool
    change: str
    totals: tuple[Quantity, ...]
    home: str
    wave: Draw
    days: int
    busiest: tuple[str, ...]
    tiles: tuple[Tile, ...]
    months: tuple[MonthInMusic, ...]
    tops: tuple[TopList, ...]
    new: tuple[TopList, ...]
    genres: TopList | None
    others: tuple[TopList, ...]
    releases: tuple[Release, ...]
    sections: Sections
    alt: str
    card: str | None
    json: Link | None


def of_year_in_music(renderer: Renderer, overview: Overview, store: PeriodStore, year: int) -> Iterator[Job]:
    """The page and the card of everyone who listened in a year."""
    span = ranges.period_range(str(year))
    for person, found in rows.of_people(store, overview, rows.YEAR_IN_MUSIC):
        yield from _page(renderer, Subject(overview, person), span, found) if found else ()


def _page(renderer: Renderer, subject: Subject, span: Range, found: Rows) -> Iterator[Job]:
    year = span.since.year
    page = subject.music_path(year)
    place = FigurePlace(page, renderer.site.charts)
    made = sections.sections(Shown(place, subject, span, found, span.name, mirrored=False), sections.YEAR_IN_MUSIC)
    if renderer.site.charts:
        yield Job(_picture(page), "card", partial(card.png, _card(subject, span, found)))
    data = _data(subject, page, span, found, made)
    said, runs = title(subject, _said(year, data.heading)), not span.is_over(subject.overview.as_of)
    description = f"{_said(year, data.heading)}: {_heard(subject, year, data.tops)}"
    picture = _picture(page) if data.card else ""
    yield renderer.render(Page(page, "year-in-music.html", said, description, data, runs, picture, data.alt))


def _data(subject: Subject, page: str, span: Range, found: Rows, made: Sections) -> YearInMusicData:
    overview, year = subject.overview, span.since.year
    heading = heading_of_music(subject, page, span)
    first = year == subject.years[0]
    tops = year_lists.tops(subject, page, found)
    change = periods.change(subject, span, heading.partial)
    return YearInMusicData(
        heading=heading,
        year=year,
        so_far=heading.partial,
        first=first,
        change=change,
        totals=totals(found, None if first else _new_artists(found)),
        home=paths.relative(page, subject.range_path(ranges.ALL_TIME)),
        wave=waves.of_days(subject, page, year, {row["day"]: row["listen_count"] for row in found["listens_per_day"]}),
        days=len(found["listens_per_day"]),
        tiles=tiles(subject, page, found["release_groups"][:_TILES]),
        busiest=year_lists.busiest(found["listens_per_day"]),
        months=year_lists.months(subject, page, year, found["month_leaders"]),
        tops=tops,
        new=() if first else year_lists.new(overview, page, year, found),
        genres=year_lists.genres(found),
        others=year_lists.others(subject, page, year, found),
        releases=year_lists.releases(overview, page, found["new_releases"]),
        sections=made,
        alt=f"Card: {subject.name}, {_said(year, heading)}. {_heard(subject, year, tops)}",
        card=paths.relative(page, _picture(page)) if overview.site.charts else None,
        json=_json(subject, page, span),
    )


def _new_artists(found: Rows) -> int:
    artists = found["first_heard_artists"]
    return artists[0]["total"] if artists else 0


def _json(subject: Subject, page: str, span: Range) -> Link | None:
    path = subject.overview.json("year_in_music", subject.segment, span.name)
    return Link(paths.relative(page, path), subject.overview.site.in_utc("Year in Music as JSON")) if path else None


def _picture(page: str) -> str:
    return f"{page.removesuffix('.html')}.png"


def _said(year: int, heading: Heading) -> str:
    return f"{year} in music" + (", so far" if heading.partial else "")


def _heard(subject: Subject, year: int, tops: tuple[TopList, ...]) -> str:
    """How much was heard in a year, and what most."""
    names = ", ".join(words.plain(leader.name) for leader in tops[0].first[:3])
    listens = words.counted(subject.calendar[str(year)], "listen")
    return f"{listens}; most heard: {names}." if names else f"{listens}."


def _card(subject: Subject, span: Range, found: Rows) -> Card:
    (sums,), (time,) = found["totals"], found["listening_times"]
    # A card has no room to say how many listens a time is of: it has one only where every listen's is known.
    known_ms = time["listening_ms"] if time["timed_count"] == time["listen_count"] else None
    return Card(
        site=subject.overview.site.title,
        user=subject.person.name if subject.person else "",
        year=span.since.year,
        listens=sums["listen_count"],
        hours=known_ms // _MS_AN_HOUR if known_ms is not None else None,
        artists=sums["artist_count"],
        albums=sums["release_group_count"],
        tracks=sums["recording_count"],
        top_artists=[row["artist_name"] for row in found["artists"]],
        days={row["day"]: row["listen_count"] for row in found["listens_per_day"]},
        running=subject.overview.as_of < span.until,
    )
