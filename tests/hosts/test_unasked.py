"""Names with dots and slashes: a host that says it cannot be asked for one cannot, and can for all others."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.config import load
from generator.events import formats
from generator.hosts import HOSTS
from generator.pipeline import Options, build
from tests.conftest import NOW, listen
from tests.hosts.netlify import asked
from tests.hosts.servers import SERVERS, sent

# Each has one listen more than the one before, so that the count tells whose answer it is.
NAMES = (
    ".", "..", "./a", "../a", "a/.", "a/..", "a/./b", "a/../b", "/..", "../../../etc",
    "...", ".a", "..a", "a.", "a..", "a..b", "a/...", ".../b", "a/b..", "..b/c",
    "/", "//", "/a", "a/", "a//b", "a\\..\\b", "~2E~2E", "%2e%2e", "a;..;b",
    "a\nb", "a\n/b", "a\rb", "a\u2028b", "a$\nb", "a\x1bb",
)  # fmt: skip
RUN = {"nginx": "nginx", "caddy": "caddy", "workerd": "cloudflare"}  # servers, and the hosts that they stand for


def made(folder: Path, hosts: tuple[str, ...], names: tuple[str, ...] = NAMES) -> Path:
    """A tree of names alone, with the rules of some hosts."""
    lines = [
        listen(name, f"2024-05-01T{minute // 60:02d}:{minute % 60:02d}", "Low", "Words")
        for count, name in enumerate(names, 1)
        for minute in range(count)
    ]
    (folder / "listens.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    sources = [{"format": "listenbrainz", "path": "listens.jsonl"}]
    config = {
        "sources": sources,
        "map": "none",
        "mirrors": ["listenbrainz"],
        "pages": False,
        "periods": [],
        "hosts": hosts,
    }
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    build(load(folder / "config.yaml", formats.names()), folder / "output", NOW, Options(threads=2))
    return folder / "output"


def targets(name: str) -> tuple[str, str]:
    """How programs ask for a name: with its dots as they are, or encoded."""
    sent_as = quote(name, safe="")
    return f"/1/user/{sent_as}/listen-count", f"/1/user/{sent_as.replace('.', '%2E')}/listen-count"


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("names"), tuple(RUN.values()))


@pytest.fixture(scope="module", params=RUN)
def host(
    request: pytest.FixtureRequest, named: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, int]]:
    with SERVERS[request.param](named, tmp_path_factory.mktemp(request.param)) as port:
        yield RUN[request.param], port


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_had_unless_its_host_says_otherwise(host: tuple[str, int], name: str):
    """However its dots are sent; nobody gets the answer of another."""
    called, port = host
    wanted = {"payload": {"count": NAMES.index(name) + 1}}
    for target in targets(name):
        reply = sent(port, "GET", target)
        is_had = reply.status == 200 and json.loads(reply.body) == wanted
        assert is_had or reply.status in {400, 404}
        assert is_had == (re.search(HOSTS[called].unasked, name) is None), target


# Names that paths end with: each has one load more than the one before.
LAST = ("a", "a/", "é/", "/", "a\nb", "a\n\nb", "\x0bb", "b", "b.json", "x\ny/", "2024\n05")


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("last")
    lines = [
        {"ts": "2024-05-01T10:00:00Z", "event": "load", "media_id": name, "project_id": "p", "session_key": f"s{load}"}
        for count, name in enumerate(LAST, 1)
        for load in range(count)
    ]
    (folder / "beacons.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    config = {
        "sources": [{"format": "video-beacons", "path": "beacons.jsonl"}],
        "mirrors": ["wistia"],
        "pages": False,
        "periods": [],
        "hosts": list(RUN.values()),
    }
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    build(load(folder / "config.yaml", formats.names()), folder / "output", NOW, Options(threads=2))
    return folder / "output"


@pytest.mark.parametrize("called", ["serve", *RUN])
def test_a_name_at_the_end_of_a_path_is_had(called: str, watched: Path, tmp_path: Path):
    """With line breaks and slashes in it; nobody gets the answer of another, nor with a line break behind."""
    with SERVERS[called](watched, tmp_path) as port:
        for count, name in enumerate(LAST, 1):
            target = f"/v1/stats/medias/{quote(name, safe='')}"
            reply = sent(port, "GET", f"{target}.json")
            assert (reply.status, json.loads(reply.body)["load_count"]) == (200, count), target
            for ending in ("", "/"):
                reply = sent(port, "GET", target + ending)
                # A slash of its own is the path's to nginx, which has decoded it; and b.json is b to the API.
                is_lost = name == "b.json" or (called == "nginx" and name.endswith("/"))
                assert reply.status in {200, 404}
                assert is_lost or (reply.status, json.loads(reply.body)["load_count"]) == (200, count), target
                assert name == "b.json" or reply.status == 404 or json.loads(reply.body)["load_count"] == count
        for broken in ("a%0A", "a%0A.json", "%0Aa", "a%0D%0Ax"):
            assert sent(port, "GET", f"/v1/stats/medias/{broken}").status == 404


@pytest.mark.parametrize("names", [NAMES[::2], NAMES[1::2]])
def test_netlify_has_every_name_that_it_does_not_exclude(tmp_path: Path, names: tuple[str, ...]):
    """By its own matcher; in two parts, as each name takes hundreds of rules."""
    tree = made(tmp_path, ("netlify",), names)
    read = asked(tree, [targets(name)[0] for name in names])
    for count, name in enumerate(names, 1):
        answer = read.answers[targets(name)[0]]
        if re.search(HOSTS["netlify"].unasked, name):
            assert answer.status == 404
        else:
            assert answer.status == 200
            assert json.loads((tree / answer.file).read_bytes()) == {"payload": {"count": count}}
