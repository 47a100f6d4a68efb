"""The mirror answers what plain Python counts, whatever the files hold."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

import pytest

from tests.contributions.server import AS_OF, Server
from tests.reference import contributions as reference
from tests.reference.contributions import Rows, Run

START = datetime(2023, 12, 25)  # noqa: DTZ001 - naive UTC
PROJECTS = 9


def _run(chance: Random, moments: Sequence[int], *, addressed: bool) -> Run:
    """A run by an account, by an address, by nobody, or by somebody of elsewhere."""
    account = chance.choice([None, None, *range(1, 9)])
    visitor = chance.choice([None, *range(100, 108)]) if account is None and addressed else None
    return Run(
        START + timedelta(seconds=chance.choice(moments)),
        chance.randrange(1, PROJECTS - 1),
        chance.randrange(30),
        account,
        visitor,
        chance.choice([None, 1000, 2000, 2000, 70_000]),
        external=account is None and visitor is None and chance.random() < 0.3,
        us=chance.choice([None, 1, 5_000_000, 90_004_999, -20]),
    )


def drawn(seed: int) -> Rows:
    """A server of a few projects, full of ties: accounts that no file has, tasks half told, runs without address."""
    chance = Random(seed)  # noqa: S311 - a seeded history is not cryptography
    span = int((AS_OF - START).total_seconds())
    edges = [span, span - 1, span - 86_399, span - 86_400, span - 86_401, 0]
    moments = [
        *edges,
        *(chance.randrange(span) for _ in range(40)),
        *(span - chance.randrange(90_000) for _ in range(60)),
    ]
    addressed = chance.random() < 0.7
    runs = [_run(chance, moments, addressed=addressed) for _ in range(400)]
    whole = chance.random() < 0.5
    projects = [
        (
            number,
            f"p{number}",
            f"Project {number}",
            chance.random() < 0.6,
            chance.choice([None, "art", "frogs"]),
            chance.random() < 0.4,
            chance.random() < 0.2,
        )
        for number in range(1, PROJECTS)
    ]
    accounts = [_account(number, chance) for number in range(1, 11)]
    states = [True, False] if whole else [True, False, None]
    tasks = [
        (place, number, chance.choice(states), chance.choice([None, 0, 1, 40]))
        for number in range(1, PROJECTS)
        for place in chance.sample(range(34), chance.randrange(20) + whole)
    ]
    return Rows(runs, projects, accounts, tasks, [(place, 1, place > 0) for place in range(chance.randrange(3))], AS_OF)


def _account(number: int, chance: Random) -> tuple[int, str | None, str | None, bool, bool]:
    if chance.random() < 0.3:
        return number, None, None, False, False
    return number, f"name{number}", f"Full{number}", chance.random() < 0.2, True


def server(rows: Rows) -> Server:
    """The same rows as tables."""
    return Server(
        task_runs=_text(
            (run.at.isoformat(), run.project, run.task, run.account, run.visitor, run.ms, run.external, run.us)
            for run in rows.runs
        ),
        projects=_text(
            (number, short, name.replace(" ", "_"), published, category, True, featured, protected)
            for number, short, name, published, category, featured, protected in rows.projects
        ),
        accounts=_text(rows.accounts),
        tasks=_text(rows.tasks),
        results=_text(rows.results),
        as_of=rows.as_of,
    )


def _text(rows: object) -> str:
    return "\n".join(" ".join("-" if cell is None else str(cell) for cell in row) for row in rows)  # type: ignore[attr-defined]


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("at_least", [1, 4])
@pytest.mark.parametrize("seed", range(6))
def test_every_document_is_what_plain_python_counts(seed: int, at_least: int, *, named: bool):
    """Key by key; projects of fewer volunteers than at_least, drafts, and those with a password have no document."""
    rows = drawn(seed)
    expected = {
        "stats.json": reference.stats(rows, named=named, at_least=at_least),
        "api/globalstats.json": reference.global_stats(rows),
    }
    for number, short_name, _, published, _, _, protected in rows.projects:
        people = reference.volunteers(run for run in rows.runs if run.project == number)
        if published and not protected and (at_least == 1 or people >= at_least):
            document = reference.project_stats(rows, number, named=named, at_least=at_least)
            expected[f"project/{short_name}/stats.json"] = document

    assert server(rows).documents(at_least, named=named) == json.loads(json.dumps(expected))


@pytest.mark.parametrize("seed", range(4))
def test_quartiles_are_what_plain_python_finds(seed: int):
    """Of every project, with the number of task runs that they are known for."""
    rows = drawn(seed)
    for row in server(rows).rows("project_totals"):
        runs = [run for run in rows.runs if run.project == row["project_id"]]
        found = (row["lower_ms"], row["median_ms"], row["upper_ms"])
        assert found == (reference.quartiles(rows, row["project_id"]) or (None, None, None))
        assert row["timed_count"] == sum(1 for run in runs if run.ms is not None)
