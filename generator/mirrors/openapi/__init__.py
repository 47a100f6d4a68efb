"""The description of a tree, `openapi.json` (OpenAPI 3.1): the addresses of the APIs, and every kind of file."""

from generator.mirrors.openapi.components import Components
from generator.mirrors.openapi.description import OWN, PATH, DescribedSite, described, document

__all__ = ["OWN", "PATH", "Components", "DescribedSite", "described", "document"]
