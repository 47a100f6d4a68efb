"""Netlify: rules of `_redirects` lead requests to the files that answer them, and `_headers` has the headers.

They lead to whole lists and first pages: `count` and `offset` as clients send them by default, or 1,000 items. Other
parts of lists, and what lies between two dates, are not to be had: they are answered 404 with a word about it, and so
are requests that the API answers 400. Where the API answers 204, or without a file, Netlify answers 404.html. Of a
parameter that is repeated the last counts, no name in a query may have a space, and the segment of a name is taken for
it. Names are matched as they are sent, in the case of the tree and percent-encoded; where one needs rules of its own,
digits as in %2f find none. Numbers that are without effect are not checked.
"""

from collections.abc import Iterator, Sequence

import orjson

from generator.documents import Document
from generator.hosts import headers, netlify_rules
from generator.hosts.host import KIND, Host, Note, Served
from generator.hosts.limits import Limits
from generator.hosts.names import told
from generator.hosts.replies import UNCUT, error
from generator.mirrors.routing import HeaderRule

_REFUSED = "This host has no answer to what the query says."
_REFUSED_NAMES = (
    (r"[#?]", "its deploys fail over names with # or ?"),
    (
        r"(^|/)(\.(?!well-known(/|$)|nojekyll$)|__MACOSX|node_modules(/|$))",
        "its uploader leaves out names that begin with a dot or __MACOSX, and node_modules",
    ),
)


def rules(served: Served) -> Iterator[Document]:
    """The rules, the headers, and what answers a request that no file answers."""
    lines = [rule.line for rule in netlify_rules.compiled(served).rules]
    yield Document("_redirects", ("\n".join(lines) + "\n").encode(), KIND)
    yield Document("_headers", header_file(served.contract.headers).encode(), KIND)
    for path, said in ((netlify_rules.UNCUT, UNCUT), (netlify_rules.REFUSED, _REFUSED)):
        yield Document(path, error(404, said).encode(), KIND)
    for number, each in enumerate(served.contract.unknown, 1):
        yield Document(netlify_rules.unknown(number), orjson.dumps(each.reply.body), KIND)


def header_file(rules: Sequence[HeaderRule]) -> str:
    """The headers of documents as `_headers` says them, so that no two patterns of one path speak of one header.

    Netlify would join their values, and knows no way to take one back. What everything has by our rules, but some
    documents otherwise, is therefore left to Netlify, which lets clients ask anew for everything.
    """
    special = {name for rule in rules if rule.path for name in rule.headers}
    lines: list[str] = []
    for rule in rules:
        said = [f"  {name}: {value}" for name, value in rule.headers.items() if rule.path or name not in special]
        for pattern in _patterns(rule.path):
            lines += [pattern, *said]
    return "\n".join(lines) + "\n"


def _patterns(path: str) -> tuple[str, ...]:
    """The patterns of a rule's documents, which know wildcards alone."""
    if not path:
        return ("/*",)
    ending = headers.wildcard(path)
    return ("/", ending) if ending == "/*.html" else (ending,)


def notes(served: Served) -> Iterator[Note]:
    """The names that have no rule."""
    made = netlify_rules.compiled(served)
    yield from told(made.left_out, f"there would be more than {netlify_rules.MOST:,} rules, too many for Netlify")
    yield from told(made.unsayable, "rules of Netlify match nothing in a query that has a space or =, or begins with :")


HOST = Host(
    rules,
    inside=True,
    limits=Limits(folder_files=54_000, refused=_REFUSED_NAMES),
    unasked=r"^\.{1,2}$",
    why="browsers and programs take it for a folder of the path",
    notes=notes,
    reads=("_headers", "_redirects"),
)
