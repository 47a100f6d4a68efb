"""The socket in front of a tree: loopback only, GET and HEAD."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.errors import OutputError
from generator.serve.answers import Tree


def server(output: Path, port: int) -> ThreadingHTTPServer:
    """A server of a tree on 127.0.0.1, not yet begun; OutputError when the port is taken or there is no tree."""
    tree = Tree.at(output)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(with_body=True)

        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def _answer(self, *, with_body: bool) -> None:
            answer = tree.answer(self.path)
            self.send_response(answer.status)
            for name, value in _headers(answer.media_type, len(answer.body), answer.status):
                self.send_header(name, value)
            self.end_headers()
            if with_body:
                self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    try:
        return ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        raise OutputError(f"port {port} cannot be had: {error}; name another with --port") from error


def _headers(media_type: str, length: int, status: int) -> list[tuple[str, str]]:
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = [
        ("Access-Control-Allow-Origin", "*"),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-cache"),
    ]
    if status != 204:  # noqa: PLR2004
        headers += [("Content-Type", media_type + charset), ("Content-Length", str(length))]
    return headers
