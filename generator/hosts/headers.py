"""The headers of documents, the same on every host: open to other origins, sniffed and framed by nobody."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence

from generator.mirrors.routing import HeaderRule
from generator.pages.policy import policy

CORS = "Access-Control-Allow-Origin"
CACHE = "Cache-Control"
SAFETY = "Content-Security-Policy"

SHORT = "public, max-age=300"
LONG = "public, max-age=31536000, immutable"

_UNFRAMED = "frame-ancestors 'none'"
_BARE = f"default-src 'none'; {_UNFRAMED}"
_DRAWN = f"default-src 'none'; style-src 'unsafe-inline'; {_UNFRAMED}"  # a chart holds its own style

TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "woff2": "font/woff2",
    "txt": "text/plain; charset=utf-8",
}
UNKNOWN = "application/octet-stream"

# What is named by the hash of its bytes, and the wildcard for hosts that know nothing else.
_HASHED: Mapping[str, str] = {
    r"^style\.[0-9a-f]{8}\.css$": "/style.*",
    r"^fonts/[a-z-]+\.[0-9a-f]{8}\.woff2$": "/fonts/*.woff2",
}

_EVERYWHERE = {CORS: "*", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", CACHE: SHORT}


def rules(style: bytes | None) -> tuple[HeaderRule, ...]:
    """The rules of a tree; `style` is that of its lone page, None where pages keep a policy of their own."""
    pages = (HeaderRule(r"\.html$", {SAFETY: f"{_of_pages(style)}; {_UNFRAMED}"}),) if style is not None else ()
    return (
        HeaderRule("", _EVERYWHERE),
        *pages,
        HeaderRule(r"\.json$", {SAFETY: _BARE}),
        HeaderRule(r"\.svg$", {SAFETY: _DRAWN}),
        *(HeaderRule(path, {CACHE: LONG}) for path in _HASHED),
    )


def of(found: Sequence[HeaderRule], path: str) -> dict[str, str]:
    """The headers of a document by the rules of a contract."""
    headers = {"Content-Type": media_type(path)}
    for rule in found:
        if re.search(rule.path, path):
            headers |= rule.headers
    return headers


def wildcard(path: str) -> str:
    """The documents of a rule, which is not everyone's, for hosts that know wildcards alone."""
    return _HASHED.get(path) or "/*" + re.sub(r"[\\$]", "", path)


def media_type(path: str) -> str:
    """The media type of a document by its ending."""
    return TYPES.get(path.rpartition(".")[2].lower(), UNKNOWN)


def _of_pages(style: bytes) -> str:
    """The policy of pages, and of the one that holds its style itself."""
    digest = b64encode(hashlib.sha256(style).digest()).decode()
    return policy(f"'self' 'sha256-{digest}'")
