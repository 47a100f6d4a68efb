"""Measure the tree of a large index: how many files and bytes ten thousand packages make, most of them hardly viewed.

    bench_index.py [PACKAGES ...]        1,000 and 10,000 packages when no number is given

The log is in the combined format: 90 days, twenty requests a package, and of a package as many as its place allows
(the second half as many as the first, the third a third). The tree has pages and charts, as config.yaml leaves it; 10,000
packages are to stay below 40,000 files and 60 MB.
"""

import os
import platform
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from bench_build import WORK, measured

FIRST = 1714521600  # 2024-05-01
SECONDS = 90 * 86400
EACH = 20  # requests a package


def main(counts: list[int]) -> None:
    """Print one table row a count."""
    cores = len(os.sched_getaffinity(0))
    print(f"{datetime.now(UTC):%Y-%m-%d}, {cores} cores, {platform.machine()}, Python {platform.python_version()}")
    print(f"{'packages':>10} {'build':>9} {'MiB':>7} {'files':>9} {'MB':>7} {'files each':>11} {'bytes each':>11}")
    for count in counts:
        tree = WORK / "tree"
        build = [sys.executable, "-m", "generator", "build", "-c", str(_config(count)), "-o", str(tree)]
        seconds, peak = measured(build)
        sizes = [file.stat().st_size for file in tree.rglob("*") if file.is_file()]
        print(
            f"{count:>10,} {seconds:>8.1f}s {peak:>7,} {len(sizes):>9,} {sum(sizes) / 1e6:>7.1f} "
            f"{len(sizes) / count:>11.2f} {sum(sizes) / count:>11,.0f}",
            flush=True,
        )
        shutil.rmtree(tree)


def _config(count: int) -> Path:
    """A project with the log of so many packages."""
    folder = WORK / f"index-{count}"
    folder.mkdir(parents=True, exist_ok=True)
    _write(count, folder / "access.log")
    (folder / "config.yaml").write_text("sources: [{format: access-log, path: access.log}]\n")
    return folder / "config.yaml"


def _write(count: int, file: Path) -> None:
    """Write the lines; every package has one, the others are spread by the places of packages; all are by hashes."""
    duckdb.connect().execute(f"""
        copy (
          select concat('10.', hash(i, 1) % 99, '.', hash(i, 2) % 250, '.', hash(i, 3) % 250, ' - - [',
            strftime(make_timestamp(({FIRST} + i * {SECONDS} // ({count} * {EACH})) * 1000000), '%d/%b/%Y:%H:%M:%S'),
            ' +0000] "GET /v2/packages/Publisher', place % 701, '/Package', place, ' HTTP/1.1" 200 512 "-" "client/1.0"')
          from (
            select i, if(i % {EACH} = 0, i // {EACH}, pow({count}, hash(i, 4) % 1000000 / 1000000)::bigint - 1) as place
            from range({count} * {EACH}) as rows(i)
          )
          order by i
        ) to '{file}' (format csv, header false, quote '', escape '', delimiter '\\t')""")


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [1_000, 10_000])
