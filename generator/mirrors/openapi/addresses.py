"""The addresses of the tree: those that the APIs have, and those of the files that answer them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.mirrors.contract import UNKNOWN
from generator.mirrors.endpoint import MOST, Endpoint, Parameter
from generator.mirrors.openapi import parameters, replies
from generator.mirrors.openapi.components import Components, Said
from generator.mirrors.openapi.parameters import Known
from generator.schemas import Own

FILES = "files"  # the tag of what any static host answers

_NAME = re.compile(r"{(\w+)}")
_VERSION = re.compile(r"v?\d+")

Operation = tuple[str, Said]  # an address, and what a GET of it is


@dataclass(frozen=True, slots=True)
class Writing:
    """What a description is written with: what was said so far to be referred to, and what the tree knows."""

    kept: Components
    known: Known


def of_api(writing: Writing, api: str, endpoint: Endpoint) -> Operation:
    """An address of an API; where it is called like the file that answers it, it is that of the file, too."""
    name, ending = operation_id(api, endpoint), endpoint.endings[0]
    asked = [
        writing.kept.parameter(_called(api, endpoint, each), parameters.of_api(endpoint, each, writing.known))
        for each in endpoint.parameters
    ]
    said = {
        "200": replies.answer(writing.kept, name, endpoint.answer),
        "304": replies.unchanged(writing.kept),
        **replies.others(writing.kept, api, endpoint, writing.known),
    }
    tags = [api, FILES] if ending == ".json" else [api]
    return f"{endpoint.path}{ending}", _operation(tags, name, endpoint.says, asked, dict(sorted(said.items())))


def _called(api: str, endpoint: Endpoint, parameter: Parameter) -> str:
    """What a parameter is called in the description; a number of which nothing is cut is another one."""
    is_without_effect = parameter.kind == "natural" and endpoint.cut is None
    return f"{api}_checked_{parameter.name}" if is_without_effect else f"{api}_{parameter.name}"


def of_files(writing: Writing, api: str, endpoint: Endpoint) -> Iterator[Operation]:
    """The addresses of the files of an endpoint that are no addresses of the API."""
    name = operation_id(api, endpoint)
    answer = replies.answer(writing.kept, name, endpoint.answer)
    named = {each.name: each for each in endpoint.parameters}
    for kind, file, which in _files(endpoint):
        asked = [
            writing.kept.parameter(f"file_{each}", parameters.of_file(named[each], writing.known))
            for each in _NAME.findall(file)
        ]
        responses = _of_file(writing.kept, answer, _missing(writing.kept, api))
        yield f"/{file}", _operation([FILES], f"file_{name}{kind}", f"{endpoint.says}{which}", asked, responses)


def of_own(writing: Writing, own: Own) -> Operation:
    """The address of a kind of document that is our own."""
    asked = [
        writing.kept.parameter(f"{own.name}_{name}", parameters.of_own(name, schema, writing.known))
        for name, schema in own.names.items()
    ]
    answer = replies.answer(writing.kept, own.name, own.schema)
    responses = _of_file(writing.kept, answer, replies.page(writing.kept))
    return f"/{own.address}", _operation([FILES], f"file_{own.name}", own.says, asked, responses)


def operation_id(api: str, endpoint: Endpoint) -> str:
    """What an endpoint is called in programs: the words of its path, but for the version and the subject."""
    words = endpoint.path.strip("/").replace("-", "_").split("/")
    kept = (word for word in words if word != f"{{{endpoint.subject}}}" and not _VERSION.fullmatch(word))
    return "_".join((api, *(word.strip("{}") for word in kept)))


def _files(endpoint: Endpoint) -> Iterator[tuple[str, str, str]]:
    """The kinds of files of an endpoint: what tells each apart, its path, and what it says beside the others."""
    stem = endpoint.path.lstrip("/")
    if endpoint.ranged:
        yield "", f"{stem}.json", " All time."
        yield "_range", f"{stem}/{{range}}.json", " One range."
    if endpoint.paginated:
        yield "_all", endpoint.file, f" One range, the first {MOST}."
    if not endpoint.ranged and endpoint.endings[0] != ".json":
        yield "", endpoint.file, ""


def _of_file(kept: Components, answer: Said, missing: Said) -> Said:
    return {"200": answer, "304": replies.unchanged(kept), "404": missing}


def _missing(kept: Components, api: str) -> Said:
    """The response where a file of an API is not there."""
    if api not in UNKNOWN:
        return replies.page(kept)
    _, reply = UNKNOWN[api]
    return replies.unknown(kept, api, reply)


def _operation(tags: list[str], name: str, says: str, asked: list[Said], responses: Said) -> Said:
    said = {"operationId": name, "tags": tags, "summary": says, "responses": responses}
    return said | ({"parameters": asked} if asked else {})
