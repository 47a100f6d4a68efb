"""Small files that are read together give what they give one by one."""

import gzip
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.errors import UndecidedError
from generator.events import formats, grouping, reading

MAY = 1714568700  # 2024-05-01 13:05 UTC

Load = Callable[..., Any]


def brainz(at: int) -> str:
    return json.dumps({"listened_at": MAY + at, "track_metadata": {"artist_name": "Low", "track_name": f"Track {at}"}})


def scrobble(at: int) -> str:
    return f'"Low, the band",Hope,Track {at},01 May 2024 13:{at % 60:02}'


def played(at: int) -> str:
    return f"{MAY + at},Low,Track {at}"


def logged(at: int) -> str:
    moment = f"01/May/2024:13:{at % 60:02}:{at // 60:02} +0000"
    return f'1.2.3.{at % 9} - - [{moment}] "GET /p/a{at % 3} HTTP/1.1" 200 9 "-" "x"'


def logged_json(at: int) -> str:
    moment = f"2024-05-01T13:{at % 60:02}:{at // 60:02}Z"
    url = f"/{'pq'[at % 2]}/a{at % 3}"
    return json.dumps({"ts": moment, "method": "GET", "url": url, "status": 200, "ip": "1.2.3.4"})


def cloudfront(at: int) -> str:
    return f"2024-05-01\t13:{at % 60:02}:{at // 60:02}\t1.2.3.4\tGET\t/p/a{at % 3}\t200"


def beacon(at: int) -> str:
    return json.dumps({"ts": MAY + at, "event": "load", "media_id": f"m{at % 3}", "session_key": f"s{at}"})


def headed(at: int) -> str:
    return f"Low;2024-05-{at % 28 + 1:02} 13:{at % 60:02}:00;Track {at}"


def dated(at: int) -> str:
    """Dates whose order every file tells by itself, in words, figures and numbers."""
    days = (f"{at % 15 + 14}/05/2024 13:05", f"05/{at % 15 + 14}/2024 13:05", f"{at % 28 + 1} May 2024 13:05")
    times = (*days, str(MAY + at), str((MAY + at) * 1000), "")
    return f"Track {at},,Low,{times[at // 3 % len(times)]}"


FIELDS = "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status\n"
FORMS: dict[str, tuple[str, Callable[[int], str], str]] = {
    "listenbrainz": ("listenbrainz", brainz, ""),
    "lastfm": ("lastfm", scrobble, ""),
    "combined": ("access-log", logged, ""),
    "json log": ("access-log", logged_json, ""),
    "w3c": ("access-log", cloudfront, FIELDS),
    "beacons": ("video-beacons", beacon, ""),
    "listens": ("listens", played, "listened_at,artist_name,track_name\n"),
    "another heading": ("listens", headed, "# plays\nartist;time;title\n"),
    "dates": ("lastfm", dated, "sep=,\ntitle,album,artist,time\n"),
}
TABLES = ("parts", "rejects", "left_out", "users", "listens", "tracks", "requests", "packages", "video_loads")


DOCUMENTS: dict[str, tuple[str, Callable[[int], Any], Callable[[list[Any]], Any]]] = {
    "Last.fm pages": (
        "lastfm",
        lambda at: {"artist": {"#text": "Low"}, "name": f"Words \n {at}", "date": {"uts": str(MAY + at)}},
        lambda tracks: {"recenttracks": {"track": tracks, "@attr": {"user": "ana"}}},
    ),
    "one track a page": (
        "lastfm",
        lambda at: {"artist": {"#text": "Low"}, "name": f"Words {at}", "date": {"uts": str(MAY + at)}},
        lambda tracks: [{"track": tracks[:1]}, *tracks[:1], {"recenttracks": {"track": tracks}}],
    ),
    "answers": (
        "listenbrainz",
        lambda at: json.loads(brainz(at)),
        lambda listens: {"payload": {"user_id": f"ana{len(listens) % 2}", "count": 1.0, "listens": listens}},
    ),
    "older export": ("listenbrainz", lambda at: json.loads(brainz(at)), lambda listens: listens),
    "Spotify": (
        "spotify",
        lambda at: {
            "ts": f"2024-05-01T13:{at:02}:00Z", "ms_played": 200000.5, "master_metadata_track_name": f"Track {at}",
            "master_metadata_album_artist_name": "Löw",
        },
        lambda plays: plays,
    ),
    "Maloja": (
        "maloja",
        lambda at: {"time": MAY + at, "track": {"title": f"Track {at}", "artists": ["Low", "Can"]}},
        lambda scrobbles: {"scrobbles": scrobbles},
    ),
}  # fmt: skip


def write_documents(folder: Path, element: Callable[[int], Any], whole: Callable[[list[Any]], Any]) -> None:
    """Twenty documents: with and without line breaks, empty ones, with elements that are none, broken ones, twins."""
    folder.mkdir()
    for at in range(20):
        elements = [element(at * 3 + number) for number in range(at % 3 + 1)]
        if at % 5 == 1:
            elements += [None, 7, [element(100 + at)], {"odd": [1.50, {"a": "b"}]}]
        text = json.dumps(whole(elements), indent=at % 4 or None, ensure_ascii=bool(at % 2))
        (folder / f"{at:02}.json").write_text(text.replace("Low", "L\tow") if at == 7 else text, encoding="utf-8")
    for name, text in (
        ("20", "[]"),
        ("21", "[ ]\n"),
        ("22", json.dumps(whole([]))),
        ("23", json.dumps(whole([element(60)])) * 2),
    ):
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    (folder / "24.json").write_bytes((folder / "04.json").read_bytes())


