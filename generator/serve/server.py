"""The socket in front of a tree: HTTP/1.1, a thread and a connection a request, on this machine alone unless told."""

import socket
from collections.abc import Callable, Collection
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote, urlsplit

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from generator import __version__
from generator.errors import AddressError
from generator.serve import responses
from generator.serve.host_names import LOOPBACK, HostNames
from generator.serve.snapshot import Latest

if TYPE_CHECKING:
    from io import BufferedIOBase

    from _typeshed.wsgi import WSGIEnvironment

_VISIBLE = "".join(map(chr, range(0x21, 0x7F)))  # characters of a target that stay as they are
_PATIENCE = 30  # seconds without a byte, after which a connection is closed
_LINGERING = 1  # the same, where the request was refused already
_READS = 100  # pieces of such a request that are read on
_HEADLESS = "HTTP/0.9"  # whose answers have no head that says what they are


def server(  # noqa: PLR0913 - what is said on the command line
    output: Path,
    port: int,
    bind: str = LOOPBACK,
    *,
    allowed: Collection[str] = (),
    is_live: bool = False,
    log: Callable[[str], None] = lambda _line: None,
) -> BaseWSGIServer:
    """A server of a tree, not yet begun: `server_port` is its port, `serve_forever` and `shutdown` begin and end it.

    It answers for this machine and for other hosts that are `allowed`. Where it `is_live`, pages reload when a build
    has replaced the tree. `log` gets a line a request. OutputError when there is no tree, AddressError when the
    address or the port cannot be had.
    """
    application = responses.application(Latest(output), HostNames(bind, allowed), log, is_live=is_live)
    with _bound(bind, port) as bound:
        listening = make_server(
            bind, port, application, threaded=True, request_handler=_Handler, fd=bound.fileno()
        )  # which has a copy of the socket
    listening.server_port = listening.port
    return listening


def _bound(bind: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    try:
        return socket.create_server((bind, port), family=family, backlog=128)
    except (OSError, TypeError, UnicodeError) as error:
        raise AddressError(
            f"{bind}, port {port}, cannot be had: {error}; name another with --bind or --port"
        ) from error


class _Handler(WSGIRequestHandler):
    """Reads a request, and says nothing of it; Werkzeug answers, and closes the connection behind the answer."""

    protocol_version = "HTTP/1.1"
    target = "*"
    host = ""
    default_request_version = "HTTP/1.1"  # of a request that does not say: it is told of its fault with headers, too
    timeout = _PATIENCE

    def parse_request(self) -> bool:
        """Read the request; its target is what was sent, as the standard library makes one slash of two."""
        is_read = super().parse_request()
        if is_read and self.request_version == _HEADLESS:
            self.send_error(HTTPStatus.HTTP_VERSION_NOT_SUPPORTED)
            return False
        if is_read:
            target = self.requestline.split()[1]
            self.target = _target(target)
            self.host = _host(target) or ", ".join(self.headers.get_all("Host", ()))
            self.path = "/"  # Werkzeug would read it, and fails at some
            # Werkzeug throws away what follows: from the bare socket it takes what is there and waits for no more.
            self.rfile = cast("BufferedIOBase", self.rfile.detach())
        return is_read

    def make_environ(self) -> "WSGIEnvironment":
        """What the application is told of the request."""
        said = {"REQUEST_METHOD": _in_ascii(self.command), "RAW_URI": self.target, "HTTP_HOST": self.host}
        return super().make_environ() | said

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Refuse what is no request at all; the standard library's message would quote it."""
        self.request_version = self.protocol_version  # else the answer to HTTP/0.9 would have no head
        answer = responses.error(code, f"{HTTPStatus(code).phrase}.")
        self.send_response(code)
        told = {"Content-Type": answer.media_type, "Content-Length": str(len(answer.body)), "Connection": "close"}
        for name, value in {**responses.ALWAYS, **told}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)
        self._linger()

    def _linger(self) -> None:
        """Read on for a little: a client that is still sending would not see the answer otherwise."""
        self.close_connection = True
        with suppress(OSError):  # it may have gone
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(_LINGERING)
            for _ in range(_READS):
                if not self.connection.recv(65536):
                    break

    def version_string(self) -> str:
        """The name of the server."""
        return f"stillstats/{__version__}"

    def log(self, *_: object) -> None:
        """Say nothing."""


def _target(target: str) -> str:
    """Path and query of a request target, in ASCII, however it is written; `*` where it has no path."""
    if not target.startswith("/"):
        try:
            parts = urlsplit(target)
        except ValueError:
            return "*"
        if parts.scheme not in {"http", "https"}:
            return "*"
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _in_ascii(target)


def _in_ascii(text: str) -> str:
    """What came over the socket, with everything but visible ASCII encoded, as no terminal is to be played with."""
    return quote(text.encode("latin-1"), safe=_VISIBLE)


def _host(target: str) -> str:
    """The host that a request target names itself, which goes before any that stands beside it; none in most."""
    try:
        return "" if target.startswith("/") else urlsplit(target).netloc.rpartition("@")[2]
    except ValueError:
        return ""
