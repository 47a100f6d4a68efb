"""Measure how the exports of a large crowdsourcing server are loaded and built, in each of the forms that they come in.

    bench_contributions.py [COUNT ...]        5,000,000 task runs of 200 projects when no count is given

Loading and the whole build run as processes of their own, one after the other; memory is the peak of the process.
Beside them stands a plain load: DuckDB keeping the same columns of the same file, judging and folding nothing.
"""

import json
import shutil
import sys
from pathlib import Path

import duckdb
from bench_build import WORK
from loading import built, loaded, machine, plain

FORMS = {"array": "task_run.json", "lines": "task_run.jsonl", "csv": "task_run.csv", "dump": "task_run_dump.csv"}
_JSON = (
    "select * from read_json('{file}', maximum_object_size = 100000000, columns = {{id: 'bigint', project_id: 'bigint', "
    "task_id: 'bigint', user_id: 'bigint', user_ip: 'varchar', created: 'timestamp', finish_time: 'timestamp', info: 'json'}})"
)
_CSV = "select * from read_csv('{file}')"
PLAIN = {".json": _JSON, ".jsonl": _JSON, ".csv": _CSV}  # the same columns, as the engine reads them
OTHERS = ("task.csv", "users.csv", "projects.csv")


def main(counts: list[int]) -> None:
    """Print one table row a count and form; the build, which is the same for all forms, with the last of them."""
    print(machine())
    print(
        f"{'task runs':>12} {'form':>6} {'MB':>7} {'plain':>8} {'loading':>9} {'ratio':>6} {'MiB':>7} {'build':>9} {'MiB':>7} {'files':>9} {'tree MB':>9}"
    )
    for count in counts:
        data = generated(count)
        for form, file in FORMS.items():
            shown(count, form, data / file, config(data, file), is_built=form == list(FORMS)[-1])


def shown(count: int, form: str, file: Path, config: Path, *, is_built: bool) -> None:
    """Print what one form costs."""
    kept = plain(PLAIN[file.suffix].format(file=file))
    loading, peak = loaded(config)
    size = file.stat().st_size / 1e6
    said = f"{count:>12,} {form:>6} {size:>7,.0f} {kept:>7.1f}s {loading:>8.1f}s {loading / kept:>6.1f} {peak:>7,}"
    print(said, end="" if is_built else "\n", flush=True)
    if is_built:
        tree = WORK / "tree"
        seconds, built_peak = built(config, tree)
        files = [each.stat().st_size for each in tree.rglob("*") if each.is_file()]
        shutil.rmtree(tree)
        print(f" {seconds:>8.1f}s {built_peak:>7,} {len(files):>9,} {sum(files) / 1e6:>9,.0f}", flush=True)


def config(data: Path, file: str) -> Path:
    """A config.yaml for one form of the task runs, with tasks, users and projects."""
    sources = [{"format": "pybossa", "path": name} for name in (file, *OTHERS)]
    written = data / "config.yaml"
    written.write_text(json.dumps({"sources": sources}), encoding="utf-8")
    return written


def generated(count: int) -> Path:
    """The folder of generated exports, made once."""
    folder = WORK / f"contributions-{count}"
    if not (folder / OTHERS[-1]).is_file():
        folder.mkdir(parents=True, exist_ok=True)
        write(count, folder)
    return folder


def write(count: int, folder: Path) -> None:
    """Write exports in bulk: every value is a hash of the row's number, so the same count gives the same rows.

    Popularity of projects follows a power law; four in ten runs are of anonymous volunteers; ten years to 2026-06-30.
    """
    db = duckdb.connect()
    db.execute(f"""
        create view runs as
        select i + 1 as id, strftime(begun, '%Y-%m-%dT%H:%M:%S.%f') as created, project + 1 as project_id,
            project * {count // 2000} + hash(i, 'task') % {count // 2000} as task_id,
            if(hash(i, 'kind') % 10 < 6, 1 + hash(i, 'user') % 50000, null) as user_id,
            if(hash(i, 'kind') % 10 < 6, null, concat('198.18.', hash(i, 'a') % 256, '.', hash(i, 'b') % 256)) as user_ip,
            strftime(begun + to_milliseconds((hash(i, 'ms') % 90000)::bigint), '%Y-%m-%dT%H:%M:%S.%f') as finish_time,
            null as timeout, null as calibration, null as external_uid, null as media_url,
            {{'selection': 'pad', 'done': {{'tasks': 1}},
              'timings': {{'reportAnswer': hash(i, 'r') % 100000, 'presentTask': hash(i, 'p') % 90000}}}} as info
        from (
            select i, floor(200 * pow({uniform("project")}, 3))::int as project,
                timestamp '2026-06-30' - to_milliseconds((315360000000 * {uniform("time")})::bigint) as begun
            from range({count}) numbers(i)
        ) as drawn
    """)
    db.execute(f"copy runs to '{folder / FORMS['array']}' (format json, array true)")
    db.execute(f"copy runs to '{folder / FORMS['lines']}' (format json)")
    db.execute(f"""
        copy (
            select * exclude (info, user_id), user_id::double as user_id, info.selection as info_selection,
                info.timings.reportAnswer as info_timings_reportAnswer, info.timings.presentTask as info_timings_presentTask
            from runs
        ) to '{folder / FORMS["csv"]}'
    """)
    db.execute(f"copy (select * replace (to_json(info) as info) from runs) to '{folder / FORMS['dump']}'")
    write_others(db, count // 2000, folder)


def write_others(db: duckdb.DuckDBPyConnection, tasks_each: int, folder: Path) -> None:
    """Write so many tasks of each project, users and projects."""
    tasks, users, projects = (folder / name for name in OTHERS)
    db.execute(f"""
        copy (
            select i as id, i // {tasks_each} + 1 as project_id, if(hash(i) % 3 = 0, 'completed', 'ongoing') as state,
                0.0 as priority_0, 3 as n_answers
            from range({200 * tasks_each}) numbers(i)
        ) to '{tasks}'
    """)
    db.execute(f"""
        copy (
            select i + 1 as id, 'user' || i as name, 'User ' || i as fullname, 'u' || i || '@example.org' as email_addr,
                hash(i) % 50 = 0 as restrict
            from range(50000) numbers(i)
        ) to '{users}'
    """)
    db.execute(f"""
        copy (
            select i + 1 as id, 'Project ' || i as name, 'project' || i as short_name, i % 10 > 0 as published, 1 as owner_id
            from range(200) numbers(i)
        ) to '{projects}'
    """)


def uniform(salt: str) -> str:
    """SQL for a repeatable number in [0, 1) of row i."""
    return f"((hash(i, '{salt}') % 1000000007)::double / 1000000007)"


if __name__ == "__main__":
    main([int(float(argument)) for argument in sys.argv[1:]] or [5_000_000])
