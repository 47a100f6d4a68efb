"""S3 and compatible stores: an object for every file, and one for every API address that takes no query.

`upload.json` says which file is stored at which key, and the headers that the store keeps of it; `upload.py` uploads by
it; `cors.json` is the bucket's configuration, as `aws s3api put-bucket-cors --cors-configuration` reads it. A store
sees no query: endpoints that take a range or a count are there by the paths of their files alone, since everybody would
get the same bytes otherwise. It keeps neither policies nor other headers of answers, which are for the network in front
of it, as in CloudFront's response headers policy; pages carry their policy themselves. Names
are found in the case of the tree alone. A wrong address is answered by 404.html where that is the error document of the
website, or of the network.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import product
from typing import Any

import orjson

from generator.documents import Document
from generator.hosts import headers
from generator.hosts.host import KIND, Host, Served
from generator.hosts.limits import Limits
from generator.mirrors.routing import Route, RouteParameter

_KEPT = ("Content-Type", headers.CACHE)  # of the headers of documents, in the store
_LONGEST = 1024  # bytes of a key
_DAY = 86_400  # seconds

_CORS = {
    "CORSRules": [
        {
            "AllowedOrigins": ["*"],
            "AllowedMethods": ["GET", "HEAD"],
            "AllowedHeaders": ["*"],
            "ExposeHeaders": ["ETag"],
            "MaxAgeSeconds": _DAY,
        }
    ]
}


def rules(served: Served) -> Iterator[Document]:
    """The map, the program that uploads by it, and the bucket's configuration."""
    yield Document("upload.json", _map(served), KIND)
    yield Document("upload.py", (files("generator") / "hosts" / "upload.py").read_bytes(), KIND)
    yield Document("cors.json", orjson.dumps(_CORS, option=orjson.OPT_INDENT_2), KIND)


def _map(served: Served) -> bytes:
    """A group for all files with the same headers: those at keys of their own names, and other keys with their file.

    The files of 300,000 documents are named in 20 MB.
    """
    groups: dict[tuple[str, ...], dict[str, Any]] = {}
    paths = {path for path in served.paths if not path.startswith(("_", "."))}  # those are read by other hosts alone
    for path in sorted(paths):
        _group(groups, served, path)["files"].append(path)
    for key, path in _keys(served, paths):
        _group(groups, served, path)["keys"][key] = path
    return orjson.dumps({"version": 1, "groups": list(groups.values())}, option=orjson.OPT_INDENT_2)


def _group(groups: dict[tuple[str, ...], dict[str, Any]], served: Served, path: str) -> dict[str, Any]:
    found = headers.of(served.contract.headers, path)
    kept = {name: found[name] for name in _KEPT}
    return groups.setdefault(tuple(kept.values()), {"headers": kept, "files": [], "keys": {}})


def _keys(served: Served, paths: set[str]) -> Iterator[tuple[str, str]]:
    """The keys of API addresses without an ending, each with its file; a file that has such a key itself keeps it."""
    aligned = set(paths)
    for route in served.contract.routes:
        if any(each.place == "query" for each in route.parameters):
            continue
        for key, path in _addresses(served, route):
            if path in paths and key not in aligned and len(key.encode()) <= _LONGEST:
                aligned.add(key)
                yield key, path


def _addresses(served: Served, route: Route) -> Iterator[tuple[str, str]]:
    """Every address of a route, decoded, with the file that answers it."""
    names = [each.name for each in route.parameters]
    for said in product(*(_said(served, each) for each in route.parameters)):
        sent = {name: value for name, (value, _) in zip(names, said, strict=True)}
        placed = {name: segment for name, (_, segment) in zip(names, said, strict=True)}
        yield route.path.lstrip("/").format_map(sent), route.file.format_map(placed)


def _said(served: Served, parameter: RouteParameter) -> Sequence[tuple[str, str]]:
    """The values that a parameter in a path may have, each with its part of the file's path."""
    if parameter.names:
        found = served.subjects.get(parameter.names, {})
        return sorted((name, segment) for name, segment in found.items() if name not in {".", ".."})
    return [(value, value) for value in parameter.values]


HOST = Host(
    rules,
    limits=Limits(path_bytes=_LONGEST),
    unasked=r"^\.{1,2}$",
    why="browsers and programs take it for a folder of the path",
)
