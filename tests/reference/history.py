"""A whole dataset of the reference: the settled listens and what the tables say about them."""

from collections.abc import Iterable

from tests.reference.metadata import Facts, Metadata, Tables, filled
from tests.reference.resolving import Listen, Row, artist_names, resolved


class History:
    """Listens, users, names and metadata; `newest` is the newest listen in epoch seconds."""

    def __init__(self, lines: Iterable[Row], tables: Tables, now: int) -> None:
        self.metadata = Metadata(tables)
        self.listens = resolved(lines, self.metadata, now)
        albums = [album for listen in self.listens for album in (self.release(listen), self.group(listen))]
        self.names = artist_names(self.listens, albums, self.metadata.artists.values())
        self.newest = max(listen["listened_at"] for listen in self.listens)
        self.users = sorted({listen["user_name"] for listen in self.listens})

    def within(self, since: int, until: int, user: str | None = None) -> list[Listen]:
        """Find the listens, of one user or of all, of a stretch of time, both ends included."""
        return [
            listen
            for listen in self.listens
            if since <= listen["listened_at"] <= until and user in {None, listen["user_name"]}
        ]

    def release(self, listen: Listen) -> Facts:
        """Describe the release of a listen: by the releases table, else by the listen."""
        said = {"name": listen["release_name"], "artist": listen["artist_name"]}
        return filled(self.metadata.release(listen["release_mbid"]), said, _credit_and_cover(listen))

    def group(self, listen: Listen) -> Facts:
        """Describe the release group of a listen: by the group's table, else by its release, else by it."""
        release = self.metadata.release(listen["release_mbid"])
        own = self.metadata.group(release.get("release_group_mbid"))
        facts = filled(own, self.release(listen))
        years = (own.get("year"), own["editions_year"], release.get("year"))
        return facts | {
            "release_group_mbid": release.get("release_group_mbid"),
            "year": next((year for year in years if year is not None), None),
        }


def _credit_and_cover(listen: Listen) -> Facts:
    return {field: listen[field] for field in ("artist_mbids", "artists", "caa_id", "caa_release_mbid")}
