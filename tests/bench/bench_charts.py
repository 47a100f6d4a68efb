"""Times each chart of tests/charts/sample.py; run: python tests/bench/bench_charts.py [rounds]."""

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.charts.sample import CHARTS, Drawn


def milliseconds(draw: Callable[[int], object], rounds: int) -> float:
    """The median CPU time of a chart; the first, which makes the figure, is not counted."""
    draw(5)
    gc.collect()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        draw(5)
        times.append(time.process_time() - start)
    return sorted(times)[rounds // 2] * 1000


def main() -> None:
    """Prints a line a chart: ms and bytes."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    print(f"{'chart':20} {'ms':>9} {'bytes':>8}")
    for name, draw in CHARTS.items():
        print(f"{name:20} {milliseconds(draw, rounds):9.2f} {len(Drawn(draw(5)).text.encode()):8,}")


if __name__ == "__main__":
    main()
