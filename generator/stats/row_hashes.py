"""Hashes of the rows of stat sets, period by period, made by the engine: equal rows have equal hashes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.stats.store import Store, find, is_whole_history, time_of


def _linked(mbid: str) -> str:
    """SQL for whether pages lead to an id."""
    return f"{mbid} in (select mbid from linked_ids)"


def _named(kind: str, first: str, second: str = "''") -> str:
    """SQL for whether pages lead to what has no id and is of such a kind and such names, each given as SQL."""
    return f"({kind} || ':' || strlen({first})::text || ':' || {first} || {second}) in (select said from linked_names)"


def _credit(mbids: str, name: str) -> str:
    """SQL for whether pages lead to the artist of a credit, if it is one alone."""
    artist = _named("'artist'", f"t.{name}")
    return f"case len(coalesce(t.{mbids}, [])) when 0 then {artist} when 1 then {_linked(f't.{mbids}[1]')} end"


_ALBUM = _named("'album'", "t.artist_name", "t.release_group_name")
_TRACK = _named("'track'", "t.artist_name", "t.track_name")
_ITEM = f"if(t.kind = 'artist', {_named('t.kind', 't.name')}, {_named('t.kind', 't.artist_name', 't.name')})"
_BY = _named("'artist'", "t.artist_name")

# Whether pages lead to what a row is about, by the columns that say what that is.
_LINKS = {
    ("artist_mbid", "artist_name"): f"if(t.artist_mbid is null, {_BY}, {_linked('t.artist_mbid')})",
    ("artist_mbids", "artist_name"): _credit("artist_mbids", "artist_name"),
    ("track_artist_mbids", "track_artist_name"): _credit("track_artist_mbids", "track_artist_name"),
    ("artist_credit_mbids", "artist_credit_name"): _credit("artist_credit_mbids", "artist_credit_name"),
    ("release_group_mbid", "release_group_name", "artist_name"): (
        f"if(t.release_group_mbid is null, {_ALBUM}, {_linked('t.release_group_mbid')})"
    ),
    ("release_group_mbid", "title"): _linked("t.release_group_mbid"),
    ("recording_mbid", "track_name", "artist_name"): (
        f"if(t.recording_mbid is null, {_TRACK}, {_linked('t.recording_mbid')})"
    ),
    ("kind", "mbid", "name", "artist_name"): f"if(t.mbid is null, {_ITEM}, {_linked('t.mbid')})",
}


@dataclass(frozen=True, slots=True)
class Linked:
    """What pages lead to: ids, and what has none by its kind and its names, the artist's first."""

    ids: frozenset[str] = frozenset()
    names: frozenset[tuple[str, tuple[str, ...]]] = frozenset()


def of(store: Store, names: Iterable[str], numbers: range, linked: Linked) -> Mapping[str, Mapping[int, str]]:
    """The hash of every stat set by the numbers of those of some periods of which it has rows.

    Whether pages lead to what a row is about is part of it. Of the whole history, a period has the rows of its time.
    """
    spelled = sorted(_said(kind, *each) for kind, each in linked.names)
    store.db.execute("create temp table linked_ids as select unnest($1::uuid[]) as mbid", [sorted(linked.ids)])
    store.db.execute("create temp table linked_names as select unnest($1::varchar[]) as said", [spelled])
    found = {name: _read(store, name, numbers) if store.count(name) else [] for name in names}
    store.db.execute("drop table linked_ids")
    store.db.execute("drop table linked_names")
    return {name: {number: f"{name} {said}" for number, *said in rows} for name, rows in found.items()}


def has_links(name: str) -> bool:
    """Whether a page may lead to what the rows of a stat set name."""
    columns = find(name).columns.keys()
    return any(columns >= set(needed) for needed in _LINKS)


def _said(kind: str, first: str, second: str = "") -> str:
    """Names as one text, from which no other names make the same."""
    return f"{kind}:{len(first.encode())}:{first}{second}"


def _read(store: Store, name: str, numbers: range) -> list[tuple[Any, ...]]:
    return store.db.execute(_query(store, name, numbers)).fetchall()


def _query(store: Store, name: str, numbers: range) -> str:
    """Of some periods the count of rows, and two sums over their hashes, for which their order is no matter."""
    columns = find(name).columns
    # Numbers of periods and subjects hang on what else there is; they have names.
    said = [f"t.{column}" for column in columns if column != "period_id" and not _is_number(column, columns)]
    links = [sql for needed, sql in _LINKS.items() if columns.keys() >= set(needed)]
    within = f"period_id between {numbers.start} and {numbers.stop - 1}"
    rows = (
        f"select period_id, hash({', '.join([*said, *links])}) as said from {_table(store, name)} as t where {within}"
    )
    return (
        f"select period_id, count(*), bit_xor(said)::text, sum(hash(said)::hugeint)::text from ({rows}) as rows "
        "group by period_id"
    )


def _table(store: Store, name: str) -> str:
    """The table of a stat set, or SQL for the rows of the whole history that every period has."""
    if not is_whole_history(name):
        return store.table(name)
    time = time_of(name)
    inside = f"history.{time} between periods.since and periods.until" if time else "true"
    return f"(select periods.period_id, history.* from {store.table(name)} as history join periods on {inside})"


def _is_number(column: str, columns: Collection[str]) -> bool:
    return column == "subject_id" and "user_name" in columns
