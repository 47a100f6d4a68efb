"""The page of traffic: visitors by day and month, hours, referrers, countries, what was not found, and crawlers."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from generator import paths
from generator.charts import bars, tick_places
from generator.charts.bars import Bar
from generator.documents import Job
from generator.pages import words
from generator.pages.components import Quantity
from generator.pages.figure import Figure, FigurePlace, Table, bar, placed
from generator.pages.renderer import Page, Renderer
from generator.pages.requests import figures
from generator.pages.requests.overview import Packages, month_after
from generator.pages.site import Entrance, Link
from generator.pages.top_list import FIRST, TopItem, TopList, share
from generator.stats.traffic import Traffic, TrafficItem, TrafficList

PLACE = Entrance("traffic.html", "Traffic")

_DAYS = 90
_HOURS = 24


@dataclass(frozen=True, slots=True)
class TrafficBars:
    """A chart of bars: its title, what a bar is, and what is counted.

    `cells` are their numbers in words, in the same order, `rest` the lines below them in the table. `said` is what the
    caption says of days that are unknown.
    """

    title: str
    unit: str
    counted: str
    buckets: Sequence[Bar]
    cells: Sequence[str]
    rest: Sequence[tuple[str, str]] = ()
    newest_first: bool = True
    said: str = ""


@dataclass(frozen=True, slots=True)
class TrafficData:
    """What logs tell of who asked: the sums, the figures, the lists side by side, and the JSON.

    `has_visitors` and the like say which of it the logs tell; `at_least` is how many people an entry is about.
    """

    lead: str
    totals: tuple[Quantity, ...]
    figures: tuple[Figure, ...]
    lists: tuple[TopList, ...]
    has_visitors: bool
    left_out: str
    at_least: int
    json: Link


def of_traffic(renderer: Renderer, packages: Packages, found: Traffic, at_least: int, json: str) -> Iterator[Job]:
    """The page, with its charts."""
    page = PLACE.path
    place = FigurePlace(page, packages.site.charts)
    drawn = [*_visitors(place, packages, found), *_hours(place, packages, found)]
    data = TrafficData(
        lead=_lead(packages, found),
        totals=_totals(found),
        figures=tuple(drawn),
        lists=tuple(_lists(found)),
        has_visitors=found.visited_count > 0,
        left_out=_left_out(found),
        at_least=at_least,
        json=Link(paths.relative(page, json), "All of it as JSON"),
    )
    title = f"Traffic · {words.plain(renderer.site.title)}"
    yield renderer.render(Page(page, "traffic.html", title, f"Traffic. {data.lead}", data))


def _lead(packages: Packages, found: Traffic) -> str:
    views = f"{words.counted(found.view_count, 'view')}, {words.period(packages.first_day, packages.today)}"
    if not found.visited_count:
        return f"{views}. The logs do not tell who asked."
    days = found.known_days
    tenths = (20 * found.visitor_count + days) // (2 * days)
    mean = f", {words.number(tenths // 10)}.{tenths % 10} a day" if days > 1 else ""
    known = "" if found.visited_count == found.view_count else f"; {_part(found)} of the views tell of visitors"
    return f"{views}, by {words.counted(found.visitor_count, 'visitor')}{mean}{known}."


def _part(found: Traffic) -> str:
    return words.part(found.visited_count, found.view_count)


def _totals(found: Traffic) -> tuple[Quantity, ...]:
    counts = (
        (found.view_count, "view", "views"),
        (found.visitor_count, "visitor", "visitors"),
        (found.missing.total, "request not found", "requests not found"),
        (sum(each.request_count for each in found.crawlers), "request by a crawler", "requests by crawlers"),
    )
    views, *others = (Quantity(words.number(count), one if count == 1 else many) for count, one, many in counts)
    return views, *(total for total in others if total.said != "0")


def _left_out(found: Traffic) -> str:
    """What became of the requests by crawlers."""
    asked = sum(each.request_count for each in found.crawlers)
    left_out = sum(each.left_out_count for each in found.crawlers)
    if not asked:
        return "No crawler is known among them by what it calls itself."
    if left_out == asked:
        return "Requests by crawlers are left out of all other numbers."
    if not left_out:
        return "Requests by crawlers are counted in all numbers, of visitors too."
    return (
        f"{words.counted(left_out, 'request')} by crawlers {'is' if left_out == 1 else 'are'} left out of all other "
        "numbers, the rest is counted in them."
    )


def _visitors(place: FigurePlace, packages: Packages, found: Traffic) -> Iterator[Figure]:
    """Visitors by day and by month; nothing where no log tells of any."""
    if found.visited_count:
        visits = _visits(packages, found)
        yield _by_day(place, packages, visits)
        yield _by_month(place, packages, visits, found.hidden_visitors)


@dataclass(frozen=True, slots=True)
class _Visits:
    """The days from the first of which visitors are known, their visitors, which of them had few, which are unknown."""

    days: Sequence[date]
    counts: Mapping[date, int]
    few: Collection[date]
    unknown: Collection[date]


def _visits(packages: Packages, found: Traffic) -> _Visits:
    """What is known of the visitors of each day: nothing where counters or logs without addresses count its views."""
    counts = {day.day: day.visitor_count or 0 for day in found.days}
    few = {day.day for day in found.days if day.visitor_count is None}
    untold = {day.day for day in found.days if day.visitor_count == 0}
    first = min(day.day for day in found.days if day.day not in untold)
    days = [first + timedelta(days=number) for number in range((packages.today - first).days + 1)]
    unknown = {day for day in days if day in untold or not packages.is_known(day, day)}
    return _Visits(days, counts, few, unknown)


def _by_day(place: FigurePlace, packages: Packages, visits: _Visits) -> Figure:
    days = visits.days[-_DAYS:]
    buckets = [
        bar(words.weekday(day), f"{day.day} {words.MONTHS[day.month - 1][:3]}", visits.counts.get(day, 0), "visitor",
            running=packages.runs(day))
        for day in days
    ]  # fmt: skip
    cells = [
        figures.UNKNOWN if day in visits.unknown else "few" if day in visits.few else words.number(round(bucket.value))
        for day, bucket in zip(days, buckets, strict=True)
    ]
    title = f"Visitors by day, {words.period(days[0], packages.today)}"
    said = _unknown(visits, days)
    return _bars(place, TrafficBars(title, "Day", "visitors", buckets, cells, said=said))


def _by_month(place: FigurePlace, packages: Packages, visits: _Visits, hidden: int) -> Figure:
    sums: dict[date, int] = {}
    known = set()
    for day in visits.days:
        month = day.replace(day=1)
        sums[month] = sums.get(month, 0) + visits.counts.get(day, 0)
        known |= set() if day in visits.unknown else {month}
    first = visits.days[0].replace(day=1)
    buckets = [
        bar(words.month(month), _short(month, first), count, "visitor", place=tick_places.of_month(month),
            running=packages.runs(month_after(month) - timedelta(days=1)))
        for month, count in sums.items()
    ]  # fmt: skip
    names = " – ".join(dict.fromkeys((buckets[0].name, buckets[-1].name)))
    rest = _rest("Days of too few visitors", hidden)
    cells = [words.number(count) if month in known else figures.UNKNOWN for month, count in sums.items()]
    title, said = f"Visitors by month, {names}", _unknown(visits, visits.days)
    return _bars(place, TrafficBars(title, "Month", "visitors", buckets, cells, rest, said=said))


def _unknown(visits: _Visits, days: Sequence[date]) -> str:
    """That of some days nobody knows who asked."""
    unknown = [day for day in days if day in visits.unknown]
    if not unknown:
        return ""
    which = words.day(unknown[0]) if len(unknown) == 1 else f"{words.number(len(unknown))} days"
    return f" The visitors of {which} are unknown."


def _hours(place: FigurePlace, packages: Packages, found: Traffic) -> Iterator[Figure]:
    """Views by hour of the day; nothing where no hour is known."""
    if not found.hours and not found.hidden_hours:
        return
    buckets = [
        bar(f"{hour:02d}:00 – {(hour + 1) % _HOURS:02d}:00", str(hour), found.hours.get(hour, 0), "view")
        for hour in range(_HOURS)
    ]
    rest = (
        *_rest("Hours of too few people", found.hidden_hours),
        *_rest("Hour not known", found.untimed_count),
    )
    title = f"Views by hour of the day, {packages.site.timezone}"
    cells = [words.number(round(bucket.value)) for bucket in buckets]
    yield _bars(place, TrafficBars(title, "Hour", "views", buckets, cells, rest, newest_first=False))


def _rest(said: str, count: int) -> tuple[tuple[str, str], ...]:
    return ((said, words.number(count)),) if count else ()


def _bars(place: FigurePlace, given: TrafficBars) -> Figure:
    """The chart with its table."""
    labels = [words.so_far(bucket.name, bucket.running) for bucket in given.buckets]
    lines = list(zip(labels, given.cells, strict=True))
    most = max(given.buckets, key=lambda bucket: bucket.value)
    said = f"Most {given.counted}: {most.name} ({words.number(round(most.value))})."
    finding = f"{said if most.value else f'The logs name no {given.counted}.'}{given.said}"
    ordered = lines[::-1] if given.newest_first else lines
    table = Table((given.unit, given.counted.capitalize()), (*ordered, *given.rest))
    figure = Figure(given.title, finding, table, None)
    chart = [
        one if cell[0].isdigit() else replace(one, told=cell)
        for one, cell in zip(given.buckets, given.cells, strict=True)
    ]
    draw = partial(bars.draw, bars.Bars(chart, f"{given.counted} a {given.unit.lower()}", given.title))
    return placed(place, figure, draw)


def _short(month: date, first: date) -> str:
    return words.MONTHS[month.month - 1][:3] + (f" {month.year}" if month == first or month.month == 1 else "")


def _lists(found: Traffic) -> Iterator[TopList]:
    """The lists of which the logs tell anything."""
    if found.referrers.names or found.own_referrer_count:
        own = (found.own_referrer_count, "from pages of the site itself")
        rest = (own, (found.without_referrer_count, "without a referrer"))
        yield _list("Referrers", found.referrers, "Views", "from other places", rest)
    if found.countries.names:
        unknown = (found.without_country_count, "from countries that are not known")
        yield _list("Countries", found.countries, "Views", "from other countries", (unknown,))
    if found.missing.names:
        yield _list("Not found", found.missing, "Requests", "of other paths")
    if found.crawlers:
        kinds = tuple(TrafficItem(_plural(each.kind), each.request_count) for each in found.crawlers)
        yield _list("Crawlers", TrafficList(kinds, 0, 0), "Requests", "")


def _plural(kind: str) -> str:
    return f"{kind[0].upper()}{kind[1:]}s"


def _list(heading: str, listing: TrafficList, unit: str, others: str, rest: Sequence[tuple[int, str]] = ()) -> TopList:
    """A list, with what is not in it in its note."""
    most = listing.lines[0].count if listing.lines else 0
    lines = tuple(
        TopItem(rank, line.name, None, None, None, line.count, share(line.count, most), breaks=True)
        for rank, line in enumerate(listing.lines, start=1)
    )
    beside = [(listing.other_count, others), *rest]
    note = "; ".join(f"{words.number(count)} {said}" for count, said in beside if count)
    said = f"Beside these {note}." if note else ""
    return TopList(heading, lines[:FIRST], lines[FIRST:], 0, None, unit, said)
