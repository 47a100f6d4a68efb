"""Hosts: what a static host needs to answer the requests of an API from the files of a tree."""

from collections.abc import Mapping

from generator.hosts import caddy, cloudflare, github_pages, netlify, nginx, plain, s3
from generator.hosts.host import Host, Note, Served

HOSTS: Mapping[str, Host] = {
    "plain": plain.HOST,
    "nginx": nginx.HOST,
    "caddy": caddy.HOST,
    "netlify": netlify.HOST,
    "cloudflare": cloudflare.HOST,
    "github-pages": github_pages.HOST,
    "s3": s3.HOST,
}

__all__ = ["HOSTS", "Host", "Note", "Served"]
