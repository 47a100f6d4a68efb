"""Real servers of one tree on loopback ports: each a context that gives its port."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest

from generator.serve import server

MODULES = Path(__file__).parent / "node_modules"


@dataclass(frozen=True, slots=True)
class Reply:
    """A status, headers by their names in lower case, and a body."""

    status: int
    headers: dict[str, str]
    body: bytes


def sent(port: int, method: str, target: str, headers: dict[str, str] | None = None) -> Reply:
    """Send a request target as it is, and read the answer."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
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
def _nginx(output: Path, folder: Path) -> Iterator[int]:
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        pytest.skip("there is no nginx on the PATH")
    rules, port = output.with_name(f"{output.name}.hosts") / "nginx", free_port()
    conf = folder / "nginx.conf"
    conf.write_text(f"""
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
{"user root;" if os.getuid() == 0 else ""}
events {{}}
http {{
    access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {rules}/maps.conf;
    server {{ listen 127.0.0.1:{port}; root {output}; include {rules}/server.conf; }}
}}
""")
    with _running([str(program), "-c", str(conf), "-e", f"{folder}/error.log"], port):
        yield port


@contextmanager
def _workerd(output: Path, folder: Path) -> Iterator[int]:
    program = next(MODULES.glob("@cloudflare/workerd-*/bin/workerd"), None)
    if not program:
        pytest.skip("there is no workerd: run npm ci in tests/hosts")
    port, conf = free_port(), folder / "workerd.capnp"
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
        yield port


@contextmanager
def _caddy(output: Path, folder: Path) -> Iterator[int]:
    program = shutil.which("caddy")
    if not program:
        pytest.skip("there is no caddy on the PATH")
    rules, port = output.with_name(f"{output.name}.hosts") / "caddy", free_port()
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
	root * {output}
	import {rules}/stillstats.caddy
}}
""")
    own = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    with _running([str(program), "run", "--config", str(conf), "--adapter", "caddyfile"], port, own):
        yield port


SERVERS: dict[str, Callable[[Path, Path], AbstractContextManager[int]]] = {
    "serve": _serve,
    "nginx": _nginx,
    "caddy": _caddy,
    "workerd": _workerd,
}
LACKS = {"serve": set(), "workerd": set(), "nginx": {"cut", "decode", "echo", "lower", "spell"}, "caddy": set()}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


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
        process.wait(20)


def _wait(process: subprocess.Popen[str], port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if process.poll() is not None:
            pytest.fail(f"it ended: {process.communicate()[0]}")
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("it does not listen")
