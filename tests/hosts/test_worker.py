"""The worker and Caddy's template answer as the server does, whatever is asked: three readings of one contract."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import properties
from tests.hosts.cases import CASES, SPELLED
from tests.hosts.servers import SERVERS, Served
from tests.hosts.tree import NAMES, PACKAGES

Pair = tuple[Served, Served]

TARGETS = [case.target for case in CASES]
# Caddy itself refuses paths that are no URLs, so that it is asked with broken queries alone.
QUERIES = [case.target for case in CASES if "?" in case.target and "moment" not in case.needs]
DIGITS = st.text("0123456789", min_size=1, max_size=4)
DATES = st.builds(
    lambda *parts: "".join(parts),
    st.sampled_from(["2024", "0001", "9999", "1969", "24", "02024"]) | DIGITS,
    st.sampled_from(["", "-05", "-5", "-02-29", "-02-30", "-13-01", "-12-31", "-05-09"]),
    st.sampled_from(["", "T", " ", "t"]),
    st.sampled_from(["", "10:30", "24:00", "24:00:00", "23:59:60", "10:30:15.1234567", "00:00:00,5", "1:30", "25:00"]),
    st.sampled_from(["", "Z", "z", "+02:00", "-0130", "%2B0200", " 02:00", "+99:00", "+24:00", "GMT"]),
)
WORDED = st.builds(
    lambda *parts: " ".join(part for part in parts if part),
    st.sampled_from(["", "Sat,", "Sat", "sat,", "Xyz,"]),
    st.sampled_from(["1", "01", "31", "May 01", "May"]),
    st.sampled_from(["May", "Feb", "may", "Foo", "2021"]),
    st.sampled_from(["2021", "21", "10:30:00"]),
    st.sampled_from(["", "10:30", "10:30:00", "24:00:00", "GMT+0200", "GMT-9900"]),
    st.sampled_from(["", "GMT", "UTC", "+0200", "-0000", "EST", "(CEST)"]),
)
MOMENTS = DATES | WORDED | st.integers(-(10**17), 10**17).map(str) | st.text(max_size=12)
PIECES = ["%", "%2", "%2F", "/", "?", "&", "=", "+", "%00", "..", "%ff", "%C3", "é", "0", "\\", ";", "&count=3"]
TEXTS = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)
CALLED = st.sampled_from([*NAMES, *SPELLED])
# Names in other letters: turned by a rule of Unicode, or with a letter put in another's place.
WRITTEN = st.builds(
    lambda name, written: written(name),
    CALLED,
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase, str.casefold]),
).flatmap(
    lambda name: st.builds(
        lambda form, place, letter: normalize(form, name[: place % len(name)] + letter + name[place % len(name) + 1 :]),
        st.sampled_from(["NFC", "NFD", "NFKD"]),
        st.integers(0, 200),
        st.sampled_from(
            [*"aAsSßẞkKiİΣ", "\u017f", "\u212a", "\u0131", "\u03c3", "\u03c2", "\u0301", "\u0307", "", "ﬀ", "𐐀"]
        ),
    )
)


@pytest.fixture(scope="module", params=["workerd", "caddy"])
def pair(request: pytest.FixtureRequest, tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """The server and another one that answers everything."""
    with ExitStack() as stack:
        yield tuple(
            Served(name, stack.enter_context(SERVERS[name](tree, tmp_path_factory.mktemp(name))), tree)
            for name in ("serve", request.param)
        )


def same(pair: Pair, target: str) -> int:
    """Ask both, and answer the status on which they agree."""
    one, other = (served.sent("GET", target, follow=True) for served in pair)
    assert (one.status, _read(one.body)) == (other.status, _read(other.body)), target
    if one.status == 200 and "etag" in other.headers and _read(one.body) is None:
        assert one.headers["etag"] == other.headers["etag"]
    return one.status


def _read(body: bytes) -> object:
    try:
        return json.loads(body)
    except ValueError:
        return None


@pytest.mark.parametrize("pair", ["workerd"], indirect=True)  # Caddy takes no moments
@properties.tried(200)
@given(
    moment=MOMENTS, name=st.sampled_from(["after", "before"]), resolution=st.sampled_from(["day", "isoWeek", "month"])
)
def test_dates_are_read_alike(pair: Pair, moment: str, name: str, resolution: str):
    """What is a moment for the one is the same moment for the other."""
    target = f"/v2/stats?packageId=Git.Git&resolution={resolution}&{name}={quote(moment, safe='+%:')}"
    assert same(pair, target) in {200, 400}


@properties.tried(200)
@given(
    name=TEXTS | WRITTEN | CALLED | st.sampled_from(PACKAGES),
    ending=st.sampled_from(["", "/", ".json", "%2F", "?count=2"]),
)
def test_names_are_found_alike(pair: Pair, name: str, ending: str):
    """A name that somebody has, in whatever case, or nobody, in every kind of path."""
    sent = quote(name, safe="")
    listener = f"/1/stats/user/{sent}"
    own = (
        f"{listener}/artists",
        f"{listener}/era-activity",
        f"{listener}/year-in-music",
        f"{listener}/year-in-music/2023",
        f"/1/user/{sent}/listen-count",
    )
    for path in (*own, f"/v1/stats/medias/{sent}"):
        same(pair, path + ending)
    same(pair, f"/v2/stats?packageId={sent}&resolution=day")


@properties.tried(200)
@given(
    number=st.integers(0, len(TARGETS) - 1),
    place=st.integers(0, 200),
    piece=st.sampled_from(PIECES),
)
def test_broken_requests_are_answered_alike(pair: Pair, number: int, place: int, piece: str):
    """A request of the table with something put into it."""
    targets = TARGETS if pair[1].name == "workerd" else QUERIES
    target = targets[number % len(targets)]
    first = 1 if targets is TARGETS else target.index("?") + 1
    at = first + place % (len(target) - first + 1)
    same(pair, quote(target[:at] + piece + target[at:], safe="/%?&=+:;,~$!'()*[]@#{}|^`<>\"\\"))


@properties.tried(200)
@given(count=TEXTS | st.integers(-3, 1200).map(str), offset=TEXTS | st.integers(-3, 1200).map(str))
def test_lists_are_cut_alike(pair: Pair, count: str, offset: str):
    """Every page of a list, and what is no number."""
    query = f"count={quote(count, safe='')}&offset={quote(offset, safe='')}"
    assert same(pair, f"/1/stats/user/ana/recordings?{query}") in {200, 400}
