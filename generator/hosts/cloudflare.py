"""Cloudflare Pages: a worker answers everything that `serve` does, from the static assets beside it.

It is asked for the paths of the APIs alone; pages are served as assets, with the headers of `_headers`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

import orjson

from generator.documents import Document
from generator.hosts.host import KIND, Host, Served
from generator.hosts.limits import Limits

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
    routed = {"version": 1, "include": _routed(served.contract["routes"]), "exclude": []}
    yield Document("_routes.json", orjson.dumps(routed, option=orjson.OPT_INDENT_2), KIND)
    yield Document("_headers", header_file(served.contract["headers"]).encode(), KIND)


def header_file(rules: Sequence[Mapping[str, Any]]) -> str:
    """The headers of documents as `_headers` says them; what a later rule says goes before what an earlier one said."""
    lines: list[str] = []
    for rule in rules:
        lines.append(_pattern(rule["path"]))
        lines += [f"  {header}" for header in _set(rule, rules)]
    return "\n".join(lines) + "\n"


def _set(rule: Mapping[str, Any], rules: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The headers of a rule; one that everything has is detached first, as two of a name would be joined."""
    before = [each for each in rules[: rules.index(rule)] if _pattern(each["path"]) == _EVERYTHING]
    for name, value in rule["headers"].items():
        if any(name in each["headers"] for each in before):
            yield f"! {name}"
        yield f"{name}: {value}"


def _pattern(path: str) -> str:
    """The pattern of a rule's documents, which knows wildcards alone; pages are asked for without their ending."""
    if path in {"", r"\.html$"}:
        return _EVERYTHING
    return "/style.*" if path.startswith("^style") else "/*" + re.sub(r"[\\$]", "", path)


def _routed(routes: Sequence[Mapping[str, Any]]) -> list[str]:
    """Wildcards for the paths of the APIs: what stands before what a request says."""
    return sorted({_wildcard(route["path"]) for route in routes})


def _wildcard(path: str) -> str:
    return f"/{path.split('/')[1]}*"


HOST = Host(
    rules,
    inside=True,
    # The free plan; paid ones take 100,000 files.
    limits=Limits(files=20_000, file_bytes=25 * _MIB, refused=(_LEFT_OUT,)),
    unasked=r"^\.{1,2}$",
    why="browsers and programs take it for a folder of the path",
)