def write(folder: Path, line: Callable[[int], str], heading: str) -> None:
    """Twenty files of a few lines each: packed and not, with blank and broken lines, with and without a last feed."""
    folder.mkdir()
    for at in range(20):
        lines = [line(at * 3 + number) for number in range(at % 3 + 1)]
        if at % 4 == 1:
            lines.insert(at % 2, "  ")
        if at % 4 == 2:
            lines.append("nonsense")
        if at == 7:
            lines.append("n\xf6nsense")
        data = (heading + "\n".join(lines)).encode("latin-1" if at == 7 else "utf-8") + b"\n" * (at % 2)
        name = folder / f"{at:02}.log"
        if at % 3:
            name.write_bytes(data)
        else:
            name.with_suffix(".log.gz").write_bytes(gzip.compress(data))
    (folder / "99.log").write_bytes(b"\n\n")


@pytest.mark.parametrize(("name", "line", "heading"), FORMS.values(), ids=FORMS)
def test_files_that_are_read_together_are_as_if_read_alone(  # noqa: PLR0913, PLR0917  (three are one form)
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, line: Callable[[int], str], heading: str
) -> None:
    """Every table, and what is said of every file, is the same, in whatever order rows are asked for."""
    write(tmp_path / "d", line, heading)
    source = {"format": name, "path": "d/*", "user": "ana", "route": "^/p/([^/?]+)"}

    assert_alike(load, monkeypatch, source)


@pytest.mark.parametrize(("name", "element", "whole"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_documents_that_are_read_together_are_as_if_read_alone(  # noqa: PLR0913, PLR0917  (three are one form)
    load: Load,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    element: Callable[[int], Any],
    whole: Callable[[list[Any]], Any],
) -> None:
    """Elements keep their numbers; a document with something broken in it is read alone."""
    write_documents(tmp_path / "d", element, whole)

    assert_alike(load, monkeypatch, {"format": name, "path": "d/*", "user": "ana"})


def assert_alike(load: Load, monkeypatch: pytest.MonkeyPatch, source: dict[str, object]) -> None:
    """Read files together, and alone."""
    asked = counted_groups(monkeypatch)
    together = load(source)
    assert max(asked) >= 5
    monkeypatch.setattr(grouping, "_SMALL", -1)
    alone = load(source)

    assert together.parts == alone.parts
    assert together.warnings == alone.warnings
    assert sum(part.events for part in together.parts) >= 20
    assert together.table("folded") == alone.table("folded")
    for table in TABLES:
        # Every load tells visitors apart by a key of its own.
        rows = "select * exclude (visitor, daily_visitor) from requests" if table == "requests" else f"from {table}"
        assert together.db.execute(rows).fetchall() == alone.db.execute(rows).fetchall(), table


def counted_groups(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list that will hold how many files were read by each call of the engine for several."""
    asked: list[int] = []
    insert_group = reading._insert_group  # noqa: SLF001  (its calls are counted)

    def counted(reader: reading.Reader, members: Sequence[grouping.Member]) -> dict[int, int]:
        counts = insert_group(reader, members)
        asked.append(len(members))
        return counts

    monkeypatch.setattr(reading, "_insert_group", counted)
    return asked


def test_small_files_are_read_together(load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is asked once for all of them; a large file between them keeps its place."""
    asked = counted_groups(monkeypatch)
    for at in range(300):
        count = 4000 if at == 100 else 1
        text = "\n".join(brainz(at * 5000 + number) for number in range(count))
        (tmp_path / f"{at:03}.jsonl").write_text(text, encoding="utf-8")

    loaded = load({"format": "listenbrainz", "path": "*.jsonl", "user": "ana"})

    assert asked == [100, 199]
    assert [part.lines for part in loaded.parts] == [1] * 100 + [4000] + [1] * 199


def test_csv_that_cannot_be_told_is_named_among_many(load: Load, tmp_path: Path) -> None:
    """Its neighbours tell nothing of its dates; all such files are told at once, with the line of their source."""
    for at, date in enumerate(("2024-05-01", "13/05/2024", "04/05/2024", "1 May 2024", "02/03/2024")):
        (tmp_path / f"{at}.csv").write_text(f"artist,title,time\nLow,Words,{date} 13:05\n", encoding="utf-8")
    (tmp_path / "5.csv").write_text("wer,was,wann\nLow,Words,2024-05-01 13:05\n", encoding="utf-8")

    with pytest.raises(UndecidedError) as refused:
        load({"format": "listens", "path": "*.csv", "user": "ana"})

    assert refused.value.exit_code == 2
    said = [fault.said for fault in refused.value.faults]
    assert sorted(text.split(":")[1].strip() for text in said) == ["2.csv", "4.csv", "5.csv"]
    assert any("dates such as '04/05/2024 13:05' may begin with the day or the month" in text for text in said)
    assert {fault.file.rpartition("/")[2] for fault in refused.value.faults} == {"config.yaml"}


def test_files_of_headings_alone_are_no_copies(load: Load, tmp_path: Path) -> None:
    """Headings and nothing else are no reason for a warning, and no copies of each other."""
    for at in range(3):
        (tmp_path / f"{at}.log").write_text(FIELDS, encoding="utf-8")
    (tmp_path / "3.log").write_text(FIELDS + cloudfront(1) + "\n", encoding="utf-8")

    loaded = load({"format": "access-log", "path": "*.log", "route": "^/p/([^/?]+)"})

    assert [part.lines for part in loaded.parts] == [0, 0, 0, 1]


def test_forms_that_look_at_other_lines_are_read_alone() -> None:
    """A form whose SELECT looks around says which of its files may be read together, or none may."""
    looking = [form for forms in formats.forms().values() for form in forms if "over (" in form.sql]

    assert {form.name for form in looking if "together" in form.header} == {"w3c"}
    assert {"scrobbler-log", "bodies"} <= {form.name for form in looking}
