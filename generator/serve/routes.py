"""The routes of a contract: which of them a request is for, and what it says to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.mirrors.endpoint import Reply
from generator.mirrors.routing import Contract, Route
from generator.serve.request import Asked
from generator.serve.values import is_year


@dataclass(frozen=True, slots=True)
class ServedRoute:
    """A route of the contract, its path in segments."""

    route: Route
    segments: tuple[str, ...]

    def files(self, parts: Mapping[str, str]) -> Iterator[str]:
        """Where the file may lie that answers what a request says, the best first."""
        yield self.route.file.format_map(parts)
        if self.route.cut and self.route.cut.finer:
            yield self.route.cut.finer.format_map(parts)

    def said(self, asked: Asked) -> dict[str, str] | None:
        """What a request says to this route, by parameter; None when it is for another."""
        for segments in self._candidates(asked.segments):
            found = self._variables(segments)
            if found is not None:
                return found | dict(self._queried(asked.query))
        return None

    def _candidates(self, segments: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The segments of a path without each ending that it may have."""
        for ending in self.route.endings:
            last = segments[-1]
            if ending == "/" and not last:
                yield segments[:-1]
            elif ending != "/" and last.endswith(ending):
                yield (*segments[:-1], last[: len(last) - len(ending)])

    def _variables(self, segments: tuple[str, ...]) -> dict[str, str] | None:
        if len(segments) != len(self.segments) or not all(segments):
            return None
        pairs = list(zip(self.segments, segments, strict=True))
        if any(wanted != given for wanted, given in pairs if not _is_variable(wanted)):
            return None
        found = {wanted[1:-1]: given for wanted, given in pairs if _is_variable(wanted)}
        is_one = all(is_year(found[each.name]) for each in self.route.parameters if each.kind == "year")
        return found if is_one else None

    def _queried(self, query: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """What is said in the query; an empty date is one that was not given."""
        for parameter in self.route.parameters:
            name = parameter.name
            if parameter.place == "query" and name in query and (query[name] or parameter.kind != "date"):
                yield name, query[name]


def routes(contract: Contract) -> Iterator[ServedRoute]:
    """The routes of a contract, in its order."""
    for route in contract.routes:
        yield ServedRoute(route, tuple(route.path.strip("/").split("/")))


def body(reply: Reply, route: Route, said: Mapping[str, str], value: str = "") -> Any:  # noqa: ANN401 - JSON
    """The body of a reply, with what a request said in it; `value` is what was refused."""
    years = [parameter.name for parameter in route.parameters if parameter.kind == "year"]
    numbers = {f"{{{name}}}": str(int(said[name])) for name in years}
    return _filled(reply.body, {**said, "value": value}, numbers)


def _filled(value: Any, said: Mapping[str, str], numbers: Mapping[str, str]) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return {key: _filled(inner, said, numbers) for key, inner in value.items()}
    if not isinstance(value, str):
        return [_filled(inner, said, numbers) for inner in value] if isinstance(value, list) else value
    if value in numbers:
        return int(numbers[value])
    # One pass, so that what was said is not read again; of the names in braces a text has one.
    before, brace, rest = value.partition("{")
    name, _, after = rest.partition("}")
    return f"{before}{said[name]}{after}" if brace else value


def _is_variable(segment: str) -> bool:
    return segment.startswith("{")
