"""nginx: a request is matched as it was sent, and only what maps list ever becomes part of a file's path.

`maps.conf` belongs into `http { }`, `server.conf` into a `server { }` that says `root`. What takes arithmetic, as
count=7, is answered 501; every other answer is the API's, but that a listener is called as in the file, in whatever
case it was asked for. Names for which nginx would refuse its whole configuration stay out of it.
"""

import re
from collections.abc import Iterator
from textwrap import indent

import orjson

from generator.documents import Document
from generator.hosts import nginx_maps as maps
from generator.hosts import nginx_names as names
from generator.hosts.headers import TYPES
from generator.hosts.host import KIND, Host, Note, Served
from generator.hosts.names import told
from generator.hosts.replies import NOT_ALLOWED, UNCUT, error
from generator.mirrors.endpoint import Reply
from generator.mirrors.routing import Contract, Route, RouteParameter, Unknown

_HEAD = "# Made by stillstats with the tree, from its routes.json; the next build makes it again.\n"


def rules(served: Served) -> Iterator[Document]:
    """The maps, the rules of the server, and an example of a site that includes both."""
    routes = served.contract.routes
    locations = "".join(_location(number, route) for number, route in enumerate(routes, 1))
    locations += "".join(_below(number, each) for number, each in enumerate(served.contract.unknown, 1))
    server = f"{_HEAD}{_SERVER}{_headers(served.contract)}\n{locations}"
    yield Document("maps.conf", f"{_HEAD}{maps.of(served)}".encode(), KIND)
    yield Document("server.conf", server.encode(), KIND)
    yield Document("example.conf", _example(served.base_url).encode(), KIND)


def _example(base_url: str) -> str:
    host = re.sub(r"^https?://|[:/].*$", "", base_url) or "stats.example.org"
    return f"""# A site on nginx. Copy the tree to /srv/stats and the files beside this one to /etc/nginx/stillstats.
include /etc/nginx/stillstats/maps.conf;
server {{
    listen 80;
    server_name {host};
    root /srv/stats;
    include /etc/nginx/stillstats/server.conf;
}}
"""


_SERVER = f"""
charset_types text/css;
charset utf-8;
default_type application/json;
types {{
{indent("".join(f"{kind.partition(';')[0]} {ending};" + chr(10) for ending, kind in TYPES.items()), "    ")}}}
merge_slashes off;
absolute_redirect off;
autoindex off;
gzip_static on;
gzip_vary on;
error_page 404 /404.html;
if ($request_method = OPTIONS) {{ return 204; }}
if ($request_method !~ ^(?:GET|HEAD)$) {{ return 405 '{NOT_ALLOWED}'; }}
if ($still_route) {{ rewrite (?s)^(.*)\\z /~/$still_route$1 last; }}

location / {{ try_files $uri ${{uri}}index.html $uri/index.html =404; }}
location = /404.html {{ }}
"""


def _headers(contract: Contract) -> str:
    """The headers of every answer; a map is empty where a header does not apply."""
    names = dict.fromkeys(name for rule in contract.headers for name in rule.headers)
    lines = [f"add_header {name} {maps.header(name)} always;" for name in names]
    lines += [
        "add_header Access-Control-Expose-Headers ETag always;",
        "add_header Allow $still_allow always;",
        "add_header Access-Control-Allow-Methods $still_allow always;",
        "add_header Access-Control-Allow-Headers $still_allowed_headers always;",
    ]
    return "\n".join(lines) + "\n"


def _location(number: int, route: Route) -> str:
    """The rules of one route: its checks in the order of the contract, then its file, or what answers without one."""
    body = "\n".join(["internal;", *_checks(route), f"try_files /{_file(route)} @still_{number};"])
    return f"""
# {route.path}
location ~ "(?s)^/~/{number}{_pattern(route)}" {{
{indent(body, "    ")}
}}
location @still_{number} {{ {_finer(route)}{_returned(route.absent, route)} }}
"""


def _finer(route: Route) -> str:
    """A 501 where the answer could only be added up from a finer file: it is not missing."""
    if route.cut is None or not route.cut.finer:
        return ""
    file = maps.filled(route.cut.finer, route.parameters)
    return f"if (-f $document_root/{file}) {{ return 501 '{error(501, UNCUT)}'; }} "


def _below(number: int, unknown: Unknown) -> str:
    """The rules for requests below an API's own path: a file, or the API's answer to unknown paths."""
    body = orjson.dumps(unknown.reply.body).decode().replace("'", r"\'")
    return f"""
location ^~ {unknown.below} {{ try_files $uri ${{uri}}index.html $uri/index.html @still_unknown_{number}; }}
location @still_unknown_{number} {{
    types {{ }}
    return {unknown.reply.status} '{body}';
}}
"""


def _pattern(route: Route) -> str:
    """A pattern of the decoded path of a route, its variables in groups."""
    groups = {parameter.name: maps.group(parameter) for parameter in route.parameters}
    path = re.sub(r"{(\w+)}", lambda found: f"({groups[found[1]]})", route.path)
    return path + maps.endings(route) + maps.END


def _checks(route: Route) -> Iterator[str]:
    for parameter in route.parameters:
        yield from _judged(parameter, route)
    if route.cut:
        yield f"if ({maps.cut(route)} = cut) {{ return 501 '{error(501, UNCUT)}'; }}"


def _judged(parameter: RouteParameter, route: Route) -> Iterator[str]:
    variable = maps.variable(parameter)
    if parameter.required:
        yield f'if ({maps.raw(parameter)} = "{maps.REFUSED}") {{ {_returned(parameter.required, route)} }}'
    if parameter.refused and parameter.kind in {"one of", "natural", "year", "mbid"}:
        yield f'if ({variable} = "{maps.REFUSED}") {{ {_returned(parameter.refused, route, parameter)} }}'
    if parameter.known and parameter.refused:
        file = maps.filled(parameter.known, [parameter])
        yield f"if (!-f $document_root/{file}) {{ {_returned(parameter.refused, route, parameter)} }}"


def _file(route: Route) -> str:
    """The file that answers, from variables that maps alone fill; of a list the first page or the whole."""
    if route.is_paged:
        return maps.filled(route.first_file.removesuffix(".json"), route.parameters) + f"{maps.cut(route)}.json"
    return maps.filled(route.file, route.parameters)


def _returned(reply: Reply, route: Route, refused: RouteParameter | None = None) -> str:
    """A reply with its body; values of the request are repeated where they are harmless in JSON, a year as a number."""
    if reply.body is None:
        return f"return {reply.status};"
    text = orjson.dumps(reply.body).decode().replace("'", r"\'")
    text = text.replace("{value}", maps.said(refused) if refused else "")
    for parameter in route.parameters:
        name = f"{{{parameter.name}}}"
        text = text.replace(f'"{name}"' if parameter.kind == "year" else name, maps.said(parameter))
    return f"return {reply.status} '{text}';"


def notes(served: Served) -> Iterator[Note]:
    """The names that are too long for a map."""
    yield from told(names.left_out(served), "nginx would refuse its configuration for so long a name")


HOST = Host(
    rules,
    encodings=("gz",),
    notes=notes,
    unasked=r"(^|/)\.{1,2}(/|$)",
    why="nginx takes a path with dots between slashes for another path",
)
