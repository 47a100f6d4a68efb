"""What a build leaves beside the output, not for the public: the list of rejects, and the rules of hosts."""

import os
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path

from generator.documents import MARK
from generator.swap import hosts_folder, rejects_file


def found(output: Path) -> dict[str, str]:
    """The hashes of what lies beside an output, as `hashes` gave them to its build."""
    listed = rejects_file(output)
    return hashes(listed if listed.exists() else None, dict(_rules(hosts_folder(output))))


def hashes(listed: Path | None, rules: Mapping[str, str]) -> dict[str, str]:
    """The hash of the list of rejects, if there is one, and those of the rules of hosts by their paths."""
    told = {f"hosts/{path}": said for path, said in rules.items()}
    return told | {"rejects": _hash(listed)} if listed else told


def _rules(folder: Path) -> Iterator[tuple[str, str]]:
    for parent, _, names in os.walk(folder):
        for file in (Path(parent, name) for name in names):
            path = file.relative_to(folder).as_posix()
            if path != MARK:
                yield path, _hash(file) if file.is_file() else "no file"


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
