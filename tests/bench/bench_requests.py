"""Measure loading a large access log, and building its mirror, against GoAccess making its page of the same log.

    bench_requests.py [LINES ...]        1,000,000 and 10,000,000 lines when no number is given

The log is in the combined format: three months, 300,000 visitors, 8,000 packages; three lines in ten count. All run as
processes of their own on the same file, one after the other; memory is the peak of the process.
"""

import json
import os
import platform
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from bench_build import WORK, measured

from generator import events
from generator.config import load as read
from generator.events import formats

FIRST = 1714521600  # 2024-05-01
SECONDS = 90 * 86400
AGENTS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/#.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:#.0) Gecko/20100101 Firefox/#.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.# Safari/605.1.15",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/#.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "WindowsPackageManager/1.#",
    "python-requests/2.#.0",
    "-",
)


def main(counts: list[int]) -> None:
    """Print one table row a count."""
    cores = len(os.sched_getaffinity(0))
    print(f"{datetime.now(UTC):%Y-%m-%d}, {cores} cores, {platform.machine()}, Python {platform.python_version()}")
    print(
        f"{'lines':>12} {'goaccess':>9} {'loading':>9} {'ratio':>6} {'build':>9} {'ratio':>6} {'load MiB':>9} {'build MiB':>10}"
    )
    for count in counts:
        log = written(count)
        page, _ = measured(["goaccess", str(log), "--log-format=COMBINED", "-o", str(WORK / "goaccess.html")])
        loading, loading_peak = measured([sys.executable, __file__, "load", str(config(log))])
        build = [sys.executable, "-m", "generator", "build", "-c", str(config(log)), "-o", str(WORK / "tree")]
        built, built_peak = measured(build)
        shutil.rmtree(WORK / "tree")
        print(
            f"{count:>12,} {page:>8.1f}s {loading:>8.1f}s {page / loading:>6.1f} {built:>8.1f}s {page / built:>6.1f} "
            f"{loading_peak:>9,} {built_peak:>10,}",
            flush=True,
        )


def written(count: int) -> Path:
    """The file of a log, made once; the same count gives the same lines with the same DuckDB release."""
    file = WORK / f"requests-{count}" / "access.log"
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        write(count, file.with_suffix(".part"))
        file.with_suffix(".part").rename(file)
    return file


def write(count: int, file: Path) -> None:
    """Write the lines; every value is a hash of the line's number, or of its visitor's."""
    agents = ", ".join(f"'{agent}'" for agent in AGENTS)
    duckdb.connect().execute(f"""
        copy (
          select concat(
            1 + address % 223, '.', (address // 256) % 256, '.', (address // 65536) % 256, '.', (address // 16777216) % 256,
            ' - - [', strftime(make_timestamp(({FIRST} + i * {SECONDS} // {count}) * 1000000), '%d/%b/%Y:%H:%M:%S'), ' +0000] "',
            case when kind < 0.01 then 'HEAD' when kind > 0.98 then 'POST' else 'GET' end, ' ',
            case
              when kind < 0.33 then concat('/v2/packages/Publisher', package % 701, '/Package', package, if(kind > 0.31, '?sample=true', ''))
              when kind < 0.50 then concat('/v2/packages?query=word', package % 900, '&take=24&page=', hash(i, 'page') % 4)
              when kind < 0.65 then concat('/v2/stats?packageId=Publisher', package % 701, '.Package', package, '&resolution=day')
              when kind < 0.90 then concat('/static/chunks/', hash(package % 400), '.js')
              when kind < 0.95 then concat('/pkg/Publisher', package % 701, '/Package', package)
              else '/' end,
            ' HTTP/1.1" ',
            case when answer < 0.93 then '200' when answer < 0.96 then '304' when answer < 0.98 then '404' else '301' end, ' ',
            hash(i, 'size') % 90000, ' "',
            case when origin < 0.4 then '-' when origin < 0.8 then 'https://winget.run/'
              else concat('https://winget.run/pkg/Publisher', package % 701, '/Package', package) end, '" "',
            replace([{agents}][1 + (address % {len(AGENTS)})::integer], '#', (95 + address // 4096 % 30)::varchar), '"') as line
          from (
            select i, {uniform("kind")} as kind, {uniform("answer")} as answer, {uniform("origin")} as origin,
              floor(8000 * pow({uniform("package")}, 3))::integer as package,
              hash(floor(300000 * pow({uniform("visitor")}, 2))::integer) as address
            from range({count}) as numbers(i)) as rows
        ) to '{file}' (format csv, header false, quote '', escape '', delimiter '\x01')
    """)


def uniform(salt: str) -> str:
    """SQL for a repeatable number in [0, 1) of row i."""
    return f"((hash(i, '{salt}') % 1000000007)::double / 1000000007)"


def config(log: Path) -> Path:
    """A config.yaml for the mirror alone."""
    file = log.with_name("config.yaml")
    sources = [{"format": "access-log", "path": log.name}]
    file.write_text(json.dumps({"sources": sources, "pages": False, "periods": []}), encoding="utf-8")
    return file


def load(file: Path) -> None:
    """Load the sources of a config.yaml, as a build does."""
    with TemporaryDirectory(dir=WORK) as scratch:
        now = datetime.now(UTC).replace(tzinfo=None)
        events.load(duckdb.connect(), read(file, formats.names()), now, Path(scratch), lambda _stage: None)


if __name__ == "__main__":
    if sys.argv[1:2] == ["load"]:
        load(Path(sys.argv[2]))
    else:
        main([int(float(argument)) for argument in sys.argv[1:]] or [1_000_000, 10_000_000])
