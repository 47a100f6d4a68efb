"""The figures that pages of a period show: activity, hours of the week, countries, and the days of a year."""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import zip_longest
from typing import TypedDict

from generator.charts import bars, calendar, clock_face, hours, tick_places, world_map
from generator.charts.bars import Bar, Bars
from generator.charts.calendar import Days
from generator.charts.clock_face import Clock
from generator.charts.hours import Hours
from generator.charts.marks import BEFORE, FIRST
from generator.charts.plot import Sign
from generator.charts.world_map import Places
from generator.pages import words
from generator.pages.figure import Figure, FigurePlace, Table, placed
from generator.pages.site import Link
from generator.ranges import DAY, MONTH, YEAR, Range, epoch, is_running, year_range
from generator.stats.rows.listens import ArtistCountriesRow, DailyActivityRow, ListeningActivityRow, ListensPerDayRow

_HOURS = 24


def moment(seconds: int) -> datetime:
    """The UTC time of an epoch second."""
    return datetime.fromtimestamp(seconds, UTC)


def period(span: Range, first_day: date) -> tuple[date, date]:
    """The first and the last day of a range, both included; the whole history begins with its first listen."""
    return first_day if span.name == "all_time" else span.since.date(), span.until.date()


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of time and its listens.

    `label` names it in full, `short` under its bar, `path` is the name of the calendar period that it is. `current` is
    False in the previous period, `running` where it is not over yet.
    """

    label: str
    short: str
    path: str
    count: int
    current: bool
    running: bool
    place: tick_places.TickPlace | None


def activity(  # noqa: PLR0913, PLR0917 - what a figure of a period is made of
    place: FigurePlace,
    span: Range,
    rows: Sequence[ListeningActivityRow],
    as_of: datetime,
    json: Link | None,
    page_of: Callable[[str], str] = lambda _: "",
) -> Figure | None:
    """Listens by bucket, the newest included, beside the period before; None without a listen in any bucket.

    Of the buckets that begin after `as_of` nothing is shown. `page_of` answers the URL of a calendar period.
    """
    begun: list[_Counted] = [row for row in rows if row["from_ts"] <= epoch(as_of)]
    if not begun:
        return None
    begun = _every_year(begun, as_of) if span.buckets.sparse else begun
    buckets = [_bucket(span, row, as_of) for row in begun]
    names = _names(span, as_of)
    unit = {DAY: "day", MONTH: "month"}.get(span.buckets.step, "year")
    title = f"Listens by {unit}, {names[1] if names else _whole(span, buckets)}"
    finding = f"{_finding(buckets, names)}{_running(buckets[-1])}"
    figure = Figure(title, finding, _table(unit, buckets, names), json, _heading(buckets))
    key = (Sign(FIRST, names[1]), Sign(BEFORE, names[0], "line")) if names else ()
    chart = Bars(_bars(buckets, page_of), f"listens a {unit}", title, key)
    return placed(place, figure, partial(bars.draw, chart))


def _bars(buckets: Sequence[Bucket], page_of: Callable[[str], str]) -> list[Bar]:
    """A bar for each bucket of the period, with the one before at the same place; its rest has ticks alone."""
    now = [bucket for bucket in buckets if bucket.current]
    before = [bucket for bucket in buckets if not bucket.current]
    return [_bar(bucket, other, page_of) for bucket, other in zip_longest(now, before)]


def _bar(bucket: Bucket | None, before: Bucket | None, page_of: Callable[[str], str]) -> Bar:
    if bucket is None:
        assert before is not None  # noqa: S101 - one of the two is there
        return Bar(before.label, words.counted(before.count, "listen"), "", 0, before=before.count)
    told = words.so_far(words.counted(bucket.count, "listen"), bucket.running)
    one = Bar(
        bucket.label, told, bucket.short, bucket.count,
        href=page_of(bucket.path), running=bucket.running, place=bucket.place,
    )  # fmt: skip
    return replace(one, told=f"{told}, {before.count:,} in {before.short}", before=before.count) if before else one


def _heading(buckets: Sequence[Bucket]) -> str:
    """When most was heard, in a few words."""
    now = [bucket for bucket in buckets if bucket.current]
    most = max(now, key=lambda bucket: bucket.count, default=None)
    if most is None or not most.count or len(now) == 1:
        return ""
    return f"Most {_on(most.label)}"


class _Counted(TypedDict):
    from_ts: int
    to_ts: int
    listen_count: int


def _every_year(rows: Sequence[_Counted], as_of: datetime) -> list[_Counted]:
    """The rows of every year from the first to that of as_of; one without a listen has 0."""
    found = {moment(row["from_ts"]).year: row for row in rows}
    return [found.get(year) or _empty(year_range(year)) for year in range(min(found), as_of.year + 1)]


def _empty(span: Range) -> _Counted:
    return {"from_ts": epoch(span.since), "to_ts": epoch(span.until), "listen_count": 0}


def _table(unit: str, buckets: Sequence[Bucket], names: tuple[str, str] | None) -> Table:
    """The buckets of the current period, newest first; beside each, that of the previous period at the same place.

    What the previous period has beyond these is summed in a last line, so that each column adds up to its period.
    """
    now = [bucket for bucket in buckets if bucket.current]
    lines = [(words.so_far(bucket.label, bucket.running), words.number(bucket.count)) for bucket in now]
    if names is None:
        return Table((unit.capitalize(), "Listens"), tuple(reversed(lines)))
    before = [bucket.count for bucket in buckets if not bucket.current]
    beside = [words.number(count) for count in before[: len(now)]]
    paired = [(*line, old) for line, old in zip_longest(lines, beside, fillvalue="")]
    rest = ((f"The rest of {names[0]}", "", words.number(sum(before[len(now) :]))),) if before[len(now) :] else ()
    return Table((unit.capitalize(), "Listens", names[0]), (*reversed(paired), *rest))


def _running(bucket: Bucket) -> str:
    return f" {bucket.label} is not over yet." if bucket.running else ""


def _bucket(span: Range, row: _Counted, as_of: datetime) -> Bucket:
    start = moment(row["from_ts"]).date()
    label, short = _labels(span.buckets.step)(start)
    current, running = row["from_ts"] >= epoch(span.current), epoch(as_of) < row["to_ts"]
    step = span.buckets.step
    path = "" if step == DAY else f"{start:%Y}" if step == YEAR else f"{start:%Y-%m}"
    return Bucket(label, short, path, row["listen_count"], current, running, _PLACES[step](start))


_PLACES: Mapping[str, Callable[[date], tick_places.TickPlace | None]] = {
    DAY: lambda _: None,
    MONTH: tick_places.of_month,
    YEAR: tick_places.of_year,
}


def _labels(step: str) -> Callable[[date], tuple[str, str]]:
    if step == DAY:
        return lambda day: (words.weekday(day), f"{day.day} {words.MONTHS[day.month - 1][:3]}")
    if step == MONTH:
        return lambda day: (
            words.month(day),
            words.MONTHS[day.month - 1][:3] + ("" if day.month > 1 else f" {day.year}"),
        )
    return lambda day: (str(day.year), str(day.year))


def _names(span: Range, as_of: datetime) -> tuple[str, str] | None:
    """The previous and the current period in words, up to as_of; None where there is no previous one."""
    if span.current == span.buckets.since:
        return None
    first, last = span.current.date(), min(span.until, as_of).date()
    return words.period(span.buckets.since.date(), first - timedelta(days=1)), words.period(first, last)


def _whole(span: Range, buckets: Sequence[Bucket]) -> str:
    """The time of an activity without a previous period: a calendar period, or the years of the whole history."""
    if not span.buckets.sparse:
        return words.called(span.name)
    return " – ".join(dict.fromkeys((buckets[0].label, buckets[-1].label)))


def _finding(buckets: Sequence[Bucket], names: tuple[str, str] | None) -> str:
    now = [bucket for bucket in buckets if bucket.current]
    total = words.counted(sum(bucket.count for bucket in now), "listen")
    most = max(now, key=lambda bucket: bucket.count, default=None)
    peaked = most and most.count and len(now) > 1
    if names is None:
        return f"Most listens: {most.label} ({words.number(most.count)})." if most and peaked else f"{total}."
    peak = f", most {_on(most.label)} ({words.number(most.count)})" if most and peaked else ""
    before = sum(bucket.count for bucket in buckets if not bucket.current)
    return f"{names[1]}: {total}{peak}. {names[0]}: {words.number(before)}."


def _on(label: str) -> str:
    return f"on {label}" if label.startswith(words.WEEKDAYS) else f"in {label}"


def weekly_hours(
    place: FigurePlace, said: str, rows: Sequence[DailyActivityRow], zone: str, json: Link | None
) -> Figure | None:
    """Listens by weekday and hour in a zone; `said` is the period in words. None without a listen."""
    if not rows:
        return None
    heard = {(row["day"], row["hour"]): row["listen_count"] for row in rows}
    counts = [[heard.get((day, hour), 0) for hour in range(_HOURS)] for day in range(1, len(words.WEEKDAYS) + 1)]
    lines = tuple((f"{hour:02d}:00", *(words.number(day[hour]) for day in counts)) for hour in range(_HOURS))
    table = Table((zone, *(name[:3] for name in words.WEEKDAYS)), lines)
    most = max(rows, key=lambda row: row["listen_count"])
    finding = f"Most listens: {most['weekday']}, {_hour(most['hour'])} {zone} ({words.number(most['listen_count'])})."
    title = f"Listens by weekday and hour, {said}"
    heading = f"{most['weekday']}s at {most['hour']}:00"
    figure = Figure(title, finding, table, json, heading, "c8")
    return placed(
        place, figure, partial(hours.draw, Hours(counts, _told_hour, "listens in an hour of the week", title))
    )


def _told_hour(day: int, hour: int, count: int) -> str:
    return f"{words.WEEKDAYS[day][:3]} {hour}:00: {words.number(count)}"


def _hour(hour: int) -> str:
    return f"{hour:02d}:00 – {(hour + 1) % _HOURS:02d}:00"


def clock(place: FigurePlace, said: str, rows: Sequence[DailyActivityRow], zone: str) -> Figure | None:
    """Listens by hour of the day in a zone; None without a listen."""
    if not rows:
        return None
    counts = [sum(row["listen_count"] for row in rows if row["hour"] == hour) for hour in range(_HOURS)]
    total, most = sum(counts), max(range(_HOURS), key=lambda hour: counts[hour])
    lines = tuple((_hour(hour), words.number(count), words.part(count, total)) for hour, count in enumerate(counts))
    title = f"Listens by hour of the day, {said}"
    finding = f"{words.part(counts[most], total)} of all listens are from {_hour(most)} {zone}."
    figure = Figure(title, finding, Table((zone, "Listens", "Share"), lines), None, f"Mostly at {most}:00", "c4")
    says = [f"{_hour(hour)}: {words.counted(count, 'listen')}" for hour, count in enumerate(counts)]
    return placed(place, figure, partial(clock_face.draw, Clock(counts, says, title)))


def countries(
    place: FigurePlace, said: str, rows: Sequence[ArtistCountriesRow], names: Mapping[str, str], json: Link | None
) -> Figure | None:
    """Artists by country; None when no artist has a known one."""
    if not rows:
        return None
    lines = tuple(
        (
            names.get(row["country"], row["country"]),
            words.number(row["artist_count"]),
            words.number(row["listen_count"]),
            row["artist_name"],
        )
        for row in rows
    )
    table = Table(("Country", "Artists", "Listens", "Most heard"), lines, "places")
    most = f"{lines[0][0]} ({words.counted(rows[0]['artist_count'], 'artist')})"
    found = words.counted(len(rows), "country", "countries")
    finding = f"Artists from {found}, most from {most}." if len(rows) > 1 else f"Artists from 1 country: {most}."
    title = f"Artists by country, {said}"
    heading = f"Artists from {found}" if len(rows) > 1 else ""
    figure = Figure(title, finding, table, json, heading, "c8")
    artists = {row["country"]: row["artist_count"] for row in rows}
    says = {
        row["country"]: f"{line[0]}: {words.counted(row['artist_count'], 'artist')}"
        for row, line in zip(rows, lines, strict=True)
    }
    return placed(place, figure, partial(world_map.draw, Places(artists, says, ("artist", "artists"), title)))


def days(
    place: FigurePlace, span: Range, rows: Sequence[ListensPerDayRow], as_of: datetime, json: Link | None = None
) -> Figure:
    """Listens of every day of a year, up to that of `as_of`."""
    counts: dict[date, int] = {row["day"]: row["listen_count"] for row in rows}
    first, end = span.since.date(), min(span.until, as_of).date()
    lines = tuple(
        (str(number), *(_of_day(counts, end, month, number) for month in range(1, 13))) for number in range(1, 32)
    )
    table = Table(("Day", *(name[:3] for name in words.MONTHS)), lines)
    running = is_running(end, as_of)
    so_far = f" {words.day(end)} is not over yet." if running else ""
    title = f"Listens by day, {words.period(first, end)}"
    heading = words.counted(sum(1 for day, count in counts.items() if count and day <= end), "day") + " with music"
    figure = Figure(title, f"{busiest(counts)}{so_far}", table, json, heading)
    chart = Days(counts, first, end, _told_day, "listens a day", title)
    return placed(place, figure, partial(calendar.draw, chart))


def _told_day(day: date, count: int) -> str:
    said = f"{words.WEEKDAYS[day.weekday()][:3]} {day.day} {words.MONTHS[day.month - 1][:3]}"
    return f"{said}: {words.number(count)}"


def busiest(counts: Mapping[date, int]) -> str:
    """The busiest day in words, the earliest of equals."""
    most = max(sorted(counts), key=lambda day: counts[day])
    said = f"{words.weekday(most)} ({words.counted(counts[most], 'listen')})"
    return f"{words.counted(len(counts), 'day')} with listens, most on {said}."


def _of_day(counts: Mapping[date, int], end: date, month: int, number: int) -> str:
    """The listens of a day in words; nothing for a day that does not exist or is yet to come."""
    if number > monthrange(end.year, month)[1] or date(end.year, month, number) > end:
        return ""
    return words.number(counts.get(date(end.year, month, number), 0))
