"""Real exports: what is loaded is what an independent reading of the same bytes counts."""

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy
from typing import Any
from zipfile import ZipFile

import pytest

DATA = Path(__file__).parents[1] / "data"

Counted = tuple[int, int]
"""records, and how many of them are listens"""


def zipped(name: str) -> Counted:
    with ZipFile(DATA / name) as archive:
        members = [member for member in archive.namelist() if member.endswith(".jsonl")]
        count = sum(len(archive.read(member).splitlines()) for member in members)
    return count, count


def document(name: str) -> Any:  # noqa: ANN401  (JSON is anything)
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def spotify(name: str) -> Counted:
    plays = document(name)
    return len(plays), sum(play["ms_played"] >= 30000 for play in plays)


def scrobbler_log(name: str) -> Counted:
    ratings = [line.split("\t")[5] for line in (DATA / name).read_text(encoding="utf-8-sig").splitlines()]
    return len(ratings), ratings.count("L")


def lastfm_pages(name: str) -> Counted:
    count = sum(len(page["track"]) for page in document(name))
    return count, count


def scrobbles(name: str) -> Counted:
    count = len(document(name)["scrobbles"])
    return count, count


def listened(name: str) -> Counted:
    count = len(document(name)["listens"])
    return count, count


FILES: tuple[tuple[str, str, Callable[[str], Counted]], ...] = (
    ("listenbrainz", "listenbrainz_shoko1_123456789.zip", zipped),
    ("listenbrainz", "listenbrainz_shoko1_1749780844.zip", zipped),
    ("lastfm", "lastfm_recenttracks_shoko2.json", lastfm_pages),
    ("lastfm", "lastfmstats_TestUser.json", scrobbles),
    ("spotify", "Streaming_History_Audio_spotify_import_test.json", spotify),
    ("maloja", "maloja_export.json", scrobbles),
    ("koito", "koito_export.json", listened),
    ("scrobbler-log", "bom_noheader.scrobbler.log", scrobbler_log),
)


@pytest.mark.parametrize(("form", "name", "count"), FILES, ids=[name for _, name, _ in FILES])
def test_every_record_of_a_real_file_is_accounted_for(
    load: Callable[..., Any], tmp_path: Path, form: str, name: str, count: Callable[[str], Counted]
) -> None:
    """The events are the listens, and what a rule leaves out makes up the rest: a healthy file has no rejects."""
    copy(DATA / name, tmp_path)
    records, listens = count(name)

    loaded = load({"format": form, "path": name, "user": "me"})

    lines, events, rejects, folded = loaded.counts()
    assert (lines, events + folded, rejects, loaded.left_out()) == (records, listens, 0, records - listens)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("listenbrainz_shoko1_123456789.zip", ("shoko1", 1381565656, "Alec Holowka", "March of the Krotites")),
        ("listenbrainz_shoko1_1749780844.zip", ("shoko1", 1749780612, "OurR", "Desert")),
    ],
)
def test_real_listenbrainz_export_begins_with(
    load: Callable[..., Any], tmp_path: Path, name: str, first: tuple[str, int, str, str]
) -> None:
    """User, second, artist and track of the first listen, as read by eye."""
    copy(DATA / name, tmp_path)

    assert load({"format": "listenbrainz", "path": name}).listens()[0][:4] == first


def artists() -> Iterator[list[str]]:
    with (DATA / "musicbrainz_artists.csv").open(encoding="utf-8", newline="") as file:
        yield from list(csv.reader(file))[1:]


def test_real_artists_fold_by_id_and_lose_what_is_no_country(load: Callable[..., Any], tmp_path: Path) -> None:
    """Repeated ids count once; XW and SU are no country; commas and quotes stay in names."""
    rows = list(artists())
    copy(DATA / "musicbrainz_artists.csv", tmp_path)
    heard = "".join(f"{1714568700 + at},Someone,Something,{mbid}\n" for at, (mbid, _, _) in enumerate(rows))
    (tmp_path / "l.csv").write_text(f"listened_at,artist_name,track_name,artist_mbids\n{heard}", encoding="utf-8")

    loaded = load(
        {"format": "listens", "path": "l.csv", "user": "me"},
        {"format": "artists", "path": "musicbrainz_artists.csv"},
    )

    ids = {mbid for mbid, _, _ in rows}
    assert (loaded.parts[1].lines, loaded.parts[1].events, loaded.left_out()) == (len(rows), len(ids), 0)
    known = loaded.db.execute("select artist_name, country from artists").fetchall()
    assert {name for name, _ in known} == {name for _, name, _ in rows}
    assert {country for name, country in known if name == "Сергей Рахманинов"} == {None}
