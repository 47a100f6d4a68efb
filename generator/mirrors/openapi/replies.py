"""What the answers of an API are: the one that is a file, and those that are none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from generator.mirrors.endpoint import Endpoint, Kind, Reply
from generator.mirrors.openapi.components import Components, Said
from generator.mirrors.openapi.parameters import Known, example
from generator.schemas import Schema, example_of, named

_JSON = "application/json"
# A value that is none of its kind.
_WRONG: Mapping[Kind, str] = {
    "subject": "nobody",
    "mbid": "4c6a6c2e",
    "one of": "fortnight",
    "year": "1900",
    "natural": "-1",
    "moment": "soon",
    "date": "5 October",
}
_VARIABLE = re.compile(r"{(\w+)}")
_PAGE: Said = {"text/html": {"schema": {"type": "string"}}}

Cause = tuple[str, Reply, str]  # what leads to a reply, the reply, and the value that is refused


def answer(kept: Components, name: str, schema: Schema) -> Said:
    """The response that is a document, shared by all the addresses that have it."""
    content = {"schema": kept.schema(named(name, schema)), "example": example_of(schema)}
    return kept.response(name, {"description": "The answer.", "content": {_JSON: content}})


def page(kept: Components) -> Said:
    """The response where there is neither a file nor an address of an API."""
    return kept.response("no_file", {"description": "There is no such file.", "content": _PAGE})


def unknown(kept: Components, api: str, reply: Reply) -> Said:
    """The response where an API has no such address: its own, or the page of a host that knows files alone."""
    body = reply.body or {}
    schema = kept.schema(named(f"{api}_error", _error(body)))
    content: Said = {_JSON: {"schema": schema, "example": body}, **_PAGE}
    return kept.response(f"{api}_unknown", {"description": "There is no such address.", "content": content})


def unchanged(kept: Components) -> Said:
    """The response to a conditional request."""
    return kept.response("unchanged", {"description": "It is still what the request says it has."})


def others(kept: Components, api: str, endpoint: Endpoint, known: Known) -> dict[str, Said]:
    """The responses of an API that are no documents, by their status; what is absent with 200 is of the same schema."""
    found: dict[int, list[Cause]] = {}
    for cause in _causes(endpoint):
        found.setdefault(cause[1].status, []).append(cause)
    found.pop(HTTPStatus.OK, None)
    return {str(status): _other(kept, api, endpoint, found[status], known) for status in sorted(found)}


def _texts(replies: Sequence[Reply]) -> list[str]:
    """What replies say, each once, as they are declared."""
    said = (list((reply.body or {}).values())[-1:] for reply in replies)
    return list(dict.fromkeys(str(text) for last in said for text in last))


def _causes(endpoint: Endpoint) -> Iterator[Cause]:
    """What leads to replies, in the order in which it is judged."""
    for parameter in endpoint.parameters:
        if parameter.required:
            yield f"no_{parameter.name}", parameter.required, ""
        if parameter.refused:
            yield parameter.name, parameter.refused, _WRONG[parameter.kind]
    yield "absent", endpoint.absent, ""


def _other(kept: Components, api: str, endpoint: Endpoint, causes: Sequence[Cause], known: Known) -> Said:
    """The response of one status, with an example of everything that leads to it."""
    replies = [reply for _, reply, _ in causes]
    if replies[0].body is None:
        return kept.response("nothing", {"description": "Nothing was computed."})
    values = {parameter.name: example(parameter, known) for parameter in endpoint.parameters}
    bodies = {cause: _filled(reply.body, {**values, "value": wrong}) for cause, reply, wrong in causes}
    schema = kept.schema(named(f"{api}_error", _error(replies[0].body)))
    content: Said = {_JSON: {"schema": schema, "examples": {cause: {"value": body} for cause, body in bodies.items()}}}
    status = replies[0].status
    if status == HTTPStatus.NOT_FOUND and any(parameter.kind == "year" for parameter in endpoint.parameters):
        content |= _PAGE  # a segment that can be no year makes no address of the API
    said = {"description": " · ".join(_texts(replies)), "content": content}
    return kept.response("_".join((api, str(status), *bodies)), said)


def _error(body: Mapping[str, Any]) -> Schema:
    """The schema of a refusal."""
    kinds = {key: {"type": "string" if isinstance(value, str) else "integer"} for key, value in body.items()}
    return {"type": "object", "additionalProperties": False, "required": list(kinds), "properties": kinds}


def _filled(value: Any, said: Mapping[str, str | int]) -> Any:  # noqa: ANN401 - any JSON value
    """A body with what a request said in it."""
    if isinstance(value, Mapping):
        return {key: _filled(each, said) for key, each in value.items()}
    return _VARIABLE.sub(lambda found: str(said[found[1]]), value) if isinstance(value, str) else value
