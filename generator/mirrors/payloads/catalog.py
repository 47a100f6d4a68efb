"""What the catalog of a tree holds."""

from collections.abc import Iterable

from generator.mirrors import catalog
from generator.mirrors.endpoint import Endpoint
from generator.ranges import ALL_TIME
from generator.schemas import Own, Schema, either, keyed, listed, named, record, text

_PATHS = named("catalog_paths", keyed(listed(text(ALL_TIME)), "/1/stats/user/nora/artists"))
_ENTRY = {"segment": text("nora", "The name in paths."), "paths": _PATHS}


def own(endpoints: Iterable[Endpoint]) -> Own:
    """What a catalog of these endpoints is; a kind of subject that there is none of has no list."""
    kinds: dict[str, list[Schema]] = {}
    for kind in sorted({endpoint.subject for endpoint in endpoints if endpoint.subject}):
        entry = named(f"catalog_{kind}", record({kind: text("nora"), **_ENTRY}))
        kinds.setdefault(catalog.plural(kind), []).append(entry)
    lists = {plural: listed(either(*entries) if entries[1:] else entries[0]) for plural, entries in kinds.items()}
    says = "Every subject with its paths, and the ranges or years that have an answer there."
    return Own("catalog", catalog.PATH, says, record({"sitewide": _PATHS, **lists}, optional=lists))
