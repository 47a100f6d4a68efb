import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.documents import MARK, Document
from generator.pipeline.staging import staged

Finished = Callable[..., Path]


def listened(name: str, segment: str | None = None, **answers: list[str]) -> dict[str, object]:
    """A listener of the catalog, with the ranges of some answers."""
    segment = name if segment is None else segment
    paths = {f"/1/stats/user/{segment}/{answer.replace('_', '-')}": spans for answer, spans in answers.items()}
    return {"user_name": name, "segment": segment, "paths": {f"/1/user/{segment}/listen-count": [], **paths}}


@pytest.fixture
def finished(tmp_path: Path) -> Finished:
    """A function that finishes a tree of JSON documents below a catalog, and answers its folder."""

    def write(name: str, catalog: Mapping[str, object], documents: Mapping[str, object]) -> Path:
        output = tmp_path / name
        said = {MARK: {}, "catalog.json": {"sitewide": {}, **catalog}, **documents}
        with staged(output) as staging:
            for path, value in said.items():
                staging.write(Document(path, json.dumps(value).encode(), "site"))
        return output

    return write


def counted(**counts: int) -> dict[str, object]:
    """The numbers of listens of some listeners."""
    return {f"1/user/{name}/listen-count.json": {"payload": {"count": count}} for name, count in counts.items()}
