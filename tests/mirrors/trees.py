"""Build source files with the real program, and answer its tree in the words of the references."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from generator.config import Config
from generator.pipeline import Options, build
from tests.listenbrainz.trees import differences

Documents = dict[str, Any]
Source = Mapping[str, Any]  # of config.yaml, and under `files` the content of every file by its name

NOW = datetime.fromisoformat("2033-01-01")

_SUBJECTS = {
    "v2/stats": "packages",
    "project": "projects",
    "v1/stats/projects": "projects",
    "v1/stats/medias": "medias",
}


def built(folder: Path, *sources: Source, **settings: object) -> Path:
    """Build the JSON tree of some sources, and answer the output folder."""
    entries = []
    for number, source in enumerate(sources):
        place = folder / f"source{number}"
        for name, content in source["files"].items():
            file = place / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        entries.append({key: value for key, value in source.items() if key != "files"} | {"path": f"{place.name}/*"})
    said = {"sources": entries, "map": "none", "pages": False, "periods": [], "folder": folder, **settings}
    build(Config.model_validate(said), folder / "output", NOW, Options(threads=2))
    return folder / "output"


def answered(*sources: Source, **settings: object) -> Documents:
    """Build, and read the documents of the mirrored APIs, with subjects' names in the place of their path segments."""
    with TemporaryDirectory() as folder:
        output = built(Path(folder), *sources, **settings)
        named = dict(_names(json.loads((output / "catalog.json").read_bytes())))
        return {_named(path, named): json.loads(content) for path, content in mirrored(output)}


def mirrored(output: Path) -> Iterator[tuple[str, bytes]]:
    """Find path and bytes of every document of the mirrored APIs."""
    tops = ("statistics.json", "stats.json", "api", "project", "v1", "v2")
    for file in sorted(output.rglob("*.json")):
        path = file.relative_to(output).as_posix()
        if path.split("/")[0] in tops:
            yield path, file.read_bytes()


def differing(wanted: Documents, found: Documents) -> dict[str, tuple[str, str, str]]:
    """Find the documents that differ: by path the first place where they do, what was expected, what was found."""
    places = differences(wanted, found)
    return {path: (place, repr(one)[:200], repr(other)[:200]) for path, (place, one, other) in places.items()}


def _names(catalog: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    """Every subject's name by its kind and path segment."""
    for kind, subjects in catalog.items():
        for subject in subjects if isinstance(subjects, list) else ():
            yield (kind, subject["segment"]), next(iter(subject.values()))


def _named(path: str, names: Mapping[tuple[str, str], str]) -> str:
    for folder, kind in (*_SUBJECTS.items(), ("v1/medias", "medias")):
        rest = path.removeprefix(f"{folder}/")
        if rest != path:
            segment, slash, tail = rest.partition("/")
            segment, ending = (segment, "") if slash else (segment.removesuffix(".json"), ".json")
            return f"{folder}/{names.get((kind, segment), segment)}{ending}{slash}{tail}"
    return path
