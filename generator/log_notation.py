"""`log_format:` of config.yaml: how a server was told to write its access log, in nginx's or Apache's notation.

The notation becomes one regular expression of a whole line, with a group for each thing that is wanted of it. One of
JSON also tells the keys, for lines that a collector of logs wrote anew, in another order.
"""

import difflib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

NAMES = ("combined", "json", "w3c", "linehaul", "s3", "alb", "gcs", "haproxy", "envoy")
"""Formats that are known by name, see the headers of generator/sources/access-log."""

FIELDS = (
    "time", "request", "method", "target", "path", "query", "status", "address", "forwarded", "agent", "referrer",
    "host", "country",
)  # fmt: skip
"""What is wanted of a line."""


class Escape(Enum):
    """How a server writes what would end a quoted field."""

    DEFAULT = "default"  # \\xHH, \\" and \\\\
    JSON = "json"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class JsonMember:
    """A member of a JSON line: its JSON Pointer, the expression of its text, and which group of it has the field."""

    pointer: str
    pattern: str
    group: int


@dataclass(frozen=True, slots=True)
class LogFormat:
    """A notation that was read: the expression of a line, and which field each of its groups holds, in order.

    Of a notation of JSON `members` says which member holds a field.
    """

    pattern: str
    fields: tuple[str, ...]
    escape: Escape
    members: Mapping[str, JsonMember] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Known:
    """A variable: its field, how much it is wanted beside others of the field, and what it looks like unquoted."""

    field: str
    rank: int = 0
    pattern: str = r"\S*?"


_CLOCK = r"\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4}"
_NUMBER = r"\d+(?:\.\d+)?"

_QUERY = "is_args$args"  # both variables as one: the mark stands only before a query

_NGINX: Mapping[str, _Known] = {
    "time_local": _Known("time", 1, _CLOCK),
    "time_iso8601": _Known("time", 2, r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)"),
    "msec": _Known("time", 0, _NUMBER),
    "request": _Known("request", 0, ".*?"),
    "request_method": _Known("method", 0, "[A-Za-z-]*"),
    "request_uri": _Known("target", 0, r"(?:[/*]|[A-Za-z]+:)\S*?|-|"),
    "uri": _Known("path", 0, r"/[^?]*?|-|"),
    "document_uri": _Known("path", 1, r"/[^?]*?|-|"),
    "args": _Known("query"),
    "query_string": _Known("query", 1),
    "status": _Known("status", 0, r"\d{3}|-|"),
    "remote_addr": _Known("address", 0, r"[^\s,]*"),
    "http_cf_connecting_ip": _Known("forwarded", 0, r"[^\s,]*"),
    "http_true_client_ip": _Known("forwarded", 1, r"[^\s,]*"),
    "http_x_real_ip": _Known("forwarded", 2, r"[^\s,]*"),
    "http_x_forwarded_for": _Known("forwarded", 3, ".*?"),
    "proxy_add_x_forwarded_for": _Known("forwarded", 4, ".*?"),
    "http_user_agent": _Known("agent", 0, ".*?"),
    "http_referer": _Known("referrer", 0, r"\S*?"),
    "host": _Known("host", 0, r"[^\s/]*?"),
    "http_host": _Known("host", 1, r"[^\s/]*?"),
    "server_name": _Known("host", 2, r"[^\s/]*?"),
    "geoip_country_code": _Known("country", 0, "[A-Za-z-]*"),
    "geoip_city_country_code": _Known("country", 1, "[A-Za-z-]*"),
    "http_cf_ipcountry": _Known("country", 3, r"\S*?"),
    "http_cloudfront_viewer_country": _Known("country", 4, r"\S*?"),
    _QUERY: _Known("query", 0, r"(?:\?\S*?)?"),
    "scheme": _Known("", 0, "[a-z]*"),
}
_COUNTRY = re.compile(r"geoip2?_\w*country\w*(?:code|iso)\w*$")  # a name that the server's owner chose

