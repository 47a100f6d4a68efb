"""What a build writes, with neither sources nor pages: `python -m tests.torture.smallest WHAT FOLDER`, or `clean`."""

import sys
from pathlib import Path

from generator import swap
from generator.documents import MARK, Document
from generator.errors import OutputError
from generator.pipeline.staging import staged


def make(what: str, output: Path) -> None:
    """A tree, rules of a host and rejects that say which build they are of, or none any more."""
    if what == "clean":
        swap.clean(output)
        return
    with staged(output) as staging:
        staging.write(Document("index.html", what.encode() * 30_000, "page"))
        staging.write(Document(MARK, b"{}", "site"))
        staging.write(Document("maps.conf", what.encode() * 30_000, "site"), "nginx")
        staging.write_rejects(iter([("a.csv", number, what) for number in range(9_000)]))


if __name__ == "__main__":
    try:
        make(sys.argv[1], Path(sys.argv[2]))
    except OutputError as error:
        sys.exit(str(error))
