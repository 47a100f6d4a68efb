"""Rows become arrays of numbers, as many subjects at a time as there is room for."""

from collections.abc import Sequence

import duckdb
import pytest

from generator.stats import arrays


@pytest.mark.parametrize("at_once", [1, 3, 4, 100])
@pytest.mark.parametrize("subject", [("project",), ("project", "volunteer")])
def test_subjects_in_parts_are_those_at_once(monkeypatch: pytest.MonkeyPatch, subject: Sequence[str], at_once: int):
    """Every subject once, in order: no part begins within a first column's value and loses the others of it."""
    monkeypatch.setattr(arrays, "_AT_ONCE", at_once)
    rows = [(project, volunteer, rank) for project in "ab" for volunteer in "xyz" for rank in (1, 2)]
    with duckdb.connect() as db:
        db.execute("create table rows (project text, volunteer text, rank int)")
        db.executemany("insert into rows values ($1, $2, $3)", rows)
        found = dict(arrays.arrays(db, "rows", subject, ["rank"]))
    expected: dict[str | tuple[str, ...], list[int]] = {}
    for project, volunteer, rank in rows:
        expected.setdefault(project if len(subject) == 1 else (project, volunteer), []).append(rank)
    assert list(found) == list(expected)
    told = {key: [sorted(map(int, said.strip("[]").split(","))) for (said,) in lists] for key, lists in found.items()}
    assert told == {key: [sorted(ranks)] for key, ranks in expected.items()}
