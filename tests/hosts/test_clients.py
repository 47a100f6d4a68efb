"""Programs written for the original APIs read the tree unchanged: only their base URL is another."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import liblistenbrainz
import pylistenbrainz
import pylistenbrainz.client
import pytest
from liblistenbrainz.errors import ListenBrainzAPIException
from wystia import WistiaDataApi
from wystia.errors import NoSuchMedia

from tests.hosts.cases import RANGES
from tests.hosts.servers import Served
from tests.hosts.tree import MANY, NAMES

HEARD = {"this_week", "this_month", "this_year", "week", "all_time"}
LISTS = ("artists", "releases", "release_groups", "recordings")


@pytest.fixture
def client(served: Served) -> liblistenbrainz.ListenBrainz:
    return liblistenbrainz.ListenBrainz(api_base_url=served.address)


@pytest.fixture
def older(served: Served, monkeypatch: pytest.MonkeyPatch) -> pylistenbrainz.ListenBrainz:
    monkeypatch.setattr(pylistenbrainz.client, "API_BASE_URL", served.address)
    return pylistenbrainz.ListenBrainz()


@pytest.fixture
def wistia(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[WistiaDataApi]]:
    monkeypatch.setattr(WistiaDataApi, "_API_ENDPOINT", f"{served.address}/v1/")
    WistiaDataApi.configure("no token")
    WistiaDataApi._SESSION = None  # noqa: SLF001 - it keeps a session of the server before
    yield WistiaDataApi
    WistiaDataApi._SESSION = None  # noqa: SLF001


@pytest.mark.parametrize("items", LISTS)
def test_liblistenbrainz_pages_through_a_thousand_items(
    served: Served, client: liblistenbrainz.ListenBrainz, items: str
):
    """Ten pages of a hundred, each item once, in the order of the whole; a host that cannot cut gives the whole."""
    ask: Callable[..., Any] = partial(getattr(client, f"get_user_{items}"), "ana")
    whole = ask(count=1000)["payload"]
    assert (whole["count"], len(whole[items]), whole["offset"]) == (1000, 1000, 0)
    if "cut" in served.lacks:
        with pytest.raises(ListenBrainzAPIException) as caught:
            ask(count=100, offset=100)
        assert caught.value.status_code == 501
        return
    pages = [ask(count=100, offset=offset)["payload"] for offset in range(0, 1100, 100)]
    assert [page["count"] for page in pages] == [100] * 10 + [0]
    assert [item for page in pages for item in page[items]] == whole[items]
    assert len({json.dumps(item) for item in whole[items]}) == 1000


@pytest.mark.parametrize("name", RANGES)
def test_liblistenbrainz_reads_every_range(client: liblistenbrainz.ListenBrainz, name: str):
    """A range without listens is None."""
    found = [getattr(client, f"get_user_{items}")("ana", time_range=name) for items in LISTS]
    ranges = {answer["payload"]["range"] if answer else None for answer in found}
    assert ranges == ({name} if name in HEARD else {None})


def test_liblistenbrainz_counts_listens(client: liblistenbrainz.ListenBrainz):
    """A thousand and more of ana, one of everybody else, whatever they are called."""
    counts = [client.get_user_listen_count(name) for name in ("ana", "bo")]
    assert counts == [MANY + 1, 1]


@pytest.mark.parametrize("name", [name for name in NAMES if not set(name) & set("/?#%\\") and name != "..."])
def test_liblistenbrainz_finds_names(client: liblistenbrainz.ListenBrainz, name: str):
    """It puts a name into its path as it is, so that some characters cannot be asked for with it."""
    assert client.get_user_artists(name)["payload"]["user_id"] == name


def test_liblistenbrainz_raises_what_is_wrong(client: liblistenbrainz.ListenBrainz):
    """The status and the words of the API."""
    for ask, status, said in (
        (lambda: client.get_user_artists("nobody"), 404, "Cannot find user: nobody"),
        (lambda: client.get_user_recordings("ana", count=-1), 400, "'count' should be a non-negative integer"),
        (lambda: client.get_user_listen_count("nobody"), 404, "Cannot find user: nobody"),
    ):
        with pytest.raises(ListenBrainzAPIException) as caught:
            ask()
        assert (caught.value.status_code, caught.value.message) == (status, said)


def test_pylistenbrainz_reads_its_methods(older: pylistenbrainz.ListenBrainz):
    """Artists, releases, recordings and the listen count; it says None where nothing is computed."""
    for items in ("artists", "releases", "recordings"):
        ask = getattr(older, f"get_user_{items}")
        payload = ask("ana", count=1000, time_range="this_month")["payload"]
        assert (payload["count"], payload["range"], len(payload[items])) == (1000, "this_month", 1000)
        assert ask("bo", time_range="week") is None
    assert older.get_user_listen_count("ana") == MANY + 1


def test_wystia_reads_a_video(wistia: type[WistiaDataApi]):
    """Its stats, by its id, and an error for one that is not there."""
    found = wistia.get_stats_for_video("abc")
    assert (found.hashed_id, found.stats.page_loads, found.stats.visitors, found.stats.plays) == ("abc", 3, 1, 0)
    with pytest.raises(NoSuchMedia):
        wistia.get_stats_for_video("none")
