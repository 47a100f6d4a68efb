"""The campaign: `make torture`, or `python -m tests.torture` with SEED, ROUNDS and ONLY in the environment.

Each round is drawn from the seed and its own number alone, so that one that failed is tried again by its number: ROUNDS
is how many, or which, as in ROUNDS=17-17. The last line counts; exit code 1 where something failed.
"""

import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from tests.torture.rounds import ROUNDS, Passed, Round, prepared
from tests.torture.running import Wrong


def main() -> None:
    """Try every round, and tell of what went wrong."""
    seed, said = os.environ.get("SEED", "1"), os.environ.get("ROUNDS", "200")
    first, _, last = said.rpartition("-")
    numbers = range(int(first or 1), int(last) + 1)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    failed = campaign(seed, numbers, folder, os.environ.get("ONLY", ""))
    if not failed:  # else what failed is kept there
        shutil.rmtree(folder)
    sys.exit(bool(failed))


def campaign(seed: str, numbers: range, folder: Path, only: str = "") -> list[str]:
    """Try rounds by their numbers; answers what went wrong, a text each. What was tried is counted, ended or not."""
    field = prepared(folder)
    tried: Counter[str] = Counter()
    lines = 0
    passed: dict[str, str] = {}
    failed: list[str] = []
    try:
        for number in numbers:
            luck = Random(f"{seed} {number}")
            each = drawn(luck, only)
            try:
                lines += each(luck, field)
                tried[each.__name__] += 1
            except Passed as why:
                passed[each.__name__] = str(why)
            except Wrong as error:
                tried[each.__name__] += 1
                failed.append(f"SEED={seed} ROUNDS={number}-{number}: {each.__name__}: {error}")
                print(failed[-1], flush=True)
    finally:
        _count(seed, tried, lines, passed, len(failed))
    return failed


def _count(seed: str, tried: Counter[str], lines: int, passed: dict[str, str], failed: int) -> None:
    for name, said in passed.items():
        print(f"{name} is left out: {said}")
    counts = ", ".join(f"{count} {name}" for name, count in sorted(tried.items()))
    print(f"seed {seed}: {tried.total()} rounds ({counts}; {lines:,} lines and builds): {failed} failed", flush=True)


def drawn(luck: Random, only: str = "") -> Round:
    """The kind of a round."""
    kinds = [each for each in ROUNDS if not only or each.__name__ in only.split(",")]
    return luck.choices(kinds, weights=[ROUNDS[each] for each in kinds])[0]


if __name__ == "__main__":
    main()
