"""The parts of a year in music, each from the rows of its stat set."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator import paths
from generator.pages import words
from generator.pages.listens import top_lists
from generator.pages.listens.overview import Overview
from generator.pages.listens.rows import Rows
from generator.pages.listens.subject import Subject
from generator.pages.top_list import FIRST, TopItem, TopList, share
from generator.ranges import month_range
from generator.stats.rows.listens import ListensPerDayRow, MonthLeadersRow, NewReleasesRow, SimilarUsersRow


@dataclass(frozen=True, slots=True)
class Top:
    """What was heard most in a month: its name, who made it, its listens."""

    name: str
    url: str | None
    by: str | None
    by_url: str | None
    count: int


@dataclass(frozen=True, slots=True)
class MonthInMusic:
    """A month of a year: its page, if it has one, its listens, and its most heard artist and track, if any."""

    name: str
    url: str | None
    count: int
    share: int
    artist: Top | None
    track: Top | None


@dataclass(frozen=True, slots=True)
class Release:
    """A release group that came out in the year, who made it, and of which type it is."""

    name: str
    url: str | None
    by: str
    by_url: str | None
    kind: str | None


def busiest(rows: Sequence[ListensPerDayRow]) -> tuple[str, ...]:
    """The busiest day, day of the week, and the longest run of days, in sentences; of equals the earliest."""
    days = {row["day"]: row["listen_count"] for row in rows}
    weekdays: Counter[int] = Counter()
    for day, count in days.items():
        weekdays[day.weekday()] += count
    most = max(sorted(days), key=lambda day: days[day])
    week = max(sorted(weekdays), key=lambda weekday: weekdays[weekday])
    return (
        f"Busiest day: {words.weekday(most)}, with {words.counted(days[most], 'listen')}.",
        f"Busiest day of the week: {words.WEEKDAYS[week]}, with {words.counted(weekdays[week], 'listen')}.",
        *_run(sorted(days)),
    )


def _run(days: Sequence[date]) -> Iterator[str]:
    """The longest run of days without a gap, if there is one of several days."""
    first = longest = 0
    for last, day in enumerate(days):
        first = first if last and (day - days[last - 1]).days == 1 else last
        if last - first > longest:
            longest, ends = last - first, (days[first], day)
    if longest:
        yield f"Longest run: {longest + 1} days in a row, {words.period(*ends)}."


def months(subject: Subject, page: str, year: int, rows: Sequence[MonthLeadersRow]) -> tuple[MonthInMusic, ...]:
    """The months of a year that have begun, with what was top in each."""
    as_of, found = subject.overview.as_of, {row["month"]: row for row in rows}
    begun = as_of.month if as_of.year == year else len(words.MONTHS)
    counts = {number: subject.calendar.get(f"{year}-{number:02d}", 0) for number in range(1, begun + 1)}
    most = max(counts.values())
    return tuple(
        MonthInMusic(
            words.so_far(words.MONTHS[number - 1], month_range(year, number).runs(as_of)),
            link.url if (link := subject.period_link(page, f"{year}-{number:02d}")) else None,
            count,
            share(count, most),
            _artist(subject.overview, page, found.get(number)),
            _track(subject.overview, page, found.get(number)),
        )
        for number, count in counts.items()
    )


def _artist(overview: Overview, page: str, row: MonthLeadersRow | None) -> Top | None:
    if row is None:
        return None
    mbids = [row["artist_mbid"]] if row["artist_mbid"] else []
    url = top_lists.artist_url(overview, page, row["artist_name"], mbids)
    return Top(row["artist_name"], url, None, None, row["artist_listen_count"])


def _track(overview: Overview, page: str, row: MonthLeadersRow | None) -> Top | None:
    if row is None:
        return None
    by_url = top_lists.artist_url(overview, page, row["track_artist_name"], row["track_artist_mbids"])
    return Top(row["track_name"], None, row["track_artist_name"], by_url, row["track_listen_count"])


def tops(subject: Subject, page: str, found: Rows) -> tuple[TopList, ...]:
    """The first ten artists, albums and tracks."""
    return top_lists.all_three(subject, page, found, (None, None, None), FIRST)


def new(overview: Overview, page: str, year: int, found: Rows) -> tuple[TopList, ...]:
    """The artists and the tracks heard for the first time in the year, and since then most."""
    artists = top_lists.artists(overview, page, found["first_heard_artists"][:FIRST], None, "New artists")
    tracks = top_lists.tracks(overview, page, found["discoveries"][:FIRST], "Discovered tracks")
    first = f"first heard in {year}"
    lists = (replace(artists, note=first), replace(tracks, note=f"{first}, and more than three times"))
    return tuple(top_list for top_list in lists if top_list.first)


def genres(found: Rows) -> TopList | None:
    """The first ten genres by their share of all votes for what was heard."""
    rows = found["top_genres"][:FIRST]
    if not rows:
        return None
    most = rows[0]["genre_count"]
    lines = [
        TopItem(
            row["rank"], row["genre"], None, None, None, int(row["genre_count_percent"] + 0.5),
            share(row["genre_count"], most),
        )
        for row in rows
    ]  # fmt: skip
    return TopList("Top genres", tuple(lines), (), 0, None, "%", "of the votes for the genres of all that was heard")


def others(subject: Subject, page: str, year: int, found: Rows) -> tuple[TopList, ...]:
    """Who listened alike, and what they heard that this listener did not."""
    lines = tuple(_alike(subject.overview, page, year, found["similar_users"][:FIRST]))
    similar = TopList(
        "Similar listeners", lines, (), 0, None, "Alike, %", "by the hundred artists that each heard most"
    )
    missed = top_lists.tracks(subject.overview, page, found["missed_recordings"][:FIRST], "Missed tracks")
    lists = (similar, replace(missed, note="heard by similar listeners, never here"))
    return tuple(top_list for top_list in lists if top_list.first)


def _alike(overview: Overview, page: str, year: int, rows: Sequence[SimilarUsersRow]) -> Iterator[TopItem]:
    for row in rows:
        name = row["similar_user_name"]
        url = paths.relative(page, Subject(overview, overview.people[name]).music_path(year))
        percent = int(100 * row["score"] + 0.5)
        if percent:
            yield TopItem(row["rank"], name, url, None, None, percent, percent)


def releases(overview: Overview, page: str, rows: Sequence[NewReleasesRow]) -> tuple[Release, ...]:
    """What the year's top artists brought out in it."""
    return tuple(
        Release(
            row["title"] or "",
            top_lists.album_url(
                overview, page, row["title"] or "", row["artist_credit_name"], row["release_group_mbid"]
            ),
            row["artist_credit_name"] or "",
            top_lists.artist_url(overview, page, row["artist_credit_name"], row["artist_credit_mbids"] or []),
            row["primary_type"],
        )
        for row in rows
    )
