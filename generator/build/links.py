"""What pages say of the mirrors, which they do not know: where JSON lies, and an example of every endpoint."""

from collections.abc import Iterator

from generator.mirrors import listenbrainz
from generator.mirrors.catalog import Catalog, Scope
from generator.mirrors.year_in_music import YEAR_IN_MUSIC
from generator.pages import Example, JsonPath
from generator.ranges import ALL_TIME
from generator.stats import Answers, find


def json_paths(catalog: Catalog) -> JsonPath:
    """A function that says where the fullest JSON of a stat set lies for a subject's path segment and a range.

    It answers None where no document was made so far: by another clock a range may be without a listen. That of a year
    in music is called `year_in_music`, with a year as its range.
    """
    endpoints = {endpoint.stat_set: endpoint for endpoint in listenbrainz.ENDPOINTS}

    def path(stat_set: str, subject: str, span: str) -> str | None:
        endpoint = YEAR_IN_MUSIC if stat_set == "year_in_music" else endpoints.get(stat_set)
        if endpoint is None or not catalog.has(endpoint, subject, span):
            return None
        if endpoint is YEAR_IN_MUSIC:
            return f"{endpoint.stem(subject)}/{span}.json"
        return endpoint.all_path(subject, span) if endpoint.paginated else list(endpoint.paths(subject, span))[-1]

    return path


def examples(answers: Answers, scope: Scope) -> list[Example]:
    """Every endpoint with a document that answers it; `answers` are those of the whole history."""
    segment = next(iter(scope.users.values()))
    count = listenbrainz.LISTEN_COUNT
    return [
        *_examples(answers, scope),
        Example(YEAR_IN_MUSIC.path, f"{YEAR_IN_MUSIC.stem(segment)}.json", "user"),
        Example("/" + count.removesuffix(".json"), count.format(user_name=segment), "user"),
    ]


def _examples(answers: Answers, scope: Scope) -> Iterator[Example]:
    for endpoint in listenbrainz.ENDPOINTS:
        row = next(answers.rows(endpoint.stat_set), None)
        subject = str(row[endpoint.subject]) if row and endpoint.subject else ""
        segment = scope.users[subject] if endpoint.subject == "user_name" and row else subject
        path = next(endpoint.paths(segment, ALL_TIME)) if row else None
        yield Example(endpoint.path, path, find(endpoint.stat_set).header["grain"].removeprefix("one row per "))
