"""Hosts: what a static host needs to answer the requests of an API from the files of a tree."""

from collections.abc import Mapping

from generator.hosts import caddy, cloudflare, nginx, plain
from generator.hosts.host import Host, Served

HOSTS: Mapping[str, Host] = {
    "plain": plain.HOST,
    "nginx": nginx.HOST,
    "caddy": caddy.HOST,
    "cloudflare": cloudflare.HOST,
}

__all__ = ["HOSTS", "Host", "Served"]
