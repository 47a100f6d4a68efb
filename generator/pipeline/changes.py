"""What a build would do, and why: for each document that is not linked from the old tree, the reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from generator.documents import MARK, Document, Job, Planned, Unchanged
from generator.pipeline import pickling
from generator.pipeline.document_keys import KeptTree, Keys

NEW = "new"
DATA = "its data changed"
MAKER = "its template or the program changed"
GONE = "its file is gone"
TOUCHED = "its file was changed"
UNKNOWN = "nothing is kept of what it was made from"
REMOVED = "would be removed"


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document that would be made or removed, and why."""

    path: str
    why: str


def changes(
    planned: Iterable[Planned], kept: KeptTree, keys: Keys, endings: tuple[str, ...]
) -> Iterator[DocumentChange]:
    """Every document that would not stay as it is; other forms of documents, by their endings, go with these."""
    paths = {MARK}
    for each in planned:
        paths.add(each.path)
        if isinstance(each, Unchanged):
            continue
        why = _of_document(each, kept) if isinstance(each, Document) else _of_job(each, kept, keys)
        why = why or _of_file(each.path, kept)
        if why:
            yield DocumentChange(each.path, why)
    forms = {f"{path}.{ending}" for path in paths for ending in endings}
    yield from (DocumentChange(path, REMOVED) for path in kept.places if path not in paths and path not in forms)


def _of_document(document: Document, kept: KeptTree) -> str:
    stamp = kept.stamp(document.path)
    if stamp is None:
        return _unknown(document.path, kept)
    return "" if stamp.digest == sha256(document.body).digest() else DATA


def _of_job(job: Job, kept: KeptTree, keys: Keys) -> str:
    key, before = keys.of(job, pickling.dumps(job.make)), kept.key(job.path)
    if before is None:
        return _unknown(job.path, kept)
    if key.data != before.data:
        return DATA
    return "" if key.maker == before.maker else MAKER


def _unknown(path: str, kept: KeptTree) -> str:
    return UNKNOWN if (kept.folder / path).exists() else NEW


def _of_file(path: str, kept: KeptTree) -> str:
    if kept.whole(path):
        return ""
    return TOUCHED if (kept.folder / path).exists() else GONE
