"""One bad record never costs its neighbours, whatever the format and the form of its file."""

import json
import random
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.errors import SourceError
from generator.events import json_documents, json_text
from generator.events.json_stream import UnendedError
from tests import properties

MAY = 1714568700  # 2024-05-01 13:05 UTC
HALF = "\\ud83d"  # of an emoji, as a client that cuts texts by length leaves it
# Pieces of JSON that is broken, or nearly so.
PIECES = (
    '"', "\\", "\\u", "d", "D8", "9", "abc", "F0", "\x00", "\n", "\x1f", " ", "ü", HALF, "\\ude00", '"x\\uD800y"',
)  # fmt: skip

Load = Callable[..., Any]


def spotify(at: int, track: str) -> str:
    return json.dumps({
        "ts": f"2024-05-01T10:{at:02}:00Z", "ms_played": 200000, "master_metadata_track_name": "@",
        "master_metadata_album_artist_name": "Low",
    }).replace("@", track)  # fmt: skip


def page(at: int, track: str) -> str:
    play = {"artist": {"#text": "Low"}, "name": "@", "album": {"#text": ""}, "date": {"uts": str(MAY + at)}}
    return json.dumps(play).replace("@", track)


def brainz(at: int, track: str) -> str:
    play = {"listened_at": MAY + at, "track_metadata": {"artist_name": "Low", "track_name": "@"}}
    return json.dumps(play).replace("@", track)


def maloja(at: int, track: str) -> str:
    return json.dumps({"time": MAY + at, "track": {"artists": ["Low"], "title": "@"}}).replace("@", track)


def lastfmstats(at: int, track: str) -> str:
    return json.dumps({"date": (MAY + at) * 1000, "artist": "Low", "track": "@"}).replace("@", track)


def partify(at: int, track: str) -> str:
    time = f"2024-05-01 10:{at:02}:00"
    return json.dumps({"time_played": time, "artist": "Low", "title": "@", "user": "ana"}).replace("@", track)


LISTENS: dict[str, tuple[str, Callable[[int, str], str], str]] = {
    "spotify array": ("spotify", spotify, "[{}]"),
    "spotify pretty": ("spotify", spotify, "[\n {}\n]\n"),
    "lastfm page": ("lastfm", page, '{{"recenttracks":{{"track":[{}],"@attr":{{"user":"ana"}}}}}}'),
    "lastfm page, user first": ("lastfm", page, '{{"recenttracks":{{"@attr":{{"user":"ana"}},"track":[{}]}}}}'),
    "lastfm pages": ("lastfm", page, '[{{"track":[{}]}},{{"track":[]}}]'),
    "lastfm pages, one behind the other": ("lastfm", page, '{{"track":[{}]}}\n{{"track":[]}}\n'),
    "lastfmstats": ("lastfm", lastfmstats, '{{"username":"ana","scrobbles":[{}]}}'),
    "maloja": ("maloja", maloja, '{{"maloja":{{"export_time":1}},"scrobbles":[{}]}}'),
    "maloja list": ("maloja", maloja, '{{"status":"ok","list":[{}]}}'),
    "partify": ("partify", partify, '{{"status":"ok","tracks":[{}]}}'),
    "listenbrainz array": ("listenbrainz", brainz, "[{}]"),
    "listenbrainz array, a line each": ("listenbrainz", brainz, "[\n{}\n]"),
}
each_form = pytest.mark.parametrize(("name", "play", "document"), LISTENS.values(), ids=LISTENS)

BROKEN = {
    "no value": '{"x": }',
    "a word": "x",
    "no quote": '{"x: 1}',
    "open quote": '{"x": "1}',
    "open bracket": '{"x": [1}',
    "open brace": '{"x": 1',
    "brace too many": '{"x": 1}}',
    "quote in a text": '{"x": "a "quoted" b", "y": [1]}',
    "single quotes": "{'x': 'y'}",
}


