"""The documents of listens: range by range, period by period, and those of the two APIs that count them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from generator import periods, ranges
from generator.documents import Planned
from generator.events import LISTENS
from generator.mirrors import listenbrainz, partify, year_in_music
from generator.mirrors.catalog import Scope
from generator.pages import listens
from generator.pages.site import PLAYED
from generator.pages.top_list import EACH
from generator.period_names import kind_of
from generator.periods import Calendar, Sums
from generator.pipeline import api_index, kept_periods
from generator.pipeline.context import BuildContext, ZonePass, zone_passes
from generator.ranges import ALL_TIME, Range
from generator.stats import EVERY, Kind, Period, PeriodStore, Store, batches
from generator.stats.plays import plays
from generator.stats.rows.listens import ACTIVE_USERS, LISTENING_TIMES, USER_SPANS

if TYPE_CHECKING:  # pages are imported where there are any
    from generator.pages import Renderer
    from generator.pages.listens import Overview

Rendering: TypeAlias = "tuple[Renderer, Overview] | None"  # None without pages


def documents(work: BuildContext) -> Iterator[Planned]:
    """Every document about listens."""
    scope = work.scope(LISTENS, "listens/users_by_claim")
    if scope.segments:
        yield from zone_passes(work, LISTENS, partial(_documents, work, scope))
    yield from _played(work, scope)


def _played(work: BuildContext, scope: Scope) -> Iterator[Planned]:
    """What a server played, whoever listened; its windows roll back from one moment, which is the same by any clock."""
    mirrored = work.mirrors(PLAYED)
    with work.asked("statistics", {"as_of": work.loaded.as_of[LISTENS]}) as store:
        found = plays(store)
        yield from partify.documents(found, scope) if mirrored else ()
        if work.renderer and PLAYED in work.renderer.site.homes:
            domain = LISTENS if LISTENS in work.renderer.site.homes else PLAYED
            renderer = work.renderer.of(domain, work.wall(LISTENS), tuple(work.places))
            json = "statistics.json" if mirrored else None
            yield from listens.of_statistics(renderer, found, _homes(work, renderer, scope), json)
            work.introductions.append(listens.introduction_of_plays(renderer, found))


def _documents(work: BuildContext, scope: Scope, zone_pass: ZonePass) -> Iterator[Planned]:
    """The documents of one pass."""
    mirrored = zone_pass.mirrored and work.mirrors("listenbrainz")
    own = zone_pass.own and bool(work.renderer or work.config.periods)
    if not (mirrored or own):
        return
    with work.asked("the whole history", {}) as shared:
        making = _Making(work, scope, zone_pass, shared, mirrored=mirrored)
        for some in batches(work.db, list(making.periods())):
            with work.batch(some, shared) as batch:
                for period in some:
                    yield from making.documents(batch.of(period), period)
        yield from year_in_music.unheard(shared, scope) if mirrored and work.alone else ()


@dataclass(slots=True)
class _Making:
    """The documents of listens in one pass, period by period; `rendered` is known from the whole history on.

    `spans` are the weeks and named periods that documents may be made of.
    """

    work: BuildContext
    scope: Scope
    zone_pass: ZonePass
    shared: Store
    mirrored: bool
    rendered: Rendering = None
    calendar: Calendar = field(init=False)
    active: Mapping[str, Mapping[str, int]] = field(init=False)
    spans: Mapping[str, Period] = field(init=False)

    def __post_init__(self) -> None:
        zone = self.work.config.site.timezone
        is_own = self.zone_pass.own
        self.spans = {each.span.name: each for each in _others(self.work, self.shared)} if is_own else {}
        sums = _sums_of(self.work, self.shared, list(self.spans.values()))
        self.calendar = periods.calendar(self.shared, self.scope.segments, zone, self.scope.as_of, sums)
        self.active = _active(self.work, self.zone_pass, self.shared) if self.work.renderer and is_own else {}

    def periods(self) -> Iterator[Period]:
        """Every period that documents are made of.

        The whole history is the first, because the top items of all time have pages of their own that the other pages
        link to; a range of the API is made before that of pages, which link to its JSON.
        """
        listeners = self.work.listeners
        as_of, rendered = self.zone_pass.as_of, bool(self.work.renderer and self.zone_pass.own)
        spans = zip(ranges.all_ranges(as_of).values(), self._calendar_ranges(), strict=True)
        for span, calendar_span in sorted(spans, key=lambda pair: pair[0].name != ALL_TIME):
            if self.mirrored:
                yield listenbrainz.period(span, listeners)
            if rendered:
                yield self._of_pages(calendar_span)
        for name in self.calendar.periods:
            kind = kind_of(name)
            if self._is_wanted(kind) or (kind == "year" and (self.mirrored or rendered)):
                yield self._calendar_period(name, kind, rendered=rendered)

    def _calendar_period(self, name: str, kind: Kind, *, rendered: bool) -> Period:
        """A year, for which the API may answer, too; of the lists of others only what their documents show is read."""
        is_year = kind == "year"
        return Period(
            self.spans[name].span if name in self.spans else ranges.period_range(name),
            kind,
            is_mirrored=self.mirrored and is_year,
            most=EVERY if is_year else max(periods.MOST, EACH),
            has_pages=rendered,
            has_records=rendered and kind in {"year", "named"},
        )

    def _calendar_ranges(self) -> Iterable[Range]:
        return ranges.calendar_ranges(self.zone_pass.as_of, self.work.first_weekday).values()

    def _of_pages(self, span: Range) -> Period:
        """A range as pages have it; the whole history tells records, and of what was heard most."""
        if span.name != ALL_TIME or not self.work.config.pages:
            return Period(span, has_pages=True)
        pages = self.work.config.pages
        items = pages.artists, pages.albums, pages.tracks
        return Period(span, has_pages=True, has_records=True, items=items)

    def _is_wanted(self, kind: Kind) -> bool:
        return self.zone_pass.own and kind in self.work.config.kinds

    def documents(self, store: PeriodStore, period: Period) -> Iterator[Planned]:
        """The documents of one period."""
        if period.kind != "range":
            yield from self._of_calendar(store, period)
        elif period.is_mirrored:
            yield from self._of_api(store, period.span)
        else:
            yield from self._of_range(store, period.span)

    def _of_api(self, store: PeriodStore, span: Range) -> Iterator[Planned]:
        """What the API says of one of its ranges."""
        self.work.progress(f"range {span.name}")
        if span.is_over(self.zone_pass.as_of):
            yield from self._of_past_range(store, span)
        else:
            yield from listenbrainz.documents(store, self.scope, span)
        if span.name == ALL_TIME and self.work.alone:
            yield from listenbrainz.listen_counts(store, self.scope)

    def _of_range(self, store: PeriodStore, span: Range) -> Iterator[Planned]:
        """The pages of a range; with the first one, that of the whole history, those of listeners and of items."""
        if not self.mirrored:
            self.work.progress(f"range {span.name}")
        if span.name == ALL_TIME:
            self.rendered = renderer, overview = self._overview(store)
            self.work.introductions.append(listens.introduction(overview, store, span))
            yield from listens.of_listeners(renderer, overview)
            yield from listens.of_items(renderer, overview, store)
        if self.rendered and span.is_over(self.zone_pass.as_of):
            yield from self._of_past_pages(*self.rendered, store, span)
        elif self.rendered:
            yield from listens.of_range(*self.rendered, store, span)

    def _overview(self, store: PeriodStore) -> "tuple[Renderer, Overview]":
        """The renderer of this domain, and what its pages need to know of all listens."""
        work, as_of = self.work, self.zone_pass.as_of
        if not work.renderer:
            raise ValueError("a project without pages has no renderer")
        renderer = work.renderer.of(LISTENS, as_of)
        users = listens.Users(self.scope.segments, self.active, self._listens_of_spans(), work.first_weekday)
        overview = listens.make_overview(
            store, renderer, work.config.kinds, users, api_index.json_paths(self.scope.catalog)
        )
        work.own.extend(listens.period_examples(overview))
        work.places.extend(listens.places(overview))
        return renderer.of(LISTENS, as_of, tuple(work.places)), overview

    def _listens_of_spans(self) -> Mapping[str, Mapping[str, int]]:
        """The listens of everybody who has any, by the weeks and named periods."""
        sums = {user: found for user, found in self.calendar.sums.items() if user is not None}
        return {
            name: {user: found[name]["listen_count"] for user, found in sums.items() if name in found}
            for name in self.spans
        }

    def _of_calendar(self, store: PeriodStore, period: Period) -> Iterator[Planned]:
        """What is ours of a period, and with those of a year the years in music, which lead to those of the API."""
        if period.kind == "year":
            self.work.progress(f"year {period.span.name}")
            yield from self._year_in_music(store, period.span) if self.mirrored and self.work.alone else ()
        if not (self.rendered or self._is_wanted(period.kind)):
            return
        if period.span.is_over(self.zone_pass.as_of):
            yield from self._of_past(store, period)
        else:
            yield from self._of_period(store, self.calendar, self.rendered, period)

    def _of_past_range(self, store: PeriodStore, span: Range) -> Iterator[Planned]:
        """What the API says of a range that is over."""
        read = listenbrainz.read(alone=self.work.alone)
        data = kept_periods.data_of_mirror(store, self.scope.segments, read)
        make = partial(listenbrainz.documents, store.limited(read), self.scope, span)
        yield from self.work.periods.documents(f"range {span.name}", data, make, self.scope.catalog)

    def _year_in_music(self, store: PeriodStore, span: Range) -> Iterator[Planned]:
        """The years in music of a calendar year; of one that is over the old ones, unless something changed."""
        year, several = int(span.name), len(self.scope.segments) > 1
        read = year_in_music.read(several=several)
        make = partial(year_in_music.documents, store.limited(read), self.scope, year)
        if not span.is_over(self.zone_pass.as_of):
            yield from make()
            return
        latest = year_in_music.is_latest(self.scope, year)
        data = kept_periods.data_of_mirror(store, self.scope.segments, read, latest)
        yield from self.work.periods.documents(f"year in music {year}", data, make, self.scope.catalog)

    def _of_past(self, store: PeriodStore, period: Period) -> Iterator[Planned]:
        """What is ours of a period that is over: the old documents, unless something changed that they show."""
        name = period.span.name
        calendar, rendered = self.calendar.of_past(name), self.rendered
        if rendered:
            renderer, overview = rendered
            rendered = renderer, overview.of_past(period.span)
        shown = (rendered[1], rendered[0].frame) if rendered else (None, None)
        said = calendar if self._is_wanted(period.kind) else None
        data = kept_periods.data_of_pages(store, said, *shown)
        make = partial(self._of_period, store.limited(kept_periods.read(period.kind)), calendar, rendered, period)
        # A name of config.yaml may be any, also what something else is kept by.
        kept_by = f"period {name}" if period.kind == "named" else name
        yield from self.work.periods.documents(kept_by, data, make)

    def _of_past_pages(
        self, renderer: "Renderer", overview: "Overview", store: PeriodStore, span: Range
    ) -> Iterator[Planned]:
        """The pages of a range that is over: the old ones, unless something changed that they show."""
        overview = listens.of_past_range(overview, span)
        data = kept_periods.data_of_pages(store, None, overview, renderer.frame)
        make = partial(listens.of_range, renderer, overview, store.limited(kept_periods.read("range")), span)
        yield from self.work.periods.documents(f"pages of {span.name}", data, make)

    def _of_period(
        self, store: PeriodStore, calendar: Calendar, rendered: Rendering, period: Period
    ) -> Iterator[Planned]:
        """The documents of a calendar or named period, its pages, and with those of a year the years in music."""
        is_wanted = self._is_wanted(period.kind)
        yield from periods.documents(store, calendar, period.span) if is_wanted else ()
        yield from listens.of_period(*rendered, store, period.span) if is_wanted and rendered else ()
        if rendered and period.kind == "year" and self.work.alone:
            yield from listens.of_year_in_music(*rendered, store, int(period.span.name))


def _homes(work: BuildContext, renderer: "Renderer", scope: Scope) -> Mapping[str, str]:
    """The first page of every listener who has one; an only listener's is that of all listens."""
    if not work.alone:
        return {}
    home = renderer.site.homes[LISTENS].path if len(scope.segments) == 1 else ""
    return {user: home or f"user/{segment}/{ALL_TIME}.html" for user, segment in scope.segments.items()}


