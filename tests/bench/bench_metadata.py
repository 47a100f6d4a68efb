"""Measure what loading large metadata costs beside loading a history alone.

    bench_metadata.py [ROWS]        2,000,000 rows of canonical data, a quarter of that of artists, when none is given

The history has 100,000 listens; one row in forty of the canonical data is about a recording that was heard.
Beside it stands a plain scan: DuckDB counting the rows of the same files, with no more than that.
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from bench_build import WORK, generated, measured

from generator import events
from generator.config import load as read
from generator.events import formats

LISTENS = 100_000


def main(rows: int) -> None:
    """Print one table row a load."""
    data = generated(LISTENS)
    folder = WORK / f"metadata-{rows}"
    if not (folder / "artist.jsonl").is_file():
        write(data, folder, rows)
    print(f"{'load':>28} {'seconds':>9} {'MiB':>7}")
    alone, _ = shown("listens alone", data, [])
    canonical = {"format": "musicbrainz-canonical", "path": str(folder / "canonical_musicbrainz_data.csv")}
    told(f"{rows:,} canonical rows", shown("+ canonical data", data, [canonical])[0] - alone, scan(canonical["path"]))
    artists = {"format": "musicbrainz-artists", "path": str(folder / "artist.jsonl")}
    told(f"{rows // 4:,} artists", shown("+ artists' dump", data, [artists])[0] - alone, scan(artists["path"]))


def write(data: Path, folder: Path, rows: int) -> None:
    """Write canonical data and an artists' dump: every fortieth row is about what the history hears."""
    folder.mkdir(parents=True, exist_ok=True)
    db = duckdb.connect()
    db.execute(f"""
        create table heard as
        select (row_number() over (order by track))::integer * 40 as i, track
        from (select distinct track_metadata->>'$.mbid_mapping.recording_mbid' as track
              from read_json('{data / "listens.jsonl"}', columns = {{track_metadata: 'json'}})) where track is not null
    """)
    db.execute(f"""
        copy (
          select i as id, i % 90000 as artist_credit_id, md5(concat('a', i % 90000))::uuid as artist_mbids,
            'Artist ' || (i % 90000) as artist_credit_name, md5(concat('r', i // 12))::uuid as release_mbid,
            'Release, ' || (i // 12) as release_name, coalesce(track::uuid, md5(concat('t', i))::uuid) as recording_mbid,
            'Track ' || i as recording_name, concat('artist', i % 90000, 'track', i) as combined_lookup, i as score
          from range({rows}) as numbers(i) left join heard using (i)
        ) to '{folder / "canonical_musicbrainz_data.csv"}' (header)
    """)
    db.execute(f"""
        copy (
          select concat('{{"id":"', coalesce(artist_mbid::varchar, md5(concat('a', i))::uuid::varchar), '","name":"Artist ', i,
            '","country":"SE","area":{{"iso-3166-1-codes":["SE"]}},"genres":[{{"name":"rock","count":3}}],"tags":[],"annotation":"',
            repeat('words ', 200), '"}}') as line
          from range({rows // 4}) as numbers(i)
          left join (select (row_number() over (order by artist_mbid)) * 20 as i, artist_mbid from read_csv('{data / "artists.csv"}')) using (i)
        ) to '{folder / "artist.jsonl"}' (format csv, header false, quote '', delimiter '\t')
    """)


def shown(name: str, data: Path, more: list[dict[str, str]]) -> tuple[float, int]:
    """Seconds and peak MiB of loading, in a process of its own, with more sources."""
    file = data / "metadata.yaml"
    sources = [{"format": "listenbrainz", "path": "listens.jsonl"}, *more]
    settings = {
        "sources": sources,
        "pages": False,
        "periods": [],
        "map": "canonical" if "canonical" in name else "none",
    }
    file.write_text(json.dumps(settings), encoding="utf-8")
    seconds, peak = measured([sys.executable, __file__, "load", str(file)])
    print(f"{name:>28} {seconds:>8.1f}s {peak:>7,}", flush=True)
    return seconds, peak


def load(file: Path) -> None:
    """Load the sources of a config.yaml, as a build does."""
    with TemporaryDirectory(dir=WORK) as scratch:
        now = datetime.now(UTC).replace(tzinfo=None)
        events.load(duckdb.connect(), read(file, formats.names()), now, Path(scratch), lambda _stage: None)


def scan(path: str) -> float:
    """Seconds in which the engine counts the rows of a file and parses their ids."""
    started = time.perf_counter()
    if path.endswith(".csv"):
        duckdb.sql(
            f"select count(try_cast(recording_mbid as uuid)) from read_csv('{path}', all_varchar = true)"
        ).fetchall()
    else:
        duckdb.sql(f"select count(id) from read_json('{path}', columns = {{id: 'varchar'}})").fetchall()
    return time.perf_counter() - started


def told(what: str, seconds: float, plain: float) -> None:
    """Print what metadata cost, and what a plain scan of it costs."""
    print(f"{what:>28} {seconds:>8.1f}s; a plain scan {plain:.1f}s: {seconds / plain:.1f} times", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["load"]:
        load(Path(sys.argv[2]))
    else:
        main(int(float(sys.argv[1])) if len(sys.argv) > 1 else 2_000_000)
