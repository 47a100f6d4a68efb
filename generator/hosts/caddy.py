"""Caddy: what is a file is served as one, and a template answers what `serve` does without one.

Pages of lists and days of series are cut as the API cuts them. What is asked between two moments, or would have to be
added up to longer bins, is 501: reading every way to write a moment takes a template too many lines.

`stillstats.caddy` belongs into a site block that says `root`, and no handle_errors: Caddy takes the first one only. A
request is matched as it was sent. Maps say whether a file is its answer, see `caddy_maps`; the rest is judged by the
template, see `caddy_template`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import indent

import orjson

from generator.documents import Document
from generator.hosts import caddy_maps as maps
from generator.hosts import caddy_template as template
from generator.hosts.headers import TYPES, UNKNOWN
from generator.hosts.host import KIND, Host, Served
from generator.hosts.replies import ALLOWED_HEADERS, METHODS, NOT_ALLOWED
from generator.mirrors.endpoint import Reply
from generator.mirrors.routing import HeaderRule

_HEAD = """# Made by stillstats with the tree, from its routes.json; the next build makes it again.
# Import it into a site that says `root` and has no handle_errors of its own.
"""


def rules(served: Served) -> Iterator[Document]:
    """The rules, and an example of a site that imports them."""
    yield Document("stillstats.caddy", _rules(served).encode(), KIND)
    yield Document("Caddyfile", _example(served.base_url).encode(), KIND)


def _example(base_url: str) -> str:
    found = re.match(r"https?://[^/]+", base_url)
    return f"""# A site on Caddy. Copy the tree to /srv/stats, and stillstats.caddy beside this file.
{found[0] if found else "stats.example.org"} {{
	root * /srv/stats
	import stillstats.caddy
}}
"""


def _rules(served: Served) -> str:
    headers = served.contract.headers
    unknown = list(enumerate(served.contract.unknown, 1))
    matchers = "".join(_matcher(number, each.below) for number, each in unknown)
    choices = "".join(_choice(number) for number, _ in unknown)
    choice = f"{matchers}{_CHOICE}".replace("\t\thandle {\n", f"{choices}\t\thandle {{\n")
    answers = "".join(_answer(number, each.reply) for number, each in unknown)
    parts = [_everywhere(headers), maps.of(served), choice, _of_paths(headers), f"{_ANSWERS}{answers}"]
    return f"{_HEAD}\nroute {{\n{indent(chr(10).join(parts), chr(9))}{template.handle()}{_NOTHING}}}\n{_ERRORS}"


# Headers


def _everywhere(rules: Sequence[HeaderRule]) -> str:
    """The headers of every answer."""
    found = {name: value for rule in rules if not rule.path for name, value in rule.headers.items()}
    return _header("", found | {"Access-Control-Expose-Headers": "ETag"})


def _of_paths(rules: Sequence[HeaderRule]) -> str:
    """The headers of documents by their paths; a later rule goes before an earlier one."""
    parts = [
        f"@rule_{number} path_regexp `{rule.path.replace('^', '^/')}`\n{_header(f'@rule_{number}', rule.headers)}"
        for number, rule in enumerate(rules, 1)
        if rule.path
    ]
    types = [(f"`~(?i)\\.{ending}$`", f'"{kind}"') for ending, kind in TYPES.items()]
    typed = maps.mapped("{http.request.uri.path}", ["still_type"], types, UNKNOWN)
    return "".join([*parts, typed, "header Content-Type {still_type}\n"])


def _header(matcher: str, headers: Mapping[str, str]) -> str:
    lines = "".join(f'\t{name} "{value}"\n' for name, value in headers.items())
    return f"header {f'{matcher} ' if matcher else ''}{{\n{lines}}}\n"


# Which of the answers it is. No part of a document's path is empty but the last, and none holds a slash. A matcher on a
# variable is also tried on "<nil>": no pattern may find that. Two of a kind in a matcher would be alternatives.

_CHOICE = r"""vars still_route {still_route}
@asked method OPTIONS
@refused not method GET HEAD OPTIONS
@plain {
	vars_regexp {http.request.orig_uri} `^(?:https?://[^/?#]*)?/[^?#]*(?:\?[A-Za-z0-9_.=&-]*)?$`
	file {still_file}
}
@absent {
	vars_regexp {http.request.orig_uri} `^(?:https?://[^/?#]*)?/[^?#]*(?:\?[A-Za-z0-9_.=&-]*)?$`
	not vars_regexp {still_file} ~
	file {still_known}
}
@routed not vars still_route 0
@document {
	vars_regexp {http.request.orig_uri} `^(?:https?://[^/?#]*)?(?:/[^/?#]+)+(?:[?#]|$)`
	not vars_regexp {http.request.orig_uri} `(?i)^[^?#]*%(?:2f|5c|00)`
	file {http.request.uri.path}
}
@index {
	vars_regexp {http.request.orig_uri} `^(?:https?://[^/?#]*)?(?:/[^/?#]+)*/?(?:[?#]|$)`
	not vars_regexp {http.request.orig_uri} `(?i)^[^?#]*%(?:2f|5c|00)`
	file {http.request.uri.path}/index.html
}
route {
	handle {
		handle @asked {
			vars still_by methods
		}
		handle @refused {
			vars still_by refusal
			rewrite * /reply.json
		}
		handle @plain {
			vars still_by file
			rewrite * {http.matchers.file.relative}
		}
		handle @absent {
			vars still_by absent
		}
		handle @routed {
			vars still_by template
			rewrite * /reply.json
		}
		handle @document {
			vars still_by file
			rewrite * {http.matchers.file.relative}
		}
		handle @index {
			vars still_by file
			rewrite * {http.matchers.file.relative}
		}
		handle {
			vars still_by nothing
			rewrite * /404.html
		}
	}
}
"""


# What is asked below an API's own path, and is none of its addresses. As a path is cleaned before it is matched, what
# was sent is looked at, too.


def _matcher(number: int, below: str) -> str:
    first = "".join(f"(?:{re.escape(each)}|%{ord(each):02x})" for each in below.strip("/"))
    return f"""@below_{number} {{
	path {below}*
	vars_regexp {{http.request.orig_uri}} `(?i)^(?:https?://[^/?#]*)?/{first}/`
}}
"""


def _choice(number: int) -> str:
    return f"""		handle @below_{number} {{
			vars still_by unknown_{number}
			rewrite * /reply.json
		}}
