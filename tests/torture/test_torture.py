"""A short run of the campaign: a few rounds of every kind."""

from random import Random

import pytest

from tests.torture.mutations import MUTATIONS
from tests.torture.rounds import ROUNDS, Field, Passed, Round, prepared
from tests.torture.samples import samples

# Of a build each; `make torture` tries many more, and other seeds.
SHORT = {"mutated": 6}


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Field:
    return prepared(tmp_path_factory.mktemp("torture"))


@pytest.mark.parametrize(
    ("each", "number"),
    [(each, number) for each in ROUNDS for number in range(SHORT.get(each.__name__, 1))],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_round(each: Round, number: int, field: Field) -> None:
    """Lines are counted, and the output is the old or the new one, whatever happens to a build."""
    try:
        each(Random(f"short {each.__name__} {number}"), field)
    except Passed as why:
        pytest.skip(str(why))


@pytest.mark.parametrize("kind", MUTATIONS)
def test_mutations_are_drawn_from_luck_alone(kind: str) -> None:
    """The same seed damages a file in the same way, and no file is too small to be damaged."""
    data = samples()["log"].data
    for each in (data, b"", b"x"):
        assert MUTATIONS[kind](Random(1), each) == MUTATIONS[kind](Random(1), each)


def test_samples_are_the_same_every_time() -> None:
    """So that a round can be tried again; a database and a table are written by libraries and may be others."""
    one, other = samples(), samples()
    written = {"SQLite", "Parquet"}
    assert {k: v for k, v in one.items() if k not in written} == {k: v for k, v in other.items() if k not in written}
