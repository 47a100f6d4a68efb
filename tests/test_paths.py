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


def test_another_form_of_a_name_says_its_bytes():
    """Of two names that only write an accent differently the first keeps the plain segment, whichever it is."""
    assert paths.segments(["é", "e\u0301", "K", "\u212a"]) == {
        "é": "é",
        "e\u0301": "e~CC~81",
        "K": "K",
        "\u212a": "~E2~84~AA",
    }
    assert paths.segments(["e\u0301", "é"]) == {"e\u0301": "é", "é": "~C3~A9"}


def test_no_folder_is_called_like_a_file():
    """Where files lie beside folders, a name with their ending has its dot escaped, whatever else there is."""
    assert paths.segments(["a", "A.JSON", "b.json", "a.html"], (".json",)) == {
        "a": "a",
        "A.JSON": "A~2EJSON",
        "b.json": "b~2Ejson",
        "a.html": "a.html",
    }


def test_the_name_with_the_best_claim_keeps_its_form():
    """Of names that differ in case the first keeps its path; the others' spell their letters out."""
    assert paths.segments(["Ana", "ana", "ANA", "Ben", "aNa"]) == {
        "Ana": "Ana",
        "ana": "an~61",
        "ANA": "~41~4E~41",
        "Ben": "Ben",
        "aNa": "a~4Ea",
    }


@pytest.mark.parametrize("name", ["con.x", "Con.x", "CON.X", "com1.y", "Com1.y"])
def test_a_reserved_name_has_two_segments_as_well(name: str):
    """Its first letter is escaped in either, so that another one tells them apart."""
    plain, other = paths.segments([name])[name], paths.segments([name.swapcase(), name])[name]
    assert plain.casefold() != other.casefold() or plain == paths.segment(name)
    assert paths.name_of(other) == name


@given(st.lists(NAMES | st.text("aAe\u0301éK\u212a. ", min_size=1, max_size=3), max_size=8, unique=True), NAMES)
def test_a_name_that_comes_last_moves_none(names: list[str], more: str):
    """What was there keeps its segment, whatever has a weaker claim."""
    before, after = paths.segments(names), paths.segments([*names, more])
    assert before.items() <= after.items()


@given(NAMES)
def test_the_second_segment_of_a_name_is_its_own(name: str):
    """Whatever goes before it: a name that is not plain has one other segment, which its own letters decide."""
    rivals = {
        normalize(form, text) for text in (name.swapcase(), name.upper(), name.lower()) for form in ("NFC", "NFD")
    }
    found = {paths.segments([rival, name])[name] for rival in rivals if rival != name}
    assert len(found - {paths.segment(name)}) <= 1


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
