"""Any host that serves files: it needs nothing, and answers no query strings."""

from collections.abc import Iterator

from generator.documents import Document
from generator.hosts.host import Host, Served


def rules(_: Served) -> Iterator[Document]:
    """Nothing."""
    yield from ()


HOST = Host(rules)
