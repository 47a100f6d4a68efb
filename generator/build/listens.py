"""The documents of listens: range by range, period by period, and those of the two APIs that count them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from generator import pages, periods, ranges
from generator.build import links
from generator.build.gathering import Gathering, Turn, in_turns
from generator.documents import Document
from generator.events import LISTENS
from generator.mirrors import listenbrainz, partify, year_in_music
from generator.mirrors.catalog import Scope
from generator.pages import Listening, Press
from generator.pages.listening import Users
from generator.ranges import ALL_TIME, Range
from generator.stats import Answers, Kind, Period, PeriodAnswers, batches

Pressed = tuple[Press, Listening] | None  # None without pages


def documents(work: Gathering) -> Iterator[Document]:
    """Every document about listens."""
    scope = work.scope(LISTENS, "select user_name from users")
    if scope.segments:
        yield from in_turns(work, LISTENS, partial(_documents, work, scope))
    yield from _played(work, scope)


def _played(work: Gathering, scope: Scope) -> Iterator[Document]:
    """What a server played, whoever listened; its windows roll back from one moment, which is the same by any clock."""
    mirrored = work.mirrors(pages.PLAYED)
    with work.asked("statistics", {"as_of": work.loaded.as_of[LISTENS]}) as answers:
        yield from partify.documents(answers, scope) if mirrored else ()
        if work.press and pages.PLAYED in work.press.site.homes:
            domain = LISTENS if LISTENS in work.press.site.homes else pages.PLAYED
            press = work.press.of(domain, work.wall(LISTENS), tuple(work.places))
            linked = scope.segments if work.alone else {}
            yield from pages.of_statistics(press, answers, linked, "statistics.json" if mirrored else None)
            work.introductions.append(pages.introduction_of_plays(press, answers))


def _documents(work: Gathering, scope: Scope, turn: Turn) -> Iterator[Document]:
    """The documents of one turn."""
    mirrored = turn.mirrored and work.mirrors("listenbrainz")
    own = turn.own and bool(work.press or work.config.periods)
    if not (mirrored or own):
        return
    with work.asked("the whole history", {}) as shared:
        making = _Making(work, scope, turn, shared, mirrored=mirrored)
        for some in batches(work.db, list(making.periods())):
            with work.batch(some, shared) as batch:
                for period in some:
                    yield from making.documents(batch.of(period), period)
        yield from year_in_music.unheard(shared, scope) if mirrored and work.alone else ()


@dataclass(slots=True)
class _Making:
    """The documents of listens in one turn, period by period; `pressed` is known from the whole history on."""

    work: Gathering
    scope: Scope
    turn: Turn
    shared: Answers
    mirrored: bool
    pressed: Pressed = None
    calendar: periods.Calendar = field(init=False)
    active: Mapping[str, Mapping[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        zone = self.work.config.site.timezone
        self.calendar = periods.calendar(self.shared, self.scope.segments, zone, self.scope.last_updated)
        self.active = _active(self.work, self.turn, self.shared)

    def periods(self) -> Iterator[Period]:
        """Every period that documents are made of.

        The whole history is the first, because the leaders of all time have pages of their own that the other pages
        link to; a range of the API is made before that of pages, which link to its JSON.
        """
        listeners = self.work.listeners
        as_of, pressed = self.turn.as_of, bool(self.work.press and self.turn.own)
        spans = zip(ranges.all_ranges(as_of).values(), ranges.calendar_ranges(as_of).values(), strict=True)
        for span, calendar_span in sorted(spans, key=lambda pair: pair[0].name != ALL_TIME):
            if self.mirrored:
                yield listenbrainz.period(span, listeners)
            if pressed:
                yield Period(calendar_span, listeners=listeners if span.name == ALL_TIME else 0)
        for name in self.calendar.periods:
            kind: Kind = "month" if "-" in name else "year"
            if self._is_wanted(kind) or (kind == "year" and (self.mirrored or pressed)):
                yield Period(ranges.period_range(name), kind, is_mirrored=self.mirrored and kind == "year")

    def _is_wanted(self, kind: Kind) -> bool:
        return self.turn.own and kind in self.work.config.periods

    def documents(self, answers: PeriodAnswers, period: Period) -> Iterator[Document]:
        """The documents of one period."""
        if period.kind != "range":
            yield from self._of_calendar(answers, period)
        elif period.is_mirrored:
            yield from self._of_api(answers, period.span)
        else:
            yield from self._of_range(answers, period.span)

    def _of_api(self, answers: PeriodAnswers, span: Range) -> Iterator[Document]:
        """What the API says of one of its ranges."""
        self.work.told(f"range {span.name}")
        yield from listenbrainz.documents(answers, self.scope, span)
        if span.name == ALL_TIME and self.work.alone:
            yield from listenbrainz.listen_counts(answers, self.scope)

    def _of_range(self, answers: PeriodAnswers, span: Range) -> Iterator[Document]:
        """The pages of a range; with the first one, that of the whole history, those of listeners and of music."""
        if not self.mirrored:
            self.work.told(f"range {span.name}")
        if span.name == ALL_TIME:
            self.pressed = press, listening = self._press(answers)
            self.work.introductions.append(pages.introduction(listening, answers, span))
            yield from pages.of_listeners(press, listening)
            yield from pages.of_music(press, listening, answers)
        if self.pressed:
            yield from pages.of_range(*self.pressed, answers, span)

    def _press(self, answers: PeriodAnswers) -> tuple[Press, Listening]:
        """The press of this domain, and what its pages need to know of all listens."""
        work, as_of = self.work, self.turn.as_of
        if not work.press:
            raise ValueError("a project without pages has no press")
        press = work.press.of(LISTENS, as_of)
        users = Users(self.scope.segments, self.active)
        listening = pages.survey(answers, press, work.config.periods, users, links.json_paths(self.scope.catalog))
        work.own.extend(pages.period_examples(listening))
        work.places.extend(pages.places(listening))
        return press.of(LISTENS, as_of, tuple(work.places)), listening

    def _of_calendar(self, answers: PeriodAnswers, period: Period) -> Iterator[Document]:
        """What is ours of a calendar year or month, and the years in music."""
        span, is_wanted = period.span, self._is_wanted(period.kind)
        if period.kind == "year":
            self.work.told(f"year {span.name}")
        yield from periods.documents(answers, self.calendar, span) if is_wanted else ()
        yield from pages.of_period(*self.pressed, answers, span) if is_wanted and self.pressed else ()
        if period.kind == "year" and self.work.alone:
            year = int(span.name)
            yield from year_in_music.documents(answers, self.scope, year) if self.mirrored else ()
            yield from pages.of_year_in_music(*self.pressed, answers, year) if self.pressed else ()


def _active(work: Gathering, turn: Turn, shared: Answers) -> Mapping[str, Mapping[str, int]]:
    """The listens of everybody who has any, by the ranges of pages."""
    spans = [Period(span) for span in ranges.calendar_ranges(turn.as_of).values()]
    with work.batch(spans, shared) as batch:
        return {each.span.name: _counts(batch.of(each)) for each in spans}


def _counts(answers: PeriodAnswers) -> dict[str, int]:
    return {row["user_name"]: row["listen_count"] for row in answers.rows("listens/active_users")}
