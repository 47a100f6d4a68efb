"""Pages reload by themselves: a script in each looks out for the next edition, and an endless answer tells of it.

The documents on disk have no script; it is put into what is sent.
"""

import hashlib
import html
import re
from base64 import b64encode
from collections.abc import Iterator
from time import monotonic, sleep

from generator.serve.snapshot import Latest

PATH = "/~live"  # no document's: a tilde in a name is written ~7E

_LOOK = 0.2  # seconds between looks for another edition
_BEAT = 10.0  # seconds after which the edition is told again, so that a connection without a reader is found out

# A tab that is not seen lets go of its connection, as a browser has six for a host. Where the browser gives up on a
# server that is away, the script does not.
_SCRIPT = """(() => {
  let source;
  const look = () => {
    source?.close();
    if (document.hidden) return;
    source = new EventSource("%s");
    source.onmessage = event => event.data === "%s" || location.reload();
    source.onerror = () => source.readyState === EventSource.CLOSED && setTimeout(look, 1000);
  };
  document.addEventListener("visibilitychange", look);
  look();
})();"""

_META = re.compile(r"<meta\s[^>]*>", re.IGNORECASE)
_POLICY = re.compile(r"\shttp-equiv\s*=\s*([\"']?)content-security-policy\1[\s/>]", re.IGNORECASE)
_CONTENT = re.compile(r"(\scontent\s*=\s*)(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def script(edition: str) -> str:
    """The script of a page of an edition."""
    return _SCRIPT % (PATH, edition)


def scripted(page: bytes, text: str) -> bytes:
    """A page with a script at its end, which the policy in it, if any, allows."""
    markup = page.decode("utf-8", "surrogateescape")
    markup = _META.sub(lambda meta: _allowed(meta[0], text), markup)
    return f"{markup}<script>{text}</script>\n".encode("utf-8", "surrogateescape")


def widened(policy: str, text: str) -> str:
    """A Content-Security-Policy that allows one script, and to connect to where the page is from, besides."""
    digest = b64encode(hashlib.sha256(text.encode()).digest()).decode()
    found: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        name, *sources = directive.split() or [""]
        found.setdefault(name.lower(), sources)  # the first of a name counts
    _widen(found, ("script-src-elem", "script-src", "default-src"), f"'sha256-{digest}'")
    _widen(found, ("connect-src", "default-src"), "'self'")
    return "; ".join(" ".join((name, *sources)) for name, sources in found.items() if name)


def events(latest: Latest) -> Iterator[bytes]:
    """Server-sent events: the name of the edition, now and whenever another has taken its place."""
    yield b"retry: 1000\n\n"
    said, told_at = "", 0.0
    while True:
        name = latest.edition().name
        if name != said or monotonic() - told_at > _BEAT:
            said, told_at = name, monotonic()
            yield f"data: {name}\n\n".encode()
        sleep(_LOOK)


def _allowed(meta: str, text: str) -> str:
    """A meta element; one that is a policy allows a script."""

    def content(found: re.Match[str]) -> str:
        policy = widened(html.unescape(found[2] or found[3] or ""), text)
        return f'{found[1]}"{html.escape(policy)}"'

    return _CONTENT.sub(content, meta) if _POLICY.search(meta) else meta


def _widen(policy: dict[str, list[str]], names: tuple[str, ...], source: str) -> None:
    """Add a source to the first directive of some that is there, which decides; without any, all is allowed.

    The last of the names decides more than this, so what it says goes on as the one before it.
    """
    decides = next((name for name in names if name in policy), None)
    if decides is None:
        return
    sources = [each for each in policy[decides] if each.lower() not in {"'none'", source}]
    if not (source.startswith("'sha") and _is_open(sources)):
        policy[names[-2] if decides == names[-1] else decides] = [*sources, source]


def _is_open(sources: list[str]) -> bool:
    """Whether every script in a page runs; beside a hash, 'unsafe-inline' would count no more."""
    return "'unsafe-inline'" in sources and not any(each.startswith(("'sha", "'nonce-")) for each in sources)
