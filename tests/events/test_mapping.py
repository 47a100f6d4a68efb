"""The canonical data of MusicBrainz: what it knows of ids, and `map: canonical` for listens without any."""

import io
import lzma
import tarfile
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import zstandard

from generator.errors import ConfigError, SourceError
from generator.events.lookups import lookup
from tests.events.library import (
    DIRTY,
    HOPE,
    HOPE_GROUP,
    LOW,
    LULLABY,
    MAY,
    OTHER,
    Row,
    listen,
    put,
    written,
)  # fmt: skip

Load = Callable[..., Any]
CANONICAL = {"format": "musicbrainz-canonical", "path": "canonical_*.csv"}
WORDS = "33333333-0000-4000-8000-000000000003"


def canonical(  # noqa: PLR0913  (a row has as many columns)
    recording: str, release: str, artists: list[str], combined_lookup: str, score: int, *, name: str = "Name"
) -> Row:
    return {
        "id": 1,
        "artist_credit_id": 1,
        "artist_mbids": ",".join(artists),
        "artist_credit_name": f"Artist of {name}",
        "release_mbid": release,
        "release_name": f"Release of {name}",
        "recording_mbid": recording,
        "recording_name": name,
        "combined_lookup": combined_lookup,
        "score": score,
    }


def redirect(release: str, group: str) -> Row:
    return {"release_mbid": release, "canonical_release_mbid": release, "release_group_mbid": group}


def folder(tmp_path: Path, data: list[Row], redirects: list[Row]) -> dict[str, object]:
    (tmp_path / "canonical_musicbrainz_data.csv").write_bytes(written(data, "csv"))
    (tmp_path / "canonical_release_redirect.csv").write_bytes(written(redirects, "csv"))
    return CANONICAL


def dump(data: list[Row], redirects: list[Row]) -> bytes:
    """The dump as it is published: beside what is wanted lie other tables and texts."""
    content = io.BytesIO()
    members = {
        "canonical_release_redirect.csv": written(redirects, "csv"),
        "canonical_recording_redirect.csv": b"recording_mbid,canonical_recording_mbid,canonical_release_mbid\nx,y,z\n",
        "canonical_musicbrainz_data.csv": written(data, "csv"),
    }
    with tarfile.open(fileobj=content, mode="w") as archive:
        for name, text in {"TIMESTAMP": b"2026-11-21\n", "COPYING": b"CC0\n"}.items():
            _add(archive, f"dump/{name}", text)
        for name, text in members.items():
            _add(archive, f"dump/canonical/{name}", text)
    return content.getvalue()


