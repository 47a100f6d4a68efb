"""A finished tree is served on this machine, with the answers of the API that its files were made from."""

from generator.serve.answers import Answer, Tree
from generator.serve.server import server

__all__ = ["Answer", "Tree", "server"]
