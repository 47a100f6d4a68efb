"""An answer becomes an HTTP response: methods, CORS, conditional requests. No sockets here."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from werkzeug.http import parse_etags
from werkzeug.wrappers import Response

from generator.hosts import replies
from generator.hosts.headers import CACHE, CORS, SAFETY
from generator.hosts.replies import METHODS, NOT_ALLOWED
from generator.serve import reloading
from generator.serve.answers import Answer
from generator.serve.host_names import HostNames
from generator.serve.snapshot import Latest, Snapshot

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# What every response says whatever it is about: a preview is never kept without asking.
ALWAYS: Mapping[str, str] = {CACHE: "no-cache"}
# What a response says besides that other origins may read, as they may on every host.
_READ_BY_OTHERS = {"Access-Control-Expose-Headers": "ETag"}
_PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-Modified-Since, If-None-Match, Range",
    "Access-Control-Max-Age": "86400",
}
_MISDIRECTED = (
    "This server answers for this machine alone, not for the host of this request; --allow-host NAME adds a host."
)
_ETAG = 32  # hexadecimal digits


def application(latest: Latest, hosts: HostNames, log: Callable[[str], None], *, is_live: bool) -> "WSGIApplication":
    """The WSGI application that serves the latest edition of a tree for some hosts; `log` gets a line a request.

    The request's target is RAW_URI: path and query as the client wrote them.
    """

    def respond(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        is_ours = hosts.include(environ.get("HTTP_HOST", ""))
        response = _response(latest, environ, is_live=is_live) if is_ours else _misdirected()
        log(f"{environ['REQUEST_METHOD']} {environ['RAW_URI']} {response.status_code}")
        return response(environ, start_response)

    return respond


def error(status: int, message: str) -> Answer:
    """An error in the words of the server itself."""
    return Answer(status, body=replies.error(status, message).encode())


def _misdirected() -> Response:
    """The answer to a request for another host, which is not to be read by whoever is called so."""
    return _own(error(421, _MISDIRECTED))


def _own(answer: Answer) -> Response:
    """An answer of the server alone, which is published nowhere."""
    return Response(answer.body, answer.status, ALWAYS, content_type=answer.media_type)


def _response(latest: Latest, environ: "WSGIEnvironment", *, is_live: bool) -> Response:
    method, target = environ["REQUEST_METHOD"], environ["RAW_URI"]
    edition = latest.edition()
    if method == "OPTIONS":
        return _said(edition, Answer(204), _PREFLIGHT)
    if method not in {"GET", "HEAD"}:
        return _said(edition, Answer(405, body=NOT_ALLOWED.encode()), {"Allow": METHODS})
    if is_live and target.partition("?")[0] == reloading.PATH:
        return Response(reloading.events(latest), mimetype="text/event-stream", headers=ALWAYS)
    if not target.startswith("/"):
        return _own(error(400, "Bad request."))
    try:
        answer = edition.tree.answer(target)
    except OSError:  # a build, or somebody, took the file away just now
        return _own(error(503, "The tree is being replaced; try again."))
    response = _live(edition, answer) if is_live else _said(edition, answer)
    return _conditional(response, environ) if answer.status == 200 else response  # noqa: PLR2004


def _said(edition: Snapshot, answer: Answer, more: Mapping[str, str] | None = None) -> Response:
    """The response that gives an answer, and nothing about a body where there is none."""
    headers = {**edition.headers(answer), **ALWAYS, **(more or {})}
    response = Response(answer.body, answer.status, headers | (_READ_BY_OTHERS if CORS in headers else {}))
    if answer.status == 204:  # noqa: PLR2004
        del response.headers["Content-Type"]
    return response


def _live(edition: Snapshot, answer: Answer) -> Response:
    """The same, but a page is told to look out for the next edition."""
    response = _said(edition, answer)
    if response.mimetype == "text/html":
        script = reloading.script(edition.name)
        response.data = reloading.scripted(answer.body, script)
        if SAFETY in response.headers:
            response.headers[SAFETY] = reloading.widened(response.headers[SAFETY], script)
    return response


def _conditional(response: Response, environ: "WSGIEnvironment") -> Response:
    """A response with its ETag, or 304 where the client has it; only content counts, so there is no date of it."""
    tag = hashlib.sha256(response.get_data()).hexdigest()[:_ETAG]
    response.set_etag(tag)
    if parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(tag):
        response.status_code = 304
    return response