def _add(archive: tarfile.TarFile, name: str, text: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(text)
    archive.addfile(info, io.BytesIO(text))


def heard(loaded: Any) -> list[tuple[str, str, str, str | None, str | None]]:  # noqa: ANN401  (a History)
    return loaded.db.execute("""
        select track.name, artist.name, release.name, recording_mbid::varchar, release_group_mbid::varchar
        from listens
        join tracks using (track_id)
        join names as track on track.name_id = track_name_id
        join names as artist on artist.name_id = artist_name_id
        left join names as release on release.name_id = release_name_id
        order by listened_at
    """).fetchall()


LOWLULLABY = canonical(LULLABY, HOPE, [LOW], "lowlullaby", 10, name="Lullaby")
UNMAPPED = [listen("Lullaby!", "LOW"), listen("Words", "Low", MAY + 1)]


def test_listens_stay_as_they_are_unless_asked(load: Load, tmp_path: Path) -> None:
    """Without map: canonical, the canonical data maps nothing."""
    sources = (
        put(tmp_path, "listens", UNMAPPED, "jsonl"), folder(tmp_path, [LOWLULLABY], [redirect(HOPE, HOPE_GROUP)]),
    )  # fmt: skip
    loaded = load(*sources, map="none")

    assert heard(loaded) == [("Lullaby!", "LOW", None, None, None), ("Words", "Low", None, None, None)]
    assert loaded.left_out() == 2
    assert {row[3] for row in heard(load(*sources))} == {None}


def test_unmapped_listens_are_looked_up(load: Load, tmp_path: Path) -> None:
    """Names, ids and, by the redirect, the release group are those of the canonical recording."""
    source = folder(tmp_path, [LOWLULLABY], [redirect(HOPE, HOPE_GROUP)])

    loaded = load(put(tmp_path, "listens", UNMAPPED, "jsonl"), source, map="canonical")

    assert heard(loaded) == [
        ("Lullaby", "Artist of Lullaby", "Release of Lullaby", LULLABY, HOPE_GROUP),
        ("Words", "Low", None, None, None),
    ]
    assert loaded.table("recordings") == [(LULLABY, None, [LOW], None)]
    assert loaded.left_out() == 0


def test_what_is_mapped_wants_the_rest_of_the_reference(load: Load, tmp_path: Path) -> None:
    """Lengths, releases, groups, artists and genres of what was mapped are loaded, in any order of the sources."""
    sources = (
        put(tmp_path, "genres", [{"artist_mbid": LOW, "genre": "slowcore", "genre_count": 1}]),
        put(tmp_path, "artists", [{"artist_mbid": LOW, "artist_name": "Low", "country_code": "US"}]),
        put(tmp_path, "recording-lengths", [{"recording_mbid": LULLABY, "length": 583000}]),
        put(tmp_path, "release-groups", [{"release_group_mbid": HOPE_GROUP, "title": "Hope"}]),
        folder(tmp_path, [LOWLULLABY], [redirect(HOPE, HOPE_GROUP)]),
        put(tmp_path, "listens", UNMAPPED, "jsonl"),
    )
    for order in list(permutations(sources))[::97]:
        loaded = load(*order, map="canonical")
        assert loaded.table("artists") == [(LOW, "Low", "USA")]
        assert loaded.table("recordings") == [(LULLABY, 583000, [LOW], None)]
        assert loaded.table("releases")[0][:4] == (HOPE, HOPE_GROUP, None, "Release of Lullaby")
        assert loaded.table("release_groups")[0][:2] == (HOPE_GROUP, "Hope")
        assert loaded.table("genres") == [("artist", LOW, "slowcore", 1)]


@pytest.mark.parametrize(
    ("artist", "track", "combined_lookup"),
    [
        ("AC/DC", "T.N.T.", "acdctnt"),
        ("Sigur Rós", "Ágætis byrjun", "sigurrosagaetisbyrjun"),
        ("Sigur Ro\u0301s", "Svefn-g-englar", "sigurrossvefngenglar"),
        ("Аквариум", "Город", "akvariumgorod"),
        ("北京", "夜", "Bei Jing Ye "),
        ("Сплин", "Объявление", "splinob'iavlenie"),
        ("Группа", "Любовь", "gruppaliubov'"),
        ("椎名林檎", "丸ノ内サディスティック", "Zhui Ming Lin Qin Wan noNei sadeisuteitsuku"),
        ("きゃりーぱみゅぱみゅ", "つけまつける", "kiyari-pamiyupamiyutsukematsukeru"),
        ("שלמה ארצי", "ירח", "SHlmhArTSyyrH"),
        ("방탄소년단", "봄날", "bangtansonyeondanbomnal"),
        ("ДДТ", "Что такое осень", "ddtchtotakoeosen'"),
        ("ꔀ Low", "Lullaby", "lowlullaby"),
        ("Μίκης Θεοδωράκης", "Ζορμπάς", "mikestheodorakeszormpas"),
        ("Straße", "ÅNGSTRÖM", "strasseangstrom"),
        ("Beyoncé", "Déjà vu", "beyoncedejavu"),
        ("under_score", "100%", "under_score100"),
    ],
)
def test_names_of_any_script_are_looked_up(
    load: Load, tmp_path: Path, artist: str, track: str, combined_lookup: str
) -> None:
    """Letters lose their accents, other scripts are transliterated, and what is no word character is left out."""
    source = folder(tmp_path, [canonical(LULLABY, HOPE, [LOW], combined_lookup, 1)], [redirect(HOPE, HOPE_GROUP)])

    loaded = load(put(tmp_path, "listens", [listen(track, artist)], "jsonl"), source, map="canonical")

    assert [row[3] for row in heard(loaded)] == [LULLABY]


def test_engine_and_python_agree_on_lookups(load: Load, tmp_path: Path) -> None:
    """Names in ASCII are looked up by the engine, all others by Python: to both a name means the same."""
    names = [f"A{chr(code)}z {chr(code)}_9" for code in range(32, 127)]
    rows = [canonical(f"{at:08x}{LULLABY[8:]}", HOPE, [LOW], lookup("Low" + name), 1) for at, name in enumerate(names)]
    listens = [listen(name, second=MAY + at) for at, name in enumerate(names)]

    loaded = load(
        put(tmp_path, "listens", listens, "jsonl"), folder(tmp_path, rows, [redirect(OTHER, OTHER)]), map="canonical"
    )

    assert loaded.mapped() == {True: len(names)}


def test_names_without_a_word_are_not_looked_up(load: Load, tmp_path: Path) -> None:
    """A track "!!!" by "???" has no lookup, and is not mapped to whatever has none either."""
    source = folder(tmp_path, [canonical(LULLABY, HOPE, [LOW], "", 1)], [redirect(HOPE, HOPE_GROUP)])

    assert load(put(tmp_path, "listens", [listen("!!!", "???")], "jsonl"), source, map="canonical").mapped() == {
        False: 1
    }


def test_lowest_score_is_meant(load: Load, tmp_path: Path) -> None:
    """Of several recordings with one lookup the first in the dump's order is meant, then the smallest id."""
    rows = [
        canonical(OTHER, HOPE, [LOW], "lowlullaby", 3),
        canonical(WORDS, HOPE, [LOW], "lowlullaby", 2),
        canonical(LULLABY, HOPE, [LOW], "lowlullaby", 2),
        canonical(DIRTY, HOPE, [LOW], "lowlullaby", 20),
    ]
    for order in permutations(rows):
        source = folder(tmp_path, list(order), [redirect(HOPE, HOPE_GROUP)])
        loaded = load(put(tmp_path, "listens", UNMAPPED[:1], "jsonl"), source, map="canonical")
        assert [row[3] for row in heard(loaded)] == [LULLABY]


def test_mapped_listen_is_never_mapped_again(load: Load, tmp_path: Path) -> None:
    """What a file says of a listen stands, be it only whose it is."""
    listens = [listen(recording_mbid=WORDS), listen("Lullaby!", second=MAY + 1, artist_mbids=[DIRTY])]
    source = folder(tmp_path, [LOWLULLABY], [redirect(HOPE, HOPE_GROUP)])

    loaded = load(put(tmp_path, "listens", listens, "jsonl"), source, map="canonical")

    assert [row[3] for row in heard(loaded)] == [WORDS, None]


def test_rejected_listens_want_nothing(load: Load, tmp_path: Path) -> None:
    """What is no event refers to nothing."""
    listens = [listen("Words"), listen(second=5), listen(second=5, recording_mbid=LULLABY)]
    source = folder(tmp_path, [LOWLULLABY], [redirect(HOPE, HOPE_GROUP)])

    loaded = load(put(tmp_path, "listens", listens, "jsonl"), source, map="canonical")

    assert loaded.counts() == (5, 1, 2, 0)
    assert loaded.left_out() == 2


def test_map_without_canonical_data_is_a_problem_of_the_config(load: Load) -> None:
    """It is told before any file is looked for."""
    with pytest.raises(ConfigError, match=r"map: canonical needs .* musicbrainz-canonical"):
        load({"format": "listens", "path": "nothing.csv"}, map="canonical")


def test_tables_of_listenbrainz_go_before_the_canonical_data(load: Load, tmp_path: Path) -> None:
    """Names and groups of the releases table and credits of the recordings stand; the dump fills what they lack."""
    releases: list[Row] = [
        {"release_mbid": HOPE, "release_group_mbid": HOPE_GROUP, "release_name": "I Could Live in Hope"}
    ]
    mapped = [
        listen(recording_mbid=LULLABY, release_mbid=HOPE),
        listen("Words", recording_mbid=WORDS, release_mbid=OTHER, second=MAY + 1),
    ]
    data = [
        canonical(LULLABY, HOPE, [LOW], "x", 1, name="Lullaby"),
        canonical(WORDS, OTHER, [LOW, DIRTY], "y", 1, name="Words"),
    ]

    loaded = load(
        folder(tmp_path, data, [redirect(HOPE, OTHER), redirect(OTHER, OTHER)]),
        put(tmp_path, "releases", releases),
        put(tmp_path, "recording-artists", [{"recording_mbid": LULLABY, "artist_mbids": DIRTY}]),
        put(tmp_path, "listens", mapped, "jsonl"),
    )

    assert [row[:4] for row in loaded.table("releases")] == [
        (HOPE, HOPE_GROUP, None, "I Could Live in Hope"),
        (OTHER, OTHER, None, "Release of Words"),
    ]
    assert loaded.table("recordings") == [(LULLABY, None, [DIRTY], None), (WORDS, None, [LOW, DIRTY], None)]


@pytest.mark.parametrize("redirects_first", [True, False])
def test_dump_is_read_in_place(load: Load, tmp_path: Path, *, redirects_first: bool) -> None:
    """In the tar.zst the two tables are found wherever they stand, and everything else is passed over."""
    data, redirects = [LOWLULLABY, canonical(OTHER, OTHER, [OTHER], "z", 1)], [redirect(HOPE, HOPE_GROUP)]
    (tmp_path / "dump.tar.zst").write_bytes(zstandard.compress(dump(data, redirects)))
    source = {"format": "musicbrainz-canonical", "path": "dump.tar.zst"}
    history = put(tmp_path, "listens", UNMAPPED, "jsonl")

    loaded = load(*([source, history] if redirects_first else [history, source]), map="canonical")

    assert heard(loaded)[0][3:] == (LULLABY, HOPE_GROUP)
    dumped = [part for part in loaded.parts if part.format == "musicbrainz-canonical"]
    assert [(part.file, part.lines, part.events) for part in dumped] == [
        ("dump.tar.zst/dump/canonical/canonical_musicbrainz_data.csv", 2, 1),
        ("dump.tar.zst/dump/canonical/canonical_release_redirect.csv", 1, 1),
    ]


@pytest.mark.parametrize("data", [b"", zstandard.compress(dump([LOWLULLABY], [redirect(HOPE, OTHER)]))[:-60]])
def test_cut_off_dump_is_an_error(load: Load, tmp_path: Path, data: bytes) -> None:
    """A dump that is cut off is named."""
    (tmp_path / "dump.tar.zst").write_bytes(data)
    with pytest.raises(SourceError, match=r"dump\.tar\.zst.*download it again"):
        load(put(tmp_path, "listens", UNMAPPED, "jsonl"), {"format": "musicbrainz-canonical", "path": "dump.tar.zst"})


def test_dump_without_canonical_tables_is_told(load: Load, tmp_path: Path) -> None:
    """Another dump is a warning, and nothing is read of it; another CSV is an error."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        _add(archive, "mbdump/artist", b"{}\n")
    (tmp_path / "artist.tar").write_bytes(content.getvalue())
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    history = put(tmp_path, "listens", UNMAPPED, "jsonl")

    loaded = load(history, {"format": "musicbrainz-canonical", "path": "artist.tar"})
    assert (loaded.parts[1].lines, "holds no file of the format 'musicbrainz-canonical'" in loaded.warnings[0]) == (
        0,
        True,
    )
    with pytest.raises(SourceError, match="not the format 'musicbrainz-canonical'"):
        load(history, {"format": "musicbrainz-canonical", "path": "a.csv"})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("packed", [None, zstandard.compress, lzma.compress])
def test_redirects_are_known_by_their_heading(
    load: Load, tmp_path: Path, packed: Callable[[bytes], bytes] | None, encoding: str
) -> None:
    """Whatever the file is called, packed in or written in; the canonical data goes before it."""
    text = written([redirect(HOPE, HOPE_GROUP)], "csv").decode().encode(encoding)
    (tmp_path / "a.bin").write_bytes(packed(text) if packed else text)
    (tmp_path / "b.bin").write_bytes(written([LOWLULLABY], "csv"))

    loaded = load(
        {"format": "musicbrainz-canonical", "path": "?.bin"},
        put(tmp_path, "listens", UNMAPPED, "jsonl"),
        map="canonical",
    )

    assert heard(loaded)[0][3:] == (LULLABY, HOPE_GROUP)
    assert sorted((part.file, part.events) for part in loaded.parts[:2]) == [("a.bin", 1), ("b.bin", 1)]


def artists_tar() -> bytes:
    """The MusicBrainz dump of artists, with what else lies in it."""
    content = io.BytesIO()
    rows: list[Row] = [{"id": LOW, "name": "Low", "country": "US"}, {"id": OTHER, "name": "Unrelated"}]
    with tarfile.open(fileobj=content, mode="w") as archive:
        _add(archive, "TIMESTAMP", b"2026-11-21\n")
        _add(archive, "mbdump/artist", written(rows, "jsonl") * 40)
    return content.getvalue()


def test_dump_of_artists_is_read_in_place(load: Load, tmp_path: Path) -> None:
    """In artist.tar.xz the member without an ending is read; several xz streams make one file."""
    tar = artists_tar()
    (tmp_path / "artist.tar.xz").write_bytes(lzma.compress(tar[:700]) + lzma.compress(tar[700:]))

    loaded = load(
        {"format": "musicbrainz-artists", "path": "artist.tar.xz"},
        put(tmp_path, "listens", [listen(artist_mbids=[LOW])], "jsonl"),
    )

    assert loaded.table("artists") == [(LOW, "Low", "USA")]
    part = loaded.parts[0]
    assert (part.file, part.lines, part.events, part.folded, part.left_out) == (
        "artist.tar.xz/mbdump/artist", 80, 1, 39, 40
    )  # fmt: skip


@pytest.mark.parametrize("part", [0.05, 0.5, 0.99])
def test_cut_off_dump_of_artists_is_an_error(load: Load, tmp_path: Path, part: float) -> None:
    """However much of it is there."""
    data = lzma.compress(artists_tar())
    (tmp_path / "artist.tar.xz").write_bytes(data[: int(len(data) * part)])

    with pytest.raises(SourceError, match=r"artist\.tar\.xz.*download it again"):
        load(
            {"format": "musicbrainz-artists", "path": "artist.tar.xz"},
            put(tmp_path, "listens", [listen(artist_mbids=[LOW])], "jsonl"),
        )


def test_broken_xz_is_an_error(load: Load, tmp_path: Path) -> None:
    """Changed bytes are told as such."""
    data = bytearray(lzma.compress(artists_tar()))
    data[40:44] = b"\xff\x00\xff\x00"
    (tmp_path / "artist.xz").write_bytes(bytes(data))

    with pytest.raises(SourceError, match=r"artist\.xz.*download it again"):
        load({"format": "musicbrainz-artists", "path": "artist.xz"}, put(tmp_path, "listens", UNMAPPED, "jsonl"))
