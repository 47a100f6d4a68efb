"""The references of the four mirrors give what was counted by hand."""

from datetime import datetime

from tests.reference import partify, pybossa, video_sources, winget, wistia


def play(moment: str, user: str | None, artist: str, album: str | None, length_ms: int | None = 1500) -> partify.Play:
    """One play of the reference, its track called as its moment."""
    at = datetime.fromisoformat(moment)
    return {"at": at, "user": user, "artist": artist, "track": moment, "album": album, "length_ms": length_ms}


def test_partify_windows_roll_and_ties_go_to_the_earliest():
    """Low and Can tie, and Can was first; the play exactly a day old is outside the day; a play of no user counts."""
    plays = [
        play("2024-02-28T12:00:00", "bo", "Can", "Ege"),
        play("2024-02-28T12:00:01", "ana", "Low", "Hope", None),
        play("2024-02-29T09:00:00", None, "Low", None),
        play("2024-02-29T12:00:00", "bo", "Can", "Hope", 250),
    ]
    said = partify.documents(plays, {"bo": "Bo B."})["statistics.json"]
    assert said["response_time"] == "2024-02-29T12:00:00.000000"
    assert said["statistics"]["day"] == {
        "total_tracks": 3,
        "total_time": 1.75,
        "top_artists": {"1": {"artist": "Low", "plays": 2}, "2": {"artist": "Can", "plays": 1}},
        "top_albums": {
            "1": {"album": "Hope", "artist": "Low", "plays": 2},
            "2": {"album": None, "artist": "Low", "plays": 1},
        },
        "top_users": {
            "1": {"username": "ana", "user": "ana", "plays": 1},
            "2": {"username": "bo", "user": "Bo B.", "plays": 1},
        },
    }
    assert said["statistics"]["week"]["top_artists"]["1"] == {"artist": "Can", "plays": 2}


def test_winget_bins_are_days_iso_weeks_and_months():
    """The last day of 2024 and the first of 2025 share an ISO week and neither a day nor a month."""
    entries = [
        {"method": "GET", "target": "/v2/packages/A%20B/c?x=1", "status": 200, "at": at, "visitor": None}
        for at in map(datetime.fromisoformat, ("2024-12-31T23:59:59", "2025-01-01T00:00:00"))
    ]
    entries += [{**entries[0], **other} for other in ({"method": "HEAD"}, {"status": 404}, {"target": "/v1/a/b"})]
    found = winget.documents(winget.counted(entries))
    data = {path.split("/")[-1]: document["Stats"]["Data"] for path, document in found.items()}
    assert {document["Stats"]["Id"] for document in found.values()} == {"A B.c"}
    assert data["day.json"] == [
        {"Period": "2024-12-31T00:00:00.000Z", "Value": 1},
        {"Period": "2025-01-01T00:00:00.000Z", "Value": 1},
    ]
    assert data["isoWeek.json"] == [{"Period": "2024-12-30T00:00:00.000Z", "Value": 2}]
    assert [row["Period"][:10] for row in data["month.json"]] == ["2024-12-01", "2025-01-01"]


def test_pybossa_counts_addresses_accounts_and_days():
    """Three runs of one address and one account on two days with an empty one between; the older is not of 24 hours."""
    run = {"project_id": 3, "task_id": 1, "user_id": None, "user_ip": "192.0.2.1", "created": "2024-02-28T11:59:00"}
    exports = pybossa.Exports([
        {**run, "id": 1, "finish_time": "2024-02-28T12:00:00"},
        {**run, "id": 2, "finish_time": "2024-03-01T11:00:00"},
        {**run, "id": 3, "finish_time": "2024-03-01T12:00:00", "user_id": 9, "user_ip": None, "task_id": 2},
    ])  # fmt: skip
    found = pybossa.documents(exports)
    stats = found["stats.json"]
    assert stats["stats"] == {
        "n_anon": 1, "n_auth": 1, "n_draft_projects": 0, "n_published_projects": 1,
        "n_task_runs": 3, "n_tasks": 2, "n_total_projects": 1, "n_total_users": 2,
    }  # fmt: skip
    assert [(each["id"], each["n_answers"]) for each in stats["top5_projects_24_hours"]] == [(3, 2)]
    assert stats["top5_users_24_hours"] == [{"fullname": "Volunteer 1", "id": 1, "name": "volunteer-1", "n_answers": 1}]
    assert found["api/globalstats.json"]["n_pending_tasks"] == 0
    series = {
        line["label"]: [count for _, count in line["values"]] for line in found["project/3/stats.json"]["dayStats"]
    }
    assert series == {"Anon + Auth": [1, 0, 2], "Anonymous": [1, 0, 1], "Authenticated": [0, 0, 1]}


