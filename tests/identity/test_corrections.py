"""The owner's own rules: what each does, what it is told to have changed, and what is refused."""

from pathlib import Path

import pytest

from generator import corrections
from generator.errors import ConfigError
from generator.events.folding import folded
from tests.identity.conftest import Load, Row
from tests.listenbrainz.histories import credit, listen, mbid

MAY = 1714568700
LOW, CAN, PRINCE, ARTIST = (mbid("artist", number) for number in (1, 2, 3, 4))
HOPE, DELUXE = mbid("release", 1), mbid("release", 2)
WORDS, CUT = mbid("recording", 1), mbid("recording", 2)


def plays(*said: tuple[str, str, str | None] | tuple[str, str, str | None, dict[str, object]]) -> list[Row]:
    """Listens of ana, a minute apart: artist, track, album and mapping."""
    return [
        listen("ana", MAY + 100 * at, artist, track, album, **(mapping[0] if mapping else {}))
        for at, (artist, track, album, *mapping) in enumerate(said)
    ]


def by(name: str, artist: str, recording: str = WORDS, **more: object) -> dict[str, object]:
    return {"recording_mbid": recording, **credit((name, "", artist)), **more}


def test_an_artist_is_renamed(load: Load):
    """By its name in any case; with an id the id is called so; the rule's spelling wins over the commonest."""
    found = load(
        plays(("Beatles", "Help", None), ("the beatles", "Help", None), ("the beatles", "Girl", None),
            ("Low", "Words", None, by("Low", LOW))),
        rules="rename:\n  - {artist: BEATLES, to: The Beatles}\n  - {artist: Low, to: LOW (US)}\n",
    )  # fmt: skip

    assert found.artists() == {("The Beatles", None): 3, ("LOW (US)", LOW): 1}
    assert found.changed() == [1, 1]


def test_an_album_is_renamed(load: Load):
    """Of one artist, or of all; it is then one album with that which is called so."""
    found = load(
        plays(("Low", "A", "Hope (Deluxe)"), ("Low feat. Bo", "B", "Hope (Deluxe)"), ("Low", "C", "Hope"),
            ("Can", "D", "Hope (Deluxe)")),
        rules="rename:\n  - {album: hope (deluxe), by: low, to: Hope}\n",
    )  # fmt: skip

    assert found.albums() == {("Hope", "Low"): 3, ("Hope (Deluxe)", "Can"): 1}
    assert found.changed() == [2]


def test_a_track_is_renamed(load: Load):
    """Its repeats fold by the new name."""
    lines = plays(("Low", "Wrods", None), ("Low", "Words", None), ("Can", "Wrods", None))
    again = {**lines[0], "track_metadata": {"artist_name": "Low", "track_name": "Words", "release_name": "Hope"}}
    found = load([*lines, again], rules="rename:\n  - {track: Wrods, by: Low, to: Words}\n")

    assert found.tracks() == {("Words", None): 2, ("Wrods", None): 1}
    assert found.counts() == (4, 3, 1, 0)


def test_artists_are_merged(load: Load):
    """Names with ids and without become the id of that name, on albums, too; an id may stand for a name."""
    found = load(
        plays(
            ("Prince", "Kiss", "Parade", by("Prince", PRINCE)),
                ("The Artist", "Gold", "Gold E", by("The Artist", ARTIST, CUT)),
            ("TAFKAP", "Gold", "Gold E"),
        ),
        rules=f"merge:\n  - {{artists: [Prince, {ARTIST}, tafkap], into: Prince}}\n",
    )  # fmt: skip

    assert found.artists() == {("Prince", PRINCE): 3}
    assert found.albums() == {("Parade", "Prince"): 1, ("Gold E", "Prince"): 2}
    assert found.changed() == [2]


def test_albums_are_merged(load: Load):
    """Two editions with ids, and a third without, are the commonest of them."""
    found = load(
        plays(
            ("Low", "Words", "Hope", by("Low", LOW, release_mbid=HOPE)),
                ("Low", "Cut", "Hope", by("Low", LOW, CUT, release_mbid=HOPE)),
            ("Low", "Lullaby", "Hope 2", by("Low", LOW, mbid("recording", 3), release_mbid=DELUXE)),
                ("Low", "Sea", "hope ii"),
        ),
        rules="merge:\n  - {albums: [Hope 2, Hope II, Hope], by: Low, into: Hope}\n",
    )  # fmt: skip

    assert found.albums() == {("Hope", "Low"): 4}
    assert found.changed() == [2]


