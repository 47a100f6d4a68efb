"""Cloudflare Pages: a worker answers everything that `serve` does, from the static assets beside it.

It is asked for the paths of the APIs alone; pages are served as assets, with the headers of `_headers`.
"""

from collections.abc import Iterator, Sequence
from importlib.resources import files

import orjson

from generator.documents import Document
from generator.hosts import headers
from generator.hosts.host import KIND, Host, Served
from generator.hosts.limits import Limits
from generator.mirrors.routing import HeaderRule, Route

_MIB = 1024 * 1024
_EVERYTHING = "/*"
_LEFT_OUT = (
    r"(^|/)(node_modules|\.git|\.DS_Store)(/|$)|^(functions|\.wrangler)(/|$)",
    "its uploader leaves out what is called node_modules, .git or .DS_Store, and functions at the top",
)


def rules(served: Served) -> Iterator[Document]:
    """The worker, the paths that it is asked for, and the headers of everything else."""
    worker = (files("generator") / "hosts" / "worker.js").read_bytes()
    yield Document("_worker.js", worker, KIND)
    routed = {"version": 1, "include": _routed(served.contract.routes), "exclude": []}
    yield Document("_routes.json", orjson.dumps(routed, option=orjson.OPT_INDENT_2), KIND)
    yield Document("_headers", header_file(served.contract.headers).encode(), KIND)


def header_file(rules: Sequence[HeaderRule]) -> str:
    """The headers of documents as `_headers` says them, which reads one block of a pattern alone."""
    blocks: dict[str, list[str]] = {}
    everywhere: set[str] = set()
    for rule in rules:
        pattern = _pattern(rule.path)
        lines = blocks.setdefault(pattern, [])
        for name, value in rule.headers.items():
            # Two headers of one name would be joined: what everything has is detached first.
            lines += [f"  ! {name}"] if name in everywhere and pattern != _EVERYTHING else []
            lines.append(f"  {name}: {value}")
        everywhere |= set(rule.headers) if pattern == _EVERYTHING else set()
    return "\n".join(line for pattern, lines in blocks.items() for line in (pattern, *lines)) + "\n"


def _pattern(path: str) -> str:
    """The pattern of a rule's documents, which knows wildcards alone; pages are asked for without their ending."""
    if path in {"", r"\.html$"}:
        return _EVERYTHING
    return headers.wildcard(path)


def _routed(routes: Sequence[Route]) -> list[str]:
    """Wildcards for the paths of the APIs: what stands before what a request says."""
    return sorted({_wildcard(route.path) for route in routes})


def _wildcard(path: str) -> str:
    return f"/{path.split('/')[1]}*"


HOST = Host(
    rules,
    inside=True,
    # The free plan; paid ones take 100,000 files.
    limits=Limits(files=20_000, file_bytes=25 * _MIB, refused=(_LEFT_OUT,)),
    unasked=r"^\.{1,2}$",
    why="browsers and programs take it for a folder of the path",
    reads=("_headers", "_redirects", "_routes.json", "_worker.js"),
)