def test_wistia_counts_cells_by_their_midpoints():
    """A range from half a second on covers the midpoint of second 0, one that ends there does not."""
    ranges = [
        ("a", 500, 2000),
        ("a", 0, 500),
        ("a", 1499, 1501),
        ("b", 0, 9000),
        (None, 1500, 2400),
        (None, 1500, 2400),
    ]
    watches = [{"session": session, "start_ms": start, "end_ms": end} for session, start, end in ranges]
    assert wistia.curve(watches, 2300) == ([2, 4, 3], [0, 1, 0])
    views, _ = wistia.curve([{"session": "a", "start_ms": 0, "end_ms": 1500}], 2_000_000)
    assert (len(views), sum(views), views[0]) == (1000, 1, 1)


def test_wistia_divides_watched_time_by_plays_and_length():
    """Two loads by one visitor and one by another, a play that watches 3 of 4 seconds, half of them twice."""
    events = [
        video_sources.event("load", datetime.fromisoformat("2024-02-28T23:59:59"), "m", visitor="a"),
        *[video_sources.event("load", datetime.fromisoformat("2024-03-01T00:00:00"), "m", visitor=v) for v in "ab"],
        video_sources.event("play", datetime.fromisoformat("2024-03-01T00:00:00"), "m", visitor="b"),
        *[
            video_sources.event("range", datetime.fromisoformat("2024-03-01T00:00:09"), "m", start_ms=0, end_ms=end)
            for end in (1000, 2000)
        ],
    ]
    found = wistia.documents(events, [{"media_id": "m", "name": "M", "project_id": "p", "duration_s": 4}])
    media = found["v1/stats/medias/m.json"]
    assert (media["loads"], media["load_count"], media["plays"], media["visitors"]) == (3, 3, 1, 2)
    assert (media["play_rate"], media["engagement"], media["hours_watched"]) == (0.5, 0.75, 3 / 3600)
    assert [(row["date"], row["loads"]) for row in found["v1/stats/account/by_date.json"]] == [
        ("2024-03-01", 2), ("2024-02-29", 0), ("2024-02-28", 1),
    ]  # fmt: skip
    assert found["v1/medias/m/stats.json"]["stats"]["averagePercentWatched"] == 75


def test_statements_of_a_session_are_one_play_and_the_fullest_segments():
    """Played twice is one play at the first; the segment without an end, and the emptier statement, are left out."""

    def statement(number: int, verb: str, segments: str | None) -> dict[str, object]:
        extensions = "https://w3id.org/xapi/video/extensions/"
        result = {} if segments is None else {f"{extensions}played-segments": segments, f"{extensions}length": 9.5}
        return {
            "id": str(number),
            "verb": {"id": f"https://w3id.org/xapi/video/verbs/{verb}"},
            "context": {"extensions": {f"{extensions}session-id": "s"}},
            "result": {"extensions": result},
            "actor": {"account": {"name": "a"}},
            "object": {"id": "m", "definition": {"name": {"en-US": "M"}}},
            "timestamp": f"2024-02-29T12:00:0{number}+01:00",
        }

    said = [
        statement(2, "played", None),
        statement(1, "played", None),
        statement(3, "paused", "0[.]4.5[,]6[.]7"),
        statement(4, "seeked", "1[.]2[,]5"),
    ]
    found = [(one["kind"], one["at"].isoformat()[11:], one["end_ms"]) for one in video_sources.of_statements(said)]
    assert found == [("play", "11:00:01", None), ("range", "11:00:03", 4500), ("range", "11:00:03", 7000)]
