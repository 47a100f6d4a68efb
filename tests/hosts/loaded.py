"""Rules of hosts for any names, without a build, and the hosts' own programs that load them."""

import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator import paths
from generator.hosts import HOSTS, headers
from generator.hosts.host import Served
from generator.mirrors import contract
from generator.mirrors.catalog import Catalog
from tests.hosts.servers import LONG, found

APIS = ("listenbrainz", "partify", "winget", "pybossa", "wistia")


def served(names: Iterable[str], apis: tuple[str, ...] = APIS) -> Served:
    """A tree in which every subject of every API is called by one of the names, each its own documents."""
    segments = paths.segments(names)
    catalog = Catalog()
    endpoints = [endpoint for api in apis for endpoint in contract.ROUTED[api]]
    kinds = {each.names for endpoint in endpoints for each in endpoint.parameters if each.names}
    for kind in sorted(kinds):
        catalog.subjects[kind] = {each: {} for each in sorted(segments.items())}
    said = replace(contract.routes(catalog, apis), headers=headers.rules(b""))
    documents = tuple(f"user/{segment}.html" for segment in segments.values())
    return Served(said, dict.fromkeys(kinds, segments), "https://stats.example.org", documents)


def written(host: str, tree: Served, folder: Path) -> dict[str, bytes]:
    """Write a host's rules into a folder, and answer them by their paths."""
    rules = {document.path: document.body for document in HOSTS[host].rules(tree)}
    for path, body in rules.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    return rules


def nginx_says(folder: Path) -> str:
    """What nginx says of rules that it cannot load; nothing where it loads them."""
    conf = folder / "nginx.conf"
    conf.write_text(
        f'error_log "{folder}/error.log"; pid "{folder}/pid"; events {{}}\nhttp {{ access_log off; '
        f'include "{folder}/maps.conf"; server {{ listen 127.0.0.1:1; root "{folder}"; '
        f'include "{folder}/server.conf"; }} }}\n'
    )
    return _said([found("nginx", ("-v",), (1, 22)), "-t", "-c", str(conf), "-e", f"{folder}/error.log"], folder)


def caddy_says(folder: Path) -> str:
    """What Caddy says of rules that it cannot load; nothing where it provisions them."""
    conf = folder / "Site"
    conf.write_text(
        f'{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:1 {{\n\troot * "{folder}"\n\t'
        f'import "{folder}/stillstats.caddy"\n}}\n'
    )
    program = found("caddy", ("version",), (2, 6))
    return _said([program, "validate", "--config", str(conf), "--adapter", "caddyfile"], folder)


def _said(command: list[str], folder: Path) -> str:
    own = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    done = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=LONG)
    return done.stderr[-2000:] if done.returncode else ""
