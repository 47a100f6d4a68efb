"""What a comparison shows: the totals, who is new and who is gone, the largest changes, and the documents."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from generator.diff import AddedAndRemoved, Changed, Difference, Documents
from generator.diff.plain import rounded
from generator.diff.subjects import KINDS, AnswerChanges
from generator.diff.values import Place, Value, ValueChange
from generator.one_line import shown

Row = tuple[str, str, str, str]  # what, old, new, difference


def show(found: Difference) -> None:
    """Print a difference for people."""
    console = Console(highlight=False)
    for line in (
        *_totals(found),
        *_added_and_removed(found.added_and_removed),
        *_changes(found),
        *_documents(found.documents),
    ):
        console.print(line, soft_wrap=True)


def _totals(found: Difference) -> Iterator[Text]:
    rows = [
        (total.what, _number(total.old), _number(total.new), _signed(rounded(total.difference)))
        for total in found.totals
    ]
    heading, *lines = _aligned([("total", "old", "new", "difference"), *rows])
    yield Text(heading, "bold")
    yield from map(Text, lines)
    yield Text()


def _added_and_removed(found: Sequence[AddedAndRemoved]) -> Iterator[Text]:
    for each in found:
        kind = KINDS.get(each.kind, each.kind)
        yield from _names(f"new {kind}", [shown(name) for name in each.new], each.new_count)
        yield from _names(f"gone {kind}", [shown(name) for name in each.gone], each.gone_count)
        renamed = [f"{shown(was)} is now {shown(name)}" for was, name in each.renamed]
        yield from _names(f"renamed {kind}", renamed, each.renamed_count)
    if found:
        yield Text()


def _names(what: str, names: Sequence[str], count: int) -> Iterator[Text]:
    if count:
        more = f" and {count - len(names):,} more" if count > len(names) else ""
        yield Text.assemble((f"{what}{'s' if count > 1 else ''}: ", "bold"), f"{', '.join(names)}{more}")


def _changes(found: Difference) -> Iterator[Text]:
    if not found.changed:
        yield Text("No number of an answer changed.")
    elif all(changed.is_volatile for changed in found.changed):
        yield Text("Nothing changed in the answers but when they were computed.", "bold")
    for changed in found.changed:
        yield from _subject(changed)
    if found.more:
        yield Text(f"and {found.more:,} more {'subject' if found.more == 1 else 'subjects'} with changes")
    yield Text()


def _subject(changed: Changed) -> Iterator[Text]:
    name = f" {shown(changed.title)}" if changed.title else ""
    yield Text(f"{KINDS.get(changed.pair.kind, changed.pair.kind)}{name}", "bold")
    lines = iter(_aligned([_row(answer, change) for answer in changed.answers for change in answer.changes]))
    for answer in changed.answers:
        yield Text(f"  {shown(answer.path)}", "dim")
        yield from (Text(f"    {next(lines)}") for _ in answer.changes)
    if changed.more:
        yield Text(f"    and {changed.more:,} more")


def _row(answer: AnswerChanges, change: ValueChange) -> Row:
    here, there = _called(answer.path, change.place), _called(answer.was, change.was)
    what = here if here == there else f"{here} (was {there})"
    if change.old is None or change.new is None:
        return what, _number(change.old), _number(change.new), "new" if change.old is None else "gone"
    return what, _number(change.old), _number(change.new), _signed(rounded(change.difference))


def _called(path: str, place: Place) -> str:
    """Where a number stands, without the key that the path says already."""
    said = path.rpartition("/")[2].replace("-", "_")
    return " · ".join(shown(step) for step in (place[1:] if place[:1] == (said,) and len(place) > 1 else place))


def _documents(found: Documents) -> Iterator[Text]:
    compared = ", ".join(
        f"{count:,} in {what}"
        for what, count in (("numbers", found.numbers), ("times alone", found.times), ("words", found.words))
        if count
    )
    answers = f" (of the answers compared {compared})" if compared else ""
    counts = f"{found.added:,} added, {found.removed:,} removed, {found.changed:,} changed{answers}"
    yield Text.assemble(("documents: ", "bold"), f"{found.old:,} → {found.new:,}; {counts}")
    yield from _paths("+", found.added_paths, found.added)
    yield from _paths("-", found.removed_paths, found.removed)


def _paths(sign: str, paths: Sequence[str], count: int) -> Iterator[Text]:
    yield from (Text(f"  {sign} {shown(path)}") for path in paths)
    if count > len(paths):
        yield Text(f"  {sign} and {count - len(paths):,} more")


def _aligned(rows: Iterable[Row]) -> list[str]:
    """Rows with their columns under each other, numbers to the right."""
    table = list(rows)
    widths = [max((cell_len(row[column]) for row in table), default=0) for column in range(4)]
    return ["  ".join(_padded(row, widths)) for row in table]


def _padded(row: Row, widths: Sequence[int]) -> Iterator[str]:
    for place, (text, width) in enumerate(zip(row, widths, strict=True)):
        room = " " * (width - cell_len(text))
        yield room + text if place else text + room


def _number(value: Value | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return shown(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.4f}".rstrip("0").rstrip(".")


def _signed(difference: float | None) -> str:
    if not difference:
        return "" if difference is None else "–"
    return f"{'+' if difference > 0 else '-'}{_number(abs(difference))}"
