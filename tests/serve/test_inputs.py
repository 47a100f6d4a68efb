"""What a build reads is known by files and folders, and what it writes is none of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.serve import ServedProject
from generator.serve.inputs import inputs


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., ServedProject]:
    """A function that writes a config.yaml with a source of that path, and answers the project."""

    def made(path: str = "data/*.csv", output: str = "output") -> ServedProject:
        folder = tmp_path / "project"
        (folder / "data" / "sub").mkdir(parents=True)
        (folder / "data" / "one.csv").write_text("one", encoding="utf-8")
        config = {"sources": [{"format": "listens", "path": path}]}
        (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
        return ServedProject(folder / "config.yaml", folder / output)

    return made


def write(file: Path, text: str = "new") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("data/*.csv", "data/two.csv"),
        ("data/*.csv", "data/one.csv"),
        ("data/one.csv", "data/one.csv"),
        ("data/later.csv", "data/later.csv"),
        ("data/*/x.csv", "data/sub/x.csv"),
        ("data/*/x.csv", "data/another/x.csv"),
        ("data/**/*.csv", "data/two.csv"),
        ("data/**/*.csv", "data/sub/deeper/x.csv"),
        ("later/*.csv", "later/x.csv"),
        ("later/*/x.csv", "later/a/x.csv"),
        ("../beside/*.csv", "../beside/x.csv"),
        ("*.csv", "x.csv"),
        ("data/*.csv", "config.yaml"),
        ("data/*.csv", "templates/home.html"),
        ("data/*.csv", "templates/parts/list.html"),
    ],
)
def test_a_new_or_other_file_is_noticed(project: Callable[..., ServedProject], path: str, name: str):
    """Its folder, or where that is yet to be made the one above it, is watched beforehand."""
    here = project(path)
    before = inputs(here)
    file = here.config_file.parent / name
    near = next(folder for folder in file.resolve().parents if folder.is_dir())
    write(file)
    assert [each.resolve() for each in inputs(here).changed(before)][:1] == [file.resolve()]
    assert near in {folder.resolve() for folder in before.folders}


def test_what_a_database_has_not_merged_is_noticed(tmp_path: Path):
    """It lies beside the file, and is read with it."""
    config = {"sources": [{"format": "partify", "path": "partify.db"}]}
    here = ServedProject(write(tmp_path / "config.yaml", json.dumps(config)), tmp_path / "output")
    write(tmp_path / "partify.db")
    before = inputs(here)
    write(tmp_path / "partify.db-wal")
    assert [file.name for file in inputs(here).changed(before)] == ["partify.db-wal"]


def test_the_owners_rules_are_watched(project: Callable[..., ServedProject]):
    """Wherever they lie; they may be yet to be written."""
    here = project()
    config = {"sources": [{"format": "listens", "path": "data/*.csv"}], "corrections": "data/sub/rules.yaml"}
    write(here.config_file, json.dumps(config))
    before = inputs(here)
    file = write(here.config_file.parent / "data" / "sub" / "rules.yaml")

    assert inputs(here).changed(before) == [file.resolve()]
    assert file.parent.resolve() in before.folders


def test_a_file_that_goes_is_noticed(project: Callable[..., ServedProject]):
    """And nothing is when nothing changes."""
    here = project()
    before = inputs(here)
    assert inputs(here) == before
    (here.config_file.parent / "data/one.csv").unlink()
    assert [file.name for file in inputs(here).changed(before)] == ["one.csv"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("**/*.csv", "output/x.csv"),
        ("**/*.csv", "output/a/b/x.csv"),
        ("**/*.csv", ".output.building/tree/x.csv"),
        ("*.csv", "output.rejects.csv"),
        ("**/*.csv", "output.hosts/nginx/x.csv"),
        ("*/*.csv", "output/x.csv"),
        ("data/*.csv", "elsewhere/x.csv"),
        ("data/*.csv", "data/x.txt"),
        ("data/*.csv", "templates/.home.html.swp"),
        ("data/*.csv", "templates/home.html~"),
    ],
)
def test_what_a_build_does_not_read_is_not_noticed(project: Callable[..., ServedProject], path: str, name: str):
    """Least of all what it writes, whatever a glob would match: that would never end."""
    here = project(path)
    before = inputs(here)
    write(here.config_file.parent / name)
    after = inputs(here)
    assert after.changed(before) == []
    assert not any("output" in folder.name or "output" in folder.parent.name for folder in after.folders)


@pytest.mark.parametrize("text", ["sources: [", "sources: []", "sourcs: []", "", "[]", "\x00"])
def test_a_broken_config_is_still_watched(project: Callable[..., ServedProject], text: str):
    """Its sources are not known until it is mended."""
    here = project()
    before = inputs(here)
    good = here.config_file.read_text(encoding="utf-8")
    write(here.config_file, text)
    assert [file.name for file in inputs(here).changed(before)] == ["config.yaml", "one.csv"]
    assert here.config_file.parent.resolve() in inputs(here).folders
    write(here.config_file, good)
    assert [file.name for file in inputs(here).changed(before)] == ["config.yaml"]


@pytest.mark.parametrize("path", ["data/**x/*.csv", "data/[/x.csv", "", ".", "/", "data"])
def test_a_path_that_is_no_glob_is_no_trouble(project: Callable[..., ServedProject], path: str):
    """The build says what is wrong with it."""
    assert [file.name for file, _ in inputs(project(path)).files] == ["config.yaml"]


def test_a_project_in_a_folder_with_a_strange_name(tmp_path: Path):
    """What looks like a glob in the name of the project's folder is none."""
    folder = tmp_path / "[a] *"
    write(folder / "config.yaml", json.dumps({"sources": [{"format": "listens", "path": "data/*/x.csv"}]}))
    file = write(folder / "data" / "sub" / "x.csv")
    found = inputs(ServedProject(folder / "config.yaml", folder / "output"))
    assert file in {each for each, _ in found.files}
    assert {folder / "data", folder / "data" / "sub"} <= found.folders