@each_form
def test_half_a_surrogate_pair_becomes_the_replacement_character(
    history: Load, name: str, play: Callable[[int, str], str], document: str
) -> None:
    """It is grammatical; the record counts, and so do its neighbours. Whole pairs stay."""
    plays = [play(0, "Words"), play(1, f"Half {HALF}"), play(2, "\\ud83d\\ude00"), play(3, "\\\\ud83d"), play(4, "Fly")]

    loaded = history(name, document.format(",".join(plays)), "history.json")

    assert loaded.tracks() == ["Words", "Half \ufffd", "\U0001f600", "\\ud83d", "Fly"]
    assert loaded.rejects() == []


@each_form
def test_raw_control_character_is_taken(
    history: Load, name: str, play: Callable[[int, str], str], document: str
) -> None:
    """A tab, a line feed and another control character inside a text stay what they are."""
    plays = [play(0, "Words"), play(1, "A\tB"), play(2, "C\x01D"), play(3, "E\nF"), play(4, "Fly")]

    loaded = history(name, document.format(",\n".join(plays)), "history.json")

    assert loaded.tracks() == ["Words", "A\tB", "C\x01D", "E\nF", "Fly"]
    assert loaded.rejects() == []


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("place", [0, 1, 3])
@each_form
def test_broken_element_is_one_reject(  # noqa: PLR0913, PLR0917  (three of them are one form)
    tmp_path: Path, name: str, play: Callable[[int, str], str], document: str, place: int, broken: str
) -> None:
    """First, in the middle or last, it is null in the copy that is read, and the others are what they were."""
    paths = {
        "lastfm": ["$.recenttracks.track", "$.track", "$.scrobbles", "$"],
        "maloja": ["$.scrobbles", "$.list", "$"],
    }
    plays = [play(at, "Words") for at in range(3)]
    plays.insert(place, broken)
    (tmp_path / "history.json").write_text(document.format(",".join(plays)), encoding="utf-8")

    found = rewritten(tmp_path / "history.json", paths.get(name, ["$.tracks", "$"]))

    plays[place] = "null"
    assert found == documents(document.format(",".join(plays)))


def rewritten(file: Path, paths: list[str]) -> list[object]:
    """The documents of the clean copy of a file."""
    with json_documents.rewritten(file, paths, is_json, file.parent) as copy:
        return [json.loads(line) for line in copy.read_text(encoding="utf-8").splitlines()]


def documents(text: str) -> list[object]:
    found, at = [], 0
    while at < len(text):
        document, at = json.JSONDecoder().raw_decode(text, at)
        found.append(document)
        at += len(text[at:]) - len(text[at:].lstrip())
    return found


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def test_reject_of_a_broken_element_tells_its_number(history: Load) -> None:
    """An element, not a line, is what a document holds; the account of rejects says which."""
    plays = [spotify(0, "Words"), '{"ts": "2024}', spotify(2, "Fly"), "x", spotify(4, "Point")]

    loaded = history("spotify", f"[{','.join(plays)}]", "history.json")

    assert loaded.tracks() == ["Words", "Fly", "Point"]
    assert loaded.rejects() == [(2, "not a JSON object"), (4, "not a JSON object")]


def test_comma_too_many_is_taken_as_the_engine_takes_it(history: Load) -> None:
    """What the engine reads in a healthy file it reads beside a broken record, too."""
    plays = [spotify(0, "Words"), spotify(1, "Fly")[:-1] + ",}", "x"]

    assert history("spotify", f"[{','.join(plays)},]", "history.json").tracks() == ["Words", "Fly"]


def test_json_lines_are_repaired_one_by_one(history: Load) -> None:
    """A line that the engine refuses is no reject for a half pair or a control character, and one for its syntax."""
    lines = [
        brainz(0, "Words"),
        brainz(1, f"Half {HALF}"),
        brainz(2, "A\tB".replace("\\t", "\t")),
        "{x}",
        brainz(4, "Fly"),
    ]

    loaded = history("listenbrainz", "\n".join(lines))

    assert loaded.tracks() == ["Words", "Half \ufffd", "A\tB", "Fly"]
    assert loaded.rejects() == [(4, "not a JSON object")]


