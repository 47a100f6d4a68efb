"""The rules that corrections.yaml may hold: what each verb takes, and what is made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

_KINDS = ("artist", "album", "track")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it does (`verb`) to what (`kind`: artist, album or track) of these names, and its line.

    `to` are the names that come instead, several of a credit that is split. `words` say the rule in plain English.
    """

    verb: str
    kind: str
    names: tuple[str, ...]
    line: int
    by: str | None = None
    to: tuple[str, ...] = ()
    id: str | None = None

    @property
    def words(self) -> str:
        """The rule as a sentence would name it."""
        names = " and ".join(f"“{name}”" for name in self.names)
        by = f" by “{self.by}”" if self.by else ""
        joint = {"rename": "to", "merge": "into", "split": "into", "pin": "to"}.get(self.verb, "")
        target = " and ".join(f"“{name}”" for name in self.to) or self.id or ""
        kind = self.kind if len(self.names) == 1 else f"{self.kind}s"
        return " ".join(part for part in (self.verb.replace("_", " "), kind, names + by, joint, target) if part)


def _text(value: object) -> object:
    if value is None or isinstance(value, list | dict):
        raise ValueError("is a name: write one")
    if not isinstance(value, str):
        raise ValueError(f"YAML takes {value} for something else than a name: put it in quotes")  # noqa: TRY004
    if not value.strip():
        raise ValueError("is empty: write a name")
    return value.strip()


Name = Annotated[str, BeforeValidator(_text)]


class _Entity(BaseModel):
    """What a rule is about: one artist, album or track."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    artist: Name | None = None
    album: Name | None = None
    track: Name | None = None
    by: Name | None = None

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        said = [kind for kind in _KINDS if kind in type(self).model_fields and getattr(self, kind)]
        if len(said) != 1:
            raise ValueError(f"names one of {listed(kind for kind in _KINDS if kind in type(self).model_fields)}")
        if self.by and said == ["artist"]:
            raise ValueError("by: belongs to albums and tracks; an artist is by nobody")
        return self

    def rule(self, verb: str, line: int) -> Rule:
        kind = next(kind for kind in _KINDS if getattr(self, kind))
        return Rule(verb, kind, (str(getattr(self, kind)),), line, self.by)


class _Rename(_Entity):
    to: Name

    def rule(self, verb: str, line: int) -> Rule:
        found = super().rule(verb, line)
        return Rule(verb, found.kind, found.names, line, self.by, (self.to,))


class _Merge(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    artists: tuple[Name, ...] = ()
    albums: tuple[Name, ...] = ()
    tracks: tuple[Name, ...] = ()
    by: Name | None = None
    into: Name

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        said = [kind for kind in _KINDS if getattr(self, f"{kind}s")]
        if len(said) != 1:
            raise ValueError("names one of artists:, albums:, tracks:, a list each")
        if self.by and said == ["artist"]:
            raise ValueError("by: belongs to albums and tracks; an artist is by nobody")
        return self

    def rule(self, verb: str, line: int) -> Rule:
        kind = next(kind for kind in _KINDS if getattr(self, f"{kind}s"))
        return Rule(verb, kind, tuple(getattr(self, f"{kind}s")), line, self.by, (self.into,))


class _Split(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    artist: Name
    into: Annotated[tuple[Name, ...], Field(min_length=2)]

    def rule(self, verb: str, line: int) -> Rule:
        return Rule(verb, "artist", (self.artist,), line, None, self.into)


class _Pin(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    artist: Name | None = None
    track: Name | None = None
    by: Name | None = None
    id: UUID

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.artist is None) == (self.track is None):
            raise ValueError("names an artist:, or a track: with by: its artist")
        if (self.track is None) != (self.by is None):
            raise ValueError("by: says whose track it is: a track has it, an artist has none")
        return self

    def rule(self, verb: str, line: int) -> Rule:
        kind, name = ("artist", self.artist) if self.artist else ("track", self.track)
        return Rule(verb, kind, (str(name),), line, self.by, (), str(self.id))


VERBS: Mapping[str, type[BaseModel]] = {
    "rename": _Rename, "merge": _Merge, "split": _Split, "leave_out": _Entity, "pin": _Pin,
}  # fmt: skip


def listed(names: Iterable[str]) -> str:
    """Write keys as they stand in the file."""
    return ", ".join(f"{name}:" for name in names)
