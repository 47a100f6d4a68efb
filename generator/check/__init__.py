"""Check a finished tree: the content of its files, the manifest, and the limits of hosts."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import trees
from generator.check.catalog import catalog_faults
from generator.check.files import file_faults, presence
from generator.check.limits import limit_faults
from generator.documents import MANIFEST
from generator.errors import ManifestError
from generator.hosts.limits import Limits

__all__ = ["faults"]

_NO_MANIFEST = (
    f"{MANIFEST}: is not there, as in trees of older versions, so that nothing can be said of changed, lost and added "
    "files; build again"
)


def faults(output: Path, hosts: Mapping[str, Limits] | None = None) -> Iterator[str]:
    """Every fault of a tree, a sentence each; `hosts` are the limits to hold it to, by the host's name.

    Raises OutputError when the folder is no tree of ours.
    """
    trees.require(output)
    listed = None
    try:
        listed = trees.manifest(output)
        if listed is None:
            yield _NO_MANIFEST
    except ManifestError as error:
        yield str(error)
    is_there = presence(output, listed or {})
    yield from file_faults(output, listed, is_there)
    yield from catalog_faults(output, is_there)
    for host, limits in (hosts or {}).items():
        yield from limit_faults(output, host, limits)
