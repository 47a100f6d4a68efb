"""Who is who by rules 1 to 4, in plain Python: what is known of every listen of a history once it is settled.

Written from the rules, not from the program: no SQL, one pass a rule.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from unicodedata import normalize

Row = Mapping[str, Any]
Ids = tuple[str, ...]
Key = tuple[Any, ...]
_Said = TypeVar("_Said", str, Key)

_SPACES = {*range(9, 14), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000}
_INVISIBLE = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD}
_GUESTS = re.compile(r"[\s(\[]+(?:(?:feat|ft)\.|(?:feat|ft|featuring)\s)\s*\S", re.IGNORECASE)
VARIOUS = "Various Artists"


@dataclass(slots=True)
class Track:
    """A listen, and what is settled of it. An artist is its ids, or the folded name where there are none."""

    user: str
    second: int
    artist: str
    title: str
    album: str | None
    mapping: Row
    only_album: str | None = None  # where the line names none
    ids: Ids = ()
    recording: str | None = None
    release: str | None = None
    group: str | None = None
    artists: list[tuple[str, Ids]] = field(default_factory=list)  # of the mapping's credit
    owner: str | Ids = ""
    owner_name: str = ""
    album_key: Key = ()


def folded(name: str) -> str:
    """Compare by NFC, trimmed, one space for any, nothing invisible, and by full case folding."""
    seen = "".join(" " if ord(c) in _SPACES else c for c in name if ord(c) not in _INVISIBLE)
    return normalize("NFC", normalize("NFC", " ".join(seen.split(" "))).casefold()).strip() if seen.strip() else name


def _squeezed(name: str) -> str:
    return re.sub(" +", " ", folded(name)) or name


def settled(lines: Iterable[Row], artists: Iterable[Row] = (), releases: Iterable[Row] = ()) -> list[Track]:
    """Settle the listens of a history; the tables are those of the metadata."""
    tracks = _read(lines)
    _name_users(tracks)
    _map_texts(tracks)
    tracks = _once(tracks)
    known = _known(tracks, artists)
    for track in tracks:
        track.ids = track.ids or known.get(_squeezed(track.artist), ())
    albums = {row["release_mbid"]: row for row in releases}
    _own(tracks, known)
    _identify_albums(tracks, albums)
    _spell(tracks)
    return tracks


def _read(lines: Iterable[Row]) -> list[Track]:
    tracks = []
    for line in lines:
        sent = line["track_metadata"]
        album = sent.get("release_name") or None
        mapping = sent.get("mbid_mapping") or {}
        tracks.append(
            Track(line["user_name"], line["listened_at"], sent["artist_name"], sent["track_name"], album, mapping)
        )
    return tracks


def _commonest(counted: Mapping[_Said, int]) -> _Said:
    return min(counted, key=lambda name: (-counted[name], name))


def _name_users(tracks: list[Track]) -> None:
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for track in tracks:
        spellings[_squeezed(track.user)][track.user] += 1
    for track in tracks:
        track.user = _commonest(spellings[_squeezed(track.user)])


def _text(track: Track) -> Key:
    return (_squeezed(track.artist), _squeezed(track.title), _squeezed(track.album) if track.album else "")


def _map_texts(tracks: list[Track]) -> None:
    """Rule 1: the most frequent mapping of a text is that of all its lines; ties by ids."""
    votes: dict[Key, Counter[Key]] = defaultdict(Counter)
    said: dict[Key, Row] = {}
    for track in tracks:
        if track.mapping:
            key = _mapping_key(track.mapping)
            said[key] = track.mapping
            votes[_text(track)][key] += 1
    for track in tracks:
        counted = votes.get(_text(track))
        if counted:
            track.mapping = said[_commonest(counted)]
    _place_on_albums(tracks)


def _place_on_albums(tracks: list[Track]) -> None:
    """Rule 1 without an album: an unmapped line is of the only album with which its artist and title are heard."""
    told: dict[Key, dict[str, list[Track]]] = defaultdict(lambda: defaultdict(list))
    for track in tracks:
        if track.album and track.album.strip():
            told[_text(track)[:2]][_text(track)[2]].append(track)
    for track in tracks:
        albums = told[_text(track)[:2]]
        if len(albums) == 1 and not track.mapping and not (track.album and track.album.strip()):
            ((_, lines),) = albums.items()
            track.mapping, track.only_album = lines[0].mapping, _commonest(Counter(str(line.album) for line in lines))


def _mapping_key(mapping: Row) -> Key:
    names = tuple(artist["artist_credit_name"] for artist in mapping.get("artists") or [])
    ids = tuple(mapping.get("artist_mbids") or [])
    return mapping["recording_mbid"], mapping.get("release_mbid") or "~", ids, names


def _once(tracks: list[Track]) -> list[Track]:
    """Rule 3 for repeats: the mapped copy stays, else one with an album, else the smallest by what it says."""
    kept: dict[Key, Track] = {}
    order = sorted(tracks, key=lambda one: (not one.mapping, not one.album, one.album or "", one.artist, one.title))
    for track in order:
        kept.setdefault((track.user, track.second, _squeezed(track.artist), _squeezed(track.title)), track)
    found = list(kept.values())
    for track in found:
        track.album = track.only_album or track.album
        track.recording, track.release = track.mapping.get("recording_mbid"), track.mapping.get("release_mbid")
        track.ids = tuple(track.mapping.get("artist_mbids") or ())
        credit = track.mapping.get("artists") or []
        track.artists = [(artist["artist_credit_name"], (artist["artist_mbid"],)) for artist in credit]
        joined = "".join(artist["artist_credit_name"] + artist["join_phrase"] for artist in credit)
        track.artist = joined or track.artist
    return found


def _known(tracks: list[Track], artists: Iterable[Row]) -> dict[str, Ids]:
    """Rule 2: the names that belong to exactly one artist, or one credit, with ids."""
    owners: dict[str, set[Ids]] = defaultdict(set)
    for track in tracks:
        if track.ids:
            owners[_squeezed(track.artist)].add(tuple(sorted(set(track.ids))))
            for name, ids in track.artists:
                owners[_squeezed(name)].add(ids)
    for row in artists:
        if row["artist_name"]:
            owners[_squeezed(row["artist_name"])].add((row["artist_mbid"],))
    return {name: min(found) for name, found in owners.items() if len(found) == 1}


def main_name(artist: str, is_heard: Callable[[str], bool]) -> str:
    """Rule 4: what stands before the guests, and before a comma or ampersand if that shorter name is heard alone."""
    found = _GUESTS.search(artist)
    whole = artist[: found.start()].rstrip() if found and artist[: found.start()].strip() else artist
    ends = [place for place, letter in enumerate(whole) if letter in ",&" and place]
    shorter = [whole[:end].rstrip() for end in ends]
    return next((name for name in shorter if name and is_heard(name)), whole)


def _own(tracks: list[Track], known: Mapping[str, Ids]) -> None:
    alone = {_squeezed(track.artist) for track in tracks}
    for track in tracks:
        track.owner_name = main_name(track.artist, lambda name: _squeezed(name) in alone)
        name = _squeezed(track.owner_name)
        if name == _squeezed(track.artist) and track.ids:
            track.owner = tuple(sorted(set(track.ids)))
        elif track.artists and _squeezed(track.artists[0][0]) == name:
            track.owner = track.artists[0][1]
        else:
            track.owner = known.get(name) or name


def _identify_albums(tracks: list[Track], albums: Mapping[str, Row]) -> None:
    """Rules 2 and 4: an album is the only one of its artist and name that has an id, else one by name and artist."""
    named: dict[Key, set[tuple[str, str | None]]] = defaultdict(set)
    for track in tracks:
        row = albums.get(track.release or "", {})
        track.album = row.get("release_name") or track.album
        if track.release and track.album:
            group = row.get("release_group_mbid") or None
            named[track.owner, _squeezed(track.album)].add((track.release, group))
    for track in tracks:
        track.group = albums.get(track.release or "", {}).get("release_group_mbid") or None
        if track.album and not track.release:
            found = named.get((track.owner, _squeezed(track.album)), set())
            ids, groups = {one for one, _ in found}, {group for _, group in found if group}
            track.release = min(ids) if len(ids) == 1 else None
            track.group = min(groups) if len(groups) == 1 else None
    _gather_various([track for track in tracks if track.album])


def _gather_various(tracks: list[Track]) -> None:
    """Let a name under which four or more artists are heard, nearly all with one track, be one album of theirs."""
    heard: dict[Key, dict[Any, set[str]]] = defaultdict(lambda: defaultdict(set))
    for track in tracks:
        if track.release or not track.group:
            heard[_squeezed(track.album or ""), track.release][track.owner].add(_squeezed(track.title))
    for track in tracks:
        name = _squeezed(track.album or "")
        artists = heard.get((name, track.release), {}) if track.release or not track.group else {}
        singles = {name, name.removesuffix(" - single"), name.removesuffix(" (single)")}
        several = [titles for titles in artists.values() if not titles <= singles]
        if len(several) >= 4 and sum(len(titles) == 1 for titles in several) * 4 >= len(several) * 3:
            track.owner, track.owner_name = VARIOUS, VARIOUS
        track.album_key = (name, track.release, track.owner)


def _spell(tracks: list[Track]) -> None:
    """Show the commonest spelling of an artist, a track and an album; ties: the smallest."""
    _spell_field(tracks, "artist", lambda one: None if one.ids else _squeezed(one.artist))
    own = {_squeezed(track.artist): track.artist for track in tracks if not track.ids}
    for track in tracks:
        if isinstance(track.owner, str):
            track.owner_name = own.get(track.owner, track.owner_name)
    _spell_field(tracks, "owner_name", lambda one: one.album_key or None)
    _spell_field(tracks, "title", _track_key)
    _spell_field(tracks, "album", lambda one: one.album_key or None)


def _track_key(track: Track) -> Key:
    return tuple(sorted(set(track.ids))) or _squeezed(track.artist), _squeezed(track.title), track.recording


def _spell_field(tracks: list[Track], name: str, key: Callable[[Track], object]) -> None:
    spellings: dict[object, Counter[str]] = defaultdict(Counter)
    for track in tracks:
        if key(track) is not None:
            spellings[key(track)][getattr(track, name)] += 1
    chosen = {one: _commonest(counted) for one, counted in spellings.items()}
    for track, one in [(track, key(track)) for track in tracks]:
        if one is not None:
            setattr(track, name, chosen[one])
