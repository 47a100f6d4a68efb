"""What hosts cost; run: python tests/bench/bench_hosts.py.

The demo site is built plain and with the rules and precompressed files of hosts, then built again where nothing changed,
checked, and compared with itself. Then every server is asked for the same answers, one after the other, each on a
connection of its own.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import yaml
from bench_build import measured
from loading import machine

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.hosts.servers import SERVERS, sent  # noqa: E402

PROGRAM = [sys.executable, "-m", "generator"]
WAYS: tuple[list[str], ...] = (["plain"], ["nginx"], ["caddy"], ["nginx", "caddy", "cloudflare"])
SITE = "/1/stats/sitewide"
ASKED = {
    "a file": f"{SITE}/artists.json",
    "25 items": f"{SITE}/artists?range=this_year",
    "1,000 items": f"{SITE}/recordings?count=1000",
    "100 cut out": f"{SITE}/recordings?count=100&offset=300",
    "refused": "/1/stats/user/nobody/artists",
}
TIMES = 300


def project(folder: Path, hosts: list[str]) -> Path:
    """The demo site, for some hosts."""
    config = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    sources = [{**source, "path": str(ROOT / source["path"])} for source in config["sources"]]
    (folder / "config.yaml").write_text(
        yaml.safe_dump({**config, "sources": sources, "hosts": hosts}), encoding="utf-8"
    )
    return folder / "config.yaml"


def size(tree: Path) -> tuple[int, float]:
    """Files of a tree, and its megabytes."""
    sizes = [file.stat().st_size for file in tree.rglob("*") if file.is_file()]
    return len(sizes), sum(sizes) / 1e6


def builds(folder: Path) -> Path:
    """Build each way; answers the last tree, which has the rules of every server."""
    print("hosts | build | ratio | files | MB | unchanged | check | diff")
    plain = 0.0
    tree = folder / "output"
    for hosts in WAYS:
        config = project(folder, hosts)
        shutil.rmtree(tree, ignore_errors=True)
        commands = (
            (("build", "-c", str(config), "-o", str(tree)),) * 2,
            ("check", "-o", str(tree)),
            ("diff", str(tree), str(tree)),
        )
        seconds = [measured([*PROGRAM, *command])[0] for command in (*commands[0], *commands[1:])]
        plain = plain or seconds[0]
        files, megabytes = size(tree)
        times = " | ".join(f"{each:.1f} s" for each in seconds[1:])
        print(
            f"{', '.join(hosts)} | {seconds[0]:.1f} s | {seconds[0] / plain:.2f} | {files:,} | {megabytes:.0f} | {times}"
        )
    return tree


def answers(tree: Path, folder: Path) -> None:
    """Ask every server, and show the median of a request."""
    print("\nserver | " + " | ".join(ASKED))
    for name, started in SERVERS.items():
        with started(tree, Path(tempfile.mkdtemp(dir=folder))) as port:
            cells = [f"{_median(port, target):.1f} ms" for target in ASKED.values()]
        print(f"{name} | " + " | ".join(cells))


def _median(port: int, target: str) -> float:
    seconds = []
    for _ in range(TIMES):
        started = time.perf_counter()
        sent(port, "GET", target)
        seconds.append(time.perf_counter() - started)
    return 1000 * median(seconds)


if __name__ == "__main__":
    print(machine())
    with tempfile.TemporaryDirectory() as scratch:
        answers(builds(Path(scratch)), Path(scratch))
