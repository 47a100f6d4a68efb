"""GitHub Pages: files as they are, open to other origins, under /<repository>/ or at the root of a host.

It has no rules and no headers of ours: an API is there by the paths of its files, as 1/stats/user/ana/artists.json,
with names in the case of the tree, and a wrong address is 404.html, which leads to `site.base_url`, as no relative link
would from every depth. A branch needs `.nojekyll`, without which what begins with an underscore is left out; the action
that uploads a folder drops that file, and does not need it. A deployment may take ten minutes, and a month of visits
100 GB.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.documents import Document
from generator.hosts.host import KIND, Host, Note, Served
from generator.hosts.limits import Limits

_GB = 10**9
_HIDDEN = (r"(^|/)\.(?!nojekyll$)", "its upload action leaves out names that begin with a dot")


def rules(_: Served) -> Iterator[Document]:
    """The file that keeps Jekyll from processing a branch."""
    yield Document(".nojekyll", b"", KIND)


def notes(served: Served) -> Iterator[Note]:
    """Where the site lies, as far as that decides what its pages lead to and where its APIs are."""
    path = urlsplit(served.base_url).path
    if not served.base_url and "404.html" in served.paths:
        yield Note(
            "site.base_url is empty, so 404.html leads to the root of the host, and a site under /<repository>/ is not "
            "there; say where it lies, as in base_url: https://ana.github.io/stats/",
            is_fault=True,
        )
    elif path.strip("/"):
        yield Note(
            f"the site lies under {path}, and so do its APIs; programs that ask for them at the root of a host need a "
            "user site, https://<name>.github.io/, or a domain of your own"
        )


HOST = Host(rules, inside=True, limits=Limits(tree_bytes=_GB, refused=(_HIDDEN,)), notes=notes, reads=(".nojekyll",))
