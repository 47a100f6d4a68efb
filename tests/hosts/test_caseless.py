"""Names in any case: the table that hosts fold by, and nginx's maps, which have to load whatever anybody is called."""

import re
from collections.abc import Mapping
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import caseless, paths
from generator.hosts import nginx, nginx_names
from generator.hosts.host import Served
from generator.mirrors import contract
from generator.mirrors.catalog import Catalog
from generator.mirrors.listenbrainz import LISTEN_COUNT
from generator.mirrors.routing import RouteParameter
from generator.serve.values import part
from tests import properties
from tests.hosts.servers import SERVERS, sent

USER = RouteParameter("user_name", "path", "subject", names="user_name")
# Words of nginx's own, and names as long as a log may hold them.
TRAPS = (
    *("default", "include", "volatile", "hostnames", "~", "~*a", "\\a", "$uri", "a;b", "a{b", "a b", "'", "#"),
    *("s" * 40, "s" * 62, "ß" * 30, "ü" * 100, "é" * 400, "x" * 1001, "y" * 5000, "ẞ" * 1200),
)


def of(*names: str) -> Mapping[str, str]:
    return paths.segments(names)


def served(named: Mapping[str, str]) -> Served:
    """A tree of listeners with a listen count each."""
    catalog = Catalog()
    for name, segment in named.items():
        catalog.add(LISTEN_COUNT, name, segment, "")
    return Served(contract.routes(catalog, ["listenbrainz"]), {"user_name": named}, "", ())


def found(named: Mapping[str, str], text: str) -> str | None:
    """The segment that a request finds."""
    return part(USER, text, served(named).contract)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("ana", "ANA"), ("Ana", "ana"), ("Ana", "aNA"), ("straße", "STRASSE"), ("strasse", "straẞe"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"), ("İpek", "i\u0307pek"), ("İpek", "I\u0307PEK"), ("é", "E\u0301"), ("E\u0301a", "éA"),
        ("ﬁ", "FI"), ("ΐ", "\u0399\u0308\u0301"), ("𐐀x", "𐐨X"), ("CON", "con"), ("a/B", "A/b"), ("x" * 300, "X" * 300),
    ],
)  # fmt: skip
def test_a_name_is_found_in_any_case(name: str, asked: str):
    """By Unicode's full folding, and with its accents composed or apart."""
    named = of(normalize("NFC", name), "somebody")
    assert found(named, asked) == named[normalize("NFC", name)]


@pytest.mark.parametrize(("name", "asked"), [("ipek", "İpek"), ("ı", "i"), ("é", "e"), ("ana", "anа"), ("a", " a")])  # noqa: RUF001
def test_another_name_is_not_found(name: str, asked: str):
    """A dotless i, a letter without its accent, a letter of another script, a space: others' names."""
    named = of(name)
    assert found(named, asked) != named[name]


def test_of_names_that_differ_in_case_alone_each_is_found_as_it_is_written():
    """And the one that is written as it is folded in every other way."""
    named = of("ana", "Ana", "ANA")
    assert [found(named, name) for name in ("ana", "Ana", "ANA", "aNa")] == [
        *(named[name] for name in ("ana", "Ana", "ANA")),
        named["ana"],
    ]


def test_the_table_holds_what_the_names_need_alone():
    """Capitals of letters that occur, and what folds to them; a plain name in small letters needs no line."""
    table = caseless.table(of("bob", "Kim"))
    assert table == {
        "characters": {"B": "b", "I": "i", "K": "k", "M": "m", "O": "o", "\u212a": "k"},
        "names": {"kim": "Kim"},
    }


LETTERS = st.text("aAsSßẞ\u017fkK\u212ai\u0130fF\ufb00\ufb01\u03c3\u03c2\u03a3é\u0301-", min_size=1, max_size=7)


@properties.tried(400)
@given(names=st.lists(LETTERS, min_size=1, max_size=4), text=LETTERS)
def test_nginx_finds_what_serve_finds(names: list[str], text: str):
    """A text of its maps, without regard to the case of ASCII, or the first pattern: as the table has it."""
    by_fold = {normalize("NFC", normalize("NFC", name).casefold()): normalize("NFC", name) for name in names}
    tree = served(of(*by_fold.values()))
    lines = [(sent, segment.strip('"')) for sent, segment in nginx_names.lines(USER, tree)]
    texts = {sent.strip('"').removeprefix("\\\\"): segment for sent, segment in lines if not sent.startswith('"~')}
    patterns = [  # Python calls the end of a text otherwise
        (sent.strip('"').removeprefix("~").replace(nginx_names.END, r"\Z").encode(), segment)
        for sent, segment in lines
        if sent.startswith('"~')
    ]
    lowered = text.encode().lower().decode()
    answer = texts.get(lowered) or next((segment for form, segment in patterns if re.search(form, text.encode())), None)
    wanted = part(USER, text, tree.contract)
    assert answer == (wanted if wanted in tree.subjects["user_name"].values() else None)


def test_nginx_loads_whatever_anybody_is_called(tmp_path: Path):
    """Every name that is not told of is found, and none is in the way of another, among three thousand."""
    named = of(*TRAPS, *(f"listener-{number}" for number in range(3000)))
    tree = served(named)
    left_out = [name for name, _ in nginx_names.left_out(tree)]
    assert left_out == sorted(name for name in TRAPS if len(name.encode()) > 1000)
    output = tmp_path / "output"
    for name, segment in named.items():
        file = output / f"1/user/{segment}/listen-count.json"
        file.parent.mkdir(parents=True)
        file.write_text(f"{len(name)}", encoding="utf-8")
    for document in nginx.HOST.rules(tree):
        rules = tmp_path / "output.hosts/nginx" / document.path
        rules.parent.mkdir(parents=True, exist_ok=True)
        rules.write_bytes(document.body)
    with SERVERS["nginx"](output, tmp_path) as port:
        for name in (*TRAPS, "listener-7", "LISTENER-2999"):
            reply = sent(port, "GET", f"/1/user/{quote(name, safe='')}/listen-count")
            assert reply.status in ({404, 414} if name in left_out else {200}), name
    (note,) = nginx.HOST.notes(tree)
    assert note.text.startswith(f"{len(left_out)} names cannot be asked for")
