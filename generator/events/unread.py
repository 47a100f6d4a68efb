"""What archives hold beside the files of their format: nobody reads it, and nobody should wonder where it went."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ARCHIVE = re.compile(r"\.(zip|7z|rar|tgz|tar(\.\w+)?)$", re.IGNORECASE)
_NAMED = 3  # members in a sentence


@dataclass(frozen=True, slots=True)
class Unread:
    """The members of an archive that are not of its source's format; `source` is the entry of config.yaml, from 0."""

    source: int
    file: str
    members: tuple[str, ...]


def warning(format_name: str, file: str, members: Sequence[str]) -> str:
    """Say that an archive holds nothing of its format, and why that may be."""
    inner = [member for member in members if _ARCHIVE.search(member)]
    if inner:
        return f"{file}: holds an archive in an archive, {_listed(inner)}: unpack {file} and name what is in it"
    only = f", only {_listed(members)}" if members else ""
    return (
        f"{file}: holds no file of the format {format_name!r}{only}; "
        "is `format:` right, or has the account nothing yet?"
    )


def _listed(members: Sequence[str]) -> str:
    more = f" and {len(members) - _NAMED:,} more" if len(members) > _NAMED else ""
    return ", ".join(members[:_NAMED]) + more
