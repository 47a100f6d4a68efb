"""A whole dataset of the reference: the settled listens and what the tables say about them."""

from collections.abc import Iterable, Sequence

from reference.resolving import Listen, Row, artist_names, resolved

COUNTRIES = {"GB": "GBR", "US": "USA", "DE": "DEU", "JP": "JPN", "FR": "FRA", "IS": "ISL", "BR": "BRA", "SG": "SGP"}


class History:
    """Listens, users, names, countries and release groups; `newest` is the newest listen in epoch seconds."""

    def __init__(self, lines: Iterable[Row], artists: Sequence[Row], releases: Sequence[Row], now: int) -> None:
        self.releases = {row["release_mbid"]: row for row in releases}
        self.listens = resolved(lines, self.releases, now)
        self.names = artist_names(self.listens, artists)
        self.countries = {row["artist_mbid"]: COUNTRIES.get(row["country_code"] or "") for row in artists}
        self.groups = {row["release_group_mbid"]: self._group(row["release_group_mbid"]) for row in releases}
        self.newest = max(listen["listened_at"] for listen in self.listens)
        self.users = sorted({listen["user_name"] for listen in self.listens})

    def within(self, since: int, until: int, user: str | None = None) -> list[Listen]:
        """The listens, of one user or of all, of a stretch of time, both ends included."""
        return [
            listen
            for listen in self.listens
            if since <= listen["listened_at"] <= until and user in {None, listen["user_name"]}
        ]

    def _group(self, release_group_mbid: str) -> tuple[str | None, str | None]:
        """The name and the artist that stand for a release group: those of its smallest release name."""
        rows = [row for row in self.releases.values() if row["release_group_mbid"] == release_group_mbid]
        named = sorted((row["release_name"], row["album_artist_name"] or "") for row in rows if row["release_name"])
        return (named[0][0], named[0][1] or None) if named else (None, None)
