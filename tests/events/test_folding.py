"""The same listen met twice counts once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

MAY = 1714568700  # 2024-05-01 13:05 UTC
MAPPING = {"recording_mbid": "08e8f55b-f1a4-46b8-b2d1-fab4c592165c", "recording_name": "Lullaby (mapped)"}

Load = Callable[..., Any]


def brainz(second: int = MAY, track: str = "Lullaby", user: str = "ana", **more: object) -> str:
    metadata = {"artist_name": "Low", "track_name": track, **more}
    return json.dumps({"listened_at": second, "user_name": user, "track_metadata": metadata}) + "\n"


def test_same_user_second_artist_and_track_fold(history: Load) -> None:
    """All four must be the same in words; capitals and small letters are."""
    loaded = history(
        "listenbrainz",
        brainz() + brainz() + brainz(MAY + 1) + brainz(track="lullaby") + brainz(user="bea") + brainz(),
    )

    assert loaded.counts() == (6, 3, 0, 3)


def test_mapped_copy_stays(history: Load) -> None:
    """Of an unmapped and a mapped copy the mapped one stays, wherever it stands."""
    loaded = history("listenbrainz", brainz(release_name="Hope") + brainz(mbid_mapping=MAPPING) + brainz())

    assert loaded.tracks() == ["Lullaby (mapped)"]
    assert loaded.counts() == (3, 1, 0, 2)


def test_copy_that_names_a_release_stays(history: Load) -> None:
    """Of two unmapped copies the one that says more stays."""
    assert history("listenbrainz", brainz() + brainz(release_name="Hope")).listens()[0][4] == "Hope"


def test_sources_fold_into_each_other(load: Load, tmp_path: Path) -> None:
    """A listen in a Last.fm export and, mapped, in ListenBrainz is one; each part tells what it lost."""
    (tmp_path / "a.csv").write_text(
        "Low,Hope,Lullaby,01 May 2024 13:05\nLow,Hope,Cut,01 May 2024 13:06\n", encoding="utf-8"
    )
    (tmp_path / "b.jsonl").write_text(brainz(mbid_mapping=MAPPING), encoding="utf-8")

    loaded = load({"format": "lastfm", "path": "a.csv", "user": "ana"}, {"format": "listenbrainz", "path": "b.jsonl"})

    assert [(part.lines, part.events, part.folded) for part in loaded.parts] == [(2, 1, 1), (1, 1, 0)]
    assert loaded.tracks() == ["Lullaby (mapped)", "Cut"]


def test_reject_does_not_fold_an_event(history: Load) -> None:
    """Lines that are no event are rejects, each of them, however alike."""
    assert history("listenbrainz", brainz() + brainz(0) + brainz(0)).counts() == (3, 1, 2, 0)


def test_repeated_artist_of_the_reference_folds(load: Load, tmp_path: Path) -> None:
    """Of rows with the same id the one that knows the country stays."""
    mapping = {"artist_mbids": ["4b00640f-3be6-43f8-9b34-ff81bd89320a"]}
    (tmp_path / "l.jsonl").write_text(brainz(mbid_mapping=mapping), encoding="utf-8")
    row = "4b00640f-3be6-43f8-9b34-ff81bd89320a,Low,"
    (tmp_path / "a.csv").write_text(
        f"artist_mbid,artist_name,country_code\n{row}\n{row}US\nnone,X,GB\n", encoding="utf-8"
    )

    loaded = load({"format": "listenbrainz", "path": "l.jsonl"}, {"format": "artists", "path": "a.csv"})

    assert loaded.counts() == (4, 2, 1, 1)
    assert loaded.db.execute("select country from artists").fetchall() == [("USA",)]


def test_which_copy_stays_does_not_hang_on_the_order_of_the_sources(load: Load, tmp_path: Path) -> None:
    """Of two mapped copies that of the first file by name stays, whichever source comes first in config.yaml."""
    other = {"recording_mbid": "4b00640f-3be6-43f8-9b34-ff81bd89320a", "recording_name": "Lullaby (live)"}
    (tmp_path / "a.jsonl").write_text(brainz(mbid_mapping=MAPPING), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(brainz(mbid_mapping=other), encoding="utf-8")
    sources = [{"format": "listenbrainz", "path": "a.jsonl"}, {"format": "listenbrainz", "path": "b.jsonl"}]

    assert load(*sources).tracks() == load(*reversed(sources)).tracks() == ["Lullaby (mapped)"]