_APACHE: Mapping[str, str] = {
    "h": "remote_addr", "a": "remote_addr", "r": "request", "m": "request_method", "U": "uri", "s": "status",
    "v": "server_name", "V": "http_host",
}  # fmt: skip
_APACHE_HEADERS: Mapping[str, str] = {
    "user-agent": "http_user_agent", "referer": "http_referer", "host": "http_host",
    "x-forwarded-for": "http_x_forwarded_for", "x-real-ip": "http_x_real_ip",
    "cf-connecting-ip": "http_cf_connecting_ip", "true-client-ip": "http_true_client_ip",
    "cf-ipcountry": "http_cf_ipcountry",
}  # fmt: skip
_DIRECTIVE = re.compile(r"%(?:!?\d{3}(?:,\d{3})*)?[<>]?(?:\{(?P<given>[^}]*)\})?(?P<letter>\^?[A-Za-z]{1,2}|%)")
_DIRECTIVES = ("ti", "to")  # of two letters, behind ^
_EPOCH = {"sec", "msec", "usec", "msec_frac", "usec_frac"}

_MARK = "\x01"  # stands around the number of a variable
_VARIABLE = re.compile(r"\$(?:(?P<both>is_args\$(?:args|query_string)\b)|\{(?P<braced>\w+)\}|(?P<bare>\w+))")
_STRING = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
_STRINGS = re.compile(r"(?:escape=\w+\s*)?(?:'(?:[^'\\]|\\.)*'\s*)+;?", re.DOTALL)
_WORD = re.compile(rf"\s*({_STRING}|[^\s;'\"]+|;)", re.DOTALL)

