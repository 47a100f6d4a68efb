"""Hashes of the rows of stat sets, period by period, made by the engine: equal rows have equal hashes."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from generator.stats.store import Store, find

# What pages lead to, by the columns that name it; of a credit to its artist, if it is one alone.
_ARTIST = "{} in (select mbid from linked_artists)"
_ONE_ARTIST = "len({0}) = 1 and {0}[1] in (select mbid from linked_artists)"
_LINKS = {
    "artist_mbid": _ARTIST,
    "artist_mbids": _ONE_ARTIST,
    "artist_credit_mbids": _ONE_ARTIST,
    "track_artist_mbids": _ONE_ARTIST,
    "release_group_mbid": "{} in (select mbid from linked_groups)",
}


def of(
    store: Store, names: Iterable[str], numbers: range, artists: Collection[str], groups: Collection[str]
) -> Mapping[str, Mapping[int, str]]:
    """The hash of every stat set by the numbers of those of some periods of which it has rows.

    `artists` and `groups` are the ids of those that have pages.
    """
    tables = {"linked_artists": artists, "linked_groups": groups}
    for table, ids in tables.items():
        store.db.execute(f"create temp table {table} as select unnest($1::uuid[]) as mbid", [sorted(ids)])
    found = {name: _read(store, name, numbers) if store.count(name) else [] for name in names}
    for table in tables:
        store.db.execute(f"drop table {table}")
    return {name: {number: f"{name} {said}" for number, *said in rows} for name, rows in found.items()}


def has_links(name: str) -> bool:
    """Whether a page may lead to what the rows of a stat set name."""
    return not _LINKS.keys().isdisjoint(find(name).columns)


def _read(store: Store, name: str, numbers: range) -> list[tuple[Any, ...]]:
    return store.db.execute(_query(store, name, numbers)).fetchall()


def _query(store: Store, name: str, numbers: range) -> str:
    """Of some periods the count of rows, and two sums over their hashes, for which their order is no matter."""
    columns = find(name).columns
    # Numbers of periods and subjects hang on what else there is; they have names.
    said = [f"t.{column}" for column in columns if column != "period_id" and not _is_number(column, columns)]
    links = [sql.format(f"t.{column}") for column, sql in _LINKS.items() if column in columns]
    within = f"period_id between {numbers.start} and {numbers.stop - 1}"
    rows = f"select period_id, hash({', '.join([*said, *links])}) as said from {store.table(name)} as t where {within}"
    return (
        f"select period_id, count(*), bit_xor(said)::text, sum(hash(said)::hugeint)::text from ({rows}) as rows "
        "group by period_id"
    )


def _is_number(column: str, columns: Collection[str]) -> bool:
    return column == "subject_id" and "user_name" in columns
