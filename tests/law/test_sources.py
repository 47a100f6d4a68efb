"""A day more in a file of any source format, and a day less, each gives the bytes of a fresh build."""

import json
from pathlib import Path

from generator.config import load
from generator.events import formats
from generator.pipeline import Built, refresh
from tests.conftest import NOW
from tests.law.sites import OPTIONS, differences, results
from tests.law.sources import SAMPLES

DAYS = 3


def test_every_format_has_a_sample():
    """A new one gets its own."""
    assert SAMPLES.keys() == formats.names()


def write(folder: Path, days: int) -> None:
    """Files of so many days of every format, and a config.yaml that names them all."""
    sources = []
    for name, sample in SAMPLES.items():
        place = folder / name / sample.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(sample.data(days))
        sources.append({"format": name, "path": f"{name}/*", **sample.said})
    said = {"sources": sources, "pages": False, "periods": [], "map": "canonical"}
    (folder / "config.yaml").write_text(json.dumps(said), encoding="utf-8")


def made(folder: Path, output: Path) -> Built:
    """Build a project that has changed."""
    done = refresh(load(folder / "config.yaml", formats.names()), output, NOW, OPTIONS)
    assert isinstance(done, Built)
    return done


def test_a_day_more_and_a_day_less_in_every_format(tmp_path: Path):
    """Every file has a day more, and then a day less, than the build before has seen."""
    project = tmp_path / "project"
    project.mkdir()
    wanted, counts = {}, {}
    for days in (DAYS, DAYS + 1):
        write(project, days)
        output = tmp_path / str(days) / "output"
        done, wanted[days] = made(project, output), results(output)
        counts[days] = {part.format: part.events for part in done.loaded.parts}
        assert not done.loaded.rejects, done.loaded.reasons
    assert {name for name, count in counts[DAYS].items() if counts[DAYS + 1][name] != count + count // DAYS} == set()
    assert counts[DAYS].keys() == SAMPLES.keys()
    for days in (DAYS, DAYS + 1):  # the last of which is there already
        write(project, days)
        made(project, output)
        assert not differences(wanted[days], results(output))
