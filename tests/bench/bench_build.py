"""Measure the JSON tree of large histories against a plain DuckDB script for the same leaderboards.

    bench_build.py [COUNT ...]        1,000,000 and 10,000,000 listens of 1,000 users when no count is given

Both run as processes of their own on the same file, one after the other; memory is the peak of the process.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
WORK = HERE.parents[1] / "bench"


def main(counts: list[int]) -> None:
    """Print one table row a count."""
    cores = len(os.sched_getaffinity(0))
    print(f"{datetime.now(UTC):%Y-%m-%d}, {cores} cores, {platform.machine()}, Python {platform.python_version()}")
    print(
        f"{'listens':>12} {'build':>9} {'script':>9} {'ratio':>6} {'build MiB':>10} {'script MiB':>11} {'files':>9} {'tree MB':>9}"
    )
    for count in counts:
        data = generated(count)
        built, built_peak = measured(
            [sys.executable, "-m", "generator", "build", "-c", str(config(data)), "-o", str(WORK / "tree")]
        )
        files = [file.stat().st_size for file in (WORK / "tree").rglob("*") if file.is_file()]
        shutil.rmtree(WORK / "tree")
        plain, plain_peak = measured(
            [
                sys.executable,
                str(HERE / "plain_script.py"),
                str(data / "listens.jsonl"),
                str(data / "releases.csv"),
                str(WORK / "plain"),
            ]
        )
        shutil.rmtree(WORK / "plain")
        print(
            f"{count:>12,} {built:>8.1f}s {plain:>8.1f}s {built / plain:>6.2f} {built_peak:>10,} {plain_peak:>11,} "
            f"{len(files):>9,} {sum(files) / 1e6:>9,.0f}",
            flush=True,
        )


def generated(count: int) -> Path:
    """The folder of a generated history, made once."""
    folder = WORK / f"listens-{count}"
    if not (folder / "listens.jsonl").is_file():
        subprocess.run([sys.executable, str(HERE / "generate_listens.py"), str(count), str(folder)], check=True)
    return folder


def config(data: Path) -> Path:
    """A config.yaml for the mirror alone: the script has no periods either."""
    sources = [
        {"format": "listenbrainz", "path": "listens.jsonl"},
        {"format": "artists", "path": "artists.csv"},
        {"format": "releases", "path": "releases.csv"},
    ]
    file = data / "config.yaml"
    file.write_text(json.dumps({"sources": sources, "map": "none", "pages": False, "periods": []}), encoding="utf-8")
    return file


def measured(command: list[str]) -> tuple[float, int]:
    """Seconds and peak MiB of a process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=HERE.parents[1])
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return time.perf_counter() - started, usage.ru_maxrss // 1024


if __name__ == "__main__":
    main([int(float(argument)) for argument in sys.argv[1:]] or [1_000_000, 10_000_000])
