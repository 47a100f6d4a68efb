"""What pages say of the mirrors, which they do not know: where JSON lies, and an example of every endpoint."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator import pages
from generator.mirrors import contract, listenbrainz
from generator.mirrors.catalog import Catalog
from generator.mirrors.endpoint import Endpoint
from generator.mirrors.year_in_music import YEAR_IN_MUSIC
from generator.pipeline.context import BuildContext
from generator.stats import find

if TYPE_CHECKING:  # pages are imported where there are any
    from generator.pages import Api, Example
    from generator.pages.listens import JsonPath


def json_paths(catalog: Catalog) -> "JsonPath":
    """A function that says where the fullest JSON of a stat set lies for a subject's path segment and a range.

    The site's segment is empty. It answers None where no document was made so far: by another clock a range may be
    without a listen. That of a year in music is called `year_in_music`, with a year as its range.
    """
    endpoints = {(endpoint.stat_set, endpoint.subject is None): endpoint for endpoint in listenbrainz.ENDPOINTS}

    def path(stat_set: str, subject: str, span: str) -> str | None:
        endpoint = YEAR_IN_MUSIC if stat_set == "year_in_music" else endpoints.get((stat_set, not subject))
        if endpoint is None or not catalog.has(endpoint, subject, span):
            return None
        if endpoint is YEAR_IN_MUSIC:
            return f"{endpoint.stem(subject)}/{span}.json"
        return endpoint.all_path(subject, span) if endpoint.paginated else list(endpoint.paths(subject, span))[-1]

    return path


def apis(work: BuildContext) -> Iterator["Api"]:
    """Every API of which there are documents, with its endpoints and a document that answers each."""
    found = work.catalog.first
    for key in mirrored(work):
        yield pages.Api(key, tuple(_example(endpoint, found.get(endpoint.path)) for endpoint in contract.APIS[key]))


def mirrored(work: BuildContext) -> tuple[str, ...]:
    """The keys of the APIs that are wanted and have documents."""
    return contract.mirrored(work.catalog, [key for key in contract.APIS if work.mirrors(key)])


def _example(endpoint: Endpoint, path: str | None) -> "Example":
    return pages.Example(
        endpoint.path, path, _counted_by(endpoint) if endpoint.counted_by is None else endpoint.counted_by
    )


def _counted_by(endpoint: Endpoint) -> str:
    """What each row of an answer is about, in whatever period; nothing where there is but one."""
    grain = re.sub("^one row( per )?(period(, | and )?)?", "", find(endpoint.stat_set).header["grain"])
    return re.sub("^subject(, | and |$)", r"user\1" if endpoint.subject else "", grain)
