"""Hashes of the rows of stat sets, period by period, made by the engine: equal rows have equal hashes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from generator.stats.store import Store, find


def _linked(mbid: str) -> str:
    """SQL for whether pages lead to an id."""
    return f"{mbid} in (select mbid from linked_ids)"


def _named(kind: str, first: str, second: str = "''") -> str:
    """SQL for whether pages lead to what has no id and is of such a kind and such names, each given as SQL."""
    return f"({kind} || ':' || strlen({first})::text || ':' || {first} || {second}) in (select said from linked_names)"


_ARTIST = _named("'artist'", "t.artist_name")
_ALBUM = _named("'album'", "t.artist_name", "t.release_group_name")
_TRACK = _named("'track'", "t.artist_name", "t.track_name")
_ITEM = f"if(t.kind = 'artist', {_named('t.kind', 't.name')}, {_named('t.kind', 't.artist_name', 't.name')})"
_FIRST = "t.artist_mbids[1]"

# Whether pages lead to what a row is about, by the columns that say what that is.
_LINKS = {
    ("artist_mbid", "artist_name"): f"if(t.artist_mbid is null, {_ARTIST}, {_linked('t.artist_mbid')})",
    (
        "artist_mbids",
        "artist_name",
    ): f"case len(t.artist_mbids) when 0 then {_ARTIST} when 1 then {_linked(_FIRST)} end",
    ("release_group_mbid", "release_group_name", "artist_name"): (
        f"if(t.release_group_mbid is null, {_ALBUM}, {_linked('t.release_group_mbid')})"
    ),
    ("recording_mbid", "track_name", "artist_name"): (
        f"if(t.recording_mbid is null, {_TRACK}, {_linked('t.recording_mbid')})"
    ),
    ("kind", "mbid", "name", "artist_name"): f"if(t.mbid is null, {_ITEM}, {_linked('t.mbid')})",
}


@dataclass(frozen=True, slots=True)
class Linked:
    """What pages lead to: ids, and what has none by its kind and its names, the artist's first."""

    ids: Collection[UUID] = ()
    names: Collection[tuple[str, tuple[str, ...]]] = ()


def of(store: Store, names: Sequence[str], periods: int, linked: Linked) -> Mapping[int, bytes]:
    """A hash for every period, from 1 on, of the rows and of whether pages lead to what they are about."""
    said: dict[int, list[str]] = {number: [] for number in range(1, periods + 1)}
    ids, spelled = sorted(map(str, linked.ids)), sorted(_said(kind, *each) for kind, each in linked.names)
    store.db.execute("create temp table linked_ids as select unnest($1::uuid[]) as mbid", [ids])
    store.db.execute("create temp table linked_names as select unnest($1::varchar[]) as said", [spelled])
    for name in names:
        for number, *found in store.db.execute(_query(store, name)).fetchall():
            said[number].append(f"{name} {found}")
    store.db.execute("drop table linked_ids")
    store.db.execute("drop table linked_names")
    return {number: "\n".join(lines).encode() for number, lines in said.items()}


def _said(kind: str, first: str, second: str = "") -> str:
    """Names as one text, from which no other names make the same."""
    return f"{kind}:{len(first.encode())}:{first}{second}"


def _query(store: Store, name: str) -> str:
    """The count of the rows of every period, and two sums over their hashes, for which their order is no matter."""
    columns = find(name).columns
    # Numbers of periods and subjects hang on what else there is; they have names.
    said = [f"t.{column}" for column in columns if column != "period_id" and not _is_number(column, columns)]
    links = [sql for needed, sql in _LINKS.items() if columns.keys() >= set(needed)]
    rows = f"select period_id, hash({', '.join([*said, *links])}) as said from {store.table(name)} as t"
    return (
        f"select period_id, count(*), bit_xor(said)::text, sum(hash(said)::hugeint)::text from ({rows}) as rows "
        "group by period_id"
    )


def _is_number(column: str, columns: Collection[str]) -> bool:
    return column == "subject_id" and "user_name" in columns
