"""How the artists of a calendar year or month stand against the one before: who climbed, fell, came and went."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator import ranges
from generator.pages import words
from generator.pages.components import Change
from generator.pages.listens import top_lists
from generator.pages.listens.rows import Rows
from generator.pages.listens.subject import Subject
from generator.pages.top_list import TopItem, TopList, share
from generator.period_names import kind_of
from generator.ranges import Range
from generator.stats.rows.records import ClimbersRow

_HEADINGS = {"up": "Climbed", "down": "Fell", "in": "New", "out": "Gone"}


@dataclass(frozen=True, slots=True)
class Against:
    """The period before in words, and the lists of artists that changed their place."""

    before: str
    lists: tuple[TopList, ...]


def against(subject: Subject, page: str, span: Range, found: Rows, most: int) -> Against | None:
    """The first changes of a year or a month against the one before; None where nothing was heard in that."""
    if kind_of(span.name) not in {"year", "month"}:
        return None
    before = ranges.period_before(span.name)
    if before not in subject.calendar:
        return None
    said = words.called(before)
    lists = [
        _list(
            subject,
            page,
            direction,
            said,
            [row for row in found["climbers"] if row["direction"] == direction and row["place"] <= most],
        )
        for direction in _HEADINGS
    ]
    shown = tuple(one for one in lists if one.first)
    return Against(said, shown) if shown else None


def _list(subject: Subject, page: str, direction: str, before: str, rows: Sequence[ClimbersRow]) -> TopList:
    is_gone = direction == "out"
    counts = [row["before_count"] if is_gone else row["listen_count"] for row in rows]
    lines = tuple(_line(subject, page, row, count, max(counts)) for row, count in zip(rows, counts, strict=True))
    note = {"in": f"Not heard in {before}.", "out": f"Heard in {before}, and not any more."}.get(direction, "")
    return TopList(_HEADINGS[direction], lines, (), 0, None, note=note, change="Before" if not note else "")


def _line(subject: Subject, page: str, row: ClimbersRow, count: int, most: int) -> TopItem:
    mbids = [row["artist_mbid"]] if row["artist_mbid"] else []
    url = top_lists.artist_url(subject.overview, page, row["artist_name"], mbids)
    rank = row["rank"] or row["rank_before"] or 0
    change = _change(row)
    return TopItem(rank, row["artist_name"], url, None, None, count, share(count, most), change=change)


def _change(row: ClimbersRow) -> Change | None:
    """The rank before, and which way it is from there."""
    if row["rank"] is None or row["rank_before"] is None:
        return None
    return Change("up" if row["rank"] < row["rank_before"] else "down", words.ordinal(row["rank_before"]))