def test_tracks_are_merged(load: Load):
    """A spelling without an id is the recording of the other."""
    found = load(
        plays(("Low", "Words", None, by("Low", LOW)), ("Low", "Words - Remastered", None)),
        rules="merge:\n  - {tracks: [Words, Words - Remastered], by: Low, into: Words}\n",
    )

    assert found.tracks() == {("Words", WORDS): 2}


def test_a_credit_is_split(load: Load):
    """A listen counts once for each artist; one that is known with an id has it."""
    found = load(
        plays(("Low & Björk", "Duet", None), ("Low", "Words", None, by("Low", LOW))),
        rules="split:\n  - {artist: low & björk, into: [Low, Björk]}\n",
    )

    assert found.artists() == {("Low", LOW): 2, ("Björk", None): 1}
    assert found.changed() == [1]


def test_what_is_left_out_is_told_by_its_rule(load: Load):
    """An artist, an album, a track; lines left out are counted so, and are neither rejects nor events."""
    found = load(
        plays(("Various Artists", "A", "Hits"), ("various artists feat. Bo", "B", "Hits"),
            ("Rob", "Ch. 1", "The Hobbit"),
              ("Sleep", "Rain", None), ("Low", "Rain", None)),
        rules="leave_out:\n  - {artist: Various Artists}\n  - {album: the hobbit}\n  - {track: Rain, by: Sleep}\n",
    )  # fmt: skip

    assert found.artists() == {("Low", None): 1}
    assert found.counts() == (5, 1, 0, 4)
    assert found.changed() == [2, 1, 1]
    assert found.db.execute("select reason, lines from left_out order by all").fetchall() == [
        ("corrections: leave out album “the hobbit”", 1),
        ("corrections: leave out artist “Various Artists”", 2),
        ("corrections: leave out track “Rain” by “Sleep”", 1),
    ]


def test_ids_are_pinned(load: Load):
    """A name is that artist, and a track that recording, with what the reference says of it; a wrong mapping goes."""
    lengths = f"recording_mbid,length\n{CUT},200000\n"
    found = load(
        plays(("Low", "Words", None, by("Lows", CAN)), ("Can", "Vitamin C", "Ege")),
        rules=f"pin:\n  - {{track: Words, by: Low, id: {CUT}}}\n  - {{artist: Low, id: {LOW}}}\n",
        others={"r.csv": lengths}, sources=[{"format": "recording-lengths", "path": "r.csv"}],
    )  # fmt: skip

    assert found.tracks() == {("Words", CUT): 1, ("Vitamin C", None): 1}
    assert found.artists() == {("Low", LOW): 1, ("Can", None): 1}
    assert found.db.execute("select max(duration_ms) from listens").fetchall() == [(200000,)]


def test_a_rule_that_changes_nothing_is_a_warning(load: Load):
    """With the file, the line and the rule."""
    found = load(plays(("Low", "Words", None)), rules="# mine\nrename:\n  - {artist: Lou, to: Low}\n")

    assert found.loaded.warnings == (
        "corrections.yaml:3: rename artist “Lou” to “Low”: changes no listen; is a name misspelt?",
    )


def test_rules_hold_where_nothing_else_is_settled(load: Load):
    """With map: none, too."""
    found = load(
        plays(("low", "A", None), ("Lou", "A", None)), rules="rename:\n  - {artist: lou, to: Low}\n", map="none"
    )

    assert found.artists() == {("Low", None): 1, ("low", None): 1} or sum(found.artists().values()) == 2
    assert found.changed() == [1]


@pytest.mark.parametrize("privacy", [{"at_least": 2}, {"pseudonyms": True}])
def test_private_sites_name_no_rule(load: Load, privacy: dict[str, object], monkeypatch: pytest.MonkeyPatch):
    """What is left out by a rule is counted without its words."""
    monkeypatch.setenv("STILLSTATS_KEY", "a key that nobody knows")
    found = load(
        plays(("Secret", "A", None), ("Low", "B", None)), rules="leave_out:\n  - {artist: Secret}\n", privacy=privacy
    )

    assert found.db.execute("select reason from left_out").fetchall() == [("a rule of the owner's corrections",)]


