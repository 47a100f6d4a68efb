"""What the hosts of a config need beside the documents: precompressed forms of them, rules, and what is to be said."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

from generator.config import Config
from generator.documents import MANIFEST, Document
from generator.errors import ConfigError
from generator.hosts import HOSTS, Host, Note, Served, encodings, names
from generator.pipeline.context import BuildContext
from generator.pipeline.tree import contract_of
from generator.tree_writer import Forms


def require_apart(config: Config) -> None:
    """Raise a ConfigError where two hosts would read one file of the public folder, each in its own way."""
    for (one, first), (other, second) in combinations(_hosts(config), 2):
        both = [name for name in first.reads if name in second.reads]
        if both:
            said = (
                f"{one} and {other} cannot share a folder, as each reads {' and '.join(both)} in its own way; "
                f"leave one of them out, and build for it with another config.yaml into another folder (-o)"
            )
            raise ConfigError.of(config.fault(("hosts",), said))


def forms(config: Config) -> Forms:
    """The precompressed forms of documents that a host of the config serves and that help."""
    endings = tuple(sorted({each for _, host in _hosts(config) for each in host.encodings}))
    return Forms(partial(encodings.forms, endings=endings), endings)


def served(work: BuildContext, paths: Sequence[str]) -> Served:
    """What rules are made from, once every document of the tree is made."""
    subjects = {kind: dict(iter(named)) for kind, named in work.catalog.subjects.items()}
    return Served(contract_of(work), subjects, work.config.site.base_url, (*paths, MANIFEST))


def rules(config: Config, tree: Served) -> Iterator[tuple[str, Document]]:
    """The rules of every host, with the host's name where they belong beside the tree, and none where within it."""
    for name, host in _hosts(config):
        for document in host.rules(tree):
            yield "" if host.inside else name, document


def notes(config: Config, tree: Served) -> Iterator[Note]:
    """What is to be said of the tree on every host, with the host's name."""
    for name, host in _hosts(config):
        for note in (*names.unasked(tree, host), *host.notes(tree)):
            yield replace(note, text=f"{name}: {note.text}")


def _hosts(config: Config) -> Iterator[tuple[str, Host]]:
    return ((name, HOSTS[name]) for name in dict.fromkeys(config.hosts))
