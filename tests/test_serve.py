"""The server gives the API's answers from the files of a tree, and nothing from outside it."""

import http.client
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson
import pytest

from generator.serve import ServedTree, server
from tests.conftest import listen
from tests.listenbrainz.histories import ARTISTS, HOPE, LOW, RELEASES, at, credit, mapped, mbid
from tests.listenbrainz.histories import listen as history_listen
from tests.listenbrainz.trees import Given
from tests.listenbrainz.trees import built as built_tree
from tests.serve.running import LONG

LISTENS = tuple(
    listen(user, f"2024-05-{day:02}T12:00", f"Artist {day:02}", f"Track {day:02}")
    for user in ("ana", "a/b", "日本語")
    for day in range(1, 29)
    for _ in range(1)
)


@pytest.fixture
def tree(built: Callable[..., tuple[Path, object]]) -> ServedTree:
    return ServedTree.at(built(*LISTENS)[0])


def payload(tree: ServedTree, target: str) -> dict[str, object]:
    answer = tree.answer(target)
    assert answer.status == 200, answer
    return orjson.loads(answer.body)["payload"]


def test_count_and_offset_cut_the_list(tree: ServedTree):
    """25 without a count, the asked ones with it; count says how many there are."""
    path = "/1/stats/user/ana/artists"
    assert payload(tree, path)["count"] == 25
    cut = payload(tree, f"{path}?count=5&offset=26&range=this_month")
    assert (cut["count"], cut["offset"], cut["range"], cut["total_artist_count"]) == (2, 26, "this_month", 28)
    assert [item["artist_name"] for item in cut["artists"]] == ["Artist 02", "Artist 01"]
    assert payload(tree, f"{path}?count=0")["artists"] == []
    assert payload(tree, f"{path}?count=99999")["count"] == 28


@pytest.mark.parametrize(
    ("target", "status", "error"),
    [
        ("/1/stats/user/nobody/artists?range=never", 404, "Cannot find user: nobody"),
        ("/1/stats/user/ana/artists?range=never&count=x", 400, "Invalid range: never"),
        ("/1/stats/user/ana/artists?count=-1", 400, "'count' should be a non-negative integer"),
        ("/1/stats/user/ana/artists?offset=x", 400, "'offset' should be a non-negative integer"),
        ("/1/stats/artist/what/listeners", 400, "what mbid format invalid."),
        ("/1/stats/release-group/what/listeners", 400, "what mbid format invalid."),
        ("/1/user/nobody/listen-count", 404, "Cannot find user: nobody"),
    ],
)
def test_errors_are_the_apis_own(tree: ServedTree, target: str, status: int, error: str):
    """Body and order of the checks: the user, the range, then count and offset."""
    answer = tree.answer(target)
    assert answer.status == status
    assert orjson.loads(answer.body) == {"code": status, "error": error}


def test_nothing_computed_is_204(tree: ServedTree):
    """With an empty body."""
    answer = tree.answer("/1/stats/user/ana/artists?range=year")
    assert (answer.status, answer.body) == (204, b"")


YEARS = (
    listen("ana", "2023-07-01T12:00", "Low", "Words"),
    listen("ana", "2024-05-02T12:00", "Low", "Words"),
    listen("ben", "2022-01-01T00:00", "Can", "Vitamin C"),
    listen("ben", "2024-05-15T12:00", "Can", "Vitamin C"),
)


@pytest.fixture
def yearly(built: Callable[..., tuple[Path, object]]) -> ServedTree:
    return ServedTree.at(built(*YEARS, name="yearly")[0])


@pytest.mark.parametrize(
    ("asked", "year", "count"),
    [
        ("ana/year-in-music", 2023, 1),
        ("ana/year-in-music/", 2023, 1),
        ("ana/year-in-music/2023", 2023, 1),
        ("ana/year-in-music/2024", 2024, 1),
        ("ben/year-in-music/2022", 2022, 1),
        ("ben/year-in-music", 2023, None),
        ("ana/year-in-music/2022", 2022, None),
    ],
)
def test_a_year_in_music_is_found_by_its_year(yearly: ServedTree, asked: str, year: int, count: int | None):
    """Without a number 2023, the latest complete year; a known user has no data for a year without listens."""
    found = payload(yearly, f"/1/stats/user/{asked}")
    assert (found["user_name"], found["year"]) == (asked.partition("/")[0], year)
    assert found["data"].get("total_listen_count") == count
    assert bool(found["data"]) is (count is not None)


@pytest.mark.parametrize(
    ("target", "error"),
    [
        ("/1/stats/user/ana/year-in-music/2001", "Cannot find Year in Music report for year: 2001"),
        ("/1/stats/user/nobody/year-in-music/2001", "Cannot find Year in Music report for year: 2001"),
        ("/1/stats/user/nobody/year-in-music/2023", "Cannot find user: nobody"),
        ("/1/stats/user/nobody/year-in-music", "Cannot find user: nobody"),
    ],
)
def test_a_year_is_checked_before_its_user(yearly: ServedTree, target: str, error: str):
    """A year before the first listens that the API takes is unknown for everyone, before the user is looked at."""
    answer = yearly.answer(target)
    assert (answer.status, orjson.loads(answer.body)) == (404, {"code": 404, "error": error})


@pytest.mark.parametrize("year", ["x", "-1", "2023.5", "20233333333", "2023%2F.."])
def test_what_is_no_year_is_not_found(yearly: ServedTree, year: str):
    """A path that is none of the API's."""
    answer = yearly.answer(f"/1/stats/user/ana/year-in-music/{year}")
    assert (answer.status, orjson.loads(answer.body)) == (404, {"code": 404, "error": "Not Found"})


