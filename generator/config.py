"""config.yaml becomes a Config: validated whole, every problem named with its line."""

import difflib
from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails

from generator import config_periods, log_notation, yaml_file
from generator import config_values as values
from generator.config_columns import Columns
from generator.config_nouns import PACKAGE, Noun, from_word
from generator.config_periods import Entry, NamedPeriod
from generator.errors import ConfigError, Fault
from generator.log_notation import LogFormat
from generator.period_names import Kind
from generator.tones import ACCENT
from generator.yaml_file import Place, YamlFile, YamlValue

MirrorName = Literal["listenbrainz", "partify", "winget", "pybossa", "wistia"]
HostName = Literal["plain", "nginx", "caddy", "netlify", "cloudflare", "github-pages", "s3"]
Moment = Literal["latest", "now"] | datetime
Size = Annotated[int, BeforeValidator(values.size), WithJsonSchema({"type": "string", "pattern": values.SIZE})]
Count = Annotated[int, Field(ge=0, le=values.MOST), BeforeValidator(values.count)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Site(_Strict):
    """What holds for every page."""

    title: str = "My stats"
    """The name of the site, on every page."""
    base_url: Annotated[str, AfterValidator(values.base_url)] = ""
    """Where the tree will be served, for absolute links; relative links need none."""
    timezone: Annotated[str, AfterValidator(values.time_zone)] = "UTC"
    """The zone of the days and hours of pages and charts; the mirrored APIs stay in UTC."""
    week: Literal["monday", "sunday"] = "monday"
    """The day on which the weeks of pages of listens begin; those of the mirrored APIs begin on Monday."""
    as_of: Annotated[Moment, BeforeValidator(values.moment)] = "latest"
    """The only "now": latest (the newest event), now, or an ISO time; later events are left out."""


class Source(_Strict):
    """Event files of one format."""

    format: str
    """The name of a file in generator/sources."""
    path: Annotated[str, AfterValidator(values.glob)]
    """A path or glob, relative to config.yaml; zip, tar, gz, bz2, xz and zst files are read in place."""
    user: str | None = None
    """Whose listens these are, where the files do not say."""
    encoding: Annotated[str, AfterValidator(values.encoding)] | None = None
    """The text encoding, where it is not UTF-8."""
    max_unpacked: Size | None = None
    """How much a file of this source may unpack to, where that is other than for all sources, such as 40 GB."""
    min_ms: Count = 30_000
    """spotify and apple-music: shorter plays are left out, in milliseconds."""
    private_sessions: bool = False
    """spotify only: true counts what was played in a private session, too."""
    timezone: Annotated[str, AfterValidator(values.time_zone)] = "UTC"
    """The zone of times that carry none."""
    columns: Columns | None = None
    """lastfm and listens, CSV only: what the columns are, where their names do not tell."""
    dates: Literal["day-first", "month-first"] | None = None
    """lastfm and listens, CSV only: how dates such as 03/04/2024 are meant, where the file does not tell."""
    route: Annotated[str, AfterValidator(values.route)] = r"^/v2/packages/([^/?]+)/([^/?]+)(\?|$)"
    """access-log only: the regular expression of the requests that count; its groups make the package's id."""
    log_format: Annotated[str, AfterValidator(values.log_format)] | None = None
    """access-log only: the server's log_format (nginx) or LogFormat (Apache), or one by name."""
    status: tuple[Count, ...] = Field(default=(200,), min_length=1)
    """access-log only: the statuses of requests that count."""
    noun: Annotated[Noun | None, BeforeValidator(from_word, json_schema_input_type=str | Noun | None)] = None
    """Sources of requests only: the word for what is counted, such as page, or {one: index, many: indices} where its
    plural is irregular; packages when left out."""
    crawlers: Literal["leave out", "count"] = "leave out"
    """access-log only: whether requests by search engines, monitors and other crawlers count."""
    own_hosts: Annotated[tuple[str, ...], AfterValidator(values.hosts)] = ()
    """access-log only: the site's own names, which are no referrers; a host that the log names is one, too, and that of
    base_url."""

    @property
    def notation(self) -> LogFormat | None:
        """The server's own log format, read; None where there is none, or one by name."""
        said = log_notation.read(self.log_format) if self.log_format else None
        return said if isinstance(said, LogFormat) else None

    @property
    def log_form(self) -> str:
        """The form of access logs that config.yaml says the files have; empty where they tell it."""
        said = log_notation.read(self.log_format) if self.log_format else ""
        return said if isinstance(said, str) else "own"


class Privacy(_Strict):
    """What is said of people."""

    pseudonyms: bool = False
    """true: every user name is replaced by a pseudonym, which the key in the environment's STILLSTATS_KEY decides."""
    at_least: Annotated[int, Field(ge=1, le=values.MOST), BeforeValidator(values.count)] = 1
    """Entries about fewer people than this are left out."""


class Fold(_Strict):
    """Which listens are one, beside those of the same second."""

    within: Annotated[int | None, BeforeValidator(values.span)] = None
    """Several files may tell one play so far apart, such as 60s or 2m; when left out, only in the same second."""


class Cache(_Strict):
    """What builds keep beside the output for the next one."""

    max: Annotated[Size, Field(validate_default=True)] = "2 GB"  # type: ignore[assignment]
    """How large the cache folder may become; what was not used for longest goes first."""


class PackagePages(_Strict):
    """Which packages have pages."""

    at_least: Annotated[int, Field(ge=1, le=values.MOST), BeforeValidator(values.count)] = 1
    """Packages with fewer views have no page of their own; they are in lists and JSON, and have their badges."""


class Pages(_Strict):
    """Which pages are made: of what was heard, as many as were heard most of all time."""

    artists: Count = 500
    """How many artists have a page of their own."""
    albums: Count = 500
    """How many albums."""
    tracks: Count = 0
    """How many tracks."""
    packages: PackagePages = PackagePages()


class Theme(_Strict):
    """How the pages look."""

    accent: Annotated[
        str, BeforeValidator(values.colour), WithJsonSchema({"type": "string", "pattern": values.COLOUR})
    ] = ACCENT
    """The one colour from which all others are derived, such as "#a02c6b"; every one can be read."""
    css: str | None = None
    """A style sheet of your own, relative to config.yaml, which follows ours on every page."""


class Config(_Strict):
    """The whole of config.yaml."""

    site: Site = Site()
    sources: tuple[Source, ...] = Field(min_length=1)
    mirrors: tuple[MirrorName, ...] | None = None
    """Which APIs to mirror; every one that has data when left out."""
    max_unpacked: Annotated[Size, Field(validate_default=True)] = "4 GB"  # type: ignore[assignment]
    """How much a file, or all that is read of an archive, may unpack to; what is more is refused as a bomb may be."""
    map: Literal["none", "names", "canonical"] = "names"
    """Where ids come from: none (the line alone, as in the API), names (what all sources know) or canonical (and the
    MusicBrainz canonical data among them)."""
    fold: Fold = Fold()
    corrections: str | None = None
    """A file of your own rules about artists, albums and tracks, relative to config.yaml; see the README."""
    periods: tuple[Entry, ...] = ("year", "month")
    """Which periods with listens get pages and JSON of their own: year, month, week, and any by a name,
    {name: Tour 2019, from: 2019-05-01, to: 2019-06-30}; [] for none."""
    privacy: Privacy = Privacy()
    publish: tuple[Literal["volunteers"], ...] = ()
    """What is personal and published all the same: volunteers, the names of those who contributed most."""
    hosts: tuple[HostName, ...] = ("plain",)
    """Which static hosts to write rules for."""
    pages: Annotated[Pages | None, BeforeValidator(values.switch, json_schema_input_type=bool | Pages)] = Pages()
    """false: the JSON tree alone; or which pages are made."""
    charts: bool = True
    """false: pages without charts."""
    theme: Theme = Theme()
    listeners: Annotated[int | Literal["all"], BeforeValidator(values.all_or_count)] = 1000
    """How many sitewide artists and release groups of a range get a listeners document."""
    packages: Annotated[int | Literal["all"], BeforeValidator(values.all_or_count)] = 500
    """How many packages, most viewed first, get a page, and files of their weeks and months; every one has its days."""
    cache: Annotated[Cache | None, BeforeValidator(values.switch, json_schema_input_type=bool | Cache)] = Cache()
    """false: keep no cache folder, output.cache, beside the output; or how large it may become, {max: 2 GB}."""
    folder: Path = Field(default=Path(), exclude=True)
    """Where config.yaml stands; set by the loader."""
    output: Path | None = Field(default=None, exclude=True)
    """Where the tree is written, so that no build reads what builds wrote; set by the build."""
    _file: YamlFile | None = PrivateAttr(default=None)

    @property
    def kinds(self) -> frozenset[Kind]:
        """Which kinds of periods have pages and JSON of their own."""
        return frozenset("named" if isinstance(entry, NamedPeriod) else entry for entry in self.periods)

    @property
    def named_periods(self) -> tuple[NamedPeriod, ...]:
        """The periods that have a name of their own."""
        return tuple(entry for entry in self.periods if isinstance(entry, NamedPeriod))

    @property
    def noun(self) -> Noun:
        """The word for what requests are of: all sources have one."""
        return next((source.noun for source in self.sources if source.noun), PACKAGE)

    def allowance(self, source: Source) -> int:
        """How many bytes a file of a source may unpack to."""
        return source.max_unpacked or self.max_unpacked

    def into(self, output: Path) -> "Config":
        """The same config, for a build into an output folder."""
        return self.model_copy(update={"output": output.resolve()})

    def fault(self, place: Place, said: str) -> Fault:
        """What is wrong at a place of the file, with its line."""
        file = self._file or YamlFile(self.folder / "config.yaml", YamlValue(1, None), ())
        return file.fault(place, said)


def load(file: Path, formats: frozenset[str]) -> Config:
    """Read and validate a config.yaml against the known source formats.

    Raises ConfigError with every problem at once, each with its line and, for a misspelt word, the nearest known one.
    """
    read = yaml_file.read(file)
    if not isinstance(read.root.value, dict):
        raise ConfigError.of(read.fault((), f"is {_kind(read.root)}; it holds keys such as `site:` and `sources:`"))
    data = {key: value for key, value in read.root.value.items() if key not in _NO_KEYS}
    problems = list(_unknown_formats(data, formats))
    problems += [
        ((key,), f"unknown key {key!r}{_nearest(key, _keys((key,)))}") for key in _NO_KEYS & read.root.value.keys()
    ]
    config = None
    try:
        config = Config.model_validate({**data, "folder": file.parent})
    except ValidationError as error:
        problems += [
            (_place(detail), _sentence(detail, read)) for detail in error.errors() if not _follows(detail, read)
        ]
    problems += _nouns(config, read) if config else []
    problems += _periods(config) if config else []
    faults = [*read.faults, *(read.fault(place, message) for place, message in problems)]
    if faults or config is None:
        raise ConfigError.of(*sorted(set(faults), key=lambda fault: (fault.line, fault.said)))
    config._file = read  # noqa: SLF001  (is ours, and no key of the file)
    return config


def schema() -> dict[str, Any]:
    """The JSON Schema of config.yaml, for editors."""
    tree = Config.model_json_schema()
    for key in _NO_KEYS:  # are set by the program, not by the file
        del tree["properties"][key]
    return tree


_MODELS: dict[str, type[BaseModel]] = {
    "site": Site, "sources": Source, "fold": Fold, "privacy": Privacy, "pages": Pages, "cache": Cache,
    "theme": Theme,
}  # fmt: skip
_UNKNOWN_KEY = {"extra_forbidden", "unexpected_keyword_argument"}  # of a model, and of a dataclass
_NO_KEYS = {"folder", "output"}
_TYPES = {"int", "datetime"}  # members of unions
_LIMITS = {"greater_than_equal": ("ge", "less"), "less_than_equal": ("le", "more")}
_LISTS = {
    "sources": '[{format: listenbrainz, path: "data/*.zip"}]',
    "status": "[200], or [200, 304]",
    "own_hosts": "[example.org, docs.example.org]",
    "mirrors": "[winget, wistia], or [] for none",
    "periods": "[year, month], [week, {name: Tour 2019, from: 2019-05-01, to: 2019-06-30}], or [] for none",
    "publish": "[volunteers], or [] for nothing",
    "hosts": "[plain], or [nginx, cloudflare]",
}


def _unknown_formats(data: dict[str, Any], formats: frozenset[str]) -> Iterator[tuple[Place, str]]:
    sources = data.get("sources")
    for number, source in enumerate(sources if isinstance(sources, list) else []):
        name = source.get("format") if isinstance(source, dict) else None
        if isinstance(name, str) and name not in formats:
            yield ("sources", number, "format"), f"no format {name!r}{_nearest(name, formats)}"


def _nouns(config: Config, read: YamlFile) -> Iterator[tuple[Place, str]]:
    """Sources that call what is counted otherwise than the first that says so."""
    said = [(number, source.noun) for number, source in enumerate(config.sources) if source.noun]
    for number, found in said[1:]:
        if found != config.noun:
            line = read.fault(("sources", said[0][0], "noun"), "").line
            word = f"{found.many!r} here, but {config.noun.many!r} on line {line}"
            yield ("sources", number, "noun"), f"{word}: all sources of requests are counted together, under one word"


def _periods(config: Config) -> Iterator[tuple[Place, str]]:
    """Named periods that cannot stand beside each other."""
    for number, key, said in config_periods.faults(config.periods):
        yield ("periods", number, key), said


def _place(detail: ErrorDetails) -> Place:
    """Where an error stands in the file; pydantic's names of union members are no keys of it."""
    *above, last = detail["loc"]
    named = [step for step in (*above, last) if isinstance(step, int) or (step.isidentifier() and step not in _TYPES)]
    keys = [step for step in above if isinstance(step, int) or step.isidentifier()]
    return (*keys, last) if detail["type"] in _UNKNOWN_KEY else tuple(named)


def _follows(detail: ErrorDetails, read: YamlFile) -> bool:
    """Whether an error is but the consequence of another: of a list no entry is left when all are wrong."""
    return (detail["type"] == "too_short" and bool(detail["input"])) or read.part(_place(detail)).is_broken


def _sentence(detail: ErrorDetails, read: YamlFile) -> str:
    place = _place(detail)
    part = read.part(place)
    match detail["type"]:
        case "extra_forbidden" | "unexpected_keyword_argument":
            said = f"unknown key {str(place[-1])[:40]!r}{_elsewhere(place) or _nearest(str(place[-1]), _keys(place))}"
        case "missing":
            said = "is missing"
        case "tuple_type" | "too_short":
            said = f"is a list: {_LISTS[str(place[-1])]}"
        case "model_type" | "dataclass_type":
            said = f"holds keys: {', '.join(sorted(_keys((*place, ''))))}"
        case "string_type":
            said = _no_text(part)
        case "int_parsing" | "int_type" | "int_from_float" | "finite_number" | "int_parsing_size":
            said = f"{_shown(part)} is no whole number"
        case "greater_than_equal" | "less_than_equal":
            limit, comparison = _LIMITS[detail["type"]]
            said = f"{_shown(part)} is {comparison} than {detail['ctx'][limit]}"
        case "bool_parsing" | "bool_type":
            said = f"{_shown(part)} is neither true nor false"
        case "literal_error":
            expected = str(detail.get("ctx", {}).get("expected", ""))
            said = f"{_shown(part)} is not one of {expected}{_nearest(part.written, _quoted(expected))}"
        case _:
            said = detail["msg"].removeprefix("Value error, ")
    return said


def _no_text(part: YamlValue) -> str:
    """What to write where a text belongs: YAML takes some words for what they are not meant as."""
    if isinstance(part.value, list | dict):
        return f"is a text, not {_kind(part)}"
    if part.value is None:
        return "has no value: write one, or leave the key out"
    quoted = '"' + part.written.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"YAML reads {part.written[:40]} as {_kind(part)}: put it in quotes, {quoted[:42]}"


def _kind(part: YamlValue) -> str:
    match part.value:
        case None:
            return "empty"
        case bool():
            return "true" if part.value else "false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "keys with values"
    return "a text"


def _shown(part: YamlValue) -> str:
    """A value as the file has it."""
    return _kind(part) if part.value is None or isinstance(part.value, list | dict) else repr(part.written[:60])


def _elsewhere(place: Place) -> str:
    """Where a key belongs that stands at the top; nothing when it belongs nowhere."""
    owner = next((name for name, model in _MODELS.items() if place[0] in model.model_fields), None)
    if owner is None or len(place) > 1:
        return ""
    return f" here; it stands {'in an entry of' if owner == 'sources' else 'under'} {owner}:"


def _keys(place: Place) -> frozenset[str]:
    if "columns" in place[:-1]:
        return frozenset(Columns.model_fields)
    if place[0] == "periods" and len(place) > 1:
        return frozenset({"name", "from", "to"})
    if "noun" in place[:-1]:
        return frozenset(field.name for field in fields(Noun))
    model = _MODELS.get(str(place[0]), Config) if len(place) > 1 else Config
    model = PackagePages if place[:2] == ("pages", "packages") and len(place) > 2 else model  # noqa: PLR2004 - a key of it
    return frozenset(model.model_fields) - _NO_KEYS


def _quoted(text: str) -> frozenset[str]:
    return frozenset(text.replace(" or ", ", ").replace("'", "").split(", "))


def _nearest(word: str, known: frozenset[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(sorted(known))}"
