"""config.yaml becomes a Config: validated whole, every problem named with its line."""

import difflib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

import duckdb
import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from generator.errors import ConfigError, Fault

HostName = Literal["plain", "nginx", "caddy", "netlify", "cloudflare", "github-pages", "s3"]
Moment = Literal["latest", "now"] | datetime


def _moment(value: object) -> object:
    """A date means its last second; every other time becomes naive UTC."""
    if isinstance(value, str) and value not in {"latest", "now"}:
        value = _parsed(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value
    return datetime.combine(value, time(23, 59, 59)) if isinstance(value, date) else value


def _parsed(text: str) -> datetime | date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("say latest, now, or an ISO time such as 2026-06-30T12:00:00Z") from None


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        near = difflib.get_close_matches(name, available_timezones(), n=1)
        hint = f"did you mean {near[0]}?" if near else "zones are called like Europe/Berlin"
        raise ValueError(f"there is no time zone {name!r}; {hint}")
    return name


def _base_url(value: str) -> str:
    if value and not value.startswith(("http://", "https://")):
        raise ValueError(f"{value!r} has no scheme; did you mean https://{value.lstrip('/')}?")
    return value if not value or value.endswith("/") else value + "/"


_MOST_GROUPS = 9  # that the macro package_of asks for


def _route(value: str) -> str:
    try:
        groups = re.compile(value).groups
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from None
    try:
        with duckdb.connect() as db:
            db.execute("select regexp_matches('', $1)", [value])
    except duckdb.Error as error:
        fault = str(error).split("\n", 1)[0].removeprefix("Invalid Input Error: ")
        raise ValueError(
            f"looks around or refers back, or says something else that the engine does not know ({fault}): "
            "write what the path begins with instead"
        ) from None
    if groups > _MOST_GROUPS:
        raise ValueError(f"has {groups} groups, more than {_MOST_GROUPS}: write (?:...) for what names no package")
    if not groups:
        raise ValueError("has no group: put the part that names the package in brackets, as in ^/packages/([^/?]+)")
    return value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Site(_Strict):
    """What holds for every page."""

    title: str = "My stats"
    """The name of the site, on every page."""
    base_url: Annotated[str, AfterValidator(_base_url)] = ""
    """Where the tree will be served, for absolute links; relative links need none."""
    timezone: Annotated[str, AfterValidator(_time_zone)] = "UTC"
    """The zone of the days and hours of pages and charts; the mirrored APIs stay in UTC."""
    as_of: Annotated[Moment, BeforeValidator(_moment)] = "latest"
    """The only "now": latest (the newest event), now, or an ISO time; later events are left out."""


class Source(_Strict):
    """Event files of one format."""

    format: str
    """The name of a file in generator/sources."""
    path: str
    """A path or glob, relative to config.yaml; zip, tar, gz and zst files are read in place."""
    user: str | None = None
    """Whose listens these are, where the files do not say."""
    encoding: str | None = None
    """The text encoding, where it is not UTF-8."""
    min_ms: int = Field(default=30_000, ge=0)
    """spotify and apple-music: shorter plays are left out, in milliseconds."""
    private_sessions: bool = False
    """spotify only: true counts what was played in a private session, too."""
    timezone: Annotated[str, AfterValidator(_time_zone)] = "UTC"
    """The zone of times that carry none."""
    route: Annotated[str, AfterValidator(_route)] = r"^/v2/packages/([^/?]+)/([^/?]+)(\?|$)"
    """access-log only: the regular expression of the requests that count; its groups make the package's id."""
    status: tuple[int, ...] = Field(default=(200,), min_length=1)
    """access-log only: the statuses of requests that count."""


class Privacy(_Strict):
    """What is said of people."""

    pseudonyms: bool = False
    """true: every user name is replaced by a pseudonym, which the key in the environment's STILLSTATS_KEY decides."""
    at_least: int = Field(default=1, ge=1)
    """Entries about fewer people than this are left out."""


class Config(_Strict):
    """The whole of config.yaml."""

    site: Site = Site()
    sources: tuple[Source, ...] = Field(min_length=1)
    mirrors: tuple[Literal["listenbrainz", "partify", "winget", "pybossa", "wistia"], ...] | None = None
    """Which APIs to mirror; every one that has data when left out."""
    map: Literal["canonical"] | None = None
    """canonical: listens that no file maps are looked up in the MusicBrainz canonical data among the sources."""
    periods: tuple[Literal["year", "month"], ...] = ("year", "month")
    """Which calendar periods with listens get pages and JSON of their own; [] for none."""
    privacy: Privacy = Privacy()
    publish: tuple[Literal["volunteers"], ...] = ()
    """What is personal and published all the same: volunteers, the names of those who contributed most."""
    hosts: tuple[HostName, ...] = ("plain",)
    """Which static hosts to write rules for."""
    pages: bool = True
    """false: the JSON tree alone."""
    charts: bool = True
    """false: pages without charts."""
    listeners: int | Literal["all"] = 1000
    """How many sitewide artists and release groups of a range get a listeners document."""
    folder: Path = Field(default=Path(), exclude=True)
    """Where config.yaml stands; set by the loader."""


def load(file: Path, formats: frozenset[str]) -> Config:
    """Read and validate a config.yaml against the known source formats.

    Raises ConfigError with every problem at once, each with its line and, for a misspelt word, the nearest known one.
    """
    text = _read(file)
    tree = _tree(text, file)
    data = yaml.safe_load(text)
    if not isinstance(data, dict):
        raise ConfigError(f"{file}: expected keys such as `site:` and `sources:`, found {type(data).__name__}")
    problems = list(_unknown_formats(data, formats))
    try:
        config = Config.model_validate({**data, "folder": file.parent})
    except ValidationError as error:
        problems += [(_place(detail), _sentence(detail)) for detail in error.errors() if not _follows(detail)]
    if problems:
        lines = sorted((_line(tree, place), ".".join(map(str, place)), message) for place, message in problems)
        faults = tuple(Fault(str(file), line, f"{place}: {message}") for line, place, message in lines)
        raise ConfigError("\n".join(map(str, faults)), faults)
    return config


def schema() -> dict[str, Any]:
    """The JSON Schema of config.yaml, for editors."""
    tree = Config.model_json_schema()
    del tree["properties"]["folder"]  # is set by the loader, not by the file
    return tree


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{file}: there is no such file; `stillstats init DIR` makes one") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}") from error


