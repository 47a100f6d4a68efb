"""What the hosts of a config need beside the documents: precompressed forms of them, and rules."""

from collections.abc import Iterator, Sequence

from generator.build.gathering import Gathering
from generator.build.tree import contract_of
from generator.config import Config
from generator.documents import Document
from generator.hosts import HOSTS, Host, Served, encodings


def forms(config: Config, document: Document) -> Iterator[Document]:
    """The precompressed forms of a document that a host of the config serves and that help."""
    return encodings.forms(document, sorted({each for _, host in _hosts(config) for each in host.encodings}))


def rules(work: Gathering, paths: Sequence[str]) -> Iterator[tuple[str, Document]]:
    """The rules of every host, with the host's name where they belong beside the tree, and none where within it."""
    subjects = {kind: dict(iter(named)) for kind, named in work.catalog.subjects.items()}
    served = Served(contract_of(work), subjects, work.config.site.base_url, paths)
    for name, host in _hosts(work.config):
        for document in host.rules(served):
            yield "" if host.inside else name, document


def _hosts(config: Config) -> Iterator[tuple[str, Host]]:
    return ((name, HOSTS[name]) for name in dict.fromkeys(config.hosts))
