"""What requests say, and what stands in the addresses of files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.mirrors.endpoint import Endpoint, Kind, Parameter
from generator.mirrors.openapi.components import Said
from generator.schemas import Schema, example_of, mbid

_LARGEST = 10**18 - 1  # eighteen digits
_EARLIEST, _LATEST = -62_135_596_800_000, 253_402_300_799_999  # ms; the years 1 to 9999
_SHORTEST = 10**10  # ms; a moment in digits has eleven or more


@dataclass(frozen=True, slots=True)
class Known:
    """What a tree knows: the years with listens, in order, and a name of each kind of subject with its segment."""

    years: Sequence[str]
    names: Mapping[str, tuple[str, str]]


def of_api(endpoint: Endpoint, parameter: Parameter, known: Known) -> Said:
    """What a request of the API says."""
    is_in_path = endpoint.is_in_path(parameter)
    schema = _schema(parameter, known.years, is_in_path=is_in_path)
    default = {} if parameter.default is None else {"default": _value(parameter, parameter.default)}
    most = {} if parameter.most is None else {"x-most": parameter.most}
    return {
        "name": parameter.name,
        "in": "path" if is_in_path else "query",
        "required": is_in_path or parameter.required is not None,
        "description": parameter.says,
        "schema": {**schema, **default},
        "example": example(parameter, known),
        **most,
    }


def of_file(parameter: Parameter, known: Known) -> Said:
    """What stands in the path of a file: of a name its segment, of an id its lower case. The default is its example."""
    schema = mbid(parameter.example) if parameter.kind == "mbid" else _schema(parameter, known.years, is_in_path=True)
    says = f"{parameter.says} As paths have it, see catalog.json." if parameter.kind == "subject" else parameter.says
    _, segment = known.names.get(_kind(parameter), ("", parameter.default or example(parameter, known)))
    return _in_path(parameter.name, says, schema, segment)


def of_own(name: str, schema: Schema, known: Known) -> Said:
    """What stands in the path of a document of our own."""
    _, segment = known.names.get(name, ("", example_of(schema)))
    return _in_path(name, schema.get("description", ""), schema, segment)


def example(parameter: Parameter, known: Known) -> str | int:
    """A value of a parameter; of a year the latest, of a subject the first that there is."""
    if parameter.kind == "year" and known.years:
        return known.years[-1]
    name, _ = known.names.get(_kind(parameter), (parameter.example, ""))
    return _value(parameter, name)


def _in_path(name: str, says: str, schema: Schema, value: str | int) -> Said:
    plain = {key: each for key, each in schema.items() if key not in {"title", "description", "examples"}}
    return {"name": name, "in": "path", "required": True, "description": says, "schema": plain, "example": value}


def _kind(parameter: Parameter) -> str:
    """What the catalog calls the subjects that a parameter names."""
    return parameter.names or parameter.name


def _value(parameter: Parameter, value: str) -> str | int:
    return int(value) if parameter.kind == "natural" else value


def _schema(parameter: Parameter, years: Sequence[str], *, is_in_path: bool) -> Schema:
    """What a value may be; there is nothing empty in a path."""
    if parameter.kind == "subject":
        return {"type": "string", "minLength": 1} if is_in_path else {"type": "string"}
    return _KINDS[parameter.kind](parameter, years)


_DATE: Schema = {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}  # an empty one is none
_MOMENT: Schema = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "format": "date-time"},
        {"type": "string", "pattern": "^[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?$"},
        {"type": "integer", "minimum": _SHORTEST, "maximum": _LATEST},
        {"type": "integer", "minimum": _EARLIEST, "maximum": -_SHORTEST},
        {"const": 0},
    ]
}
_KINDS: Mapping[Kind, Callable[[Parameter, Sequence[str]], Schema]] = {
    "mbid": lambda *_: {"type": "string", "pattern": "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"},
    "one of": lambda parameter, _: {"enum": list(parameter.values)},
    "year": lambda _, years: {"enum": list(years)} if years else {"type": "string", "pattern": "^[0-9]{4}$"},
    "natural": lambda *_: {"type": "integer", "minimum": 0, "maximum": _LARGEST},
    "moment": lambda *_: _MOMENT,
    "date": lambda *_: _DATE,
    "text": lambda *_: {"type": "string"},
}
