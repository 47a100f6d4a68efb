"""The page of records, of all time, a year or a named period, and the short list of them on other pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator import paths
from generator.documents import Job
from generator.pages import words
from generator.pages.components import MonthsOfYear, Record
from generator.pages.figure import Table
from generator.pages.listens import top_lists
from generator.pages.listens.changes import Against, against
from generator.pages.listens.months import some_months
from generator.pages.listens.rows import Rows
from generator.pages.listens.subject import Subject
from generator.pages.renderer import Page, Renderer
from generator.pages.site import Link
from generator.pages.top_list import FIRST, TopItem, TopList, listed, share
from generator.period_names import kind_of, week_name
from generator.ranges import ALL_TIME, Range
from generator.stats.rows import records as of

_WEEK = timedelta(days=6)
_YESTERDAY = timedelta(days=1)
_RUN = 2  # days that make a streak


@dataclass(frozen=True, slots=True)
class Milestone:
    """A listen whose number is round: its number in words, its day, the track, whose it is, and who heard it."""

    number: str
    day: str
    name: str
    by: str
    by_url: str | None
    who: str | None
    who_url: str | None


@dataclass(frozen=True, slots=True)
class YearArtist:
    """The artist of a year: the year, the way to it, the artist, and how often it was heard in the year."""

    year: str
    url: str | None
    name: str
    artist_url: str | None
    count: int
    share: int


@dataclass(frozen=True, slots=True)
class RecordsData:
    """The records of a subject in all time, or in a year.

    `others` lead to the records of other periods. `discoveries` say of each month how many artists were new, `found`
    in a sentence how many there were; `runs` are the longest streaks and pauses. Lists may be empty, or not there.
    """

    whose: str
    is_person: bool
    period: str
    lede: str
    others: tuple[Link, ...]
    back: Link
    records: tuple[Record, ...]
    milestones: tuple[Milestone, ...]
    runs: tuple[tuple[str, Table], ...]
    busiest: tuple[TopList, ...]
    found: str
    discoveries: tuple[MonthsOfYear, ...]
    years: tuple[YearArtist, ...]
    lists: tuple[TopList, ...]
    against: Against | None


def of_records(renderer: Renderer, subject: Subject, span: Range, found: Rows) -> Iterator[Job]:
    """The page of the records of a period."""
    page = subject.records_path(span.name)
    data = _data(subject, page, span, found)
    said = f"Records of {data.period}" if span.name != ALL_TIME else "Records"
    title = " · ".join(
        (said, subject.name, words.plain(renderer.site.title)) if subject.person else (said, subject.name)
    )
    description = f"{subject.name}, {data.period}: {data.lede}"
    runs = not span.is_over(subject.overview.as_of)
    yield renderer.render(Page(page, "records.html", title, description, data, runs=runs))


def short(subject: Subject, page: str, span: Range, found: Rows) -> tuple[Record, ...]:
    """The records that a page about more than them tells."""
    return tuple(_records(subject, page, span, found))


def _data(subject: Subject, page: str, span: Range, found: Rows) -> RecordsData:
    is_year, is_all = kind_of(span.name) == "year", span.name == ALL_TIME
    new = _discovered(found["artist_discoveries"], span) if is_year or is_all else {}
    period_page = subject.path(span.name)
    return RecordsData(
        whose=subject.person.name if subject.person else subject.overview.whose,
        is_person=subject.person is not None,
        period=words.RANGES[ALL_TIME] if is_all else words.called(span.name),
        lede=_lede(found),
        others=tuple(_others(subject, page)),
        back=Link(
            paths.relative(page, period_page), "All that was heard" if is_all else f"All of {words.called(span.name)}"
        ),
        records=short(subject, page, span, found),
        milestones=tuple(_milestones(subject, page, span, found["milestones"])),
        runs=tuple(_runs(found["streaks"])),
        busiest=tuple(_busiest(subject, page, found["busiest_times"], is_all=is_all)),
        found=_found(new),
        discoveries=some_months(subject, page, new),
        years=tuple(_years(subject, page, found.get("artist_year_ranks", []))),
        lists=tuple(_lists(subject, page, found)),
        against=against(subject, page, span, found, FIRST) if is_year else None,
    )


def _others(subject: Subject, page: str) -> Iterator[Link]:
    """The records of all time, of every year that has pages, the newest first, and of named periods."""
    years = [str(year) for year in reversed(subject.years)] if "year" in subject.overview.periods else []
    named = [name for name in subject.others if kind_of(name) == "named"]
    for name in (ALL_TIME, *years, *named):
        path = subject.records_path(name)
        said = words.RANGES[ALL_TIME] if name == ALL_TIME else words.called(name)
        yield Link(paths.relative(page, path), said, path == page)


def _lede(found: Rows) -> str:
    """What is most telling, in a sentence."""
    days = [row for row in found["busiest_times"] if row["unit"] == "day"]
    streaks = [row for row in found["streaks"] if row["kind"] == "streak"]
    most = f"Most in a day: {words.counted(days[0]['listen_count'], 'listen')} on {words.day(days[0]['first_day'])}."
    longest = streaks[0]["day_count"]
    return f"{most} Longest streak: {words.counted(longest, 'day')}." if longest >= _RUN else most


def _records(subject: Subject, page: str, span: Range, found: Rows) -> Iterator[Record]:
    for unit, label in (
        ("day", "Busiest day"),
        ("week", "Busiest week"),
        ("month", "Busiest month"),
        ("year", "Busiest year"),
    ):
        rows = [row for row in found["busiest_times"] if row["unit"] == unit]
        if rows and rows[0]["total"] > 1:
            count = words.counted(rows[0]["listen_count"], "listen")
            yield Record(
                label,
                _time(unit, rows[0]["first_day"]),
                f"{count}.",
                _time_url(subject, page, unit, rows[0]["first_day"]),
            )
    yield from _streaks(subject, span, found["streaks"])
    for half in found["half_of_listens"]:
        if half["artist_count"] > 1:
            says = f"of {words.counted(half['artist_count'], 'artist')} make half of all listens."
            yield Record("Half of it all", words.counted(half["half_count"], "artist"), says)
    yield from _telling_listens(subject, span, found)


def _streaks(subject: Subject, span: Range, rows: Sequence[of.StreaksRow]) -> Iterator[Record]:
    """The longest streak, the one that goes on, and the longest pause."""
    first = {row["kind"]: row for row in reversed(rows) if row["rank"] == 1}
    today = subject.overview.as_of.date()
    if (streak := first.get("streak")) and streak["day_count"] >= _RUN:
        yield Record(
            "Longest streak", words.counted(streak["day_count"], "day"), f"{_days(streak)}, something every day."
        )
    last = next((row for row in rows if row["is_last"]), None)
    goes_on = last and span.runs(subject.overview.as_of) and last["last_day"] >= today - _YESTERDAY
    if last and goes_on and last["rank"] > 1 and last["day_count"] >= _RUN:
        yield Record("Streak now", words.counted(last["day_count"], "day"), f"since {words.day(last['first_day'])}.")
    if gap := first.get("gap"):
        yield Record("Longest pause", words.counted(gap["day_count"], "day"), f"{_days(gap)}, without a listen.")


def _days(row: of.StreaksRow) -> str:
    return words.period(row["first_day"], row["last_day"])


def _telling_listens(subject: Subject, span: Range, found: Rows) -> Iterator[Record]:
    """The last round number that was reached, and the first listen."""
    reached = [row for row in _within(subject, span, found["milestones"]) if row["number"] > 1]
    if reached:
        row = reached[-1]
        says = f"{words.plain(row['artist_name'])}, {words.day(row['listened_at'])}."
        yield Record(f"{words.ordinal(row['number'])} listen", row["track_name"], says, is_name=True)
    for edge in found["edge_listens"]:
        if edge["place"] == "first":
            says = f"{words.plain(edge['artist_name'])}, {words.day(edge['listened_at'])}."
            yield Record("First listen", edge["track_name"], says, is_name=True)


def _within(subject: Subject, span: Range, rows: Sequence[of.MilestonesRow]) -> list[of.MilestonesRow]:
    """The milestones of a period; none where an entry may not be about one listener."""
    if not subject.overview.alone:
        return []
    return [row for row in rows if span.name == ALL_TIME or span.since <= row["listened_at"] <= span.until]


def _milestones(subject: Subject, page: str, span: Range, rows: Sequence[of.MilestonesRow]) -> Iterator[Milestone]:
    overview, several = subject.overview, subject.person is None and len(subject.overview.people) > 1
    for row in _within(subject, span, rows):
        who = Subject(overview, overview.people[row["listener"]])
        yield Milestone(
            words.ordinal(row["number"]),
            words.day(row["listened_at"]),
            row["track_name"],
            row["artist_name"],
            top_lists.artist_url(overview, page, row["artist_name"], row["artist_mbids"]),
            row["listener"] if several else None,
            paths.relative(page, who.range_path(ALL_TIME)) if several else None,
        )


def _runs(rows: Sequence[of.StreaksRow]) -> Iterator[tuple[str, Table]]:
    for kind, heading, least in (("streak", "Longest streaks", _RUN), ("gap", "Longest pauses", 1)):
        some = [row for row in rows if row["kind"] == kind and row["rank"] <= FIRST and row["day_count"] >= least]
        if some:
            lines = tuple((_days(row), words.number(row["day_count"])) for row in some)
            yield heading, Table(("From and to", "Days"), lines)


def _busiest(subject: Subject, page: str, rows: Sequence[of.BusiestTimesRow], *, is_all: bool) -> Iterator[TopList]:
    """The days, weeks and months with most listens; of all time the years, too."""
    for unit in ("day", "week", "month", "year") if is_all else ("day", "week", "month"):
        some = [row for row in rows if row["unit"] == unit]
        most = some[0]["listen_count"] if some else 0
        lines = [
            TopItem(
                row["rank"], _time(unit, row["first_day"]), _time_url(subject, page, unit, row["first_day"]), None,
                None, row["listen_count"], share(row["listen_count"], most),
            )
            for row in some
        ]  # fmt: skip
        if len(lines) > 1:
            yield listed(f"{unit.capitalize()}s", lines, 0)


def _time(unit: str, first: date) -> str:
    """A day, a week, a month or a year in words."""
    said = {"day": words.day(first), "month": words.month(first), "year": str(first.year)}
    return said.get(unit) or words.period(first, first + _WEEK)


def _time_url(subject: Subject, page: str, unit: str, first: date) -> str | None:
    """The page of a year, a month or a week; of a day, and of a week without one, that of its month."""
    month = f"{first.year}-{first.month:02d}"
    own = {"year": str(first.year), "week": week_name(first)}.get(unit, month)
    link = subject.period_link(page, own) or subject.period_link(page, month)
    return link.url if link else None


def _discovered(rows: Sequence[of.ArtistDiscoveriesRow], span: Range) -> dict[date, int]:
    """How many artists were new in each month of a period."""
    within = (
        row for row in rows if span.name == ALL_TIME or span.since.date() <= row["month_day"] <= span.until.date()
    )
    return {row["month_day"]: row["artist_count"] for row in within}


def _found(new: dict[date, int]) -> str:
    """How many artists were new, and in which month most of them."""
    if not new:
        return "No artist was heard for the first time."
    most = max(new, key=lambda month: (new[month], -month.toordinal()))
    every = words.counted(sum(new.values()), "artist")
    return f"{every} heard for the first time; most in {words.month(most)} ({words.number(new[most])})."


def _years(subject: Subject, page: str, rows: Sequence[of.ArtistYearRanksRow]) -> Iterator[YearArtist]:
    """The artist of every year, newest first."""
    if not subject.overview.alone:
        return
    first = [row for row in reversed(rows) if row["year_rank"] == 1]
    most = max((row["year_listen_count"] for row in first), default=0)
    for row in first:
        link = subject.period_link(page, str(row["year"]))
        mbids = [row["artist_mbid"]] if row["artist_mbid"] else []
        yield YearArtist(
            words.so_far(str(row["year"]), row["year"] == subject.overview.as_of.year),
            link.url if link else None,
            row["artist_name"],
            top_lists.artist_url(subject.overview, page, row["artist_name"], mbids),
            row["year_listen_count"],
            share(row["year_listen_count"], most),
        )


def _lists(subject: Subject, page: str, found: Rows) -> Iterator[TopList]:
    """Artists of one track, and those that came back."""
    if rows := found["one_hit_wonders"]:
        yield _wonders(subject, page, rows)
    if returns := found["comebacks"]:
        yield _comebacks(subject, page, returns)


def _wonders(subject: Subject, page: str, rows: Sequence[of.OneHitWondersRow]) -> TopList:
    most = rows[0]["listen_count"]
    lines = [
        TopItem(
            row["rank"], row["artist_name"], _artist(subject, page, row), row["track_name"], None,
            row["listen_count"], share(row["listen_count"], most),
        )
        for row in rows
    ]  # fmt: skip
    note = "Artists of whom one track was heard, three times or more."
    return TopList("One-hit wonders", tuple(lines), (), rows[0]["total"], None, note=note)


def _comebacks(subject: Subject, page: str, rows: Sequence[of.ComebacksRow]) -> TopList:
    most = rows[0]["gap_days"]
    lines = [
        TopItem(
            row["rank"], row["artist_name"], _artist(subject, page, row),
            f"{words.day(row['last_day'])}, and again from {words.day(row['back_day'])}", None,
            row["gap_days"], share(row["gap_days"], most),
        )
        for row in rows
    ]  # fmt: skip
    note = "Artists heard again after a year or more, and five times before at least."
    return TopList("Comebacks", tuple(lines), (), 0, None, "Days without", note)


def _artist(subject: Subject, page: str, row: of.OneHitWondersRow | of.ComebacksRow) -> str | None:
    mbids = [row["artist_mbid"]] if row["artist_mbid"] else []
    return top_lists.artist_url(subject.overview, page, row["artist_name"], mbids)
