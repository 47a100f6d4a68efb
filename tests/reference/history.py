"""A whole dataset of the reference: the settled listens and what the tables say about them."""

from collections.abc import Iterable, Sequence

from tests.reference.resolving import Listen, Row, artist_names, resolved

COUNTRIES = {"GB": "GBR", "US": "USA", "DE": "DEU", "JP": "JPN", "FR": "FRA", "IS": "ISL", "BR": "BRA", "SG": "SGP"}


class History:
    """Listens, users, names, countries and release groups; `newest` is the newest listen in epoch seconds."""

    def __init__(self, lines: Iterable[Row], artists: Sequence[Row], releases: Sequence[Row], now: int) -> None:
        self.releases = _by_id(releases, "release_mbid", "release_group_mbid")
        self.listens = resolved(lines, self.releases, now)
        known = _by_id(artists, "artist_mbid", "country_code")
        self.names = artist_names(self.listens, known.values())
        self.countries = {mbid: COUNTRIES.get(row["country_code"] or "") for mbid, row in known.items()}
        self.groups = {row["release_group_mbid"]: self._group(row["release_group_mbid"]) for row in releases}
        self.newest = max(listen["listened_at"] for listen in self.listens)
        self.users = sorted({listen["user_name"] for listen in self.listens})

    def within(self, since: int, until: int, user: str | None = None) -> list[Listen]:
        """Find the listens, of one user or of all, of a stretch of time, both ends included."""
        return [
            listen
            for listen in self.listens
            if since <= listen["listened_at"] <= until and user in {None, listen["user_name"]}
        ]

    def _group(self, release_group_mbid: str) -> tuple[str | None, str | None]:
        """Choose the name and the artist of a release group: those of its smallest release name."""
        rows = [row for row in self.releases.values() if row["release_group_mbid"] == release_group_mbid]
        named = [(row["release_name"], not row["album_artist_name"], row["album_artist_name"] or None) for row in rows]
        name, _, artist = min((row for row in named if row[0]), default=(None, True, None))
        return name, artist


def _by_id(rows: Iterable[Row], mbid: str, wanted: str) -> dict[str, Row]:
    """Keep one row an id: the first that says what is wanted, else the first."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: not row[wanted]):
        found.setdefault(row[mbid], row)
    return found
