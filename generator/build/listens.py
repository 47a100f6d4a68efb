"""The documents of listens: range by range, period by period, and those of the two APIs that count them."""

from collections.abc import Iterator
from functools import partial

from generator import pages, periods, ranges
from generator.build import links
from generator.build.gathering import Gathering, Turn, in_turns
from generator.documents import Document
from generator.events import LISTENS
from generator.mirrors import listenbrainz, partify, year_in_music
from generator.mirrors.catalog import Scope
from generator.pages import Listening, Press
from generator.ranges import ALL_TIME, Range
from generator.stats import Answers

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
    spans = [*zip(ranges.all_ranges(turn.as_of).values(), ranges.calendar_ranges(turn.as_of).values(), strict=True)]
    everything, _ = spans.pop()
    with work.asked("the whole history", everything.parameters) as shared:
        with work.asked(f"range {ALL_TIME}", everything.parameters, shared) as answers:
            yield from _mirror(answers, scope, everything) if mirrored else ()
            # First of all, because the leaders of all time have pages of their own that the other pages link to.
            pressed = _pressed(work, answers, scope, turn)
            if pressed:
                work.introductions.append(pages.introduction(pressed[1], answers, everything))
                yield from _whole(pressed, answers, everything)
        for span, calendar_span in spans:
            with work.asked(f"range {span.name}", calendar_span.parameters, shared) as answers:
                yield from _mirror(answers, scope, span) if mirrored else ()
                yield from pages.of_range(*pressed, answers, calendar_span) if pressed else ()
        yield from _periods(work, pressed, scope, turn, shared)
        yield from year_in_music.unheard(shared, scope) if mirrored and work.alone else ()


def _mirror(answers: Answers, scope: Scope, span: Range) -> Iterator[Document]:
    """What the API says of one of its ranges; after that the answers are those of pages again."""
    own = answers.parameters
    answers.change({**span.parameters, **listenbrainz.RULES})
    yield from listenbrainz.documents(answers, scope, span)
    if span.name == ALL_TIME and answers.parameters["at_least"] == 1:
        yield from listenbrainz.listen_counts(answers, scope)
    answers.change(own)


def _pressed(work: Gathering, answers: Answers, scope: Scope, turn: Turn) -> Pressed:
    """The press of this domain, and what its pages need to know of all listens."""
    if not (work.press and turn.own):
        return None
    press = work.press.of(LISTENS, turn.as_of)
    listening = pages.survey(answers, press, work.config.periods, scope.segments, links.json_paths(scope.catalog))
    work.own.extend(pages.period_examples(listening))
    work.places.extend(pages.places(listening))
    return press.of(LISTENS, turn.as_of, tuple(work.places)), listening


def _whole(pressed: tuple[Press, Listening], answers: Answers, span: Range) -> Iterator[Document]:
    yield from pages.of_listeners(*pressed)
    yield from pages.of_music(*pressed, answers)
    yield from pages.of_range(*pressed, answers, span)


def _periods(work: Gathering, pressed: Pressed, scope: Scope, turn: Turn, shared: Answers) -> Iterator[Document]:
    """The calendar years and months with listens, and the years in music."""
    mirrored = turn.mirrored and work.mirrors("listenbrainz")
    calendar = periods.calendar(shared, scope.segments, work.config.site.timezone, scope.last_updated)
    for name in calendar.periods:
        kind = "month" if "-" in name else "year"
        wanted = turn.own and kind in work.config.periods
        if wanted or (kind == "year" and (mirrored or pressed)):
            span = ranges.period_range(name)
            stage = f"year {name}" if kind == "year" else ""
            with work.asked(stage, span.parameters | {"listeners": 0}, shared) as answers:
                yield from periods.documents(answers, calendar, span) if wanted else ()
                yield from pages.of_period(*pressed, answers, span) if wanted and pressed else ()
                if kind == "year" and work.alone:
                    yield from _year_in_music(answers, scope, int(name)) if mirrored else ()
                    yield from pages.of_year_in_music(*pressed, answers, int(name)) if pressed else ()


def _year_in_music(answers: Answers, scope: Scope, year: int) -> Iterator[Document]:
    """What the API says of a year in music; after that the answers are those of pages again."""
    own = answers.parameters
    answers.change(listenbrainz.RULES)
    yield from year_in_music.documents(answers, scope, year)
    answers.change(own)