def _active(work: BuildContext, zone_pass: ZonePass, shared: Store) -> Mapping[str, Mapping[str, int]]:
    """The listens of everybody who has any, by the ranges of pages."""
    spans = [Period(span) for span in ranges.calendar_ranges(zone_pass.as_of, work.first_weekday).values()]
    with work.batch(spans, shared) as batch:
        return {each.span.name: _counts(batch.of(each)) for each in spans}


def _others(work: BuildContext, shared: Store) -> Iterator[Period]:
    """The weeks between the first listen and the last, if they are wanted, and the periods that config.yaml names."""
    spans = [(row["first_day"], row["last_day"]) for row in shared.rows(USER_SPANS)]
    if "week" in work.config.kinds and spans:
        first, last = min(first for first, _ in spans), max(last for _, last in spans)
        yield from (Period(span, "week") for span in ranges.weeks(first, last, work.first_weekday))
    for period in work.config.named_periods:
        yield Period(ranges.named_range(period.name, period.first, period.last), "named")


def _sums_of(work: BuildContext, shared: Store, spans: Sequence[Period]) -> Mapping[str, Mapping[str, Sums]]:
    """By user the sums of every one of some periods with a listen."""
    found: dict[str, dict[str, Sums]] = {}
    if not spans:
        return found
    with work.batch(spans, shared) as batch:
        for period in batch.periods:
            for row in batch.of(period).rows(LISTENING_TIMES):
                sums = Sums(
                    listen_count=row["listen_count"], timed_count=row["timed_count"], listening_ms=row["listening_ms"]
                )
                found.setdefault(row["user_name"], {})[period.span.name] = sums
    return found


def _counts(store: PeriodStore) -> dict[str, int]:
    return {row["user_name"]: row["listen_count"] for row in store.rows(ACTIVE_USERS)}
