"""The starter data: real formats, a human rhythm, small, and made again byte for byte."""

import csv
import gzip
import io
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


def test_the_night_owl_has_artists_beyond_the_cap_of_the_api(listens: set[Listen]) -> None:
    """Jonas has more than 500 listens of each of three artists: the site's own lists show whether they are capped."""
    heard = Counter(artist for user, _, artist, _ in listens if user == "Jonas")

    assert {artist for artist, count in heard.items() if count > 500} == {"Bonobo", "Brian Eno", "James Blake"}


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


def table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV of the data, packed or not."""
    content = contents(DATA / name)[""].decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


@pytest.fixture(scope="module")
def mapped() -> dict[str, dict[str, Any]]:
    """What the lines with a mapping say, by recording id."""
    found = ((line["track_metadata"]["mbid_mapping"], line["track_metadata"]) for _, _, line in parsed(zip_lines()))
    return {mapping["recording_mbid"]: metadata for mapping, metadata in found if mapping}


def test_every_mapped_recording_has_its_length(mapped: dict[str, dict[str, Any]]) -> None:
    """recording_lengths knows each recording heard once, and how many milliseconds its listens say."""
    rows = table("recording_lengths.csv.gz")
    said = {mbid: metadata["additional_info"]["duration_ms"] for mbid, metadata in mapped.items()}

    assert len(rows) > 3_000
    assert len(rows) == len({row["recording_mbid"] for row in rows})
    assert {row["recording_mbid"]: int(row["length"]) for row in rows} == said


def test_nine_recordings_of_ten_have_genres(mapped: dict[str, dict[str, Any]]) -> None:
    """recording_genres speaks of recordings heard only, of about nine in ten, and every row has votes."""
    rows = table("recording_genres.csv.gz")
    tagged = {row["recording_mbid"] for row in rows}

    assert tagged <= mapped.keys()
    assert 0.87 < len(tagged) / len(mapped) < 0.93
    assert len(rows) == len({(row["recording_mbid"], row["genre"]) for row in rows})
    assert all(int(row["genre_count"]) > 0 for row in rows)


def test_a_recording_has_the_genres_of_its_artists(mapped: dict[str, dict[str, Any]]) -> None:
    """No recording has a genre that none of its artists has in the catalogue."""
    known = catalogue_genres()
    for row in table("recording_genres.csv.gz"):
        mbids = mapped[row["recording_mbid"]]["mbid_mapping"]["artist_mbids"]

        assert row["genre"] in {genre for mbid in mbids for genre in known[mbid]}


def test_artists_have_one_to_three_genres() -> None:
    """Each artist of the catalogue has one to three genres, in lower case, none twice."""
    for genres in catalogue_genres().values():
        assert 1 <= len(genres) <= 3
        assert len(genres) == len(set(genres))
        assert all(genre and genre == genre.strip().lower() for genre in genres)


def test_every_artist_has_votes_for_a_genre() -> None:
    """artist_genres knows each artist of artists.csv, no other, and only the genres of the catalogue."""
    known = catalogue_genres()
    rows = table("artist_genres.csv.gz")

    assert {row["artist_mbid"] for row in rows} == {row["artist_mbid"] for row in table("artists.csv")}
    assert all(row["genre"] in known[row["artist_mbid"]] and int(row["genre_count"]) > 0 for row in rows)


def catalogue_genres() -> dict[str, list[str]]:
    with (STARTER / "facts" / "artists.csv").open(encoding="utf-8", newline="") as lines:
        return {row["artist_mbid"]: row["genres"].split("|") for row in csv.DictReader(lines)}


def test_the_groups_of_listed_releases_are_listed() -> None:
    """release_groups knows the group of every listed release, its title and year, and 50 more that nobody heard."""
    groups = {row["release_group_mbid"]: row for row in table("release_groups.csv")}
    releases = table("releases.csv")

    for release in releases:
        group = groups[release["release_group_mbid"]]
        assert group["title"] == release["release_name"]
        assert group["artist_credit_name"] == release["album_artist_name"]
        assert group["first_release_date_year"] == release["first_release_date_year"]
    assert len(groups) == len(table("release_groups.csv"))
    assert 50 <= len(groups.keys() - {release["release_group_mbid"] for release in releases}) <= 60


def test_a_group_has_its_credit_whole() -> None:
    """A group's artists, joined, read as its credit; its ids are theirs in order, and of the catalogue."""
    known = facts()
    for group in table("release_groups.csv"):
        artists = json.loads(group["artists"])
        mbids = [artist["artist_mbid"] for artist in artists]
        joined = "".join(artist["artist_credit_name"] + artist["join_phrase"] for artist in artists)

        assert joined == group["artist_credit_name"]
        assert group["artist_credit_mbids"] == ",".join(mbids)
        assert known.keys() >= set(mbids)
        assert group["primary_type"] in {"Album", "EP"}


