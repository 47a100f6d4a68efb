"""What a JSON value may be, as fragments of JSON Schema 2020-12, each with an example.

Records are closed: they have the keys that are declared, all of them but the optional ones, and no other.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

Schema = Mapping[str, Any]

_MBID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True, slots=True)
class Own:
    """A kind of document that is our own, which no API has, and what its JSON may be.

    `address` is where it lies, such as year/{year}.json; `names` says what may stand in the place of each name in it.
    `name` tells it from the others, `says` describes it for people.
    """

    name: str
    address: str
    says: str
    schema: Schema
    names: Mapping[str, Schema] = field(default_factory=dict)


def text(example: str, says: str = "", pattern: str = "") -> Schema:
    """A text; one with a pattern is found by that regular expression."""
    return _leaf({"type": "string"} | ({"pattern": pattern} if pattern else {}), example, says)


def mbid(example: str, says: str = "") -> Schema:
    """An id of MusicBrainz, in lower case."""
    return _leaf({"type": "string", "format": "uuid", "pattern": _MBID}, example, says)


def date(example: str, says: str = "") -> Schema:
    """A day, such as 2024-05-31."""
    return _leaf({"type": "string", "format": "date", "pattern": _DATE}, example, says)


def natural(example: int, says: str = "", most: int | None = None) -> Schema:
    """A whole number from 0."""
    return _leaf({"type": "integer", "minimum": 0} | ({} if most is None else {"maximum": most}), example, says)


def integer(example: int, says: str = "") -> Schema:
    """A whole number, which may be below 0."""
    return _leaf({"type": "integer"}, example, says)


def number(example: float, says: str = "", *, signed: bool = False) -> Schema:
    """A number from 0, whole or not; a signed one may be below 0."""
    return _leaf({"type": "number"} | ({} if signed else {"minimum": 0}), example, says)


def flag(*, example: bool, says: str = "") -> Schema:
    """Yes or no."""
    return _leaf({"type": "boolean"}, example, says)


def one_of(*values: str | int | bool) -> Schema:
    """One of these values."""
    return {"const": values[0]} if len(values) == 1 else {"enum": list(values)}


def nullable(schema: Schema) -> Schema:
    """The same, or null where it is not known."""
    if isinstance(schema.get("type"), str) and schema["type"] not in {"object", "array"} and "title" not in schema:
        return {**schema, "type": [schema["type"], "null"]}
    return either(schema, {"type": "null"})


def listed(item: Schema, least: int = 0, most: int | None = None) -> Schema:
    """A list of items of one kind, of any length where none is said."""
    bounds = ({"minItems": least} if least else {}) | ({} if most is None else {"maxItems": most})
    return {"type": "array", "items": item, **bounds}


def record(fields: Mapping[str, Schema], optional: Collection[str] = ()) -> Schema:
    """An object with these keys and no other."""
    required = [key for key in fields if key not in optional]
    said = {"type": "object", "additionalProperties": False, "required": required, "properties": dict(fields)}
    return {key: value for key, value in said.items() if key not in {"required", "properties"} or value}


def keyed(value: Schema, key: str, pattern: str = "") -> Schema:
    """An object with any keys, `key` for one, and values of one kind; keys with a pattern are found by it."""
    names = ({"pattern": pattern} if pattern else {}) | {"examples": [key]}
    return {"type": "object", "propertyNames": names, "additionalProperties": value}


def either(*schemas: Schema) -> Schema:
    """A value of one of several kinds; the first is the example."""
    return {"anyOf": list(schemas)}


def named(name: str, schema: Schema) -> Schema:
    """The same with a name of its own, by which a document that has it more than once can say it once."""
    return {"title": name, **schema}


def example_of(schema: Schema) -> Any:  # noqa: ANN401 - any JSON value
    """An example of what a schema allows, made from those of its parts."""
    match schema:
        case {"examples": [example, *_]} | {"const": example} | {"enum": [example, *_]}:
            return example
        case {"anyOf": [first, *_]}:
            return example_of(first)
        case {"type": "array", "items": item}:
            return [example_of(item)] * min(schema.get("minItems", 1), schema.get("maxItems", 1))
        case {"propertyNames": {"examples": [key, *_]}, "additionalProperties": value}:
            return {key: example_of(value)}
    return {key: example_of(field) for key, field in schema.get("properties", {}).items()}


def _leaf(schema: Schema, example: object, says: str) -> Schema:
    return {**schema, **({"description": says} if says else {}), "examples": [example]}