@pytest.mark.parametrize("cut", [1, 2, 20, 60, 119])
@each_form
def test_file_that_is_cut_off_is_an_error(
    history: Load, name: str, play: Callable[[int, str], str], document: str, cut: int
) -> None:
    """A bad record in it does not make a shorter history of it: it is called cut off."""
    text = document.format(",".join([play(0, HALF), play(1, "Words"), "x", play(2, "Fly" * 40)])).rstrip()

    with pytest.raises(SourceError, match=r"history\.json.* cut off: export or download it again"):
        history(name, text[:-cut], "history.json")


@pytest.mark.parametrize(
    "text", ['{"username": "a", "scrobbles" [{"date": 1}]}', '{"username": "a", "scrobbles": {x}}']
)
def test_document_without_structure_is_not_called_cut_off(history: Load, text: str) -> None:
    """What is whole, but broken around the elements, is one reject as any document is."""
    loaded = history("lastfm", text + '\n{"username": "a", "scrobbles": [' + lastfmstats(0, "Words") + "]}", "h.json")

    assert loaded.tracks() == ["Words"]
    assert loaded.rejects() == [(1, "not a JSON object")]


def test_cut_off_parquet_is_called_so_and_a_damaged_one_is_not(history: Load) -> None:
    """A Parquet file ends as it begins."""
    with pytest.raises(SourceError, match="cut off"):
        history("listenbrainz-spark", b"PAR1" + b"\x15\x04" * 50)
    with pytest.raises(SourceError, match=r"^(?!.*cut off).*if it is damaged"):
        history("listenbrainz-spark", b"PAR1" + b"\x15\x04" * 50 + b"PAR1")


def test_elements_are_found_wherever_the_file_is_read_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Elements that end beyond what was read at once, or are longer than that, are whole, broken ones one each."""
    monkeypatch.setattr("generator.events.json_stream.CHUNK", 50)
    monkeypatch.setattr("generator.events.json_documents.CHUNK", 50)
    chance = random.Random(4)  # noqa: S311  (no secret)
    for _ in range(100):
        plays = [spotify(at, "Words" * chance.randrange(1, 40)) for at in range(6)]
        place = chance.randrange(1, 6)
        plays[place] = chance.choice([*BROKEN.values()])
        (tmp_path / "h.json").write_text(f"[{', '.join(plays)}]", encoding="utf-8")

        (found,) = rewritten(tmp_path / "h.json", ["$"])

        plays[place] = "null"
        assert found == json.loads(f"[{','.join(plays)}]")


def test_repaired_text_is_that_of_the_library() -> None:
    """Against the library, which reads both: what is repaired reads as the same text with U+FFFD for every half."""
    chance = random.Random(5)  # noqa: S311  (no secret)
    pieces = ["a", "\\ud83d", "\\ude00", "\\\\", "\t", "\x00", "\n", '\\"', "\\u0041", "\\uD83D", "\\uDE00", "é"]
    for _ in range(2000):
        text = '{"k":\t"' + "".join(chance.choices(pieces, k=8)) + '",\n"l": ["x"]}'
        said = json.loads(text, strict=False)
        said["k"] = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in said["k"])

        assert json.loads(json_text.repaired(text)) == said


def test_end_of_a_file_is_no_end_of_its_array(tmp_path: Path) -> None:
    """A list in the last element that happens to be closed where the file stops is not taken for the array's end."""
    (tmp_path / "h.json").write_text('[{"a": 1}, {"a": [1, 2]', encoding="utf-8")

    with pytest.raises(UnendedError):
        rewritten(tmp_path / "h.json", ["$"])


def webhook(at: int, word: str) -> str:
    payload = {"media": {"id": "m1", "name": "@"}, "visitor": {"id": "v"}, "viewing_session": {"id": f"s{at}"}}
    event = {
        "uuid": f"u{at}",
        "type": "viewing_session.play",
        "payload": payload,
        "generated_at": "2024-05-01T10:00:00Z",
    }
    return json.dumps(event).replace("@", word)


def beacon(at: int, word: str) -> str:
    return json.dumps({"ts": MAY + at, "event": "load", "media_id": "m1", "note": "@"}).replace("@", word)


def tracked(at: int, word: str) -> str:
    line = {"event_type": "play_video", "event": '{"id": "v1"}', "time": f"2024-05-01T10:{at:02}:00Z", "agent": "@"}
    return json.dumps(line).replace("@", word)