def test_new_releases_can_be_found() -> None:
    """The groups of 2023 and of 2024 are several in each, whatever the site shows of them."""
    years = Counter(group["first_release_date_year"] for group in table("release_groups.csv"))

    assert min(years["2023"], years["2024"]) >= 5


def log_lines() -> list[str]:
    """The lines of the access log but the one that is cut off."""
    return [line for line in contents(DATA / "access.log.gz")[""].decode().splitlines() if line.count('"') == 6]


def test_the_log_has_crawlers_referrers_countries_and_404s() -> None:
    """Of every kind of crawlers a few, several hosts that lead here, ten countries and more, some paths not found."""
    fields = [line.split('"') for line in log_lines()]
    countries = Counter(line[6].strip() for line in fields)
    referrers = Counter(line[3] for line in fields)
    missing = {line[1] for line in fields if line[2].split()[0] == "404"}

    for crawler in ("Googlebot", "GPTBot", "UptimeRobot", "Feedly", "AhrefsBot"):
        assert sum(crawler in line[5] for line in fields) > 10
        assert {line[3] for line in fields if crawler in line[5]} == {"-"}
    assert len(countries.keys() - {"-"}) >= 10
    assert len(referrers.keys() - {"-"}) >= 5
    assert len(missing) >= 5


def test_three_days_of_the_log_are_lost() -> None:
    """So that the site shows what is unknown; every other day has a line."""
    days = {datetime.strptime(line.split("[")[1][:11], "%d/%b/%Y").replace(tzinfo=UTC).date() for line in log_lines()}
    every = {date(2026, 1, 1) + timedelta(days=number) for number in range(181)}

    assert every - days == {date(2026, 4, 11), date(2026, 4, 12), date(2026, 4, 13)}


def test_projects_of_every_kind() -> None:
    """One is a draft, one is featured, one is behind a password, and one has task runs of another service."""
    projects = json.loads((DATA / "pybossa_projects.json").read_text(encoding="utf-8"))
    runs = [
        run for file in DATA.glob("*_task_run_json.zip") for body in contents(file).values() for run in json.loads(body)
    ]

    assert [project["short_name"] for project in projects if not project["published"]] == ["dialect_map"]
    assert [project["short_name"] for project in projects if project["featured"]] == ["night_sky"]
    assert [project["short_name"] for project in projects if project["info"]] == ["herbarium"]
    external = [run for run in runs if run["external_uid"]]
    assert external
    assert {(run["project_id"], run["user_id"], run["user_ip"]) for run in external} == {(4, None, None)}


def test_metadata_is_small() -> None:
    """The tables of genres, lengths and groups take less than 400 KB together."""
    names = ("artist_genres.csv.gz", "recording_genres.csv.gz", "recording_lengths.csv.gz", "release_groups.csv")

    assert sum((DATA / name).stat().st_size for name in names) < 400_000


@pytest.mark.parametrize("file", sorted(DATA.glob("*.gz")), ids=lambda file: file.name)
def test_packed_tables_carry_no_clock(file: Path) -> None:
    """A gz file names neither a time nor a file, so that the same table is the same bytes."""
    head = file.read_bytes()[:8]

    assert head == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


def contents(file: Path) -> dict[str, bytes]:
    """A file's bytes, or those packed in it: the packing itself may differ from zlib to zlib."""
    if file.suffix == ".gz":
        return {"": gzip.decompress(file.read_bytes())}
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
