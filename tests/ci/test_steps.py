"""The commands of the CI files are run, as the services run them, in a project that init has just made."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.check import faults
from generator.init import init
from tests.ci.projects import github, gitlab, lines, on_path, run, using


def played(job: dict[str, Any], project: Path, path: Path, **environment: str) -> str:
    """What the commands of a job say, all of which must succeed."""
    said = ""
    for command in lines(job):
        done = run(["bash", "-e", "-c", command], project, path, **environment)
        assert done.returncode == 0, done.stderr
        said += done.stdout
    return said


def restore(old: Path, new: Path, names: list[str]) -> None:
    """Bring what a job cached of its folder into that of the next."""
    for name in names:
        if (old / name).exists():
            (old / name).rename(new / name)


def test_the_workflow_publishes_a_whole_tree(tmp_path: Path):
    """Of a fresh project; the next night, with what its cache holds in a fresh checkout, nothing is built."""
    path, summary = on_path(tmp_path), tmp_path / "summary.md"
    environment = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
    init(tmp_path / "site", ["github"])

    played(github(), tmp_path / "site", path, **environment)

    published = tmp_path / "site" / using(github(), "actions/upload-pages-artifact")["path"]
    assert (published / "index.html").is_file()
    assert list(faults(published)) == []
    assert "7 lines were rejected" in summary.read_text(encoding="utf-8")

    init(tmp_path / "tomorrow", ["github"])
    restore(tmp_path / "site", tmp_path / "tomorrow", using(github(), "actions/cache/restore")["path"].split())
    assert "nothing changed" in played(github(), tmp_path / "tomorrow", path, **environment)
    assert "Nothing changed" in summary.read_text(encoding="utf-8")


def test_the_pipeline_publishes_a_whole_tree(project: Callable[..., Path], tmp_path: Path):
    """Of a project that was there already, without the rules of a host; the next one has it of its caches."""
    path, site = on_path(tmp_path), project(pages=True, charts=False, hosts=["nginx"]).parent
    init(site, ["gitlab"])

    played(gitlab(), site, path)

    published = site / gitlab()["pages"]["publish"]
    assert (published / "index.html").is_file()
    assert list(faults(published)) == []
    assert (site / "output.hosts" / "nginx" / "server.conf").is_file()
    assert not list(published.rglob("*.conf"))
    assert "### My stats" in (site / "summary.md").read_text(encoding="utf-8")

    (tmp_path / "tomorrow").mkdir()
    for name in ("config.yaml", "listens.jsonl"):
        shutil.copyfile(site / name, tmp_path / "tomorrow" / name)
    restore(site, tmp_path / "tomorrow", [name for cache in gitlab()["cache"] for name in cache["paths"]])
    assert "nothing changed" in played(gitlab(), tmp_path / "tomorrow", path)


def test_a_pipeline_that_fails_says_why(project: Callable[..., Path], tmp_path: Path):
    """Its summary is an artifact whether it succeeds or not, and the command's failure is the job's."""
    path, site = on_path(tmp_path), project(sources=[{"format": "lastfn", "path": "x"}]).parent

    (done, *_) = (run(["bash", "-e", "-c", command], site, path) for command in lines(gitlab()))

    assert done.returncode == 2
    assert "no format 'lastfn'" in (site / "summary.md").read_text(encoding="utf-8").replace("&#x27;", "'")
    assert gitlab()["artifacts"]["when"] == "always"