FAULTS = (
    ("renames:\n  - {artist: A, to: B}\n", "1: unknown key 'renames'; did you mean 'rename'?"),
    ("rename:\n  - {artists: A, to: B}\n", "2: rename: unknown key 'artists'; did you mean 'artist'?"),
    ("rename:\n  - {artist: A}\n", "2: rename: to: is missing"),
    ("rename:\n  - {artist: 1975, to: The 1975}\n", "put it in quotes"),
    ("rename:\n  - {artist: A, album: B, to: C}\n", "2: rename: names one of artist:, album:, track:"),
    ("rename:\n  - {artist: A, by: B, to: C}\n", "2: rename: by: belongs to albums and tracks"),
    ("rename: {artist: A, to: B}\n", "1: rename: is a list of rules, each after a dash"),
    ("rename:\n  - {artist: A, to: ''}\n", "2: rename: to: is empty: write a name"),
    ("split:\n  - artist: A & B\n    into: [A]\n", "3: split: into: names at least two"),
    ("pin:\n  - {artist: A, id: 12}\n", "2: pin: id: '12' is no MBID"),
    ("pin:\n  - {track: A, id: 4b00640f-3be6-43f8-9b34-ff81bd89320a}\n", "2: pin: by: says whose track it is"),
    ("rename:\n  - {artist: A, to: B}\n  - {artist: a, to: B}\n", "3: rename artist “a” to “B”: line 2 says the same"),
    (
        "rename:\n  - {artist: A, to: B}\nleave_out:\n  - {artist: A}\n",
        "4: leave out artist “A”: line 2 says something else",
    ),
    (
        "rename:\n  - {artist: A, to: B}\n  - {artist: B, to: C}\n",
        "2: rename artist “A” to “B”: line 3 replaces that name in turn",
    ),
    ("rename:\n  - {artist: A, to: B}\nrename: []\n", "3: 'rename' is given twice, on line 1 and here: keep one"),
    ("rename: [\n", "not valid YAML"),
    ("rename:\n  - {artist: A, to: B, to: C}\n", "2: rename.0: 'to' is given twice, on line 2 and here: keep one"),
    ("rename:\n  - {artist: A,\n     to: 1984}\n", "3: rename: to: YAML takes 1984 for something else than a name"),
    ("rename:\n  - {artist: A, to: 0x10}\n", "YAML takes 0x10 for something else"),
    ("rename:\n  - {artist: !odd A, to: B}\n", "2: rename.0.artist: the tag !odd means nothing here"),
    ("merge:\n  - artists:\n      - A\n      - 12\n    into: A\n", "4: merge: artists: YAML takes 12 for"),
    ("rename:\n  - {artist: A, to: *b}\n", "2: *b stands for nothing"),
    ("rename: []\n---\nmerge: []\n", "2: a second document begins here"),
    ("rename:\n  - {artist: A, to: B, [1]: C}\n", "2: rename.0: a list or a mapping is no key"),
    ("rename:\n  - {artist: 2024-02-30, to: B, by: C}\n", "2: rename: by: belongs to albums and tracks"),
    ("- rename\n", "1: holds lists of rules under rename:"),
)


@pytest.mark.parametrize(("text", "said"), FAULTS, ids=[text.replace("\n", " ") for text, _ in FAULTS])
def test_what_is_wrong_is_refused_with_its_line(tmp_path: Path, text: str, said: str):
    """Every fault has its line, and a misspelt word the nearest known one."""
    file = tmp_path / "corrections.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError) as refused:
        corrections.load(file, folded)

    assert said in str(refused.value)
    assert str(refused.value).startswith(f"{file}:")


def test_faults_are_told_with_those_of_the_config(load: Load):
    """Once for all, each with its file and line; a file of rules that is not there is a fault of config.yaml."""
    sources = [{"format": "listens", "path": "nothing.csv", "user": "ana"}]
    with pytest.raises(ConfigError) as refused:
        load(plays(("Low", "A", None)), rules="renam: []\n", sources=sources)
    assert [Path(fault.file).name for fault in refused.value.faults] == ["config.yaml", "corrections.yaml"]
    with pytest.raises(ConfigError, match=r"config\.yaml:\d+: corrections: .*there is no such file"):
        load(plays(("Low", "A", None)), corrections="other.yaml")


def test_all_faults_are_told_at_once(tmp_path: Path):
    """In the order of their lines; an empty file has no rules, one that is not there is a fault."""
    file = tmp_path / "corrections.yaml"
    file.write_text("rename:\n  - {artist: A}\nsplt: []\n", encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        corrections.load(file, folded)
    assert [fault.line for fault in refused.value.faults] == [2, 3]
    file.write_text("# nothing yet\n", encoding="utf-8")
    assert corrections.load(file, folded).rules == ()
    with pytest.raises(ConfigError, match="there is no such file"):
        corrections.load(tmp_path / "other.yaml", folded)