_NEEDED = {
    ("time",): "no time: add [$time_local], $time_iso8601 or $msec",
    ("request", "target", "path"): 'nothing that was asked for: add "$request", or $request_method and $request_uri',
    ("status",): "no status: add $status",
}
_APACHE_WORDS = {
    "[$time_local], $time_iso8601 or $msec": "%t",
    '"$request", or $request_method and $request_uri': '\\"%r\\", or %m and %U%q',
    "$status": "%>s",
}


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of the notation: a text that stands as it is, or what a variable gives."""

    text: str = ""
    name: str = ""
    known: _Known | None = None


@cache
def read(notation: str) -> LogFormat | str:
    """Read a notation, or give the name of a format that is known; ValueError with what to write instead."""
    text = notation.strip()
    if text.lower() in NAMES:
        return text.lower()
    if not text:
        raise ValueError(f"is empty: paste what follows log_format in nginx.conf, or name one of {', '.join(NAMES)}")
    if re.fullmatch(r"[\w .-]+", text) and "$" not in text and "%" not in text:
        near = difflib.get_close_matches(text.lower(), NAMES, n=1, cutoff=0.6)
        hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(NAMES)}"
        raise ValueError(
            f"no log format is called {text[:40]!r}; {hint}; or paste the server's own, such as '$remote_addr …'"
        )
    tokens, escape, is_apache = _tokens(text)
    chosen = _chosen(tokens)
    _require(tokens, chosen, is_apache=is_apache)
    pattern, fields = _pattern(tokens, chosen, escape)
    return LogFormat(pattern, fields, escape, _members(tokens, chosen))


def _tokens(text: str) -> tuple[list[_Token], Escape, bool]:
    directive = re.match(r"(?:LogFormat|CustomLog\s+\S+)\s+\"((?:[^\"\\]|\\.)*)\"", text, re.DOTALL)
    if directive:
        return list(_apache(_unquoted(directive[1]))), Escape.DEFAULT, True
    if text.startswith("log_format") or _STRINGS.fullmatch(text):
        notation, escape = _directive(text)
        return list(_nginx(notation)), escape, False
    line = " ".join(part.strip() for part in text.splitlines())
    if "$" not in line and _DIRECTIVE.search(line):
        return list(_apache(_unquoted(line))), Escape.DEFAULT, True
    is_json = line.startswith("{") and line.endswith("}")
    return list(_nginx(line)), Escape.JSON if is_json else Escape.DEFAULT, False


def _directive(text: str) -> tuple[str, Escape]:
    """Read a directive as nginx does: its words, of which strings may be quoted and follow one another."""
    words, at = [], 0
    while found := _WORD.match(text, at):
        at = found.end()
        if found[1] == ";":
            break
        words.append(found[1])
    rest = text[at:].strip()
    if rest:
        raise ValueError(
            f"something follows the directive, {rest[:30]!r}: paste one log_format alone, with its quotes closed"
        )
    strings = words[2:] if words[0] == "log_format" else words
    escape = Escape.DEFAULT
    if strings and strings[0].startswith("escape="):
        named = strings.pop(0).removeprefix("escape=")
        if named not in {each.value for each in Escape}:
            raise ValueError(f"escape={named} is none of default, json and none")
        escape = Escape(named)
    if not strings:
        raise ValueError("the directive has a name and no format: paste its strings, too")
    return "".join(_unquoted(word[1:-1]) if word[0] in "'\"" else word for word in strings), escape


def _unquoted(text: str) -> str:
    """A string without its escapes: a backslash before a quote or a backslash, and tabs."""
    return re.sub(r"\\(['\"\\t])", lambda found: "\t" if found[1] == "t" else found[1], text)


def _nginx(notation: str) -> Iterator[_Token]:
    at = 0
    for found in _VARIABLE.finditer(notation):
        yield _Token(_plain(notation[at : found.start()]))
        name = _QUERY if found["both"] else found["braced"] or found["bare"]
        known = _NGINX.get(name) or (_Known("country", 2, r"\S*?") if _COUNTRY.match(name) else None)
        yield _Token(name=name, known=known)
        at = found.end()
    yield _Token(_plain(notation[at:]))


def _plain(text: str) -> str:
    if "$" in text:
        raise ValueError(
            f"a $ without the name of a variable behind it, in {text.strip()[:30]!r}: write $status, for example"
        )
    return text


def _apache(notation: str) -> Iterator[_Token]:
    at = 0
    for found in _DIRECTIVE.finditer(notation):
        yield _Token(notation[at : found.start()])
        at = found.end()
        letter, given = found["letter"], (found["given"] or "").lower()
        if letter.startswith("^"):
            letter = letter[:3]
        elif len(letter) > 1:  # a letter that is text follows
            letter, at = letter[0], at - 1
        yield from _apache_directive(letter, given)
    yield _Token(notation[at:])


def _apache_directive(letter: str, given: str) -> Iterator[_Token]:
    if letter == "%":
        yield _Token("%")
    elif letter == "t" and not given:
        yield from (_Token("["), _Token(name="t", known=_NGINX["time_local"]), _Token("]"))
    elif letter == "t":
        is_number = given in _EPOCH
        is_part = given.endswith("_frac")
        yield _Token(name="t", known=None if is_part else _Known("time", 1, r"\d+" if is_number else ".*?"))
    elif letter == "q":
        yield _Token(name="q", known=_NGINX[_QUERY])
    elif letter == "i":
        yield _Token(name=given, known=_NGINX.get(_APACHE_HEADERS.get(given, "")))
    else:
        yield _Token(name=letter, known=_NGINX.get(_APACHE.get(letter, "")))


def _chosen(tokens: Sequence[_Token]) -> dict[str, int]:
    """Which token each field is taken from: the one that is wanted most, and of those the first."""
    found: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if token.known and token.known.field:
            other = tokens[found[token.known.field]].known if token.known.field in found else None
            if other is None or token.known.rank < other.rank:
                found[token.known.field] = at
    return found


def _require(tokens: Sequence[_Token], chosen: Mapping[str, int], *, is_apache: bool) -> None:
    for fields, said in _NEEDED.items():
        if not any(field in chosen for field in fields):
            wanted = said
            for nginx, apache in _APACHE_WORDS.items() if is_apache else ():
                wanted = wanted.replace(nginx, apache)
            raise ValueError(f"names {wanted}{_misspelt(tokens, fields)}")
    if not {"request", "method"} & chosen.keys() and (near := _misspelt(tokens, ("request", "method"))):
        raise ValueError(f"names no method{near}")


def _misspelt(tokens: Sequence[_Token], fields: Sequence[str]) -> str:
    known = [name for name, each in _NGINX.items() if each.field in fields]
    for token in tokens:
        near = difflib.get_close_matches(token.name, known, n=1, cutoff=0.75) if token.name and not token.known else []
        if near:
            return f"; did you mean ${near[0]} by ${token.name}?"
    return ""


def _pattern(tokens: Sequence[_Token], chosen: Mapping[str, int], escape: Escape) -> tuple[str, tuple[str, ...]]:
    """Write the expression of a line; fields that it lacks are groups at its end that hold nothing."""
    groups = {at: field for field, at in chosen.items()}
    pieces, fields = [], []
    for at, token in enumerate(tokens):
        if not token.name:
            pieces.append("[ \\t]+".join(map(re.escape, re.split(r"[ \t]+", token.text))))
            continue
        value = _value(tokens, at, escape)
        pieces.append(f"({value})" if at in groups else f"(?:{value})")
        fields += [groups[at]] if at in groups else []
    missing = [field for field in FIELDS if field not in fields]
    return f"^{''.join(pieces)}\\s*$" + "()" * len(missing), (*fields, *missing)


def _value(tokens: Sequence[_Token], at: int, escape: Escape) -> str:
    """What a variable may give, in or out of quotes."""
    before, after = tokens[at - 1].text if at else "", tokens[at + 1].text if at + 1 < len(tokens) else ""
    known = tokens[at].known
    if before.endswith('"') and after.startswith('"'):
        return ".*?" if escape is Escape.NONE else r'(?:[^"\\]|\\.)*'
    return known.pattern if known else ".*?"


def _members(tokens: Sequence[_Token], chosen: Mapping[str, int]) -> Mapping[str, JsonMember]:
    """Tell which members of a JSON notation hold the fields; none where the notation is no JSON object."""
    try:
        record = json.loads(_as_json(tokens), strict=False)
    except ValueError:
        return {}
    fields = {at: name for name, at in chosen.items()}
    found: dict[str, JsonMember] = {}
    for pointer, text in _texts(record, "") if isinstance(record, dict) else ():
        pieces = re.split(f"{_MARK}(\\d+){_MARK}", text)
        wanted = [int(piece) for piece in pieces[1::2] if int(piece) in fields]
        alone = len(pieces) == len(["", "1", ""]) and not pieces[0] + pieces[2]
        pattern = "".join(
            re.escape(piece)
            if at % 2 == 0
            else _member_value(tokens[int(piece)], is_alone=alone, is_wanted=int(piece) in fields)
            for at, piece in enumerate(pieces)
        )
        found |= {
            fields[at]: JsonMember(pointer, f"(?s)^{pattern}$", group) for group, at in enumerate(wanted, start=1)
        }
    return found


def _member_value(token: _Token, *, is_alone: bool, is_wanted: bool) -> str:
    pattern = token.known.pattern if token.known and not is_alone else ".*?"
    return f"({pattern})" if is_wanted else f"(?:{pattern})"


def _as_json(tokens: Sequence[_Token]) -> str:
    """The notation as JSON, with a mark where each variable stands, in quotes where it has none."""
    text, is_open = "", False
    for at, token in enumerate(tokens):
        if token.name:
            mark = f"{_MARK}{at}{_MARK}"
            text += mark if is_open else f'"{mark}"'
            continue
        text += token.text
        is_open ^= len(re.findall(r'(?<!\\)(?:\\\\)*"', token.text)) % 2 == 1
    return text


def _texts(value: object, pointer: str) -> Iterator[tuple[str, str]]:
    """Every text of a JSON object that a variable is in, with its JSON Pointer."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, str) and _MARK in value:
        yield pointer, value
