"""No name, however long or odd, makes a host's rules unloadable, and what does not fit a limit is told."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import paths
from generator.hosts import HOSTS, names, nginx_names
from tests import properties
from tests.hosts.loaded import caddy_says, nginx_says, served, written
from tests.hosts.netlify import asked

# Bytes: of names that are texts in nginx, of a bucket of its table, of a segment, of a file's name, of a name of which
# each byte takes twelve in a pattern, of names in nginx, of keys of S3, and of a parameter of nginx.
LIMITS = (40, 64, paths.LONGEST, 255, 333, 1000, 1024, 4093)
# What a character takes in a rule differs: itself, four bytes, twenty; some are words of a host's own.
LETTERS = (
    "a", "A", ".", "$", '"', "\\", "'", ";", "{", "}", "#", "%", "~", "`", "\n", "\x00", " ", "/", "?", ":", "=",
    "é", "É", "ß", "st", "ffi", "ΐ", "🙂", "\ufffd", "${x}", "{$HOME}", "{env.HOME}", "{{ 1 }}", '<"">', "<<E",
)  # fmt: skip
PARTS = 4  # of them all, each with a tree of its own
LOADED = {"nginx": nginx_says, "caddy": caddy_says}


def cut(letters: str, size: int) -> str:
    """Letters again and again, in so many bytes of UTF-8 or a few less."""
    return (letters * size).encode()[:size].decode("utf-8", "ignore")


def at_limits(letters: str) -> Iterator[str]:
    """Names one byte below every limit, at it and above."""
    for limit in LIMITS:
        yield from (cut(letters, size) for size in (limit - 1, limit, limit + 1))
        yield cut(letters, limit // 4)  # as many bytes where each takes four


@pytest.mark.parametrize("part", range(PARTS))
def test_names_at_every_limit_load(part: int, tmp_path: Path):
    """In every place that a request may name them, and beside the same names in capitals."""
    found = [name for letters in LETTERS[part::PARTS] for name in (*at_limits(letters), letters, f"x{letters}")]
    tree = served([*found, *(name.swapcase() for name in found[::7])])
    for host, says in LOADED.items():
        written(host, tree, tmp_path)
        assert says(tmp_path) == ""


@pytest.mark.parametrize("host", LOADED)
def test_many_names_load(host: str, tmp_path: Path):
    """Names of which each begins with the one before, as anybody may ask for; and thousands beside each other."""
    longer = [letter * size for letter in "aA" for size in range(1, 1201)]
    written(host, served([*longer, *(f"Pub{number}.{'É' * (number % 9)}" for number in range(500))]), tmp_path)
    assert LOADED[host](tmp_path) == ""


LETTER = st.one_of(st.sampled_from(sorted(set("".join(LETTERS)))), st.characters(exclude_categories=("Cs",)))
NAME = st.builds(
    lambda text, times: text * times, st.text(LETTER, min_size=1, max_size=50), st.sampled_from((1, 7, 40))
)
HOSTILE = st.lists(NAME, min_size=1, max_size=30)


@properties.tried(8)
@given(found=HOSTILE)
def test_hostile_names_load(found: list[str], tmp_path_factory: pytest.TempPathFactory):
    """Whatever outsiders ask for."""
    for host, says in LOADED.items():
        folder = tmp_path_factory.mktemp(host)
        written(host, served(found), folder)
        assert says(folder) == ""


@pytest.mark.parametrize("letters", ["a", "é", "$", "ß", "/"])
def test_what_nginx_reads_of_a_name_is_bounded(letters: str, tmp_path: Path):
    """Every line is shorter than a parameter may be, and of names over 1,000 bytes each is told and in no map."""
    found = sorted(set(at_limits(letters)))
    tree = served(found, ("winget", "listenbrainz"))
    maps = written("nginx", tree, tmp_path)["maps.conf"]
    assert max(map(len, re.findall(rb'"(?:[^"\\]|\\.)*"', maps))) < 4096
    told = {name for name, _ in nginx_names.left_out(tree)}
    assert {name for name in found if len(name.encode()) > 1000} <= told
    assert all(len(name.encode()) > 150 for name in told)
    (note,) = HOSTS["nginx"].notes(tree)
    assert "names cannot be asked for" in note.text


def test_rules_of_cloudflare_do_not_grow(tmp_path: Path):
    """100 rules of headers with lines of 2,000 characters, and 100 paths of 100 characters, are what it takes."""
    few, many = (written("cloudflare", served(found), tmp_path) for found in (["ana"], [f"p{n}" for n in range(3000)]))
    assert few == many
    lines = many["_headers"].decode().splitlines()
    assert sum(not line.startswith(" ") for line in lines) <= 100
    assert max(map(len, lines)) <= 2000
    included = re.findall(r'"(/[^"]*)"', many["_routes.json"].decode())
    assert len(included) <= 100
    assert max(map(len, included)) <= 100


@pytest.mark.parametrize("letters", ["a", "é", "/", "🙂", "\n"])
def test_netlify_reads_names_at_every_limit(letters: str, tmp_path: Path):
    """By its own parser every rule is one, and there are no more of them than it takes."""
    found = sorted({cut(letters, size) for limit in (paths.LONGEST, 1000) for size in (limit - 1, limit, limit + 1)})
    tree = served(found, ("winget",))
    rules = written("netlify", tree, tmp_path)["_redirects"].decode().splitlines()
    read = asked(tmp_path, [])
    assert read.errors == []
    assert read.counted["redirects"] == len(rules)


@pytest.mark.parametrize("letters", LETTERS[::3])
def test_no_path_is_too_long(letters: str):
    """File systems take 255 bytes of a name and 4,096 of a path, and S3 1,024 of a key."""
    tree = served(at_limits(letters))
    for segment in {segment for named in tree.subjects.values() for segment in named.values()}:
        assert len(segment.encode()) <= paths.LONGEST
        for route in tree.contract.routes:
            path = re.sub(r"{\w+}", segment, route.file.replace("\\", r"\\")) if "\\" not in segment else ""
            assert len(path.encode()) + len(".gz") <= 1024
            assert all(len(part.encode()) <= 255 - len("/year-in-music-2024.html.gz") for part in path.split("/"))


def test_keys_of_s3_are_bounded():
    """An address that is too long for a key has none: its answer is at the path of its file."""
    tree = served(at_limits("a"), ("wistia", "listenbrainz"))
    (upload, *_) = HOSTS["s3"].rules(tree)
    assert max(len(key) for key in re.findall(rb'"((?:[^"\\]|\\.)*)"', upload.body)) <= 1024


@pytest.mark.parametrize("host", HOSTS)
def test_every_host_says_something_of_any_name(host: str):
    """Notes are a sentence each, however long the names are that they are about."""
    tree = served(at_limits("/."))
    for note in (*names.unasked(tree, HOSTS[host]), *HOSTS[host].notes(tree)):
        assert len(note.text) < 1500
        assert note.text.isprintable()
