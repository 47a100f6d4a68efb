"""Under `serve` the loaded tables stay for the next build while nothing that decides them changed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.config import load
from generator.errors import TemplateError
from generator.events import formats
from generator.pipeline import KeptTables, Options, refresh
from tests.conftest import FEW, NOW, bytes_of, listen

LOADING = "putting in order"  # the stage in which tables are made


class Served:
    """A project, its output, and what its builds keep."""

    def __init__(self, project: Callable[..., Path], place: Path) -> None:
        self.config = project(pages=True, charts=False)
        self.output = place / "output"
        self.kept = KeptTables(place)

    def loads(self) -> bool:
        """Build, and tell whether tables were loaded."""
        stages: list[str] = []
        refresh(load(self.config, formats.names()), self.output, NOW, Options(progress=stages.append, kept=self.kept))
        return LOADING in stages

    def says(self, **settings: object) -> None:
        """Write other settings into config.yaml."""
        said = json.loads(self.config.read_text())
        self.config.write_text(json.dumps({**said, **settings}))


@pytest.fixture
def served(project: Callable[..., Path], tmp_path: Path) -> Served:
    made = Served(project, tmp_path)
    assert made.loads()
    return made


def as_fresh(served: Served, place: Path) -> bool:
    """Whether the output is what a fresh build makes."""
    refresh(load(served.config, formats.names()), place / "fresh" / "output", NOW, Options())
    return bytes_of(served.output) == bytes_of(place / "fresh" / "output")


def test_what_decides_documents_alone_loads_nothing(served: Served, tmp_path: Path):
    """Titles, periods, mirrors and hosts are made from the same tables."""
    served.says(site={"title": "Another"}, periods=["year"], mirrors=["partify"], hosts=["nginx"])
    assert not served.loads()
    assert as_fresh(served, tmp_path)


def test_what_decides_tables_loads_them(served: Served, project: Callable[..., Path], tmp_path: Path):
    """A zone, a rule of identity, another listen."""
    served.says(site={"timezone": "Asia/Tokyo"}, pages=False)
    assert served.loads()
    served.says(map="none")
    assert served.loads()
    project((*FEW, listen("ana", "2024-05-20T10:00", "Low", "Words")), pages=False)
    assert served.loads()
    assert as_fresh(served, tmp_path)


def test_a_template_that_fails_loads_nothing_again(served: Served, tmp_path: Path):
    """Its mending is seen soon, and is whole."""
    broken = served.config.parent / "templates" / "users.html"
    broken.parent.mkdir()
    broken.write_text("{{ nothing.at.all }}", encoding="utf-8")
    with pytest.raises(TemplateError):
        served.loads()
    broken.write_text("<p>mended</p>", encoding="utf-8")
    assert not served.loads()
    assert as_fresh(served, tmp_path)


def test_what_waits_for_the_clock_is_not_kept(project: Callable[..., Path], tmp_path: Path):
    """A line that is later than the clock may be an event in the next build."""
    made = Served(project, tmp_path)
    project((*FEW, listen("ana", "2031-01-01", "Low", "Words")), pages=False)
    assert made.loads()
    assert made.loads()