def request(at: int, word: str) -> str:
    line = {"ts": f"2024-05-01T10:{at:02}:00Z", "method": "GET", "url": "/p/a", "status": 200, "ua": "@"}
    return json.dumps(line).replace("@", word)


def task_run(at: int, word: str) -> str:
    run = {"id": at, "task_id": at, "project_id": 1, "user_id": 1, "finish_time": "2024-05-01T10:00:00", "info": "@"}
    return json.dumps(run).replace("@", word)


OTHERS: dict[str, tuple[str, Callable[[int, str], str], str]] = {
    "webhooks, a body a line": ("wistia-webhooks", lambda at, word: f'{{"events":[{webhook(at, word)}]}}', "{}\n"),
    "webhooks, one document": ("wistia-webhooks", webhook, '{{"events":[{}]}}'),
    "beacons, an array": ("video-beacons", beacon, "[{}]"),
    "beacons, lines": ("video-beacons", beacon, "{}\n"),
    "tracking log": ("edx-tracking", tracked, "{}\n"),
    "access log": ("access-log", request, "{}\n"),
    "task runs, an array": ("pybossa", task_run, "[{}]"),
    "task runs, lines": ("pybossa", task_run, "{}\n"),
}


@pytest.mark.parametrize(("name", "event", "document"), OTHERS.values(), ids=OTHERS)
def test_every_domain_loses_the_broken_record_alone(
    history: Load, name: str, event: Callable[[int, str], str], document: str
) -> None:
    """Half a pair and a raw control character cost nothing, broken syntax one record, in arrays and in lines."""
    separator = "\n" if document.endswith("\n") else ","
    events = [event(1, "x"), event(2, HALF), "{x}", event(3, "a\tb"), event(4, "y")]

    loaded = history(name, document.format(separator.join(events)), "1_frogs_task_run.json", route="^/p/([^/?]+)")

    assert loaded.counts() == (5, 4, 1, 0)
    assert [line for line, _ in loaded.rejects()] == [3]


def test_reference_loses_the_broken_row_alone(load: Load, tmp_path: Path) -> None:
    """Metadata is read for what the listens refer to; an array of it is as tolerant."""
    mbids = [f"11111111-0000-4000-8000-00000000000{at}" for at in range(3)]
    rows = [json.dumps({"recording_mbid": mbid, "length": 1000 + at, "note": "@"}) for at, mbid in enumerate(mbids)]
    rows = [rows[0], rows[1].replace("@", HALF), "{x}", rows[2].replace("@", "a\tb")]
    heard = [
        json.dumps(
            {
                "listened_at": MAY + at,
                "track_metadata": {
                    "artist_name": "Low",
                    "track_name": f"T{at}",
                    "mbid_mapping": {"recording_mbid": mbid},
                },
            }
        )
        for at, mbid in enumerate(mbids)
    ]
    (tmp_path / "l.jsonl").write_text("\n".join(heard), encoding="utf-8")
    for name, text in (("r.json", f"[{','.join(rows)}]"), ("r.jsonl", "\n".join(rows))):
        (tmp_path / name).write_text(text, encoding="utf-8")

        loaded = load(
            {"format": "listenbrainz", "path": "l.jsonl", "user": "ana"}, {"format": "recording-lengths", "path": name}
        )

        assert [(part.lines, part.rejects) for part in loaded.parts] == [(3, 0), (4, 1)]
        lengths = loaded.db.execute("select length_ms from recordings order by length_ms").fetchall()
        assert lengths == [(1000,), (1001,), (1002,)]


@properties.tried(40)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), min_size=1, max_size=20))
def test_the_engine_repairs_what_python_does(texts: list[str]):
    """The same rule is said twice: for lines, which the engine reads, and for documents, which Python cuts up."""
    db = duckdb.connect()
    db.execute((files("generator") / "schema.sql").read_text(encoding="utf-8"))
    db.execute((files("generator") / "events" / "macros.sql").read_text(encoding="utf-8"))
    found = db.execute("select repaired_json(text) from (select unnest($1::varchar[]) as text)", [texts]).fetchall()
    assert [text for (text,) in found] == [json_text.repaired(text) for text in texts]
