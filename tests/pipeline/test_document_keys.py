"""What a build need not make it links from the old tree; whatever changes a byte changes a key."""

import os
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from generator.config import load
from generator.documents import Job
from generator.events import formats
from generator.pages import Templates, read_templates
from generator.pipeline import Options, build, changes, document_keys, pickling, would_change
from generator.pipeline.cache_folder import cache_folder
from generator.pipeline.document_keys import FILE, KeptTree, Key, Keys, Stamp
from tests.commands import start
from tests.conftest import bytes_of
from tests.law.sites import made, of_days
from tests.pipeline.test_making import project

NOW = datetime(2024, 6, 1)  # noqa: DTZ001
PAGE = "user/ana/all_time.html"
ALWAYS_NEW = {"manifest.json"}


def built(folder: Path, *, fresh: bool = False) -> Path:
    """The output of a project."""
    build(load(folder / "config.yaml", formats.names()), folder / "output", NOW, Options(jobs=1, fresh=fresh))
    return folder / "output"


def numbers(output: Path) -> dict[str, int]:
    """The numbers of a tree's files, which a link keeps."""
    return {path: (output / path).stat().st_ino for path in bytes_of(output) if path not in ALWAYS_NEW}


def made_anew(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {path.removesuffix(".gz") for path in after if after[path] != before.get(path)}


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_only_what_changed_is_made(tmp_path: Path):
    """Nothing, a template, a damaged file, a title, a listen more: each time the tree is that of a fresh build."""
    folder = project(tmp_path)
    output = built(folder)
    first = numbers(output)

    built(folder)
    again = numbers(output)
    assert made_anew(first, again) == set()

    (folder / "templates").mkdir()
    ours = (Path(__file__).parents[2] / "templates" / "users.html").read_text(encoding="utf-8")
    (folder / "templates" / "users.html").write_text(
        ours.replace("Everyone whose", "Everyone of us whose"), encoding="utf-8"
    )
    built(folder)
    templated = numbers(output)
    assert made_anew(again, templated) == {"users.html", "stillstats.json"}

    page = output / PAGE
    page.write_bytes(page.read_bytes().replace(b"ana", b"eva", 1))
    (output / "users.html").unlink()
    built(folder)
    repaired = numbers(output)
    assert made_anew(templated, repaired) == {PAGE, "users.html"}

    edited(folder / "config.yaml", "Ours", "Theirs")
    built(folder)
    titled = numbers(output)
    assert {PAGE, "users.html", "openapi.json"} <= made_anew(repaired, titled)
    assert not [path for path in made_anew(repaired, titled) if path.startswith("1/")]

    listens = folder / "listens.jsonl"
    *_, last = listens.read_text(encoding="utf-8").splitlines()
    edited(listens, last, f"{last}\n{last.replace('T12:', 'T13:')}")
    built(folder)
    linked = bytes_of(output)
    built(folder, fresh=True)
    assert linked == bytes_of(output)
    assert not set(numbers(output).values()) & set(titled.values())


def test_a_dry_run_says_what_would_change_and_why(tmp_path: Path):
    """New ones; then a template, damage, another title; nothing is touched."""
    folder = project(tmp_path)

    def told() -> dict[str, str]:
        before = {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}
        config = load(folder / "config.yaml", formats.names())
        found = {each.path: each.why for each in would_change(config, folder / "output", NOW, Options())}
        after = {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}
        assert {file.name for file in before.keys() ^ after.keys()} <= {".output.lock"}
        assert all(after[file] == moment for file, moment in before.items() if file.name != ".output.lock")
        return found

    assert set(told().values()) == {changes.NEW}
    output = built(folder)
    assert told() == {}

    (output / PAGE).write_bytes(b"damaged")
    (output / "users.html").unlink()
    assert told() == {PAGE: changes.TOUCHED, "users.html": changes.GONE}

    edited(folder / "config.yaml", "charts: true", "charts: false")
    found = told()
    assert found[PAGE] == changes.DATA
    assert changes.REMOVED in found.values()


def test_keys_are_the_same_on_every_run(tmp_path: Path):
    """Whatever the seed of hashes, by which sets of text are ordered: another run finds nothing to be made."""
    of_days(2).write(tmp_path)
    assert made(tmp_path, tmp_path / "output") is None
    for seed in ("0", "1"):
        places = ("-c", tmp_path / "config.yaml", "-o", tmp_path / "output")
        done = start("build", "--dry-run", *places, PYTHONHASHSEED=seed)
        assert done.returncode == 0
        assert done.stdout.splitlines()[:-1] == []


def test_no_link_is_left(tmp_path: Path):
    """When a build is done a page lies in one place alone, so that nobody writes into two."""
    output = built(project(tmp_path))
    built(tmp_path)
    assert {(output / path).stat().st_nlink for path in bytes_of(output) if path.endswith(".html")} == {1}


def test_a_damaged_cache_is_as_none(tmp_path: Path):
    """Cut off, or with another byte: nothing is believed."""
    folder, stamp = tmp_path / "cache", Stamp(b"h" * 32, 3, 4, 5)
    folder.mkdir()
    key = Key(b"d" * 16, b"m" * 16)
    document_keys.save(folder, b"f" * 16, {"a": key}, {"a": stamp, "b/é": stamp})
    kept = document_keys.load(folder, tmp_path)
    assert (kept.key("a"), kept.key("b/é"), kept.stamp("b/é"), kept.key("c")) == (key, None, stamp, None)

    said = (folder / FILE).read_bytes()
    for damaged in (said[:-1], said[:40], b"", said[:-2] + b"xx"):
        (folder / FILE).write_bytes(damaged)
        assert document_keys.load(folder, tmp_path) == KeptTree(tmp_path)


def test_a_file_that_was_copied_is_known_by_its_hash(tmp_path: Path):
    """With another time and number it is what it was; with other bytes it is not, however long they are."""
    file = tmp_path / "page.html"
    file.write_bytes(b"page")
    state = file.stat()
    stamp = Stamp(document_keys.hashlib.sha256(b"page").digest(), 4, state.st_mtime_ns, state.st_ino)
    cache = cache_folder(tmp_path / "output")
    cache.mkdir()
    document_keys.save(cache, b"", {}, {"page.html": stamp})
    kept = document_keys.load(cache, tmp_path)
    assert kept.whole("page.html")
    os.utime(file, ns=(1, 1))
    assert kept.whole("page.html")
    file.write_bytes(b"pag3")
    assert not kept.whole("page.html")
    file.unlink()
    assert not kept.whole("page.html")
    file.symlink_to(tmp_path / "page2.html")
    (tmp_path / "page2.html").write_bytes(b"page")
    assert not kept.whole("page.html")


@pytest.fixture
def templates(tmp_path: Path) -> Callable[..., Templates]:
    """Templates of a project, by their names."""

    def written(**texts: str) -> Templates:
        for name, text in texts.items():
            file = tmp_path / "templates" / f"{name}.html"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return read_templates(tmp_path)

    return written


def key(templates: Templates, *names: str, data: str = "x") -> Key:
    make = partial(str.encode, data)
    return Keys(templates).of(Job("a", "page", make, names), pickling.dumps(make))


def test_a_key_hangs_on_what_makes_a_page(templates: Callable[..., Templates], monkeypatch: pytest.MonkeyPatch):
    """Its data, its template and those that this one uses, the program; no other template."""
    first = templates(page='{% extends "frame.html" %}{% import "bits.html" as bits %}', frame="a", bits="b", other="c")
    found = key(first, "page.html")
    assert key(templates(other="d"), "page.html") == found
    assert key(first, "page.html", data="y").data != found.data
    assert key(first, "page.html", data="y").maker == found.maker
    assert key(templates(frame="e"), "page.html").maker != found.maker
    bits = key(templates(bits="f"), "page.html")
    assert bits.maker != found.maker
    monkeypatch.setattr(document_keys, "program", lambda: b"another")
    assert key(templates(), "page.html").maker != bits.maker


def test_a_computed_name_may_be_any(templates: Callable[..., Templates]):
    """A template that includes one whose name it computes hangs on all of them."""
    found = key(templates(page="{% include data.which %}", other="c"), "page.html")
    assert key(templates(other="d"), "page.html") != found
