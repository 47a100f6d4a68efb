"""A user's year in music: every key, from January 1st 00:00:00 to the last second of December 31st, UTC.

Readings taken where the rules are silent:
- the year without a number is the one before the newest listen's, for every user, and empty where a user heard nothing;
  it is there under its number as well, and of a history that ends in 2002 there is none;
- votes of a genre that several release groups (or artists) of one recording have are added;
- a share of exactly half a hundredth of a percent is rounded up;
- a release group that was heard and that only the releases tell of may be a new release too, of no type; one that
  nobody heard is what its own table says;
- the fifth new release of an artist is counted before one that stands under an artist heard more is left out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from tests.reference import playlists, spans
from tests.reference.activities import (
    WEEKDAYS,
    by_country,
    by_genre_and_hour,
    by_year_of_release,
    evolution,
    moment,
)
from tests.reference.history import History
from tests.reference.leaderboards import BOARDS, Item, leaderboard
from tests.reference.resolving import Listen

TOP = 50
FIRST_YEAR = 2002
UNKNOWN_LENGTH = 180_000
TYPES = ("Album", "EP", "Single", "Other", "Broadcast")


def of(history: History, user: str) -> Iterator[tuple[str, Item]]:
    """Path below user/ and payload: the latest complete year, and every year with listens by its number."""
    own = history.within(0, history.newest, user)
    years = sorted({moment(listen).year for listen in own})
    latest = (spans.EPOCH + timedelta(seconds=history.newest)).year - 1
    data = _data(history, user, latest) if latest in years else {}
    if latest >= FIRST_YEAR:
        yield f"{user}/year-in-music.json", {"user_name": user, "year": latest, "data": data}
    for year in sorted({*years, max(latest, FIRST_YEAR)}):
        data = _data(history, user, year) if year in years else {}
        yield f"{user}/year-in-music/{year}.json", {"user_name": user, "year": year, "data": data}


def _data(history: History, user: str, year: int) -> Item:
    since, until = playlists.bounds(year)
    own = history.within(since, until, user)
    tops = {board.items: leaderboard(history, own, board) for board in BOARDS}
    artists = tops["artists"][:TOP]
    return {
        **{f"top_{items}": rows[:TOP] for items, rows in tops.items()},
        **{f"total_{items}_count": len(rows) for items, rows in tops.items()},
        "artist_map": by_country(history, artists),
        "total_listen_count": len(own),
        "total_listening_time": sum(_length(listen) for listen in own) // 1000,
        "listens_per_day": _days(own, year),
        "day_of_week": _busiest_weekday(own),
        "most_listened_year": {
            str(row["year"]): row["listen_count"] for row in by_year_of_release(history, own)
        },
        "total_new_artists_discovered": _new_artists(history, user, since, until),
        "genre_activity": by_genre_and_hour(history, own),
        "artist_evolution_activity": evolution(history, own, "year", most=None),
        "top_genres": _top_genres(history, own),
        "new_releases_of_top_artists": _new_releases(history, artists, year),
        **playlists.of_year(history, user, year),
    }  # fmt: skip


def _length(listen: Listen) -> int:
    return UNKNOWN_LENGTH if listen["length_ms"] is None else int(listen["length_ms"])


def _days(listens: Iterable[Listen], year: int) -> list[Item]:
    """Count every day of the year, those without listens too."""
    counts = Counter(moment(listen).date() for listen in listens)
    day = datetime(year, 1, 1)  # noqa: DTZ001
    rows = []
    while day.year == year:
        first = spans.seconds(day)
        label = day.strftime("%d %B %Y")
        bounds = {"from_ts": first, "to_ts": first + 86_399}
        rows.append({"time_range": label, **bounds, "listen_count": counts[day.date()]})
        day += timedelta(days=1)
    return rows


def _busiest_weekday(listens: Iterable[Listen]) -> str:
    counts = Counter(moment(listen).weekday() for listen in listens)
    return WEEKDAYS[min(day for day in counts if counts[day] == max(counts.values()))]


def _new_artists(history: History, user: str, since: int, until: int) -> int:
    """Count the artists whose first listen of all lies in the year."""
    first: dict[str, int] = {}
    for listen in history.within(0, history.newest, user):
        for mbid in listen["artist_mbids"]:
            first[mbid] = min(listen["listened_at"], first.get(mbid, listen["listened_at"]))
    return len([mbid for mbid in first if since <= first[mbid] <= until])


def _top_genres(history: History, listens: Sequence[Listen]) -> list[Item]:
    """Add the votes of every recording heard, once a recording, and show twenty-five genres and what ties with them."""
    votes: Counter[str] = Counter()
    for mbid in {listen["recording_mbid"] for listen in listens if listen["recording_mbid"]}:
        votes.update(_votes(history, mbid, [listen for listen in listens if listen["recording_mbid"] == mbid]))
    order = sorted(votes, key=lambda genre: (votes[genre], genre), reverse=True)
    return [
        {"genre": genre, "genre_count": votes[genre], "genre_count_percent": _percent(votes[genre], votes.total())}
        for genre in order
        if len([other for other in order if votes[other] > votes[genre]]) < 25
    ]


def _votes(history: History, recording_mbid: str, listens: Iterable[Listen]) -> Counter[str]:
    """Unite the genres of its artists, of the release groups that it was heard on, and of the recording itself.

    Where they name the same genre the recording's votes count, else those of its release groups.
    """
    groups = {history.group(listen)["release_group_mbid"] for listen in listens}
    artists = {mbid for listen in listens for mbid in listen["artist_mbids"]}
    united: dict[str, int] = {}
    for entity, mbids in (("artist", artists), ("release_group", groups), ("recording", {recording_mbid})):
        votes: Counter[str] = Counter()
        for mbid in mbids:
            votes.update(history.metadata.genres.get((entity, mbid), {}))
        united |= votes
    return Counter(united)


def _percent(part: int, whole: int) -> float:
    """Round a share to hundredths of a percent, a half up."""
    return int(Fraction(10_000 * part, whole) + Fraction(1, 2)) / 100


def _new_releases(history: History, artists: Iterable[Item], year: int) -> list[Item]:
    """Find what the year's top artists released in it: at most five a head, each once, in the artists' order."""
    heard = {history.group(listen)["release_group_mbid"] for listen in history.listens} - {None}
    known = history.metadata.known_groups(heard)
    chosen: dict[str, Any] = {}
    for artist in artists:
        mbids = [
            mbid
            for mbid, group in known.items()
            if _year_of(group) == year and artist["artist_mbid"] in (group["artist_mbids"] or ())
        ]
        mbids.sort(key=lambda mbid: (-_kind(known[mbid].get("type")), known[mbid]["name"] or "", mbid), reverse=True)
        for mbid in mbids[:5]:
            chosen.setdefault(mbid, known[mbid])
    return [_new_release(mbid, group) for mbid, group in chosen.items()]


def _year_of(group: Item) -> int | None:
    year: int | None = group["editions_year"] if group.get("year") is None else group["year"]
    return year


def _kind(name: str | None) -> int:
    return TYPES.index(name) if name in TYPES else len(TYPES)


def _new_release(mbid: str, group: Item) -> Item:
    return {
        "title": group["name"],
        "artist_credit_name": group["artist"],
        "release_group_mbid": mbid,
        "artist_credit_mbids": group["artist_mbids"],
        "artists": group["artists"],
        "caa_id": group["caa_id"],
        "caa_release_mbid": group["caa_release_mbid"],
    }
