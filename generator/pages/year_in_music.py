"""The Year in Music: a person's year as a story in numbers, with a card to share."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator import paths, ranges
from generator.charts import card
from generator.charts.card import Card
from generator.documents import Document
from generator.pages import periods, rows, sections, story, words
from generator.pages.heading import Heading, Total, heading_of_period, title, totals
from generator.pages.leaders import Leaders
from generator.pages.listening import Listening
from generator.pages.press import Page, Press
from generator.pages.rows import Rows
from generator.pages.sections import Sections, Shown
from generator.pages.site import Link
from generator.pages.story import Month, Release
from generator.pages.subject import Subject
from generator.ranges import Range
from generator.stats import PeriodAnswers, Row

_MS_AN_HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class Share:
    """What a page says of itself where it is shared; `image` is None without charts, `url` without a base_url."""

    title: str
    description: str
    url: str | None
    image: str | None
    alt: str


@dataclass(frozen=True, slots=True)
class YearInMusicData:
    """A person's year, from its numbers to what to hear next; `so_far` is the day up to which a running one counts."""

    heading: Heading
    year: int
    so_far: str | None
    first: bool
    change: str
    totals: tuple[Total, ...]
    busiest: tuple[str, ...]
    months: tuple[Month, ...]
    tops: tuple[Leaders, ...]
    new: tuple[Leaders, ...]
    genres: Leaders | None
    others: tuple[Leaders, ...]
    releases: tuple[Release, ...]
    sections: Sections
    share: Share
    card: str | None
    before: Link | None
    after: Link | None
    whole: Link | None
    always: Link
    json: Link | None


def of_year_in_music(press: Press, listening: Listening, answers: PeriodAnswers, year: int) -> Iterator[Document]:
    """The page and the card of everyone who listened in a year; after the pages of the year, whose charts they show."""
    span = ranges.period_range(str(year))
    for person, found in rows.of_people(answers, listening, rows.YEAR_IN_MUSIC):
        yield from _page(press, Subject(listening, person), span, found) if found else ()
    press.drawn.clear()


def _page(press: Press, subject: Subject, span: Range, found: Rows) -> Iterator[Document]:
    year = span.since.year
    page = subject.music_path(year)
    place = periods.place_of(press, subject, span.name, page)
    made, charts = sections.sections(
        Shown(place, subject, span, found, span.name, mirrored=False), sections.YEAR_IN_MUSIC
    )
    yield from charts
    if press.site.charts:
        yield Document(_picture(page), card.png(_card(subject, span, found)), "card")
    data = _data(subject, page, span, found, made)
    yield press.printed(
        Page(page, "year-in-music.html", title(subject, f"{year} in music"), data.share.description, data)
    )


def _data(subject: Subject, page: str, span: Range, found: Rows, made: Sections) -> YearInMusicData:
    listening, year = subject.listening, span.since.year
    heading = heading_of_period(subject, page, span)
    first = year == subject.years[0]
    tops = story.tops(subject, page, found)
    change = periods.change(subject, span, heading.partial)
    before, after = _neighbours(subject, page, year)
    return YearInMusicData(
        heading=heading,
        year=year,
        so_far=heading.partial,
        first=first,
        change=change,
        totals=totals(found if first else found | {"totals": _with_new(found)}),
        busiest=story.busiest(found["listens_per_day"]),
        months=story.months(subject, page, year, found["month_leaders"]),
        tops=tops,
        new=() if first else story.new(listening, page, year, found),
        genres=story.genres(found),
        others=story.others(subject, page, year, found),
        releases=story.releases(listening, page, found["new_releases"]),
        sections=made,
        share=_share(subject, page, year, tops, running=heading.partial is not None),
        card=paths.relative(page, _picture(page)) if listening.site.charts else None,
        before=before,
        after=after,
        always=Link(paths.relative(page, subject.range_path("all_time")), "all time"),
        whole=subject.period_link(page, span.name),
        json=_json(subject, page, span),
    )


def _with_new(found: Rows) -> list[Row]:
    (sums,), artists = found["totals"], found["first_heard_artists"]
    return [sums | {"new_artist_count": artists[0]["total"] if artists else 0}]


def _neighbours(subject: Subject, page: str, year: int) -> tuple[Link | None, Link | None]:
    """The pages of the nearest years with listens, before and after one."""
    before = max((other for other in subject.years if other < year), default=None)
    after = min((other for other in subject.years if other > year), default=None)
    links = tuple(
        Link(paths.relative(page, subject.music_path(other)), str(other)) if other else None
        for other in (before, after)
    )
    return links[0], links[1]


def _json(subject: Subject, page: str, span: Range) -> Link | None:
    path = subject.listening.json("year_in_music", subject.segment, span.name)
    return Link(paths.relative(page, path), subject.listening.site.in_utc("Year in Music as JSON")) if path else None


def _picture(page: str) -> str:
    return f"{page.removesuffix('.html')}.png"


def _share(subject: Subject, page: str, year: int, tops: tuple[Leaders, ...], *, running: bool) -> Share:
    so_far = ", so far" if running else ""
    said = f"{year} in music{so_far}"
    site = subject.listening.site
    picture = _picture(page)
    image = (
        (site.base_url + paths.url(picture) if site.base_url else paths.relative(page, picture))
        if site.charts
        else None
    )
    names = ", ".join(words.plain(leader.name) for leader in tops[0].first[:3])
    listens = words.counted(subject.calendar[str(year)], "listen")
    return Share(
        title=f"{subject.name}: {said}",
        description=f"{listens} in {year}{so_far}" + (f"; most heard: {names}." if names else "."),
        url=site.base_url + paths.url(page) if site.base_url else None,
        image=image,
        alt=f"Card: {subject.name}, {said}. {listens}" + (f"; most heard: {names}." if names else "."),
    )


def _card(subject: Subject, span: Range, found: Rows) -> Card:
    (sums,), (time,) = found["totals"], found["listening_times"]
    # A card has no room to say how many listens a time is of: it has one only where every listen's is known.
    known = time["listening_ms"] is not None and time["timed_count"] == time["listen_count"]
    return Card(
        site=subject.listening.site.title,
        user=subject.person.name if subject.person else "",
        year=span.since.year,
        listens=sums["listen_count"],
        hours=time["listening_ms"] // _MS_AN_HOUR if known else None,
        artists=sums["artist_count"],
        albums=sums["release_group_count"],
        tracks=sums["recording_count"],
        top_artists=[row["artist_name"] for row in found["artists"]],
        days={row["day"]: row["listen_count"] for row in found["listens_per_day"]},
        running=subject.listening.as_of < span.until,
    )