def _tree(text: str, file: Path) -> yaml.Node:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader) or yaml.ScalarNode("tag:yaml.org,2002:null", "")
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        faults = (Fault(str(file), mark.line + 1, f"not valid YAML: {error}"),) if mark else ()
        raise ConfigError(f"{file}: not valid YAML: {error}", faults) from error


Place = tuple[str | int, ...]

_MODELS: dict[str, type[BaseModel]] = {"site": Site, "sources": Source, "privacy": Privacy}
_TYPES = {"int", "datetime"}  # members of unions
_LISTS = {
    "sources": '[{format: listenbrainz, path: "data/*.zip"}]',
    "status": "[200], or [200, 304]",
    "mirrors": "[winget, wistia], or [] for none",
    "periods": "[year, month], [year], [month], or [] for none",
    "publish": "[volunteers], or [] for nothing",
    "hosts": "[plain], or [nginx, cloudflare]",
}


def _unknown_formats(data: dict[str, Any], formats: frozenset[str]) -> Iterator[tuple[Place, str]]:
    sources = data.get("sources")
    for number, source in enumerate(sources if isinstance(sources, list) else []):
        name = source.get("format") if isinstance(source, dict) else None
        if isinstance(name, str) and name not in formats:
            yield ("sources", number, "format"), f"no format {name!r}{_nearest(name, formats)}"


def _place(detail: ErrorDetails) -> Place:
    """Where an error stands in the file; pydantic's names of union members are no keys of it."""
    *above, last = detail["loc"]
    named = [step for step in (*above, last) if isinstance(step, int) or (step.isidentifier() and step not in _TYPES)]
    return (*above, last) if detail["type"] == "extra_forbidden" else tuple(named)


def _follows(detail: ErrorDetails) -> bool:
    """Whether an error is but the consequence of others: of a list no entry is left when all are wrong."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _sentence(detail: ErrorDetails) -> str:
    place = _place(detail)
    match detail["type"]:
        case "extra_forbidden":
            said = f"unknown key {place[-1]!r}{_elsewhere(place) or _nearest(str(place[-1]), _keys(place))}"
        case "missing":
            said = "is missing"
        case "tuple_type" | "too_short":
            said = f"is a list: {_LISTS[str(place[-1])]}"
        case "model_type":
            said = f"holds keys: {', '.join(sorted(_keys((*place, ''))))}"
        case "int_parsing" | "int_type" | "int_from_float":
            said = f"{detail['input']!r} is no whole number"
        case "bool_parsing" | "bool_type":
            said = f"{detail['input']!r} is neither true nor false"
        case "literal_error":
            expected = str(detail.get("ctx", {}).get("expected", ""))
            said = f"{detail['input']!r} is not one of {expected}{_nearest(str(detail['input']), _quoted(expected))}"
        case _:
            said = detail["msg"].removeprefix("Value error, ")
    return said


def _elsewhere(place: Place) -> str:
    """Where a key belongs that stands at the top; nothing when it belongs nowhere."""
    owner = next((name for name, model in _MODELS.items() if place[0] in model.model_fields), None)
    if owner is None or len(place) > 1:
        return ""
    return f" here; it stands {'in an entry of' if owner == 'sources' else 'under'} {owner}:"


def _keys(place: Place) -> frozenset[str]:
    model = _MODELS.get(str(place[0]), Config) if len(place) > 1 else Config
    return frozenset(model.model_fields) - {"folder"}


def _quoted(text: str) -> frozenset[str]:
    return frozenset(text.replace(" or ", ", ").replace("'", "").split(", "))


def _nearest(word: str, known: frozenset[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(sorted(known))}"


def _line(node: yaml.Node, place: Place) -> int:
    """The line, from 1, of the deepest part of the file that the place names."""
    line = node.start_mark.line + 1 if node.start_mark else 1
    for step in place:
        found = _child(node, step)
        if found is None:
            break
        line, node = found
    return line


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    return None
