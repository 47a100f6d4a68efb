"""What a request is answered: a file of the tree, or the API's answer by the tree's contract. No sockets here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from generator import trees
from generator.errors import OutputError
from generator.hosts.headers import media_type
from generator.mirrors import contract
from generator.mirrors.endpoint import Reply
from generator.mirrors.routing import VERSION, Contract, RouteParameter, parsed
from generator.serve.cutting import cut, repeated
from generator.serve.request import Asked, asked
from generator.serve.routes import ServedRoute, body, routes
from generator.serve.values import part

_JSON = "application/json"
_MISSING = "404.html"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a media type and a body; `path` is where the file lies that it is, or was cut from."""

    status: int
    media_type: str = _JSON
    body: bytes = b""
    path: str = ""


@dataclass(frozen=True, slots=True)
class ServedTree:
    """A finished tree and its contract."""

    folder: Path
    contract: Contract = field(default_factory=Contract)
    routes: tuple[ServedRoute, ...] = ()

    @classmethod
    def at(cls, folder: Path) -> "ServedTree":
        """Open a tree; OutputError when the folder is none of ours, or made by another version."""
        trees.require(folder)
        file = folder / contract.PATH
        try:
            said = orjson.loads(file.read_bytes())
        except (OSError, orjson.JSONDecodeError) as error:
            raise OutputError(f"{file}: cannot be read ({error}); build the tree again") from None
        if said.get("version") != VERSION:
            raise OutputError(f"{file}: is of another version of stillstats; build the tree again")
        found = parsed(said)
        return cls(folder.resolve(), found, tuple(routes(found)))

    def answer(self, target: str) -> Answer:
        """The answer to a GET of a request target, such as `/1/stats/user/ana/artists?range=week`."""
        request = asked(target)
        for served in self.routes:
            said = served.said(request)
            if said is not None:
                return self._routed(served, said)
        return self._file(request)

    def _routed(self, served: ServedRoute, said: Mapping[str, str]) -> Answer:
        """The parameters are judged in the order of the contract; the first that is wrong decides."""
        parts: dict[str, str] = {}
        route = served.route
        for parameter in route.parameters:
            name = parameter.name
            text = said.get(name, parameter.default)
            found = self._part(parameter, text) if text is not None else None
            wrong = (parameter.required if text is None else parameter.refused) if found is None else None
            if wrong:
                return _reply(wrong, body(wrong, route, said, _shown(parameter, text)))
            if text is not None:
                parts[name] = found or ""
        return self._cut(served, parts, said) or _reply(route.absent, body(route.absent, route, said))

    def _part(self, parameter: RouteParameter, text: str) -> str | None:
        """What a value is in the path of a file; None when it is none of its kind, or known to nobody."""
        found = part(parameter, text, self.contract)
        known = parameter.known
        return None if found and known and not self._is_file(known.format_map({parameter.name: found})) else found

    def _cut(self, served: ServedRoute, parts: Mapping[str, str], said: Mapping[str, str]) -> Answer | None:
        """The answer from the file of a route, with what it repeats of the request; None where the tree has none."""
        path = next((each for each in served.files(parts) if self._is_file(each)), None)
        if path is None:
            return None
        route, content = served.route, (self.folder / path).read_bytes()
        content = cut(content, route.cut, parts) if route.cut else content
        return Answer(200, _JSON, repeated(content, route.repeats, said), path)

    def _is_file(self, path: str) -> bool:
        """Whether the tree has a file; never one outside it, and none where a part of the path is empty."""
        try:
            file = self.folder / path
            return "" not in path.split("/") and file.is_file() and file.resolve().is_relative_to(self.folder)
        except (OSError, ValueError):  # a name too long, or with a NUL
            return False

    def _file(self, request: Asked) -> Answer:
        """A file of the tree, or the index of a folder; a slash within a segment is part of no file's name."""
        path = "/".join(request.segments)
        index = f"{path}index.html" if path.endswith("/") or not path else f"{path}/index.html"
        whole = not any("/" in segment for segment in request.segments)
        found = next((each for each in (path, index) if whole and self._is_file(each)), None)
        if found:
            return Answer(200, media_type(found), (self.folder / found).read_bytes(), found)
        for unknown in self.contract.unknown:
            if f"/{request.segments[0]}/" == unknown.below and len(request.segments) > 1:
                return _reply(unknown.reply, unknown.reply.body)
        missing = self.folder / _MISSING
        return Answer(404, "text/html", missing.read_bytes() if missing.is_file() else b"", _MISSING)


def _shown(parameter: RouteParameter, text: str | None) -> str:
    """A refused value as the API says it: of a year its number."""
    return str(int(text)) if text and parameter.kind == "year" else text or ""


def _reply(reply: Reply, content: object) -> Answer:
    return Answer(reply.status, _JSON, b"" if content is None else orjson.dumps(content))
