"""Hold a tree to the limits of a host, and say which settings make it smaller, and by how much."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import trees
from generator.check.settings import SETTINGS, turned_down
from generator.hosts.limits import Limits
from generator.one_line import shown
from generator.trees import TreeEntry

Kind = tuple[int, ...]  # files that go with the same settings, by their places among SETTINGS

_NAMED = 3  # files that a sentence names
_WORTH = 100  # what leaves out less than a hundredth of what is too much, or leaves less than one of all, is no help


def limit_faults(output: Path, host: str, limits: Limits) -> Iterator[str]:
    """What a host does not take of a tree, a sentence for each limit: how much is too much, and what to turn down."""
    files: Counter[Kind] = Counter()
    sizes: Counter[Kind] = Counter()
    unfit: dict[str, list[str]] = {}
    counts: Counter[str] = Counter()
    folders: Counter[str] = Counter()
    for found in (found for found in trees.walk(output) if found.kind == "file"):
        kind = turned_down(found.path)
        files[kind] += 1
        sizes[kind] += found.size
        folders[found.path.rpartition("/")[0]] += 1
        for name, reason in _unfit(found, host, limits):
            counts[reason] += 1
            if counts[reason] <= _NAMED:
                unfit.setdefault(reason, []).append(name)
    yield from _too_much(files, limits.files, "files", host)
    yield from _too_much(sizes, limits.tree_bytes, "bytes", host)
    yield from _too_full(folders, limits.folder_files, host)
    for reason, named in unfit.items():
        more = counts[reason] - len(named)
        yield f"{', '.join(named)}{f' and {more:,} more' if more else ''}: {reason}"


def _unfit(found: TreeEntry, host: str, limits: Limits) -> Iterator[tuple[str, str]]:
    """A file that a host does not take as it is called, with why, and what to do."""
    path = shown(found.path)
    if limits.file_bytes is not None and found.size > limits.file_bytes:
        settings = " or ".join(SETTINGS[place].how for place in turned_down(found.path))
        what_to_do = f"leave it out ({settings}), or choose another host" if settings else "choose another host"
        yield f"{path} ({found.size:,} bytes)", f"{host} takes {limits.file_bytes:,} bytes of one file: {what_to_do}"
    if limits.path_bytes is not None and len(os.fsencode(found.path)) > limits.path_bytes:
        yield path, f"{host} takes {limits.path_bytes:,} bytes of a path: choose another host"
    for pattern, why in limits.refused:
        if re.search(pattern, found.path):
            yield path, f"{host}: {why}: choose another host"


def _too_much(found: Counter[Kind], most: int | None, unit: str, host: str) -> Iterator[str]:
    total = found.total()
    if most is None or total <= most:
        return
    helping = {
        place: saved
        for place, saved in _saved(found).items()
        if saved * _WORTH >= total - most and (total - saved) * _WORTH >= total
    }
    listed = ", ".join(_told(place, saved, unit) for place, saved in helping.items())
    what_to_do = (
        f"leave out {listed}; {_enough(found, helping, total - most, unit)}" if helping else "choose another host"
    )
    yield f"{total:,} {unit}; {host} takes {most:,}: {what_to_do}"


def _too_full(folders: Counter[str], most: int | None, host: str) -> Iterator[str]:
    for folder, count in folders.items():
        if most is not None and count > most:
            yield f"{shown(folder)}: {count:,} files; {host} takes {most:,} in one folder: choose another host"


def _saved(found: Mapping[Kind, int]) -> dict[int, int]:
    """How much each setting leaves out, the most first; of settings that leave out the same the first alone."""
    apart = {frozenset(kind for kind in found if place in kind): place for place in reversed(range(len(SETTINGS)))}
    saved = {place: sum(found[kind] for kind in kinds) for kinds, place in apart.items()}
    return {place: saved[place] for place in sorted(saved, key=lambda place: (-saved[place], place)) if saved[place]}


def _told(place: int, saved: int, unit: str) -> str:
    setting = SETTINGS[place]
    return f"{setting.what} ({setting.how}, {saved:,} {unit if saved != 1 else unit.removesuffix('s')})"


def _enough(found: Mapping[Kind, int], helping: Mapping[int, int], excess: int, unit: str) -> str:
    """The settings that suffice: the one that leaves out least, or else as few as possible together."""
    alone = [place for place, saved in helping.items() if saved >= excess]
    if alone:
        return f"{SETTINGS[alone[-1]].what} alone would do"
    chosen: list[str] = []
    left, bearable = dict(found), sum(found.values()) - excess
    while saved := {place: most for place, most in _saved(left).items() if place in helping}:
        best = next(iter(saved))
        chosen.append(SETTINGS[best].what)
        left = {kind: amount for kind, amount in left.items() if best not in kind}
        if sum(left.values()) <= bearable:
            return f"{', '.join(chosen[:-1])} and {chosen[-1]} would do"
    return f"all of it would leave {sum(left.values()):,} {unit}, so choose another host"
