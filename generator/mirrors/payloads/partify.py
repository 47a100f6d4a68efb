"""What the document of the Partify mirror holds."""

from generator.schemas import Schema, either, keyed, named, natural, nullable, number, one_of, record, text

_ARTIST, _PLAYS = nullable(text("Portishead")), natural(38)
_RANK = "^[1-4]$"
_LISTS = {
    "top_artists": record({"artist": _ARTIST, "plays": _PLAYS}),
    "top_albums": record({"album": nullable(text("Dummy")), "artist": _ARTIST, "plays": _PLAYS}),
    "top_users": record({"username": nullable(text("nora")), "user": nullable(text("Nora")), "plays": _PLAYS}),
}
_PLAYED = {"total_tracks": natural(378), "total_time": number(96778.544, "Seconds.")}
_SILENT = {"total_tracks": one_of(0), "total_time": one_of(0)}
_WINDOW = either(
    named("window", record(_PLAYED | {key: keyed(item, "1", _RANK) for key, item in _LISTS.items()})),
    named("window_without_plays", record(_SILENT)),
)
STATISTICS: Schema = record(
    {
        "status": one_of("ok"),
        "response_time": text("2024-05-31T23:59:59.000000"),
        "statistics": record(dict.fromkeys(("day", "week", "month", "year", "all"), _WINDOW)),
    }
)
