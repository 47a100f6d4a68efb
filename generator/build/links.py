"""What pages say of the mirrors, which they do not know: where JSON lies, and an example of every endpoint."""

from collections.abc import Iterator

from generator.mirrors import listenbrainz
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import Endpoint
from generator.pages import Example
from generator.ranges import ALL_TIME
from generator.stats import Answers, find


def json_paths() -> dict[str, str]:
    """Where the JSON of each stat set lies, with {subject} and {range} in the path: the fullest answer there is."""
    return {endpoint.stat_set: _fullest(endpoint) for endpoint in listenbrainz.ENDPOINTS}


def examples(answers: Answers, scope: Scope) -> list[Example]:
    """Every endpoint with a document that answers it; `answers` are those of the whole history."""
    count = listenbrainz.LISTEN_COUNT.format(user_name=next(iter(scope.users.values())))
    pattern = "/" + listenbrainz.LISTEN_COUNT.removesuffix(".json")
    return [*_examples(answers, scope), Example(pattern, count, "user")]


def _fullest(endpoint: Endpoint) -> str:
    if endpoint.paginated:
        return endpoint.all_path("{subject}", "{range}")
    return list(endpoint.paths("{subject}", "{range}"))[-1]


def _examples(answers: Answers, scope: Scope) -> Iterator[Example]:
    for endpoint in listenbrainz.ENDPOINTS:
        row = next(answers.rows(endpoint.stat_set), None)
        subject = str(row[endpoint.subject]) if row and endpoint.subject else ""
        segment = scope.users[subject] if endpoint.subject == "user_name" and row else subject
        path = next(endpoint.paths(segment, ALL_TIME)) if row else None
        yield Example(endpoint.path, path, find(endpoint.stat_set).header["grain"].removeprefix("one row per "))
