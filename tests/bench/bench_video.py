"""Measure how a large history of videos is loaded and built, from beacons of a player and a table of medias.

    bench_video.py [COUNT ...]        5,000,000 beacons of 2,000 medias when no count is given

Loading and the whole build run as processes of their own, one after the other; memory is the peak of the process.
"""

import json
import shutil
import sys
from pathlib import Path

import duckdb
from bench_build import WORK
from loading import built, loaded, machine, plain

END = 1782864000  # 2026-07-01 00:00 UTC
# The same columns, as the engine reads them.
PLAIN = (
    "select * from read_json('{file}', columns = {{ts: 'bigint', event: 'varchar', media_id: 'varchar', "
    "project_id: 'varchar', visitor_key: 'varchar', session_key: 'varchar', start_s: 'double', end_s: 'double'}})"
)


def main(counts: list[int]) -> None:
    """Print one table row a count."""
    print(machine())
    print(
        f"{'beacons':>12} {'MB':>7} {'plain':>8} {'loading':>9} {'ratio':>6} {'MiB':>7} {'build':>9} {'MiB':>7} {'files':>9} {'tree MB':>9}"
    )
    for count in counts:
        data = generated(count)
        config = data / "config.yaml"
        kept = plain(PLAIN.format(file=data / "beacons.jsonl"))
        loading, loading_peak = loaded(config)
        seconds, built_peak = built(config, WORK / "tree")
        files = [file.stat().st_size for file in (WORK / "tree").rglob("*") if file.is_file()]
        shutil.rmtree(WORK / "tree")
        size = (data / "beacons.jsonl").stat().st_size
        print(
            f"{count:>12,} {size / 1e6:>7,.0f} {kept:>7.1f}s {loading:>8.1f}s {loading / kept:>6.1f} {loading_peak:>7,} "
            f"{seconds:>8.1f}s {built_peak:>7,} "
            f"{len(files):>9,} {sum(files) / 1e6:>9,.0f}",
            flush=True,
        )


def generated(count: int) -> Path:
    """The folder of generated beacons, made once."""
    folder = WORK / f"video-{count}"
    if not (folder / "config.yaml").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        write(count, folder)
        sources = [{"format": "video-beacons", "path": name} for name in ("beacons.jsonl", "medias.csv")]
        (folder / "config.yaml").write_text(json.dumps({"sources": sources}), encoding="utf-8")
    return folder


def write(count: int, folder: Path) -> None:
    """Write beacons in bulk: every value is a hash of the row's number, so the same count gives the same rows.

    A session has ten beacons, in the order in which they happened: loads, plays and eight ranges; one in five sessions
    only loads. Popularity of medias follows a power law; three years, ending 2026-06-30.
    """
    db = duckdb.connect()
    db.execute(f"""
        create view medias as
        select i as media, 'media' || i as media_id, 'Video ' || i as name, 'project' || i % 50 as project_id,
            'Project ' || i % 50 as project_name, 20 + {uniform("d")} * if(i % 20 = 0, 5000, 900) as duration_s
        from range(2000) numbers(i)
    """)
    db.execute(f"copy (select * exclude media from medias) to '{folder}/medias.csv'")
    db.execute(f"""
        create view beacons as
        select step, i, {END} - floor(3 * 365 * 86400 * {uniform("t")})::bigint + step * 7 as ts,
            floor(2000 * pow({uniform("m")}, 3))::int as media, 'visitor' || hash(i, 'v') % 300000 as visitor_key,
            md5('session' || i) as session_key, {uniform("p")} as place,
            case when step = 0 or hash(i) % 5 = 0 then 'load' when step = 1 then 'play' else 'range' end as event
        from (select number // 10 as i, number % 10 as step from range({count}) numbers(number)) as numbered
    """)
    db.execute(f"""
        copy (
            select ts, event, media_id, project_id, visitor_key, session_key,
                if(event = 'range', round(place * duration_s * (step - 2) / 8, 3), null) as start_s,
                if(event = 'range', round(place * duration_s * (step - 1.2) / 8, 3), null) as end_s
            from beacons
            join medias using (media)
            order by i, step
        ) to '{folder}/beacons.jsonl' (format json)
    """)


def uniform(salt: str) -> str:
    """SQL for a repeatable number in [0, 1) of row i."""
    return f"((hash(i, '{salt}') % 1000000007)::double / 1000000007)"


if __name__ == "__main__":
    main([int(float(argument)) for argument in sys.argv[1:]] or [5_000_000])
