"""What a tree is made from, told in one number, so that a tree whose inputs are the same need not be made again.

The number depends on what files hold and how they are called from the folder of config.yaml; not on where that folder
lies, when files were written, or the clock. Neither does it on the Python or the versions of libraries, none of which
may change a byte (`make versions`).
"""

import hmac
import json
import os
import zoneinfo
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import file_digest, sha256
from importlib.metadata import version
from importlib.resources import files as files_of
from pathlib import Path
from typing import Any

import generator
from generator import pages
from generator.config import Config, Source
from generator.errors import ConfigError, GeneratorError, SourceError, TemplateError
from generator.events import LATE, Loaded, files, formats, pseudonyms, sqlite, steps

# What decides numbers beside our own files: data that travels in a package of its own.
_DATA = ("crawler-user-agents",)
_UNUSED = {"__pycache__", "starter"}  # folders of the package that no build reads

# What config.yaml says of documents alone: the tables are the same whatever it is.
_OF_TABLES_NOTHING: Mapping[str, Any] = {
    "site": {"title", "base_url"},
    **dict.fromkeys(
        ("mirrors", "periods", "publish", "pages", "charts", "theme", "listeners", "packages", "hosts", "cache"), True
    ),
}

Named = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class BuildInputs:
    """All that a build reads: digests of it, which stay secret, and how its files stood when they were read.

    `loading` is that of what decides the tables of events alone.

    Who knew the digest could try what private files may hold: what is published is keyed with it, see `seal`.
    """

    digest: bytes
    loading: bytes
    states: tuple[tuple[str, int, int], ...]


def of(config: Config) -> BuildInputs | None:
    """The inputs of a build; None where the clock is one of them.

    Raises what a build would: ConfigError for a file or a key that is not there, SourceError for what cannot be read.
    """
    if config.site.as_of == "now":
        return None
    steps.check(config)
    secret = pseudonyms.key() if config.privacy.pseudonyms else None
    states = _states(config)  # first, so that what changes after this is noticed
    said = {
        "version": generator.__version__,
        "data": {name: version(name) for name in _DATA},
        "zone": _hashed(_zone(config.site.timezone), GeneratorError),
        "program": _program_hashed(),
        "corrections": _hashed(_corrections(config), ConfigError),
        "sources": [_hashed(_read_for(config, source), SourceError) for source in config.sources],
    }
    loading = _digested(secret, said | {"config": config.model_dump(mode="json", exclude=_OF_TABLES_NOTHING)})
    said |= {
        "config": config.model_dump(mode="json", exclude={"cache"}),
        "templates": _hashed(_templates(config), TemplateError),
    }
    return BuildInputs(_digested(secret, said), loading, states)


def _digested(secret: bytes | None, said: Mapping[str, object]) -> bytes:
    digest = sha256(json.dumps(said, sort_keys=True).encode()).digest()
    return hmac.digest(secret, b"inputs:" + digest, "sha256") if secret else digest


def signed(inputs: BuildInputs | None, config: Config, loaded: Loaded, beside: Mapping[str, str]) -> str | None:
    """What is published of the inputs of a tree; None where they may not give the same tree again.

    They do not where a line waits for the clock, and it is not known where a file changed meanwhile.
    """
    return sign(inputs, beside) if inputs and lasts(inputs, config, loaded) else None


def lasts(inputs: BuildInputs | None, config: Config, loaded: Loaded) -> bool:
    """Whether the same inputs would be loaded in the same way again."""
    waits = LATE in loaded.reasons and not isinstance(config.site.as_of, datetime)
    return bool(inputs and not waits and _stand(config, inputs))


def sign(inputs: BuildInputs, beside: Mapping[str, str]) -> str:
    """The hash of what lies beside a tree, keyed with the inputs that gave both."""
    return hmac.new(inputs.digest, json.dumps(beside, sort_keys=True).encode(), "sha256").hexdigest()


def _hashed(named: Iterable[Named], failure: type[GeneratorError]) -> list[tuple[str, str]]:
    return [(name, _digest(file, failure, name)) for file, name in named]


def _digest(file: Path, failure: type[GeneratorError], name: str) -> str:
    try:
        with file.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise failure(f"{name}: cannot be read: {error.strerror or error}") from error


@cache
def _program_hashed() -> list[tuple[str, str]]:
    """The hashes of our own files as they were when this process began with them: those are what runs in it."""
    return _hashed(_program(), GeneratorError)


def program() -> bytes:
    """The hash of our own files but the templates, whatever the project."""
    ours = [each for each in _program_hashed() if not each[0].startswith("templates/")]
    return sha256(json.dumps(ours).encode()).digest()


def _program() -> Iterator[Named]:
    """Our own files: those of a developer change without a new version."""
    yield from _below(Path(generator.__file__).parent, "generator", _UNUSED)
    yield from _below(pages.our_templates(), "templates")


def _zone(name: str) -> Iterator[Named]:
    """The rules of a time zone: what the machine says of it, else the package tzdata."""
    folders = (*map(Path, zoneinfo.TZPATH), Path(str(files_of("tzdata"))) / "zoneinfo")
    found = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if found:
        yield found, name


def _templates(config: Config) -> Iterator[Named]:
    yield from _below(config.folder / "templates", "templates")
    if config.theme.css:
        yield config.folder / config.theme.css, config.theme.css


def _corrections(config: Config) -> Iterator[Named]:
    if config.corrections:
        yield config.folder / config.corrections, config.corrections


def _read_for(config: Config, source: Source) -> Iterator[Named]:
    """The files of a source, and what is read with them."""
    for file, name in files.named(config, source):
        yield file, name
        if formats.asks(source.format):
            yield from ((part, f"{name}, {part.name}") for part in sqlite.beside(file))
        if profile := files.profile_beside(file, formats.profile(source.format)):
            yield profile, f"{name}, {profile.name}"


def _below(folder: Path, name: str, unused: Collection[str] = ()) -> Iterator[Named]:
    """Every file of a folder, always in the same order, each with its path under another name of the folder.

    What lies in folders of some names is left out.
    """
    for parent, folders, found in os.walk(folder, followlinks=True):
        folders[:] = sorted(each for each in folders if each not in unused)
        below = name + parent.removeprefix(str(folder)).replace(os.sep, "/")
        for file in sorted(found):
            path = Path(parent, file)
            if path.is_file():
                yield path, f"{below}/{file}"


def _stand(config: Config, inputs: BuildInputs) -> bool:
    """Whether the project's files stand as they did when they were read for the inputs."""
    try:
        return _states(config) == inputs.states
    except (GeneratorError, OSError):
        return False  # one is gone


def _states(config: Config) -> tuple[tuple[str, int, int], ...]:
    """How the project's files stand: one that was written to has another time or size."""
    sources = (named for source in config.sources for named in _read_for(config, source))
    return (
        *_stood(sources, SourceError),
        *_stood(_corrections(config), ConfigError),
        *_stood(_templates(config), TemplateError),
    )


def _stood(named: Iterable[Named], failure: type[GeneratorError]) -> Iterator[tuple[str, int, int]]:
    for file, name in named:
        try:
            state = file.stat()
        except OSError as error:
            fault = "it is gone" if isinstance(error, FileNotFoundError) else error.strerror
            raise failure(f"{name}: cannot be read: {fault}") from error
        yield name, state.st_size, state.st_mtime_ns
