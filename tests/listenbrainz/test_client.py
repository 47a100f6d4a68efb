"""The public client library, liblistenbrainz, reads a tree as if it were the public server."""

from collections.abc import Callable
from typing import Any

import pytest
from liblistenbrainz import ListenBrainz
from liblistenbrainz.errors import ListenBrainzAPIException

from tests.reference.spans import NAMES

ASKED: dict[str, Callable[..., Any]] = {
    "artists": ListenBrainz.get_user_artists,
    "releases": ListenBrainz.get_user_releases,
    "release_groups": ListenBrainz.get_user_release_groups,
    "recordings": ListenBrainz.get_user_recordings,
}


@pytest.fixture
def client(address: str) -> ListenBrainz:
    return ListenBrainz(api_base_url=address)


@pytest.mark.parametrize("items", ASKED)
def test_the_client_reads_the_first_page(client: ListenBrainz, items: str):
    """Without parameters: 25 items of all time."""
    payload = ASKED[items](client, "ana")["payload"]
    assert (payload["count"], len(payload[items]), payload["range"], payload["user_id"]) == (25, 25, "all_time", "ana")


@pytest.mark.parametrize("items", ASKED)
def test_the_client_pages_through_a_leaderboard_up_to_the_cap(client: ListenBrainz, items: str):
    """Pages of 300 give the first thousand, once each and in order; beyond them there is nothing."""
    pages = [ASKED[items](client, "ana", count=300, offset=offset)["payload"] for offset in (0, 300, 600, 900, 1200)]
    assert [page["count"] for page in pages] == [300, 300, 300, 100, 0]
    assert [page["offset"] for page in pages] == [0, 300, 600, 900, 1200]
    whole = ASKED[items](client, "ana", count=5000)["payload"]
    assert [item for page in pages for item in page[items]] == whole[items]
    assert whole["count"] == 1000


@pytest.mark.parametrize("name", NAMES)
def test_the_client_asks_for_every_range(client: ListenBrainz, name: str):
    """A range with listens answers with its name; the others, and only they, are None."""
    answer = client.get_user_artists("ana", time_range=name)
    heard = {"this_week", "this_month", "this_year", "all_time"}
    assert (answer["payload"]["range"] if answer else None) == (name if name in heard else None)


@pytest.mark.parametrize("items", ASKED)
def test_nothing_computed_is_none(client: ListenBrainz, items: str):
    """The only listen of bo is years old: the answer for this week is 204, which the client says as None."""
    assert ASKED[items](client, "bo", time_range="this_week") is None


def test_the_client_reads_a_listen_count(client: ListenBrainz):
    """The number of listens of a user."""
    assert (client.get_user_listen_count("ana"), client.get_user_listen_count("bo")) == (1202, 1)


def test_an_unknown_user_is_an_error(client: ListenBrainz):
    """404 with the API's words, which the client raises."""
    with pytest.raises(ListenBrainzAPIException) as caught:
        client.get_user_artists("nobody")
    assert (caught.value.status_code, caught.value.message) == (404, "Cannot find user: nobody")
