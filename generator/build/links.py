"""What pages say of the mirrors, which they do not know: where JSON lies, and an example of every endpoint."""

from collections.abc import Iterator

from generator.mirrors import listenbrainz
from generator.mirrors.catalog import Scope
from generator.mirrors.endpoint import Endpoint
from generator.mirrors.year_in_music import YEAR_IN_MUSIC
from generator.pages import Example
from generator.ranges import ALL_TIME
from generator.stats import Answers, find


def json_paths() -> dict[str, str]:
    """Where the JSON of each stat set lies, with {subject} and {range} in the path: the fullest answer there is.

    That of a year in music lies at `year_in_music`, with a year as its range.
    """
    years = f"{YEAR_IN_MUSIC.stem('{subject}')}/{{range}}.json"
    return {endpoint.stat_set: _fullest(endpoint) for endpoint in listenbrainz.ENDPOINTS} | {"year_in_music": years}


def examples(answers: Answers, scope: Scope) -> list[Example]:
    """Every endpoint with a document that answers it; `answers` are those of the whole history."""
    segment = next(iter(scope.users.values()))
    count = listenbrainz.LISTEN_COUNT
    return [
        *_examples(answers, scope),
        Example(YEAR_IN_MUSIC.path, f"{YEAR_IN_MUSIC.stem(segment)}.json", "user"),
        Example("/" + count.removesuffix(".json"), count.format(user_name=segment), "user"),
    ]


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
