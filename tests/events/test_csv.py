"""Quotes, commas and line breaks in CSV."""

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from generator.events import formats, forms, inputs
from generator.events.files import Opened
from generator.events.quoting import joined

Load = Callable[..., Any]
HEADING = "listened_at,artist_name,track_name\n"


def test_quoted_field_may_hold_line_breaks(history: Load) -> None:
    """The break becomes a space, and the records after it keep the numbers of their lines."""
    loaded = history(
        "listens",
        HEADING + '1714568700,Low,"Two\nand a\r\nhalf, ""and"" more"\n1714568701,Low,Words\nnever,Low,Words\n',
    )

    assert loaded.tracks() == ['Two and a half, "and" more', "Words"]
    assert loaded.rejects() == [(6, "no time that can be read")]
    assert loaded.counts() == (3, 2, 1, 0)


def test_quotes_in_bare_fields_are_letters(history: Load) -> None:
    """A quote that does not enclose a field stays as it is; a comma inside quotes is no delimiter."""
    loaded = history(
        "listens",
        HEADING
        + '1714568700,Low,12" Mix\n'
        + '1714568701,Low,"Heroes" (live)\n'
        + '1714568702,"A, B","C"\n'
        + '1714568703,Low,""\n'
        + '1714568704,Low,"""X"""\n',
    )

    assert loaded.tracks() == ['12" Mix', '"Heroes" (live)', "C", '"X"']
    assert loaded.rejects() == [(5, "no track name")]


def test_quote_that_never_closes_is_a_letter(history: Load) -> None:
    """A lone quote at the beginning of a field does not swallow the lines after it."""
    loaded = history("listens", HEADING + '1714568700,Low,"Lullaby\n1714568701,Low,"Words"\n1714568702,Low,Cut\n')

    assert loaded.tracks() == ['"Lullaby', "Words", "Cut"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_joined_records_keep_their_first_line(tmp_path: Path, delimiter: str) -> None:
    """A record is written on its first line, and blank lines stand for its others."""
    file = tmp_path / "a.csv"
    file.write_text('a,b\n"1\n2",3\n4,"5\n\n6"\n7,8\n'.replace(",", delimiter), encoding="utf-8")

    with joined(file, delimiter, tmp_path) as copy:
        text = copy.read_text(encoding="utf-8")

    assert text == 'a,b\n"1 2",3\n\n4,"5  6"\n\n\n7,8\n'.replace(",", delimiter)


def test_rows_of_another_width_are_rejects(history: Load) -> None:
    """A row with more or fewer fields than the heading is told, not guessed at."""
    loaded = history("listens", HEADING + "1714568700,Low,Words\n1714568700,Low\n1714568700,Low,Words,x\n")

    assert [line for line, _ in loaded.rejects()] == [3, 4]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_whatever_csv_writes_is_read(tmp_path: Path, seed: int, delimiter: str) -> None:
    """Every file of Python's own writer is read as it was meant, line breaks as spaces."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    names = ["x" + "".join(chance.choices('ab",;\n\té', k=chance.randrange(8))) + "x" for _ in range(40)]
    rows = list(zip(names[::2], names[1::2], strict=True))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerows([("artist", "track"), *rows])
    file = tmp_path / "a.csv"
    file.write_text(text.getvalue(), encoding="utf-8")
    (query,) = formats.forms()["requests"]
    opened = Opened("a.csv", file, forms.of(query, text.getvalue()), text.getvalue(), 1000)

    with duckdb.connect() as db, inputs.described(db, opened, tmp_path):
        read = db.execute("select record->>'artist', record->>'track' from input order by line").fetchall()

    assert read == [(artist.replace("\n", " "), track.replace("\n", " ")) for artist, track in rows]
