"""Hashes of the rows of stat sets, period by period, made by the engine: equal rows have equal hashes."""

from collections.abc import Collection, Mapping, Sequence

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
    store: Store, names: Sequence[str], periods: int, artists: Collection[str], groups: Collection[str]
) -> Mapping[int, bytes]:
    """A hash for every period, from 1 on; `artists` and `groups` are the ids of those that have pages."""
    said: dict[int, list[str]] = {number: [] for number in range(1, periods + 1)}
    tables = {"linked_artists": artists, "linked_groups": groups}
    for table, ids in tables.items():
        store.db.execute(f"create temp table {table} as select unnest($1::uuid[]) as mbid", [sorted(ids)])
    for name in filter(store.count, names):
        for number, *found in store.db.execute(_query(store, name)).fetchall():
            said[number].append(f"{name} {found}")
    for table in tables:
        store.db.execute(f"drop table {table}")
    return {number: "\n".join(lines).encode() for number, lines in said.items()}


def _query(store: Store, name: str) -> str:
    """The count of the rows of every period, and two sums over their hashes, for which their order is no matter."""
    columns = find(name).columns
    # Numbers of periods and subjects hang on what else there is; they have names.
    said = [f"t.{column}" for column in columns if column != "period_id" and not _is_number(column, columns)]
    links = [sql.format(f"t.{column}") for column, sql in _LINKS.items() if column in columns]
    rows = f"select period_id, hash({', '.join([*said, *links])}) as said from {store.table(name)} as t"
    return (
        f"select period_id, count(*), bit_xor(said)::text, sum(hash(said)::hugeint)::text from ({rows}) as rows "
        "group by period_id"
    )


def _is_number(column: str, columns: Collection[str]) -> bool:
    return column == "subject_id" and "user_name" in columns
