"""Whatever the order of columns, the delimiter, the quotes and the notation: the same listens, never exchanged."""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.events.headed_rows import Reader

WORDS = {
    "artist": ["artist", "Artist Name", "ARTIST", "artists", "artistName"],
    "track": ["track", "Track Name", "song", "title", "trackTitle", "name"],
    "album": ["album", "Album Name", "release_name"],
    "time": ["time", "uts", "Date", "played_at", "Timestamp", "utc_time", "Date (UTC)"],
}
OTHERS = ["", "track_mbid", "Album Artist", "month", "Track #", "loved", "id", "duration"]
NOTATIONS = {
    "seconds": lambda at: str(int(at.timestamp())),
    "milliseconds": lambda at: str(int(at.timestamp()) * 1000),
    "iso": lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ"),
    "plain": lambda at: at.strftime("%Y-%m-%d %H:%M:%S"),
    "words": lambda at: at.strftime("%d %b %Y, %H:%M:%S"),
    "american": lambda at: at.strftime("%b %-d, %Y %-I:%M:%S %p"),
    "dots": lambda at: at.strftime("%d.%m.%Y %H:%M:%S"),
    "day first": lambda at: at.strftime("%d/%m/%Y %H:%M:%S"),
    "month first": lambda at: at.strftime("%m/%d/%Y %I:%M:%S %p"),
}
NAMES = st.text(alphabet="abcé ,;|\t\"'#19", min_size=1, max_size=8).map(lambda name: f"x{name}x")
PLAYS = st.lists(st.tuples(NAMES, NAMES, NAMES), min_size=1, max_size=5)
BEGINNINGS = ["", "\ufeff", "sep={}\n", "# by, a; tool\n#\n", "\n\n", "My listens\n"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written."""

    notation: str
    delimiter: str
    quoting: int
    beginning: str
    feed: str
    others: list[str]


DIALECTS = st.builds(
    Dialect,
    st.sampled_from(sorted(NOTATIONS)),
    st.sampled_from(",;\t|"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(BEGINNINGS),
    st.sampled_from(["\n", "\r\n"]),
    st.lists(st.sampled_from(OTHERS), max_size=3, unique=True),
)


@given(plays=PLAYS, dialect=DIALECTS, chance=st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_order_delimiter_and_notation_change_nothing(
    table: Reader, plays: list[tuple[str, str, str]], dialect: Dialect, chance: Random
) -> None:
    """What Python's own reader finds in the columns is what is read, with the time of each row."""
    names = {part: chance.choice(words) for part, words in WORDS.items()}
    columns = [*names, *dialect.others]
    chance.shuffle(columns)
    # The first day is above 12 and no month, so that it tells the order of all.
    times = [datetime(2024, 5, 31, 13, 5, tzinfo=UTC) + timedelta(days=40 * at, hours=at) for at in range(len(plays))]
    said = [dict(zip(("artist", "track", "album"), play, strict=True)) for play in plays]
    rows = [row | {"time": NOTATIONS[dialect.notation](at)} for row, at in zip(said, times, strict=True)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=dialect.delimiter, quoting=dialect.quoting, lineterminator=dialect.feed)  # type: ignore[arg-type]
    writer.writerow([names.get(column, column) for column in columns])
    writer.writerows([row.get(column, f"{column}-{at}") for column in columns] for at, row in enumerate(rows))

    listens = table.listens("lastfm", dialect.beginning.format(dialect.delimiter) + text.getvalue())

    assert listens == [
        (at.timestamp(), None, artist, track, album) for at, (artist, track, album) in zip(times, plays, strict=True)
    ]
    assert [tuple(listen[2:]) for listen in listens] == [
        (row[names["artist"]], row[names["track"]], row[names["album"]])
        for row in csv.DictReader(io.StringIO(text.getvalue()), delimiter=dialect.delimiter)
    ]
