"""The files of templates: their texts are read once a build, so that every process fills the same ones."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from generator.errors import TemplateError

_REFERENCE = re.compile(r"""\{%[-+]?\s*(?:extends|include|import|from)\b\s*(?:"([^"]+)"|'([^']+)')?""")
OWN_STYLE = "theme.css of config.yaml"  # what the project's own style sheet is called among the templates
KEPT = 16  # sets of templates that a process knows; a build needs one


@dataclass(frozen=True, slots=True)
class TemplateText:
    """The text of a template, or why it has none."""

    text: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TemplatesName:
    """A set of templates, by the hash of their texts; in another process it is the set that this one was given last.

    So a job's pickle does not change with a template that the job does not fill.
    """

    digest: str

    def __reduce__(self) -> tuple[Callable[[], "TemplatesName"], tuple[()]]:
        """Say nothing of which set it is."""
        return provided_last, ()


@dataclass(frozen=True, slots=True)
class Templates:
    """All templates by their names, the project's own before ours; `name` is what jobs call the whole set."""

    sources: Mapping[str, TemplateText]
    name: "TemplatesName"

    def hash_of(self, names: Iterable[str]) -> bytes:
        """The hash of the texts of some templates and of all that these refer to."""
        digest = hashlib.sha256()
        for name in sorted(self._reached(names)):
            source = self.sources.get(name, TemplateText("", "is not there"))
            digest.update(f"{name}\0{source.text}\0{source.fault}\0".encode())
        return digest.digest()

    def _reached(self, names: Iterable[str]) -> set[str]:
        """Some templates and all that these refer to: every template where a name is not said but computed."""
        found, open_ends = set[str](), list(names)
        while open_ends:
            name = open_ends.pop()
            if name in found:
                continue
            found.add(name)
            for reference in _REFERENCE.finditer(self.sources[name].text if name in self.sources else ""):
                said = reference[1] or reference[2]
                open_ends.extend([said] if said else self.sources)
        return found


def read(folder: Path, css: str | None = None) -> Templates:
    """The templates of a site; those in `templates` of the project's folder come before our own, file by file.

    `css` is the style sheet of the project's own, from its folder.
    """
    own = {OWN_STYLE: _source(folder / css)} if css else {}
    sources = dict(sorted({**_below(our_templates()), **_below(folder / "templates"), **own}.items()))
    digest = hashlib.sha256()
    for name, source in sources.items():
        digest.update(f"{name}\0{source.text}\0{source.fault}\0".encode())
    templates = Templates(sources, TemplatesName(digest.hexdigest()))
    provide(sources, templates.name.digest)
    return templates


_provided: dict[TemplatesName, Mapping[str, TemplateText]] = {}


def provide(sources: Mapping[str, TemplateText], digest: str) -> None:
    """Let this process fill templates."""
    _provided.pop(TemplatesName(digest), None)
    _provided[TemplatesName(digest)] = sources
    while len(_provided) > KEPT:
        del _provided[next(iter(_provided))]


def texts(name: TemplatesName) -> Mapping[str, TemplateText]:
    """The texts of a set of templates that this process was given."""
    return _provided[name]


def provided_last() -> TemplatesName:
    """The set of templates that this process was given last."""
    return next(reversed(_provided))


def our_templates() -> Path:
    """The folder of our own templates: in the package, or beside it in a checkout."""
    packed = Path(str(files("generator") / "templates"))
    return packed if packed.is_dir() else Path(__file__).parents[2] / "templates"


def _below(folder: Path) -> dict[str, TemplateText]:
    return {path.relative_to(folder).as_posix(): _source(path) for path in _files(folder)}


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder; none where there is no such folder."""

    def failed(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError | NotADirectoryError):
            raise TemplateError(f"{folder}: cannot be read: {error.strerror or error}") from error

    for parent, _, names in os.walk(folder, onerror=failed, followlinks=True):
        yield from (path for path in (Path(parent, name) for name in names) if path.is_file())


def _source(path: Path) -> TemplateText:
    try:
        return TemplateText(path.read_text(encoding="utf-8"))
    except OSError as error:
        return TemplateText("", error.strerror or str(error))
    except UnicodeDecodeError:
        return TemplateText("", "it is no text in UTF-8")
