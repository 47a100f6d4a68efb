"""The first page of a listener, or of all: who, lately, this year against last, the year in music, all time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Literal

from generator import paths, ranges
from generator.pages import words
from generator.pages.components import Change, MonthsOfYear, Recent, Tile
from generator.pages.figure import Figure, FigurePlace
from generator.pages.listens import history_figures, top_lists
from generator.pages.listens.months import months
from generator.pages.listens.overview import Overview, Person
from generator.pages.listens.rows import Rows
from generator.pages.listens.subject import Subject
from generator.pages.site import Link
from generator.pages.top_list import TopItem, TopList, share
from generator.stats.rows.listens import LatestArtistsRow, RecentListensRow, TopReleaseGroupsRow

_RECENT = 8  # lines of what was heard last
_TILES = 6
_QUARTER = 13  # weeks


@dataclass(frozen=True, slots=True)
class Lately:
    """The last month with a listen: its name and page, its listens, against the month before, and its artists."""

    name: str
    url: str | None
    listens: str
    change: Change | None
    before: str
    so_far: bool
    artists: TopList


@dataclass(frozen=True, slots=True)
class Race:
    """The running year against the last, up to the same day: by how much it is ahead, and what that comes to."""

    heading: str
    ahead: str
    sentence: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Story:
    """The way to a year in music."""

    year: str
    sentence: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ListenerLately:
    """A line of the listeners: their weeks of a quarter, and their listens of the last month and of all."""

    name: str
    url: str
    weeks: tuple[int, ...]
    latest: int
    listen_count: int


@dataclass(frozen=True, slots=True)
class First:
    """What only the first page has: `since` is the day of the first listen, `latest` the name of the last month."""

    since: str
    lately: Lately | None
    recent: tuple[Recent, ...]
    race: Race | None
    story: Story | None
    tiles: tuple[Tile, ...]
    months: tuple[MonthsOfYear, ...]
    history: Link
    listeners: tuple[ListenerLately, ...]
    latest: str


def first(subject: Subject, page: str, found: Rows) -> First:
    """The parts of the first page, from the rows of the whole history."""
    newest = max(name for name in subject.calendar if "-" in name)
    return First(
        since=words.day(subject.first_day),
        lately=_lately(subject, page, found.get("latest_artists", [])),
        recent=tuple(recent(subject, page, found.get("recent", []))),
        race=race(subject, page, {row["day"]: row["listen_count"] for row in found["listens_per_day"]}),
        story=_story(subject, page),
        tiles=tiles(subject, page, found["release_groups"][:_TILES]),
        months=months(subject, page),
        history=Link(paths.relative(page, subject.history_path), "Over the years"),
        listeners=_listeners(subject, page, newest),
        latest=words.called(newest),
    )


def _lately(subject: Subject, page: str, rows: Sequence[LatestArtistsRow]) -> Lately | None:
    """The last month with a listen; None where entries may not be about one listener."""
    if not (rows and subject.overview.alone):
        return None
    name = f"{rows[0]['month_day']:%Y-%m}"
    before = ranges.period_before(name)
    runs = ranges.period_range(name).runs(subject.overview.as_of)
    link = subject.period_link(page, name)
    count, earlier = subject.calendar[name], subject.calendar.get(before, 0)
    said = words.called(before)
    return Lately(
        name=words.called(name),
        url=link.url if link else None,
        listens=words.counted(count, "listen"),
        change=None if runs or not earlier else words.compared(count, earlier),
        before=said.split()[0],
        so_far=runs,
        artists=_latest_artists(subject, page, name, rows, said if earlier else ""),
    )


def _latest_artists(subject: Subject, page: str, name: str, rows: Sequence[LatestArtistsRow], before: str) -> TopList:
    """The artists of a month, each with its rank in the month before, if anything was heard in it."""
    overview, most = subject.overview, rows[0]["listen_count"]
    items = tuple(
        TopItem(
            row["rank"], row["artist_name"], top_lists.artist_url(overview, page, row["artist_name"], _listed(row)),
            None, None, row["listen_count"], share(row["listen_count"], most),
            change=_rank_change(row["rank"], row["rank_before"]) if before else None,
        )
        for row in rows
    )  # fmt: skip
    return TopList(
        f"Artists in {words.called(name)}",
        items,
        (),
        0,
        None,
        change=f"In {before.split(maxsplit=1)[0]}" if before else "",
    )


def _listed(row: LatestArtistsRow) -> list[str]:
    return [row["artist_mbid"]] if row["artist_mbid"] else []


def _rank_change(rank: int, before: int | None) -> Change:
    """The rank before, and whether that was a lower one or a higher one."""
    if before is None:
        return Change("new", "not heard")
    kind: Literal["same", "up", "down"] = "same" if rank == before else "up" if rank < before else "down"
    return Change(kind, words.ordinal(before))


def recent(subject: Subject, page: str, rows: Sequence[RecentListensRow]) -> Iterator[Recent]:
    """What was heard last: tracks of one album, or of one artist without an album, heard in a row on a day, are one."""
    overview, today = subject.overview, subject.overview.as_of.date()

    def sitting(row: RecentListensRow) -> tuple[date, str, str]:
        return row["listened_at"].date(), row["artist_name"], row["release_group_name"] or ""

    sittings = [list(group) for _, group in groupby(rows, key=sitting)]
    for heard in sittings[:_RECENT]:
        last, album = heard[0], heard[0]["release_group_name"]
        is_album = len(heard) > 1 and bool(album)
        by_url = top_lists.artist_url(overview, page, last["artist_name"], last["artist_mbids"])
        yield Recent(
            when=words.moment(last["listened_at"], today),
            name=album if is_album and album else last["track_name"],
            by=last["artist_name"],
            count=len(heard),
            url=top_lists.album_url(overview, page, album, last["artist_name"], last["release_group_mbid"])
            if is_album and album
            else None,
            by_url=by_url,
        )


def tiles(subject: Subject, page: str, rows: Sequence[TopReleaseGroupsRow]) -> tuple[Tile, ...]:
    """The first albums as sleeves."""
    overview = subject.overview
    return tuple(
        Tile(
            row["release_group_name"],
            row["artist_name"],
            words.number(row["listen_count"]),
            top_lists.album_url(
                overview, page, row["release_group_name"], row["artist_name"], row["release_group_mbid"]
            ),
            top_lists.artist_url(overview, page, row["artist_name"], row["artist_mbids"]),
        )
        for row in rows
    )


def race(subject: Subject, page: str, days: Mapping[date, int]) -> Race | None:
    """The year of `as_of` against the one before, up to the same day; None where either has no listen."""
    as_of = subject.overview.as_of
    now, before = (sum_of(days, year, as_of) for year in (as_of.year, as_of.year - 1))
    if not now or not before:
        return None
    ahead = now - before
    heading = "Level with last year" if not ahead else "Ahead of last year" if ahead > 0 else "Behind last year"
    figure = history_figures.race(FigurePlace(page, subject.overview.site.charts), days, as_of.date())
    return Race(heading, words.signed(ahead), _race_sentence(subject, now, ahead), figure)


def sum_of(days: Mapping[date, int], year: int, as_of: datetime) -> int:
    """The listens of a year up to the day of `as_of` in it."""
    until = last_day(year, as_of)
    return sum(count for day, count in days.items() if date(year, 1, 1) <= day <= until)


def last_day(year: int, as_of: datetime) -> date:
    """The day of `as_of` in another year; of 29 February the 28th where there is none."""
    try:
        return as_of.date().replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _race_sentence(subject: Subject, now: int, ahead: int) -> str:
    as_of = subject.overview.as_of
    compared = "as many as" if not ahead else f"{words.number(abs(ahead))} {'more' if ahead > 0 else 'fewer'} than"
    until = f"{as_of.day} {words.MONTHS[as_of.month - 1]}"
    said = f"{words.counted(now, 'listen')} by {until}, {compared} up to the same day of {as_of.year - 1}."
    pace = _pace(now, as_of)
    record = max(
        (count, -int(year)) for year, count in subject.calendar.items() if "-" not in year and int(year) < as_of.year
    )
    return f"{said} {pace}The most in a year were {words.number(record[0])}, in {-record[1]}."


def _pace(now: int, as_of: datetime) -> str:
    """What a running year comes to at this pace, in round numbers; nothing in its first two months."""
    span = ranges.year_range(as_of.year)
    gone, whole = as_of - span.since, span.until - span.since
    if not span.runs(as_of) or gone < timedelta(days=60):
        return ""
    return f"At this pace the year ends near {words.number(words.rounded(now * whole / gone))}. "


def _story(subject: Subject, page: str) -> Story | None:
    """The way to the last whole year in music, or to the running one in the first year."""
    if not subject.person:
        return None
    as_of = subject.overview.as_of
    over = [year for year in subject.years if not ranges.year_range(year).runs(as_of)]
    year = over[-1] if over else subject.years[-1]
    url = paths.relative(page, subject.music_path(year))
    links = [Link(url, "Open the year")]
    if subject.overview.site.charts:
        links.append(Link(f"{url}#share", "Get the card"))
    so_far = "" if over else ", so far"
    return Story(str(year), f"{words.counted(subject.calendar[str(year)], 'listen')} in {year}{so_far}.", tuple(links))


def _listeners(subject: Subject, page: str, newest: str) -> tuple[ListenerLately, ...]:
    """Everyone, most listens in the newest month first, where there are several and pages may be about one."""
    overview = subject.overview
    if subject.person or not overview.alone:
        return ()

    def order(person: Person) -> tuple[int, int, str]:
        return -person.calendar.get(newest, 0), -person.listen_count, person.name

    return tuple(_listener(overview, page, person, newest) for person in sorted(overview.people.values(), key=order))


def _listener(overview: Overview, page: str, person: Person, newest: str) -> ListenerLately:
    own = Subject(overview, person)
    first_place = own.weeks.place(overview.as_of.date()) - _QUARTER + 1
    counts = person.weeks.counts
    weeks = tuple(
        counts[place] if 0 <= place < len(counts) else 0 for place in range(first_place, first_place + _QUARTER)
    )
    url = paths.relative(page, own.range_path(ranges.ALL_TIME))
    return ListenerLately(person.name, url, weeks, person.calendar.get(newest, 0), person.listen_count)
