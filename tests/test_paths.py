"""Names become path segments that no host and no file system misreads."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import paths

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
FORBIDDEN = set('%/\\:*?"<>|') | {chr(code) for code in range(32)}


@pytest.mark.parametrize(
    ("name", "segment"),
    [
        ("ana", "ana"),
        ("TestUser", "TestUser"),
        ("a/b", "a~2Fb"),
        ("<script>", "~3Cscript~3E"),
        ("CON", "~43ON"),
        ("con.txt", "~63on.txt"),
        ("NUL", "~4EUL"),
        ("console", "console"),
        ("日本語", "日本語"),
        (".hidden", "~2Ehidden"),
        ("..", "~2E~2E"),
        ("dot.", "dot~2E"),
        ("space ", "space~20"),
        ("100%", "100~25"),
        ("a~b", "a~7Eb"),
        ("e\u0301", "é"),
    ],
)
def test_a_name_has_one_segment(name: str, segment: str):
    """Letters of every script stay; what some host decodes, reserves or trims becomes ~XX."""
    assert paths.segment(name) == segment


@given(NAMES)
def test_a_segment_is_safe_everywhere(name: str):
    """No separator, wildcard, control, leading dot or trailing dot or space is left, and 200 bytes are enough."""
    segment = paths.segment(name)
    assert not FORBIDDEN & set(segment)
    assert not segment.startswith(".")
    assert not segment.endswith((".", " "))
    assert 0 < len(segment.encode()) <= paths.LONGEST


@given(NAMES)
def test_the_mapping_can_be_inverted(name: str):
    """A segment gives its name back."""
    assert paths.name_of(paths.segment(name)) == normalize("NFC", name)


@given(st.lists(NAMES | st.text("aAe\u0301éK\u212a. ", min_size=1, max_size=3), max_size=8))
def test_no_two_names_share_a_file(names: list[str]):
    """Names of a tree never differ only in case or in how an accent is written; a segment gives its name back."""
    segments = paths.segments(names)
    assert len({normalize("NFC", segment).casefold() for segment in segments.values()}) == len(set(names))
    assert all(paths.name_of(segment) in {name, normalize("NFC", name)} for name, segment in segments.items())


def test_the_composed_name_keeps_its_form():
    """Of two names that only write an accent differently the other one says its bytes."""
    assert paths.segments(["é", "e\u0301", "K", "\u212a"]) == {
        "é": "é",
        "e\u0301": "e~CC~81",
        "K": "~4B",
        "\u212a": "~E2~84~AA",
    }


def test_no_folder_is_called_like_a_file():
    """Where files lie beside folders, of a and a.json the latter has its dot escaped; alone it keeps its form."""
    assert paths.segments(["a", "A.JSON", "b.json", "a.html"], (".json",)) == {
        "a": "a",
        "A.JSON": "A~2EJSON",
        "b.json": "b.json",
        "a.html": "a.html",
    }


def test_the_lower_case_name_keeps_its_form():
    """Of ana, Ana and ANA the first keeps its path, so that a new listener does not move an old one."""
    assert paths.segments(["Ana", "ana", "ANA", "Ben"]) == {
        "ANA": "~41~4E~41",
        "Ana": "~41na",
        "Ben": "Ben",
        "ana": "ana",
    }


def test_a_long_name_is_shortened_apart_from_its_likes():
    """Names over 200 bytes keep their beginning and a hash of the whole."""
    one, other = paths.segment("x" * 300), paths.segment("x" * 301)
    assert one != other
    assert one.startswith("x" * 100)
    assert len(one) <= paths.LONGEST


@pytest.mark.parametrize(
    ("source", "target", "url"),
    [
        ("index.html", "users.html", "users.html"),
        ("user/ana/week.html", "artist/x y.html", "../../artist/x%20y.html"),
        ("user/ana/week.html", "user/ana/week/map.svg", "week/map.svg"),
        ("user/ana/week.html", "user/ben/week.html", "../ben/week.html"),
        ("user/ana/week.html", "user/ana", "../ana"),
        ("ana/ana/ana.html", "ana/ben/ana.html", "../ben/ana.html"),
    ],
)
def test_a_relative_link_climbs_no_further_than_it_must(source: str, target: str, url: str):
    """Links work from any sub-path: they climb to the last folder that both share."""
    assert paths.relative(source, target) == url
