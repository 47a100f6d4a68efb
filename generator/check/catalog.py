"""The catalog is held to the tree: every path that it lists has its documents."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import orjson

from generator.mirrors.catalog import PATH
from generator.one_line import shown
from generator.ranges import ALL_TIME


def catalog_faults(output: Path, is_there: Callable[[str], bool]) -> Iterator[str]:
    """Every document that the catalog promises and the tree lacks, a sentence each."""
    try:
        catalog = orjson.loads((output / PATH).read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return  # which is said of the file itself
    try:
        for path, spans in _listed(catalog):
            for file in _files(path, spans):
                if not is_there(file):
                    yield f"{PATH}: lists {shown(path)}, but there is no {shown(file)}; build again"
    except (AttributeError, KeyError, TypeError):
        yield f"{PATH}: is no catalog of paths with their ranges; build again"


def _listed(catalog: Mapping[str, object]) -> Iterator[tuple[str, Sequence[str]]]:
    """Every path with the names of its ranges."""
    for found in catalog.values():
        if isinstance(found, list):
            for subject in found:
                yield from subject["paths"].items()
        elif isinstance(found, dict):
            yield from found.items()


def _files(path: str, spans: Sequence[str]) -> Iterator[str]:
    """The documents of a path: one for each range, and a bare one where it knows none, or all time."""
    stem = path.lstrip("/")
    if not spans or ALL_TIME in spans:
        yield f"{stem}.json"
    for span in spans:
        yield f"{stem}/{span}.json"
