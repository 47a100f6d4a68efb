"""Which build of a tree is served: the one that is there now, opened anew when a build has replaced it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from generator.documents import MARK
from generator.errors import OutputError
from generator.hosts import headers
from generator.mirrors.routing import HeaderRule
from generator.serve.answers import Answer, ServedTree

_CUT = "answer.json"  # as if an answer that is no file were one
_OF_JSON = headers.rules(None)  # where a contract says nothing of headers


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One build of a tree: its answers, the rules of their headers, and a name that no other build has."""

    tree: ServedTree
    rules: Sequence[HeaderRule]
    name: str

    def headers(self, answer: Answer) -> dict[str, str]:
        """The headers of an answer, as any host gives them."""
        is_json = answer.media_type == headers.TYPES["json"]
        found = headers.of(self.rules, answer.path or (_CUT if is_json else ""))
        if not answer.path:
            charset = "; charset=utf-8" if answer.media_type.startswith("text/") else ""
            found["Content-Type"] = answer.media_type + charset
        return found


class Latest:
    """The latest edition of the tree in a folder; OutputError when there is none to begin with."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._edition = _opened(folder)

    def edition(self) -> Snapshot:
        """The edition that is there now; while a build changes the folders, the one before."""
        with self._lock:
            try:
                if _name(self._folder) != self._edition.name:
                    self._edition = _opened(self._folder)
            except (OutputError, OSError):
                pass
            return self._edition


def _opened(folder: Path) -> Snapshot:
    try:
        name = _name(folder)
    except OSError:
        name = ""
    tree = ServedTree.at(folder)
    return Snapshot(tree, tree.contract.headers or _OF_JSON, name)


def _name(folder: Path) -> str:
    """What tells a build from others: every one writes a mark of its own."""
    mark = (folder / MARK).stat()
    return f"{mark.st_ino:x}-{mark.st_mtime_ns:x}"
