"""A finished tree is served on this machine, with the answers of the API that its files were made from."""

from generator.serve.answers import Answer, ServedTree
from generator.serve.host_names import is_loopback, url
from generator.serve.inputs import ServedProject
from generator.serve.live import following, is_served
from generator.serve.server import server

__all__ = ["Answer", "ServedProject", "ServedTree", "following", "is_loopback", "is_served", "server", "url"]
