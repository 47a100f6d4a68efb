"""Hosts: what a static host needs to answer the requests of an API from the files of a tree."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from generator.hosts.host import Host, Note, Served

# Every host by its name in config.yaml, each in a module of its own, which is imported for a config that asks for it.
_MODULES = {
    "plain": "generator.hosts.plain",
    "nginx": "generator.hosts.nginx",
    "caddy": "generator.hosts.caddy",
    "netlify": "generator.hosts.netlify",
    "cloudflare": "generator.hosts.cloudflare",
    "github-pages": "generator.hosts.github_pages",
    "s3": "generator.hosts.s3",
}


class _Hosts(Mapping[str, Host]):
    """The hosts by their names."""

    def __getitem__(self, name: str) -> Host:
        host: Host = import_module(_MODULES[name]).HOST
        return host

    def __iter__(self) -> Iterator[str]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


HOSTS: Mapping[str, Host] = _Hosts()

__all__ = ["HOSTS", "Host", "Note", "Served"]
