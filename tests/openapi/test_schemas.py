"""The schemas refuse what is not as declared, and their examples are as they say."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from generator.mirrors import contract, openapi
from generator.mirrors.payloads.contract import CONTRACT
from generator.pipeline import file_kinds
from generator.schemas import (
    Schema,
    either,
    example_of,
    flag,
    keyed,
    listed,
    named,
    natural,
    nullable,
    number,
    one_of,
    record,
    text,
)
from tests.openapi.reading import JSON, Description

ENDPOINTS = {
    f"{api} {endpoint.path}": endpoint.answer for api, listed in contract.ROUTED.items() for endpoint in listed
}
OWN = {each.name: each.schema for each in (file_kinds.LISTING, file_kinds.MARKED, CONTRACT)}


def broken(schema: Schema, value: Any) -> Iterator[Any]:  # noqa: ANN401 - any JSON value
    """Break an example: each part in turn is of another kind, each key is missing, each record has one too many."""
    match schema:
        case {"anyOf": [first, *_]}:
            yield from broken(first, value)
        case {"type": "array", "items": item}:
            yield "text"
            yield from ([each, *value[1:]] for each in (broken(item, value[0]) if value else ()))
        case {"type": "object", "additionalProperties": Mapping() as inner}:
            yield "text"
            yield from ({key: each} for key in value for each in broken(inner, value[key]))
        case {"type": "object", "properties": fields}:
            yield "text"
            yield {**value, "foreign": 1}
            yield from ({other: value[other] for other in value if other != key} for key in schema["required"])
            yield from ({**value, key: each} for key in fields for each in broken(fields[key], value[key]))
        case {"type": "object"}:
            yield "text"
        case {"type": "integer" | "number" | ["number", "null"]} if "minimum" not in schema:
            yield {"foreign": 1}
            yield "text"
        case _:
            yield {"foreign": 1}
            yield -1


@pytest.mark.parametrize("name", [*ENDPOINTS, *OWN])
def test_whatever_is_broken_is_refused(description: Description, name: str):
    """Of every answer: a value of another kind, a key that is missing, a key that is foreign."""
    schema = {**ENDPOINTS, **OWN}[name]
    validator, example = description.validator(schema), example_of(schema)
    cases = list(broken(schema, example))
    assert validator.is_valid(example)
    assert [case for case in cases if validator.is_valid(case)] == []
    assert len(cases) > 4


def examples(said: Any, schema: Any = None) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - any JSON value
    """Every schema below a part of the description, with an example that stands in it or beside it."""
    if isinstance(said, list):
        yield from (found for each in said for found in examples(each))
    if isinstance(said, dict):
        schema = said.get("schema") or said
        yield from ((schema, each) for each in said.get("examples", ()) if isinstance(said["examples"], list))
        yield from ((schema, said["example"]) for _ in range("example" in said))
        if isinstance(said.get("examples"), dict) and "schema" in said:
            yield from ((schema, each["value"]) for each in said["examples"].values())
        yield from (
            found
            for key, each in said.items()
            if key not in {"example", "examples", "default"} or "properties" in said
            for found in examples(each)
        )


def test_every_example_is_as_its_schema_says(description: Description):
    """Of documents, of refusals, of parameters, and of every part of a document."""
    found = list(examples(description.said))
    assert [(schema, each) for schema, each in found if not description.validator(schema).is_valid(each)] == []
    assert len(found) > 250


def test_every_answer_has_an_example(description: Description):
    """Also what is no document, but for what has no body."""
    responses = description.said["components"]["responses"]
    content = {name: said["content"][JSON] for name, said in responses.items() if JSON in said.get("content", {})}
    assert [name for name, said in content.items() if not {"example", "examples"} & said.keys()] == []
    assert set(responses) - set(content) == {"nothing", "unchanged", "no_file"}


@pytest.mark.parametrize(
    ("schema", "example"),
    [
        (text("ana"), "ana"),
        (natural(3), 3),
        (number(0.5), 0.5),
        (flag(example=True), True),
        (one_of("week", "month"), "week"),
        (one_of(False), False),  # noqa: FBT003 - the value itself
        (nullable(text("ana")), "ana"),
        (nullable(listed(natural(3))), [3]),
        (listed(natural(3), 2, 2), [3, 3]),
        (listed(natural(3), most=0), []),
        (keyed(natural(3), "1994"), {"1994": 3}),
        (either(text("May"), natural(5)), "May"),
        (record({"a": text("x"), "b": listed(natural(1))}, optional=["b"]), {"a": "x", "b": [1]}),
        (named("thing", record({})), {}),
    ],
)
def test_an_example_is_made_from_those_of_its_parts(description: Description, schema: Schema, example: object):
    """And it is as its schema says."""
    assert example_of(schema) == example
    assert description.validator(schema).is_valid(example)


def test_null_is_allowed_where_it_is_said(description: Description):
    """Of a plain value, of a list and of what has a name."""
    schemas = (text("ana"), listed(natural(1)), named("thing", text("ana")), one_of("a", "b"))
    assert [description.validator(nullable(each)).is_valid(None) for each in schemas] == [True] * 4
    assert [description.validator(each).is_valid(None) for each in schemas] == [False] * 4


def test_two_things_of_one_name_are_a_defect():
    """A reference would lead to the wrong one."""
    kept = openapi.Components()
    kept.schema(named("thing", text("ana")))
    with pytest.raises(ValueError, match="two schemas of the description are called thing"):
        kept.schema(named("thing", natural(1)))
