from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.documents import MARK, Document
from generator.pipeline.staging import staged

Tree = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A function that finishes a tree of some files, as a build does, and answers its folder."""

    def finished(files: Mapping[str, str | bytes]) -> Path:
        output = tmp_path / "output"
        with staged(output) as staging:
            for path, body in {MARK: "{}", **files}.items():
                staging.write(Document(path, body if isinstance(body, bytes) else body.encode(), "site"))
        return output

    return finished