def test_the_catalog_lists_years_in_music(yearly: ServedTree):
    """Every user's path with the years that have listens, and the latest complete one, in their order."""
    catalog = orjson.loads((yearly.folder / "catalog.json").read_bytes())
    paths = {user["user_name"]: user["paths"] for user in catalog["users"]}
    assert paths["ana"]["/1/stats/user/ana/year-in-music"] == ["2023", "2024"]
    assert paths["ben"]["/1/stats/user/ben/year-in-music"] == ["2022", "2023", "2024"]


@pytest.mark.parametrize("path", ["user/ana/artist-map", "sitewide/artist-map", "user/ana/era-activity"])
def test_force_recalculate_changes_nothing(mapped_tree: ServedTree, path: str):
    """It is accepted, whatever it says."""
    plain = mapped_tree.answer(f"/1/stats/{path}?range=this_year")
    assert plain.status == 200
    for said in ("true", "false", "", "x"):
        assert mapped_tree.answer(f"/1/stats/{path}?range=this_year&force_recalculate={said}") == plain


NEWER = (
    "user/ana/artist-activity",
    "user/ana/era-activity",
    "user/ana/genre-activity",
    "user/ana/artist-evolution-activity",
    "sitewide/artist-activity",
    "sitewide/era-activity",
    "sitewide/artist-evolution-activity",
)


@pytest.fixture(scope="module")
def mapped_tree(tmp_path_factory: pytest.TempPathFactory) -> ServedTree:
    heard = mapped(1, HOPE, **credit(("Low", "", LOW)))
    listens = [history_listen("ana", at("2024-05-10T12:00:00"), "Low", "Words", "Hope", **heard)]
    genres = [{"recording_mbid": mbid("recording", 1), "genre": "slowcore", "genre_count": 3}]
    given = Given(listens, ARTISTS, RELEASES, genres=genres)
    return ServedTree.at(built_tree(given, tmp_path_factory.mktemp("mapped")))


@pytest.mark.parametrize("path", NEWER)
def test_every_activity_is_answered(mapped_tree: ServedTree, path: str):
    """In its range with its name; a range without listens is 204, and there is no other range."""
    found = payload(mapped_tree, f"/1/stats/{path}?range=this_week")
    assert (found["range"], found["stats_range"], len(found[path.rpartition("/")[2].replace("-", "_")])) == (
        "this_week",
        "this_week",
        1,
    )
    assert mapped_tree.answer(f"/1/stats/{path}?range=quarter").status == 204
    assert mapped_tree.answer(f"/1/stats/{path}?range=decade").status == 400


@pytest.mark.parametrize(
    ("path", "units"),
    [
        ("user/ana", {"this_week": "Friday", "this_month": "10", "this_year": "May", "all_time": "2024"}),
        ("sitewide", {"this_week": "Friday", "this_month": 10, "this_year": "May", "all_time": 2024}),
    ],
)
def test_units_of_an_evolution(mapped_tree: ServedTree, path: str, units: dict[str, str | int]):
    """Weekdays and months by name; days and years are text in a user's answer and numbers in the site's."""
    found = {
        name: payload(mapped_tree, f"/1/stats/{path}/artist-evolution-activity?range={name}")[
            "artist_evolution_activity"
        ][0]["time_unit"]
        for name in units
    }
    assert found == units


@pytest.mark.parametrize("path", ["genre-activity", "daily-activity", "year-in-music", "year-in-music/2024"])
def test_what_the_site_has_not(mapped_tree: ServedTree, path: str):
    """There is no sitewide genre activity, daily activity or year in music."""
    assert mapped_tree.answer(f"/1/stats/sitewide/{path}").status == 404


@pytest.mark.parametrize("name", ["a%2Fb", "%E6%97%A5%E6%9C%AC%E8%AA%9E"])
def test_names_of_every_kind_are_found(tree: ServedTree, name: str):
    """A slash or another script in a name, percent-encoded as clients do."""
    assert payload(tree, f"/1/stats/user/{name}/artists")["count"] == 25
    assert payload(tree, f"/1/user/{name}/listen-count")["count"] == 28


@pytest.mark.parametrize(
    "target",
    [
        "/../project/config.yaml",
        "/%2e%2e/project/config.yaml",
        "/..%2Fproject%2Fconfig.yaml",
        "/1/stats/user/..%2F..%2F..%2F..%2Fproject/artists",
        "/1/stats/user/ana/artists?range=../../../../../../project/config",
        "/1/stats/user/ana/artists.json/../../../../../../project/config.yaml",
        "//project/config.yaml",
        "/\x00",
        "/" + "a" * 5000,
    ],
)
def test_nothing_outside_the_tree_is_served(tree: ServedTree, target: str):
    """Whatever climbs out is an error or not found."""
    answer = tree.answer(target)
    assert answer.status in {400, 404}
    assert b"sources" not in answer.body


@pytest.fixture
def address(tree: ServedTree) -> Iterator[tuple[str, int]]:
    with server(tree.folder, 0) as listening:
        thread = threading.Thread(target=listening.serve_forever, daemon=True)
        thread.start()
        yield "127.0.0.1", listening.server_port
        listening.shutdown()
        thread.join()


def test_it_listens_with_the_apis_headers(address: tuple[str, int]):
    """GET and HEAD over a socket, open to pages of other origins."""
    client = http.client.HTTPConnection(*address, timeout=LONG)
    for method, has_body in (("GET", True), ("HEAD", False)):
        client.request(method, "/1/stats/sitewide/artists")
        response = client.getresponse()
        body = response.read()
        assert (response.status, bool(body)) == (200, has_body)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Content-Type"] == "application/json"
    client.close()
