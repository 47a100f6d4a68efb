"""The starter data: real formats, a human rhythm, small, and made again byte for byte."""

import csv
import json
import uuid
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.starter.make_starter import make

STARTER = Path(__file__).parents[1] / "generator" / "starter"
DATA = STARTER / "data"
LASTFM_USERS = {"lastfm_sofia.csv": "Sofía", "lastfm_idris.csv": "Idris"}
LAST_SECOND = datetime(2026, 6, 30, 23, 59, 59, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Listen = tuple[str, datetime, str, str]
"""user, time, artist credit, track"""


def zip_lines() -> Iterator[tuple[str, str, str]]:
    """User, member and line of every ListenBrainz export."""
    for file in sorted(DATA.glob("listenbrainz_*.zip")):
        with zipfile.ZipFile(file) as archive:
            user = json.loads(archive.read("user.json"))["username"]
            for member in archive.namelist():
                if member.endswith(".jsonl"):
                    yield from ((user, member, line) for line in archive.read(member).decode().splitlines())


def parsed(lines: Iterator[tuple[str, str, str]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The lines that are JSON."""
    for user, member, line in lines:
        try:
            yield user, member, json.loads(line)
        except json.JSONDecodeError:
            continue


def lastfm_rows() -> Iterator[tuple[str, list[str]]]:
    """User and row of every Last.fm file."""
    for name, user in LASTFM_USERS.items():
        rows = csv.reader((DATA / name).read_text(encoding="utf-8").splitlines())
        yield from ((user, row) for row in rows)


def lastfm_time(text: str) -> datetime:
    return datetime.strptime(text, "%d %b %Y %H:%M").replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def exported() -> set[Listen]:
    """Listens of the ListenBrainz exports, rejects left out."""
    found = set()
    for user, _, line in parsed(zip_lines()):
        metadata = line["track_metadata"]
        if metadata["artist_name"]:
            moment = datetime.fromtimestamp(line["listened_at"], UTC)
            found.add((user, moment, metadata["artist_name"], metadata["track_name"]))
    return found


@pytest.fixture(scope="module")
def scrobbled() -> set[Listen]:
    """Listens of the Last.fm files, rejects left out."""
    rows = ((user, lastfm_time(time), artist, track) for user, (artist, _, track, time) in lastfm_rows())
    return {(user, moment, artist, track) for user, moment, artist, track in rows if artist and moment > EPOCH}


@pytest.fixture(scope="module")
def listens(exported: set[Listen], scrobbled: set[Listen]) -> set[Listen]:
    """Every listen once."""
    return exported | scrobbled


@pytest.fixture(scope="module")
def hours(listens: set[Listen]) -> Counter[tuple[str, int]]:
    """Listens by user and hour."""
    return Counter((user, moment.hour) for user, moment, _, _ in listens)


def in_hours(hours: Counter[tuple[str, int]], user: str, wanted: range) -> int:
    return sum(hours[user, hour] for hour in wanted)


def test_five_listeners_with_more_than_three_years(listens: set[Listen]) -> None:
    """Each of the five listens for three years or more, up to the last week of June 2026."""
    for user in ("ana", "Jonas", "mei 美", "Sofía", "Idris"):
        moments = [moment for who, moment, _, _ in listens if who == user]

        assert max(moments) - min(moments) > timedelta(days=3 * 365)
        assert max(moments).date() > date(2026, 6, 24)
    assert len({user for user, _, _, _ in listens}) == 5


def test_between_twenty_and_thirty_thousand_listens(listens: set[Listen]) -> None:
    """Folded and without rejects, the starter data holds 20,000 to 30,000 listens."""
    assert 20_000 < len(listens) < 30_000


def test_packed_under_three_megabytes() -> None:
    """The data folder stays under 3 MB."""
    assert sum(file.stat().st_size for file in DATA.iterdir()) < 3_000_000


def test_ends_in_the_evening_of_the_last_day(listens: set[Listen]) -> None:
    """The newest listen is of the evening of 2026-06-30, so that no range is short; none is later."""
    newest = max(moment for _, moment, _, _ in listens)

    assert newest.replace(hour=18, minute=0, second=0) <= newest <= LAST_SECOND
    assert newest.date() == LAST_SECOND.date()


@pytest.mark.parametrize("user", ["ana", "Sofía", "Idris"])
def test_day_listeners_sleep(hours: Counter[tuple[str, int]], user: str) -> None:
    """Who listens by day has far fewer listens from 2 to 5 than from 18 to 21."""
    assert in_hours(hours, user, range(2, 6)) * 5 < in_hours(hours, user, range(18, 22))


def test_the_early_riser_is_early(hours: Counter[tuple[str, int]]) -> None:
    """The early riser, ana, listens more from 5 to 8 than from 18 to 21."""
    assert in_hours(hours, "ana", range(5, 9)) > 1.5 * in_hours(hours, "ana", range(18, 22))


def test_the_night_owl_is_late(hours: Counter[tuple[str, int]]) -> None:
    """Jonas listens from 22 to 3, hardly from 6 to 12."""
    night = in_hours(hours, "Jonas", range(22, 24)) + in_hours(hours, "Jonas", range(3))

    assert night > 20 * in_hours(hours, "Jonas", range(6, 13))


def test_the_weekend_listener_has_weekends(listens: set[Listen]) -> None:
    """A Saturday or Sunday of mei 美 holds five times the listens of another day."""
    days = Counter(moment.weekday() for user, moment, _, _ in listens if user == "mei 美")

    assert (days[5] + days[6]) / 2 > 5 * sum(days[day] for day in range(5)) / 5


def test_overlapping_weeks_fold(exported: set[Listen], scrobbled: set[Listen]) -> None:
    """Sofía's weeks on both sites are the same listens to the second, and only those weeks are."""
    both = exported & scrobbled

    assert len(both) > 50
    assert {user for user, _, _, _ in both} == {"Sofía"}
    assert {(moment.year, moment.month) for _, moment, _, _ in both} == {(2023, 9), (2023, 10), (2023, 11)}


def test_months_are_where_they_belong() -> None:
    """A line of listens/2024/5.jsonl is of May 2024; the month is not padded."""
    for _, member, line in parsed(zip_lines()):
        moment = datetime.fromtimestamp(line["listened_at"], UTC)

        assert member == f"listens/{moment.year}/{moment.month}.jsonl"


def test_rejects_are_the_ones_we_put_there() -> None:
    """One broken line, two listens without an artist, three at epoch 0."""
    lines = list(zip_lines())
    whole = list(parsed(iter(lines)))
    rows = [row for _, row in lastfm_rows()]
    nameless = [line for _, _, line in whole if not line["track_metadata"]["artist_name"]]

    assert len(lines) - len(whole) == 1
    assert len(nameless) + sum(not artist for artist, _, _, _ in rows) == 2
    assert sum(lastfm_time(time) == EPOCH for _, _, _, time in rows) == 3


def test_some_recordings_are_unmapped() -> None:
    """About eight of a hundred lines have no mapping."""
    mapped = [line["track_metadata"]["mbid_mapping"] is not None for _, _, line in parsed(zip_lines())]

    assert 0.05 < mapped.count(False) / len(mapped) < 0.11


def facts() -> dict[str, tuple[str, str]]:
    with (STARTER / "facts" / "artists.csv").open(encoding="utf-8", newline="") as lines:
        return {row["artist_mbid"]: (row["artist_name"], row["country_code"]) for row in csv.DictReader(lines)}


def test_artists_come_from_the_catalogue() -> None:
    """Every artist id, name and country in the data stands in the catalogue; there are 45 countries and more."""
    known = facts()
    with (DATA / "artists.csv").open(encoding="utf-8", newline="") as lines:
        table = {row["artist_mbid"]: (row["artist_name"], row["country_code"]) for row in csv.DictReader(lines)}
    mappings = (line["track_metadata"]["mbid_mapping"] for _, _, line in parsed(zip_lines()))
    credited = {artist["artist_mbid"] for mapping in mappings if mapping for artist in mapping["artists"]}

    assert table.items() <= known.items()
    assert credited <= table.keys()
    assert len({country for _, country in table.values()} - {""}) >= 45


def test_a_credit_of_two_artists_joins_to_its_name() -> None:
    """Joined by their phrases, the mapping's artists read as the line's artist; several phrases occur."""
    phrases = set()
    for _, _, line in parsed(zip_lines()):
        metadata = line["track_metadata"]
        artists = metadata["mbid_mapping"]["artists"] if metadata["mbid_mapping"] else []
        phrases |= {artist["join_phrase"] for artist in artists}
        if artists:
            joined = "".join(artist["artist_credit_name"] + artist["join_phrase"] for artist in artists)
            assert joined == metadata["artist_name"]

    assert {"", " & ", " feat. "} <= phrases


def test_most_releases_are_in_the_table() -> None:
    """releases.csv knows about 92 of a hundred releases, each once, with ids of our own making."""
    with (DATA / "releases.csv").open(encoding="utf-8", newline="") as lines:
        known = [row["release_mbid"] for row in csv.DictReader(lines)]
    mappings = (line["track_metadata"]["mbid_mapping"] for _, _, line in parsed(zip_lines()))
    heard = {mapping["release_mbid"] for mapping in mappings if mapping}

    assert len(known) == len(set(known))
    assert 0.88 < len(heard & set(known)) / len(heard) < 0.96
    assert {uuid.UUID(mbid).version for mbid in heard} == {5}


def contents(file: Path) -> dict[str, bytes]:
    """A file's bytes, or those of a zip's members: the packing itself may differ from zlib to zlib."""
    if file.suffix != ".zip":
        return {"": file.read_bytes()}
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_script_writes_the_committed_files(tmp_path: Path) -> None:
    """Run again, make_starter gives the files that are in the repository, byte for byte, and no others."""
    make(tmp_path)

    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in DATA.iterdir()}
    for file in tmp_path.iterdir():
        assert contents(file) == contents(DATA / file.name), file.name
