"""Names that a host cannot be asked for, in words."""

import re
from collections.abc import Iterator, Sequence

from generator.hosts.host import Host, Note, Served

_EXAMPLES = 3
_LONGEST = 60  # characters of a name that is shown

UpToDate = tuple[str, str]  # a name, and the file that has what it would be answered


def unasked(served: Served, host: Host) -> Iterator[Note]:
    """One note of all the names that nobody can ask a host for; names in a query can always be asked for."""
    if not host.unasked:
        return
    found = [
        (name, kept_in(served, kind, segment))
        for kind in asked_in(served, "path")
        for name, segment in sorted(served.subjects.get(kind, {}).items())
        if re.search(host.unasked, name)
    ]
    yield from told(found, host.why)


def told(found: Sequence[UpToDate], why: str) -> Iterator[Note]:
    """One note of names that cannot be asked for, with examples; none where there are no such names."""
    if not found:
        return
    names = _listed([_shown(name) for name, _ in found[:_EXAMPLES]])
    files = _listed([file for _, file in found[:_EXAMPLES]])
    if len(found) == 1:
        yield Note(f"the name {names} cannot be asked for: {why}; its answers are files, such as {files}")
    else:
        said = f"{len(found):,} names cannot be asked for, such as {names}"
        yield Note(f"{said}: {why}; their answers are files, such as {files}")


def asked_in(served: Served, place: str) -> list[str]:
    """The kinds of names that requests say in their path, or in their query."""
    parameters = [each for each in served.contract.parameters if each.place == place]
    return sorted({each.names for each in parameters if each.names})


def kept_in(served: Served, kind: str, segment: str) -> str:
    """A file that answers requests about a name, which is given by its segment."""
    files = (
        each.known or route.file for route in served.contract.routes for each in route.parameters if each.names == kind
    )
    path = re.sub(r"{(\w+)}", lambda found: _first(served, found[1], segment), next(files))
    return str(path)


def _first(served: Served, name: str, segment: str) -> str:
    """The part of a file's path for a parameter: the segment of a name, or the first of its values."""
    found = next(each for each in served.contract.parameters if each.name == name)
    return segment if found.names else str(found.values[0])


def _listed(words: Sequence[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else words[0]


def _shown(name: str) -> str:
    return repr(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…")
