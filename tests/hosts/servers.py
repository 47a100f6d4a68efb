"""Real servers of one tree on loopback ports: each a context that gives its port."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest

from generator.serve import server

MODULES = Path(__file__).parent / "node_modules"
LONG = 90  # seconds; a busy machine is slow

Server = Callable[[Path, Path], AbstractContextManager[int]]


def found(name: str, arguments: Sequence[str], least: tuple[int, int]) -> str:
    """The path of an optional program; the test is skipped, with the reason, where there is none or an older one."""
    program = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if not program:
        pytest.skip(f"there is no {name} on the PATH")
    version = version_of(program, arguments)
    if version < least:
        pytest.skip(f"{name} is older than {'.'.join(map(str, least))}, with which this was tried")
    return program


def version_of(program: str, arguments: Sequence[str]) -> tuple[int, int]:
    """The version that a program tells; the test is skipped where it does not even start."""
    try:
        done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False, timeout=LONG)
    except OSError as error:
        pytest.skip(f"{program} does not start: {error}")
    told = re.search(r"(\d+)[.-](\d+)", done.stdout + done.stderr)
    if done.returncode or not told:
        pytest.skip(f"{program} does not start: {done.stderr or done.stdout}")
    return int(told[1]), int(told[2])


@dataclass(frozen=True, slots=True)
class Reply:
    """A status, headers by their names in lower case, and a body."""

    status: int
    headers: dict[str, str]
    body: bytes


def sent(port: int, method: str, target: str, headers: dict[str, str] | None = None) -> Reply:
    """Send a request target as it is, and read the answer."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=LONG)
    try:
        client.putrequest(method, target, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            client.putheader(name, value)
        client.endheaders()
        response = client.getresponse()
        return Reply(response.status, {key.lower(): value for key, value in response.getheaders()}, response.read())
    finally:
        client.close()


@dataclass(frozen=True, slots=True)
class Served:
    """A server of a tree: what it is called, its port, and what it lacks."""

    name: str
    port: int
    tree: Path

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def lacks(self) -> set[str]:
        """What it cannot do, see cases.py."""
        return LACKS[self.name]

    @property
    def paths(self) -> list[str]:
        """The names of the files at the root of the tree."""
        return [file.name for file in self.tree.iterdir()]

    def sent(self, method: str, target: str, headers: dict[str, str] | None = None, *, follow: bool = False) -> Reply:
        """Send a request, and follow a redirect within the server."""
        reply = sent(self.port, method, target, headers)
        while follow and 300 <= reply.status < 400:
            reply = sent(self.port, method, reply.headers["location"], headers)
        return reply


@contextmanager
def _serve(output: Path, _: Path) -> Iterator[int]:
    with server(output, 0) as listening:
        thread = Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield listening.server_port
        listening.shutdown()
        thread.join()


@contextmanager
def _nginx(output: Path, folder: Path, port: int) -> Iterator[None]:
    program = found("nginx", ("-v",), (1, 22))
    rules = output.with_name(f"{output.name}.hosts") / "nginx"
    conf = folder / "nginx.conf"
    conf.write_text(f"""
daemon off; pid "{folder}/pid"; error_log "{folder}/error.log"; worker_processes 1;
{"user root;" if os.getuid() == 0 else ""}
events {{}}
http {{
    access_log off; client_body_temp_path "{folder}/body"; proxy_temp_path "{folder}/proxy";
    fastcgi_temp_path "{folder}/fastcgi"; uwsgi_temp_path "{folder}/uwsgi"; scgi_temp_path "{folder}/scgi";
    include "{rules}/maps.conf";
    server {{ listen 127.0.0.1:{port}; root "{output}"; include "{rules}/server.conf"; }}
}}
""")
    with _running([program, "-c", str(conf), "-e", f"{folder}/error.log"], port):
        yield


@contextmanager
def _workerd(output: Path, folder: Path, port: int) -> Iterator[None]:
    program = next(MODULES.glob("@cloudflare/workerd-*/bin/workerd"), None)
    if not program:
        pytest.skip("there is no workerd: run npm ci in tests/hosts")
    version_of(str(program), ("--version",))
    conf = folder / "workerd.capnp"
    shutil.copy(Path(__file__).parent / "assets.js", folder)
    shutil.copy(output / "_worker.js", folder / "worker.js")
    conf.write_text(f"""
using Workerd = import "/workerd/workerd.capnp";
const pages :Workerd.Worker = (
  modules = [(name = "assets.js", esModule = embed "assets.js")], compatibilityDate = "2025-09-01",
  bindings = [(name = "DISK", service = "disk"), (name = "WORKER", service = "worker")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")], compatibilityDate = "2025-09-01",
  bindings = [(name = "ASSETS", service = (name = "pages", entrypoint = "assets"))],
);
const config :Workerd.Config = (
  services = [
    (name = "pages", worker = .pages), (name = "worker", worker = .worker),
    (name = "disk", disk = (path = "{output}")),
  ],
  sockets = [(name = "http", address = "127.0.0.1:{port}", http = (), service = "pages")],
);
""")
    with _running([str(program), "serve", str(conf)], port):
        yield


@contextmanager
def _caddy(output: Path, folder: Path, port: int) -> Iterator[None]:
    program = found("caddy", ("version",), (2, 6))
    rules = output.with_name(f"{output.name}.hosts") / "caddy"
    conf = folder / "Caddyfile"
    conf.write_text(f"""
{{
	admin off
	auto_https off
	log {{
		output discard
	}}
}}
http://127.0.0.1:{port} {{
	root * "{output}"
	import "{rules}/stillstats.caddy"
}}
""")
    own = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with _running([program, "run", "--config", str(conf), "--adapter", "caddyfile"], port, own):
        yield


def _on_a_port(serve: Callable[[Path, Path, int], AbstractContextManager[None]]) -> Server:
    """Hold a port, bound but not listened on, for a server that is told which to take: nobody else is given it."""

    @contextmanager
    def served(output: Path, folder: Path) -> Iterator[int]:
        with socket.socket() as held:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            held.bind(("127.0.0.1", 0))
            port = int(held.getsockname()[1])
            with serve(output, folder, port):
                yield port

    return served


SERVERS: dict[str, Server] = {
    "serve": _serve,
    "nginx": _on_a_port(_nginx),
    "caddy": _on_a_port(_caddy),
    "workerd": _on_a_port(_workerd),
}
LACKS = {"serve": set(), "workerd": set(), "nginx": {"cut", "decode", "echo", "lower", "spell"}, "caddy": {"moment"}}


@contextmanager
def _running(command: list[str], port: int, own: dict[str, str] | None = None) -> Iterator[None]:
    """A program that listens, with an environment of its own; its words are shown when it does not."""
    environment = os.environ | (own or {})
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    try:
        _wait(process, port)
        yield
    finally:
        process.terminate()
        process.wait(LONG)


def _wait(process: subprocess.Popen[str], port: int) -> None:
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"it ended: {process.communicate()[0]}")
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("it does not listen")
