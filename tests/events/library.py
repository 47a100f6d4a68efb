"""Files of a reference, written in every form that one can have."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import duckdb

LOW = "4b00640f-3be6-43f8-9b34-ff81bd89320a"
DIRTY = "0d4ab0f9-bbda-4ab1-ae2c-f772ffcfbea9"
VARIOUS = "89ad4ac3-39f7-470e-963a-56509c546377"
LULLABY = "08e8f55b-f1a4-46b8-b2d1-fab4c592165c"
HOPE = "11111111-0000-4000-8000-000000000001"
HOPE_GROUP = "22222222-0000-4000-8000-000000000001"
OTHER = "99999999-0000-4000-8000-000000000009"
MAY = 1714568700  # 2024-05-01 13:05 UTC

KINDS = ("csv", "tsv", "jsonl", "json", "parquet")

Row = dict[str, object]


def credit(*artists: tuple[str, str, str]) -> list[Row]:
    """Name, phrase and id of each artist as a credit says them."""
    return [{"artist_credit_name": name, "join_phrase": phrase, "artist_mbid": mbid} for name, phrase, mbid in artists]


def credit_text(*artists: tuple[str, str, str]) -> str:
    """The same as the tables hold it."""
    return json.dumps(credit(*artists), separators=(",", ":"), ensure_ascii=False)


def written(rows: Sequence[Row], kind: str) -> bytes:
    """The rows as a file of a kind; lists in CSV are JSON."""
    if kind == "jsonl":
        return "".join(json.dumps(row) + "\n" for row in rows).encode()
    if kind == "json":
        return json.dumps(rows).encode()
    text = io.StringIO()
    table = csv.DictWriter(text, list(rows[0]), delimiter="\t" if kind == "tsv" else ",", lineterminator="\n")
    table.writeheader()
    table.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode()


def put(folder: Path, name: str, rows: Sequence[Row], kind: str = "csv") -> dict[str, object]:
    """Write rows into a file and give the path for config.yaml."""
    file = folder / f"{name}.{kind}"
    if kind == "parquet":
        (folder / "rows.json").write_bytes(written(rows, "jsonl"))
        with duckdb.connect() as db:
            db.execute(f"copy (from read_json('{folder / 'rows.json'}')) to '{file}' (format parquet)")
    else:
        file.write_bytes(written(rows, kind))
    return {"format": name, "path": file.name}


def listen(track: str = "Lullaby", artist: str = "Low", second: int = MAY, **more: object) -> Row:
    """A listen in our own columns."""
    return {"listened_at": second, "user_name": "ana", "artist_name": artist, "track_name": track, **more}


def _cell(value: object) -> object:
    return json.dumps(value) if isinstance(value, list | dict) else value
