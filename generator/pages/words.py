"""Numbers, dates, names and ranges in words: one format everywhere."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from unicodedata import bidirectional, combining, east_asian_width

from markupsafe import Markup

from generator.pages.components import Change
from generator.period_names import first_of_week, kind_of

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

RANGES = {
    "this_week": "This week",
    "week": "Last week",
    "this_month": "This month",
    "month": "Last month",
    "quarter": "Quarter",
    "half_yearly": "Half year",
    "this_year": "This year",
    "year": "Last year",
    "all_time": "All time",
}

_PERCENT = "\u00a0%"  # the number and its sign stay on one line
_LONG = 100  # hours, from which minutes say nothing
_SPACE = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_LONGEST = 300  # characters of a name; the JSON has the whole
_TEENS = (11, 12, 13)
_ISOLATES = re.compile(r"[\u2066-\u2069]")  # would end the isolation that an element gives
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_PILED = re.compile(f"({_MARK}{{4}}){_MARK}+")
_SEPARATORS = re.compile(r"(?<=\w[._/:@-])(?=\w)|(?<=[^\w\s][._/:@-])(?=\w)")
_UNSEEN = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]*"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRECTION = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = {"R", "AL"}


def clean(text: str) -> str:
    """The text without what HTML cannot hold: line breaks become a space, control characters a replacement."""
    if text.isprintable():
        return text  # most texts; a page has thousands
    return _CONTROL.sub("\ufffd", _SPACE.sub(" ", text))


def name(text: str) -> str:
    """A name as pages show it: at most 300 characters, four marks on a letter, and something to see."""
    if len(text) <= _LONGEST and text.isascii() and text.isprintable() and text.strip():
        return text  # most names; a page has hundreds
    start = text[: 4 * _LONGEST]  # all that can be seen of a name without end
    shown = _PILED.sub(r"\1", _ISOLATES.sub("", start))
    if _UNSEEN.fullmatch(shown):
        return "(blank)"
    seat = "\u25cc" if combining(shown.lstrip()[0]) else ""  # a mark without a letter would sit on its neighbour
    whole = start == text and len(shown) <= _LONGEST
    return seat + (shown if whole else shown[:_LONGEST].rstrip() + "…")


def breakable(text: str) -> Markup:
    """An id as pages show it: where there is no room for a line, it breaks behind its dots, dashes and slashes."""
    pieces = _SEPARATORS.split(clean(name(text)))
    return Markup("<wbr>").join(pieces)


def plain(text: str) -> str:
    """A name for titles and descriptions, where no element can keep its direction to itself: characters do."""
    text = _DIRECTION.sub("", clean(name(text)))
    return f"\u2068{text}\u2069" if any(bidirectional(character) in _RIGHT_TO_LEFT for character in text) else text


def fit(text: str) -> str:
    """The class that fits a name to the top of a page, by its longest word and its length."""
    widest = max((_width(word) for word in text.split()), default=0)
    sizes = (("longer", 26, 60), ("long", 10, 24), ("mid", 6, 14))
    return next((size for size, of_word, of_all in sizes if widest > of_word or _width(text) > of_all), "")


def _width(text: str) -> int:
    """About how many letters wide a text is; a character of East Asian scripts is two."""
    return sum(2 if east_asian_width(character) in "WF" else not combining(character) for character in text)


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Plain names by their ids; one that several have is followed by the id."""
    said = {key: plain(text) for key, text in names.items()}
    times = Counter(said.values())
    return {key: text if times[text] == 1 else f"{text} ({plain(key)})" for key, text in said.items()}


def number(count: int) -> str:
    """12,345."""
    return f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """One listen is "1 listen", more are "2,345 listens"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def day(moment: date) -> str:
    """1 May 2024."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def weekday(moment: date) -> str:
    """Wednesday, 1 May 2024."""
    return f"{WEEKDAYS[moment.weekday()]}, {day(moment)}"


def month(moment: date) -> str:
    """May 2024."""
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def so_far(said: str, running: bool) -> str:  # noqa: FBT001 - so_far(label, bucket.running) reads well
    """1 May 2024, so far: a day, a month or a year that is not over yet."""
    return f"{said}, so far" if running else said


def called(name: str) -> str:
    """The period of a name: 2024, May 2024, 27 May – 2 June 2024, or the name itself."""
    match kind_of(name):
        case "month":
            return f"{MONTHS[int(name[5:]) - 1]} {name[:4]}"
        case "week":
            first = first_of_week(name)
            return period(first, first + timedelta(days=6))
        case "named":
            return plain(name)
    return name


def time(milliseconds: int) -> str:
    """45 min, 3 h 05 min, 1,234 h: whole minutes, from a hundred hours on whole hours."""
    hours, minutes = divmod(milliseconds // 60_000, 60)
    if hours >= _LONG:
        return f"{number(hours)} h"
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min" if minutes else "under 1 min"


def duration(milliseconds: int) -> str:
    """45 minutes, 3 hours 5 minutes, 1,323 hours: as a sentence has it; from a hundred hours on whole hours."""
    hours, minutes = divmod(milliseconds // 60_000, 60)
    parts = [counted(hours, "hour")] if hours else []
    if minutes and hours < _LONG:
        parts.append(counted(minutes, "minute"))
    return " ".join(parts) or "under a minute"


def part(count: int, whole: int) -> str:
    """95 %: rounded down, so that only all is 100 %."""
    percent = 100 * count // whole
    return f"{percent if percent or not count else 'under 1'}{_PERCENT}"


def change(count: int, before: int, said: str) -> str:
    """38 more than in April 2024 (+10 %)."""
    if not before:
        return f"none in {said}"
    if count == before:
        return f"as many as in {said}"
    more, sign = ("more", "+") if count > before else ("fewer", "\u2212")
    less = abs(count - before)
    percent = (200 * less + before) // (2 * before)
    share = f"{sign}{number(percent)}" if percent else "under 1"
    return f"{number(less)} {more} than in {said} ({share}{_PERCENT})"


def compared(count: int, before: int) -> Change:
    """How a number stands against the one before, which is not 0: +12 %, up."""
    percent = (200 * abs(count - before) + before) // (2 * before)
    if count == before:
        return Change("same", "as many")
    said = f"{number(percent)}{_PERCENT}" if percent else f"under 1{_PERCENT}"
    return Change("up", f"+{said}") if count > before else Change("down", f"\u2212{said}")


def signed(count: int) -> str:
    """A difference with its sign: +232."""
    return f"+{number(count)}" if count > 0 else number(count).replace("-", "\u2212")


def rounded(value: float) -> int:
    """A number to two digits that count: 1,683 is 1,700."""
    digits = max(len(str(round(value))) - 2, 0)
    return int(round(value, -digits))


def ordinal(rank: int) -> str:
    """1st, 2nd, 3rd, 11th, 41st."""
    last = {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{number(rank)}{'th' if rank % 100 in _TEENS else last}"


def moment(at: datetime, today: date) -> str:
    """When something was, seen from a day: Today 20:41, 29 June 19:41, 5 May 2024."""
    if at.date() == today:
        return f"Today {at:%H:%M}"
    if at.year == today.year:
        return f"{at.day} {MONTHS[at.month - 1][:3]} {at:%H:%M}"
    return f"{at.day} {MONTHS[at.month - 1][:3]} {at.year}"


def period(first: date, last: date) -> str:
    """1 – 31 May 2024: both days included, what they share said once."""
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{first.day} – {day(last)}"
