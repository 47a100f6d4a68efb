"""Jobs are made in processes or here, and it shows nowhere."""

import json
import pickle
import signal
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from generator.config import load
from generator.documents import Document, Job
from generator.errors import TemplateError, WorkerError
from generator.events import formats
from generator.pages import prepare, template_files, templates
from generator.pipeline import Options, build, pickling
from generator.pipeline import making as making_module
from generator.pipeline import staging as staging_module
from generator.pipeline.making import making
from tests.conftest import FEW, bytes_of, listen

NOW = datetime(2024, 6, 1)  # noqa: DTZ001

CONFIG = """
site: {title: Ours, as_of: 2024-06-01T00:00:00Z}
sources: [{format: listenbrainz, path: listens.jsonl}]
hosts: [nginx]
charts: true
"""


def project(folder: Path) -> Path:
    """A project with pages, charts and cards."""
    moments = (f"2024-0{1 + n % 5}-{1 + n % 28:02}T12:{n % 60:02}" for n in range(60))
    lines = [*FEW, *(listen("ana", moment, f"A{n % 7}", f"T{n}") for n, moment in enumerate(moments))]
    (folder / "listens.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    return folder


def built(folder: Path, name: str, **options: int) -> dict[str, bytes]:
    """The tree of a project."""
    config = load(folder / "config.yaml", formats.names())
    build(config, folder / name, NOW, Options(**options))  # type: ignore[arg-type]
    return bytes_of(folder / name)


def made(count: int, *makers: Callable[[], bytes], prepare: Sequence[Callable[[], object]] = ()) -> list[Document]:
    """What becomes of some jobs."""
    found: list[Document] = []
    with making(count, lambda: prepare, found.append) as makers_of_jobs:
        for number, make in enumerate(makers):
            makers_of_jobs.take(Job(f"{number}.txt", "page", make), pickling.dumps(make))
        makers_of_jobs.finish()
    return found


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every job is one of many, and so is every file."""
    monkeypatch.setattr(making_module, "_FEW", 1)
    monkeypatch.setattr(making_module, "_CHUNK", 5)
    monkeypatch.setattr(staging_module, "_MANY", 0)
    monkeypatch.setattr(staging_module, "_BATCH", 3)


@pytest.mark.usefixtures("many")
def test_a_tree_is_the_same_by_however_many_processes(tmp_path: Path):
    """One, two, three: byte for byte, the manifest and the hosts' rules too."""
    folder = project(tmp_path)
    trees = [built(folder, f"by{count}", jobs=count) for count in (1, 2, 3)]
    assert trees[0] == trees[1] == trees[2]


@pytest.mark.usefixtures("many")
def test_a_tree_that_is_linked_in_part_is_the_same_by_processes(tmp_path: Path):
    """What is the same as in the old tree is one file with it, its compressed forms too, whoever links it."""
    folder = project(tmp_path)
    built(folder, "output", jobs=2)
    number = (folder / "output/catalog.json.gz").stat().st_ino
    with (folder / "listens.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(listen("ana", "2024-05-30T12:00", "A1", "T1")) + "\n")
    assert built(folder, "output", jobs=2) == built(folder, "fresh", jobs=1)
    assert (folder / "output/catalog.json.gz").stat().st_ino == number


@pytest.mark.usefixtures("many")
def test_documents_come_in_the_order_of_their_jobs():
    """Whichever process is done first."""
    makers = [partial(str.encode, f"{number}") for number in range(23)]
    assert [document.body for document in made(2, *makers)] == [b"%d" % number for number in range(23)]


@pytest.mark.usefixtures("many")
def test_what_a_job_raises_is_raised_here():
    """The same error as without processes."""
    found = template_files.read(Path("none"))
    failing = partial(templates.filled, found.name, "missing.html")
    for count in (1, 2):
        with pytest.raises(TemplateError, match=r"^templates/missing.html: cannot be filled"):
            made(count, partial(str.encode, "fine"), failing, prepare=prepare(found, charts=False))


@pytest.mark.usefixtures("many")
def test_a_killed_process_is_told_of():
    """How it ended, and what to do."""
    with pytest.raises(WorkerError, match=r"killed by signal 9.*-j 1"):
        made(2, *[partial(signal.raise_signal, signal.SIGKILL)] * 12)


def test_dataclasses_are_pickled_alike_whatever_else_was(tmp_path: Path):
    """The same value gives the same bytes, which give the value back."""
    value = Document(str(tmp_path), b"body", "page")
    pickled = pickling.dumps(value)
    assert pickled == pickling.dumps(Document(str(tmp_path), b"body", "page"))
    assert pickle.loads(pickled) == value  # noqa: S301


@pytest.mark.usefixtures("many")
def test_a_build_whose_process_is_killed_leaves_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """It fails with what to do, and the tree before is as it was."""
    folder = project(tmp_path)
    before = built(folder, "output", jobs=1)
    monkeypatch.setattr(pickling, "dumps", lambda _make: pickle.dumps(partial(signal.raise_signal, signal.SIGKILL)))
    with pytest.raises(WorkerError, match="the system may have been out of memory"):
        built(folder, "output", jobs=2, fresh=True)
    assert bytes_of(folder / "output") == before
    assert {file.name for file in folder.iterdir() if file.name.startswith(".")} == {".output.lock"}
