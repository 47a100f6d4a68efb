"""The kinds of documents of our own that a tree has, for its description."""

from collections.abc import Iterator

from generator import periods
from generator.documents import MANIFEST, MARK
from generator.events import LISTENS
from generator.mirrors import contract, openapi, traffic, winget
from generator.mirrors.payloads import catalog
from generator.mirrors.payloads.contract import CONTRACT
from generator.pipeline.context import BuildContext
from generator.schemas import Own, keyed, natural, nullable, one_of, record, text

_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
_FILE = record({"bytes": natural(1864), "sha256": text(_SHA256, pattern="^[0-9a-f]{64}$")})
LISTING = Own(
    "manifest",
    MANIFEST,
    "The size and the hash of every file.",
    record({"algorithm": one_of("sha256"), "files": keyed(_FILE, "catalog.json")}),
)
MARKED = Own(
    "stillstats",
    MARK,
    "What made the tree, and up to when it counts.",
    record(
        {
            "generator": one_of("stillstats"),
            "version": text("0.1.0"),
            "as_of": natural(1717199999, "Seconds since 1970."),
            "rejects": natural(3, "The lines of sources that are no events."),
            "inputs": nullable(text(_SHA256, "What the tree was made from, in one number.")),
        },
        ("rejects", "inputs"),
    ),
)


def kinds(work: BuildContext) -> Iterator[Own]:
    """Every kind of document that is no part of an API, and that the tree has."""
    if LISTENS in work.loaded.newest and work.loaded.has_listeners:
        yield from periods.kinds(work.config.kinds, users=work.alone)
    yield from winget.kinds(work.catalog)
    if traffic.PATH in work.own:
        yield traffic.TRAFFIC
    yield from (catalog.own(each for api in contract.APIS.values() for each in api), CONTRACT, openapi.OWN)
    yield from (MARKED, LISTING)