"""


def _answer(number: int, reply: Reply) -> str:
    body = orjson.dumps(reply.body).decode()
    return f"""@unknown_{number} vars still_by unknown_{number}
handle @unknown_{number} {{
	respond `{body}` {reply.status}
}}
"""


_ANSWERS = f"""@methods vars still_by methods
handle @methods {{
	header {{
		Allow "{METHODS}"
		Access-Control-Allow-Methods "{METHODS}"
		Access-Control-Allow-Headers "{ALLOWED_HEADERS}"
		-Content-Type
	}}
	respond 204
}}
@refusal vars still_by refusal
handle @refusal {{
	header Allow "{METHODS}"
	respond `{NOT_ALLOWED}` 405
}}
@file vars still_by file
handle @file {{
	file_server {{
		precompressed zstd br gzip
		disable_canonical_uris
	}}
}}
@nothing vars still_by absent
handle @nothing {{
	header -Content-Type
	respond 204
}}
"""

_NOTHING = """
	handle {
		request_header -If-*
		request_header -Range
		file_server {
			precompressed zstd br gzip
			disable_canonical_uris
			status 404
		}
	}
"""

_ERRORS = """
# A reply that the template left, in its status.
handle_errors {
	@still vars still_by template nothing file
	handle @still {
		@unchanged vars {http.error.status_code} 304
		header @unchanged ETag {http.response.header.X-Still-Etag}
		@empty vars {http.response.header.X-Still-Body} ""
		header @empty {
			-Content-Type
			defer
		}
		header {
			-X-Still-*
			defer
		}
		respond {http.response.header.X-Still-Body} {http.error.status_code}
	}
}
"""


HOST = Host(
    rules,
    encodings=("br", "gz", "zst"),
    unasked=r"^\.{1,2}$",
    why="browsers and programs take it for a folder of the path",
)
