"""A finished tree is served on this machine, with the answers of the API that its files were made from."""

from generator.serve.answers import Answer, Tree
from generator.serve.inputs import Project
from generator.serve.live import following
from generator.serve.server import is_loopback, server, url

__all__ = ["Answer", "Project", "Tree", "following", "is_loopback", "server", "url"]
