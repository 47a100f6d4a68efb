"""Every document of a nasty history is what the reference says it is."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import properties
from tests.listenbrainz.histories import ANCHORS, ARTISTS, CREDITED, RELEASES, TRACKS, USERS, Row, Track, edges, listen
from tests.listenbrainz.trees import Given, differing


def histories(anchor: date, tracks: Sequence[Track], least: int) -> st.SearchStrategy[list[Row]]:
    """Draw listens of tracks at the edges of the anchor's ranges, one of them on the anchor's own day."""
    moments = edges(anchor)
    drawn = st.builds(
        lambda user, moment, track: listen(user, moment, *track[:3], **track[3]),
        st.sampled_from(USERS),
        st.sampled_from(moments),
        st.sampled_from(tracks),
    )
    newest = st.sampled_from([moment for moment in moments if moment >= moments[-4]])
    last = st.builds(lambda moment: listen("bo", moment, "Low", "Words", "Hope"), newest)
    return st.builds(lambda listens, final: [*listens, final], st.lists(drawn, min_size=least, max_size=160), last)


@pytest.mark.parametrize("anchor", ANCHORS, ids=str)
def test_every_document_of_a_history_is_what_the_reference_says(anchor: date):
    """No document more, none less, and in each the same values in the same order, whatever day the history ends on."""

    @properties.built(2)
    @given(histories(anchor, TRACKS, least=60))
    def holds(listens: list[Row]) -> None:
        assert differing(Given(listens, ARTISTS, RELEASES)) == {}

    holds()


@properties.built(4)
@given(histories(ANCHORS[0], TRACKS, least=1))
def test_a_history_without_tables_is_what_the_reference_says(listens: list[Row]):
    """Without artists and releases names come from the listens, and there is no map and no release group's id."""
    assert differing(Given(listens)) == {}


@properties.built(6)
@given(histories(ANCHORS[0], CREDITED, least=10))
def test_credits_and_covers_that_nearly_coincide_are_what_the_reference_says(listens: list[Row]):
    """Rows that share name and mbid are told apart by their other fields, in the order of the item's keys."""
    assert differing(Given(listens, ARTISTS, RELEASES)) == {}
