"""What may come over a socket that is no request of a browser: an answer or an end, never a traceback, never a wait."""

import errno
import json
import os
import shutil
import socket
import struct
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from generator.errors import AddressError, OutputError
from generator.serve import ServedTree, is_loopback, server, url
from generator.serve.host_names import HostNames
from tests.serve.conftest import Asking
from tests.serve.running import LONG

ARTISTS = b"/1/stats/user/ana/artists"


@pytest.fixture(autouse=True)
def quiet(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Nothing that comes makes the server complain."""
    yield
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")


def sent(port: int, *pieces: bytes) -> tuple[bytes, bytes]:
    """Send pieces and read until the server closes; answers the head and the body."""
    with socket.create_connection(("127.0.0.1", port), timeout=LONG) as client:
        for piece in pieces:
            client.sendall(piece)
        said = b""
        while more := client.recv(65536):
            said += more
    head, _, body = said.partition(b"\r\n\r\n")
    return head, body


def leave(client: socket.socket, *, rude: bool) -> None:
    """Let what is closed next be a reset, where it is to be rude."""
    if rude:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def got(port: int, target: bytes) -> tuple[int, bytes]:
    head, body = sent(port, b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return int(head.split()[1]), body


@pytest.mark.parametrize(
    "target",
    [
        b"/index.html", b"http://127.0.0.1:8000/index.html", b"HTTPS://LOCALHOST/index.html",
        b"http://localhost", b"http://[::1]?range=year", b"/?x", b"/index.html?a=b#c", b"/%69ndex.html",
        b"http://localhost/index.html?%",
    ],
)  # fmt: skip
def test_a_target_may_be_written_in_many_ways(port: int, tree: Path, target: bytes):
    """With a scheme and a host, or not: it is the path that counts."""
    assert got(port, target) == (200, (tree / "index.html").read_bytes())


def test_an_absolute_target_keeps_its_query(port: int):
    """As the target without scheme and host has it."""
    whole, cut = got(port, ARTISTS), got(port, b"http://localhost" + ARTISTS + b"?count=0")
    assert cut == got(port, ARTISTS + b"?count=0") != whole


def test_names_may_come_as_they_are(port: int):
    """Bytes beyond ASCII that a client did not encode are taken for encoded ones."""
    raw = got(port, "/1/stats/user/日本/artists".encode())
    assert raw == got(port, b"/1/stats/user/%E6%97%A5%E6%9C%AC/artists")
    assert json.loads(raw[1])["error"] == "Cannot find user: 日本"


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"/%", 404), (b"/%zz", 404), (b"/%00", 404), (b"/a\x00b", 404), (b"/\xff\xfe", 404), (b"/%ff", 404),
        (b"/\x7f", 404), (b"/index.html/", 404), (b"/~live", 404), (b"//index.html", 404), (b"//[", 404),
        (b"//[x/index.html", 404), (b"//x:99999/", 404), (b"http://localhost//index.html", 404), (b"/http://[", 404),
        (b"/" + b"a" * 60_000, 404), (b"/" + b"a" * 100_000, 414), (b"/" + b"a" * 1_000_000, 414),
        (b"/?" + b"x=1&" * 15_000, 200), (b"/" + b"../" * 15_000 + b"etc/passwd", 404),
        (b"/" + b"%2e%2e%2f" * 7_000 + b"etc/passwd", 404),
        (b"index.html", 400), (b"*", 400), (b"ftp://localhost/index.html", 400), (b"http://[x/index.html", 400),
        (b"x:80", 400),
        (b"file:///etc/passwd", 400), (b"?x", 400),
    ],
)  # fmt: skip
def test_a_target_that_names_nothing(port: int, target: bytes, status: int):
    """Not found where it is a path, refused where it is none or too long."""
    assert got(port, target)[0] == status


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"GET\r\n\r\n", 400),
        (b"GET / HTTP/x\r\n\r\n", 400),
        (b"GET / x HTTP/1.1\r\n\r\n", 400),
        (b"POST /\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\n\r\n", 505),
        (b"GET / HTTP/0.9\r\n\r\n", 505),
        (b"GET / HTTP/0.9\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nno colon\r\n\r\n", 200),
        (b'GET / HTTP/1.1\r\nIf-None-Match: \xff"\r\n\r\n', 200),
        (b"GET /\r\n\r\n", 200),
        (b"GET / HTTP/1.0\r\n\r\n", 200),
        (b"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 200),
        (b"CONNECT x:80 HTTP/1.1\r\n\r\n", 405),
    ],
)  # fmt: skip
def test_what_is_no_request_is_refused(port: int, request_: bytes, status: int):
    """In JSON that is not for pages of other origins, as no host publishes it; what can be read is answered."""
    head, body = sent(port, request_)
    assert int(head.split()[1]) == status
    assert (b"Access-Control-Allow-Origin: *" in head) is (status in {200, 405})
    assert status == 200 or json.loads(body)["code"] == status


@pytest.mark.parametrize("rude", [False, True])
@pytest.mark.parametrize(
    "sent_",
    [b"", b"\r\n", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n", b"nonsense\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"],
)
def test_who_leaves_early_is_forgotten(port: int, ask: Asking, sent_: bytes, *, rude: bool):
    """In the middle of a request, or before the answer, with a reset or without."""
    for _ in range(10):
        with socket.create_connection(("127.0.0.1", port), timeout=LONG) as client:
            client.sendall(sent_)
            leave(client, rude=rude)
    assert ask("GET", "/").status == 200


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"GET / HTTP/1.1\r\nContent-Length: 9\r\n\r\n", b"count=1&x"),
        (b"GET / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n", b"x" * 1_000_000),
        (b"GET / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n", b"fewer"),
        (b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"3\r\nabc\r\n0\r\n\r\n"),
        (b"GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", b"no chunk"),
        (b"GET / HTTP/1.1\r\n\r\n", b"GET /catalog.json HTTP/1.1\r\n\r\n"),
    ],
)  # fmt: skip
def test_what_follows_a_request_is_not_read(port: int, tree: Path, head: bytes, body: bytes):
    """The answer is whole and comes at once, and says that the connection ends with it."""
    said, page = sent(port, head, body)
    assert b"\r\nConnection: close" in said
    assert page == (tree / "index.html").read_bytes()


def test_a_client_that_waits_to_send_is_told_to(port: int, tree: Path):
    """Expect: 100-continue is answered before the answer itself."""
    head, rest = sent(port, b"GET / HTTP/1.1\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n")
    assert head == b"HTTP/1.1 100 Continue"
    assert rest.endswith((tree / "index.html").read_bytes())


def test_many_ask_at_once(ask: Asking, tree: Path):
    """Each has the whole answer."""
    pages = ["index.html", "users.html", "catalog.json", "404.html"]
    with ThreadPoolExecutor(40) as people:
        found = list(people.map(lambda number: ask("GET", f"/{pages[number % 4]}").body, range(400)))
    assert found == [(tree / pages[number % 4]).read_bytes() for number in range(400)]


def test_the_silent_keep_nobody_waiting(port: int, ask: Asking):
    """A hundred connections that say nothing are no hindrance to one that does."""
    silent = [socket.create_connection(("127.0.0.1", port), timeout=LONG) for _ in range(100)]
    assert ask("GET", "/").status == 200
    for client in silent:
        client.close()


@pytest.fixture(scope="module")
def large(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Serve the same tree with a document that no buffer of a socket holds."""
    copy = tmp_path_factory.mktemp("large") / "output"
    shutil.copytree(tree, copy)
    (copy / "large.json").write_bytes(b'"' + b"x" * 30_000_000 + b'"')
    with server(copy, 0) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield listening.server_port
        listening.shutdown()
        thread.join()


@pytest.mark.parametrize("rude", [False, True])
def test_a_client_hangs_up_in_the_middle(large: int, *, rude: bool):
    """With a reset or without: the next one is answered."""
    for _ in range(10):
        with socket.create_connection(("127.0.0.1", large), timeout=LONG) as client:
            client.sendall(b"GET /large.json HTTP/1.1\r\n\r\n")
            assert client.recv(100)
            leave(client, rude=rude)
    assert got(large, b"/")[0] == 200
    assert len(got(large, b"/large.json")[1]) == 30_000_002


def test_a_line_a_request_is_told_to_who_wants_it(tree: Path):
    """Method, target and status; in ASCII, so that no terminal can be played with."""
    lines: list[str] = []
    with server(tree, 0, log=lines.append) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        got(listening.server_port, b"/?\x1b[31mred")
        assert sent(listening.server_port, b"\x1b[2J\xff / HTTP/1.1\r\nHost: localhost\r\n\r\n")[0].split()[1] == b"405"
        listening.shutdown()
        thread.join()
    assert lines == ["GET /?%1B[31mred 200", "%1B[2J%FF / 405"]


def test_a_taken_port_is_one_message(tree: Path):
    """It says which, and what to do."""
    with server(tree, 0) as listening, pytest.raises(AddressError, match="--port") as caught:
        server(tree, listening.server_port)
    assert str(listening.server_port) in str(caught.value)


@pytest.mark.parametrize("bind", ["192.0.2.7", "no such host", "1.2.3.4.5", "::zz", "é" * 80])
def test_an_address_of_others_is_one_message(tree: Path, bind: str):
    """So is what is no address at all."""
    with pytest.raises(AddressError, match="--bind"):
        server(tree, 0, bind)


def test_no_tree_is_one_message(tmp_path: Path):
    """Before a port is taken."""
    with pytest.raises(OutputError, match="build it first"):
        server(tmp_path, 0)


@pytest.mark.parametrize(
    ("bind", "is_own", "address"),
    [
        ("127.0.0.1", True, "http://127.0.0.1:80/"),
        ("127.9.9.9", True, "http://127.9.9.9:80/"),
        ("::1", True, "http://[::1]:80/"),
        ("localhost", True, "http://localhost:80/"),
        ("0.0.0.0", False, "http://0.0.0.0:80/"),  # noqa: S104
        ("::", False, "http://[::]:80/"),
        ("192.168.1.5", False, "http://192.168.1.5:80/"),
        ("stats.example.org", False, "http://stats.example.org:80/"),
    ],
)
def test_what_is_this_machine_alone(bind: str, address: str, *, is_own: bool):
    """Loopback in both families; a name but localhost may be anybody's."""
    assert (is_loopback(bind), url(bind, 80)) == (is_own, address)


def test_another_build_is_served_at_once(tree: Path, tmp_path: Path):
    """A tree that takes the place of the one that is served, by whoever's build, answers the next request."""
    output, other = tmp_path / "output", tmp_path / "other"
    shutil.copytree(tree, output)
    shutil.copytree(tree, other)
    (other / "index.html").write_bytes(b"another")
    with server(output, 0) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        before = got(listening.server_port, b"/")
        output.rename(tmp_path / "old")
        between = got(listening.server_port, ARTISTS)
        other.rename(output)
        after = got(listening.server_port, b"/")
        again = got(listening.server_port, ARTISTS)
        listening.shutdown()
        thread.join()
    assert before == (200, (tree / "index.html").read_bytes())
    assert between[0] < 500
    assert after == (200, b"another")
    assert again == (200, ServedTree.at(tree).answer(ARTISTS.decode()).body)


def test_a_file_that_is_taken_away_is_told(tree: Path, port: int, monkeypatch: pytest.MonkeyPatch):
    """Between the look for it and the reading: in words of the server's own, which no other origin reads."""

    def gone(file: Path) -> bytes:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(file))

    monkeypatch.setattr(Path, "read_bytes", gone)
    for target in (b"/index.html", ARTISTS, b"/no/such/path"):
        head, body = sent(port, b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert int(head.split()[1]) == 503
        assert b"Access-Control" not in head
        assert str(tree).encode() not in body
        assert json.loads(body) == {"code": 503, "error": "The tree is being replaced; try again."}


REFUSED = 421


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: localhost", 200),
        (b"GET / HTTP/1.1\r\nHost: LocalHost.:81", 200),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1", 200),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1:8000", 200),
        (b"GET / HTTP/1.1\r\nHost: [::1]:8000", 200),
        (b"GET / HTTP/1.1\r\nHost: [::1]", 200),
        (b"GET / HTTP/1.1\r\nHost: stats.example.org:443", 200),
        (b"GET / HTTP/1.1\r\nHost: ", 200),
        (b"GET / HTTP/1.1", 200),
        (b"GET / HTTP/1.0", 200),
        (b"GET / HTTP/1.1\r\nHost: elsewhere.example", REFUSED),
        (b"GET /1/stats/user/ana/artists HTTP/1.0\r\nHost: elsewhere.example:8000", REFUSED),
        (b"HEAD / HTTP/1.1\r\nHost: localhost.elsewhere.example", REFUSED),
        (b"OPTIONS / HTTP/1.1\r\nHost: elsewhere.example", REFUSED),
        (b"POST / HTTP/1.1\r\nHost: elsewhere.example", REFUSED),
        (b"GET /~live HTTP/1.1\r\nHost: elsewhere.example", REFUSED),
        (b"GET / HTTP/1.1\r\nHost: 192.0.2.1", REFUSED),
        (b"GET / HTTP/1.1\r\nHost: [2001:db8::1]", REFUSED),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere.example", REFUSED),
        (b"GET / HTTP/1.1\r\nHost: localhost, elsewhere.example", REFUSED),
        (b"GET / HTTP/1.1\r\nHost: localhost@elsewhere.example", REFUSED),
        (b"GET / HTTP/1.1\r\nHost: [", REFUSED),
        (b"GET / HTTP/1.1\r\nHost: []:80", REFUSED),
        (b"GET / HTTP/1.1\r\nHost: :80", REFUSED),
        (b"GET / HTTP/1.1\r\nHost: \xff", REFUSED),
        (b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: localhost", REFUSED),
        (b"GET http://localhost:8000/ HTTP/1.1\r\nHost: elsewhere.example", 200),
    ],
)  # fmt: skip
def test_only_its_own_hosts_are_answered(tree: Path, head: bytes, status: int):
    """Those of this machine, and what is allowed; a name that leads here by somebody else's will may read nothing."""
    with server(tree, 0, allowed=["Stats.example.org"]) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        said, body = sent(listening.server_port, head + b"\r\n\r\n")
        listening.shutdown()
        thread.join()
    assert int(said.split()[1]) == status
    assert (b"Access-Control-Allow-Origin" in said) is (status != REFUSED)
    if status == REFUSED and not head.startswith(b"HEAD"):
        assert json.loads(body)["code"] == REFUSED
        assert b"--allow-host" in body


@pytest.mark.parametrize(
    ("bind", "host", "is_ours"),
    [
        ("192.168.1.5", "192.168.1.5:8000", True),
        ("192.168.1.5", "192.168.1.6:8000", False),
        ("0.0.0.0", "192.168.1.6:8000", True),  # noqa: S104
        ("::", "[fe80::1]:8000", True),
        ("::", "elsewhere.example", False),
        ("0.0.0.0", "elsewhere.example", False),  # noqa: S104
        ("nas.example", "nas.example:8000", True),
        ("nas.example", "localhost", True),
    ],
)
def test_where_it_listens_is_its_own(bind: str, host: str, *, is_ours: bool):
    """The address that it was told to listen at; at all of the machine's, each is one."""
    assert HostNames(bind).include(host) is is_ours
