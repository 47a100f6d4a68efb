"""What pages show of metadata, and what they say where there is none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import listen
from tests.pages.conftest import ALBUM, CAN, GROUP, LOW, mapped, own, table, text, totals

Built = Callable[..., tuple[Path, object]]

LISTENS = {"format": "listenbrainz", "path": "listens.jsonl"}


@pytest.fixture
def known(built: Built, tmp_path: Path) -> Path:
    """Two artists over two months: Low's album of 1994, and Can, of two genres."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "releases.csv").write_text(
        "release_mbid,release_group_mbid,first_release_date_year,release_name,album_artist_name\n"
        f"{ALBUM},{GROUP},1994,I Could Live in Hope,Low\n"
    )
    (folder / "genres.csv").write_text(
        f"recording_mbid,genre,genre_count\n{CAN[:-1]}9,krautrock,3\n{CAN[:-1]}9,rock,1\n{LOW[:-1]}9,rock,1\n"
    )
    lines = (
        mapped(listen("ana", "2024-03-01T09:00", "Low", "Words", "I Could Live in Hope"), LOW, ALBUM),
        mapped(listen("ana", "2024-03-01T21:00", "Low", "Words", "I Could Live in Hope"), LOW, ALBUM),
        mapped(listen("ana", "2024-05-01T09:00", "Can", "Spoon", "Ege Bamyasi"), CAN),
        mapped(listen("ana", "2024-05-02T09:00", "Low", "Spoon"), LOW),
    )
    sources = [LISTENS, {"format": "releases", "path": "releases.csv"}, {"format": "genres", "path": "genres.csv"}]
    output, _ = built(*lines, pages=True, charts=False, sources=sources)
    return own(output, "year-2024")


@pytest.fixture
def music(known: Path) -> Path:
    """The year in music of the same listener, which has what the page of the year leaves to it."""
    return known.parents[1] / "year-in-music/2024.html"


def test_albums_stand_within_their_artists(known: Path):
    """Low's album was heard twice, Can's once."""
    assert table(known, "Albums within artists, 2024") == [
        ["I Could Live in Hope", "2", "Low"], ["Ege Bamyasi", "1", "Can"],
    ]  # fmt: skip
    assert "Most listens to albums: Low (2), all of them to I Could Live in Hope." in text(known)


def test_years_of_first_release_say_how_many_listens_they_are_of(music: Path):
    """Two of four listens are of the album of 1994."""
    assert table(music, "Listens by year of first release, 2024") == [["1994", "2"]]
    assert "All first released in 1994 (2 listens). The year is known for 50\u00a0% of listens." in text(music)


def test_genres_are_counted_by_the_hour(music: Path):
    """At nine a listen of Can, which is of both genres, and two of Low; at 21 one of Low."""
    lines = {line[0]: line[1:] for line in table(music, "Genres by hour of the day, 2024")}
    assert (lines["09:00"], lines["21:00"], lines["22:00"]) == (["3", "1"], ["1", "0"], ["0", "0"])
    assert "rock leads, most at 09:00 – 10:00 UTC (3 listens)." in text(music)


def test_artists_over_time_have_every_month_that_has_begun(known: Path):
    """The newest listen is of May."""
    assert table(known, "Artists over time, 2024") == [
        ["Low", "0", "0", "2", "0", "1"],
        ["Can", "0", "0", "0", "0", "1"],
    ]
    assert "Most listens: Low (3), most in March (2)." in text(known)


def test_a_listener_without_mapped_listens_is_told_so_once(built: Built):
    """One sentence says what is unknown and what would map the listens, on every page of a listener."""
    output, _ = built(listen("ana", "2024-05-01T09:00", "Low", "Words"), pages=True, charts=False)
    for name in ("all_time", "year-2024", "year-in-music-2024"):
        page = text(own(output, name))
        assert page.count("None of these listens has an id of MusicBrainz") == 1
        assert page.count("<h2>Not shown here</h2>") == 1
        assert "<code>musicbrainz-canonical</code>" in page
        assert "<code>genres</code>" not in page
    unknown = "albums, years of first release, artists by country, listening time"
    assert f"so nothing is known of {unknown}. A ListenBrainz export" in text(own(output, "this_year"))


def test_what_is_missing_is_said_with_the_file_that_would_give_it(built: Built):
    """Mapped listens without any metadata file."""
    output, _ = built(mapped(listen("ana", "2024-05-01T09:00", "Low", "Words"), LOW), pages=True, charts=False)
    page = text(own(output, "this_year"))
    for said in ("artists", "musicbrainz-artists", "releases", "release-groups", "recording-lengths"):
        assert f"<code>{said}</code>" in page
    assert "None of these listens is mapped" not in page
    assert text(own(output, "month-2024-05")).count("<code>recording-lengths</code>") == 1
    assert "Artists over time, 2024</caption>" in text(own(output, "year-2024"))


def test_the_whole_history_is_called_by_its_years(built: Built):
    """Not by the days on which it began and ended, in every heading."""
    lines = [listen("ana", f"{year}-05-01T09:00", "Low", "Words") for year in (2022, 2024)]
    output, _ = built(*lines, pages=True, charts=False)
    assert "Listens by weekday and hour, 2022 – 2024</caption>" in text(own(output, "all_time"))


def test_a_name_that_cannot_be_seen_is_blank_in_charts_too(built: Built):
    """Where a chart of an artist has its name."""
    line = mapped(listen("ana", "2024-05-01T09:00", "\u200b", "Words", "\u200b"), LOW)
    output, _ = built(line, pages=True)
    assert text(own(output, "this_year")).count('<p class="of"><b><bdi>(blank)</bdi></b>') == 2


def timed(line: dict[str, object], milliseconds: int) -> dict[str, object]:
    sent = line["track_metadata"]
    assert isinstance(sent, dict)
    return {**line, "track_metadata": {**sent, "additional_info": {"duration_ms": milliseconds}}}


def test_listening_time_stands_beside_counts_where_it_is_known(built: Built):
    """Two of three listens are of 90 and 95 minutes; the third is of unknown length, and of it nothing is said."""
    output, _ = built(
        timed(listen("ana", "2024-05-01T09:00", "Low", "Words"), 5_400_000),
        timed(listen("ana", "2024-05-01T12:00", "Low", "Words"), 5_700_000),
        listen("ana", "2024-05-01T15:00", "Can", "Spoon"),
        listen("ben", "2024-05-01T15:00", "Can", "Spoon"),
        pages=True,
        charts=False,
    )
    for name in ("all_time", "year-2024", "month-2024-05", "year-in-music-2024"):
        page = output / f"user/ana/{name}.html"
        assert totals(page)["listened, known for 66\u00a0% of listens"] == "3 h 05 min"
        assert table(page, "Artists, most first") == [["1", "Low", "3 h 05 min", "2"], ["2", "Can", "", "1"]]
        assert "listened" not in text(output / f"user/ben/{name}.html")
    assert totals(output / "year/2024.html")["listened, known for 50\u00a0% of listens"] == "3 h 05 min"
