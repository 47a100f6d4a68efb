"""Hashes of the rows of stat sets, period by period, made by the engine: equal rows have equal hashes."""

from collections.abc import Collection, Mapping, Sequence

from generator.stats.store import Store, find

# What pages lead to, by the columns that name it.
_LINKS = {
    "artist_mbid": "t.artist_mbid in (select mbid from linked_artists)",
    "artist_mbids": "len(t.artist_mbids) = 1 and t.artist_mbids[1] in (select mbid from linked_artists)",
    "release_group_mbid": "t.release_group_mbid in (select mbid from linked_groups)",
}


def of(
    store: Store, names: Sequence[str], numbers: range, artists: Collection[str], groups: Collection[str]
) -> Mapping[int, bytes]:
    """A hash for every period of some; `artists` and `groups` are the ids of those that have pages."""
    said: dict[int, list[str]] = {number: [] for number in numbers}
    tables = {"linked_artists": artists, "linked_groups": groups}
    for table, ids in tables.items():
        store.db.execute(f"create temp table {table} as select unnest($1::uuid[]) as mbid", [sorted(ids)])
    for name in filter(store.count, names):
        for number, *found in store.db.execute(_query(store, name, numbers)).fetchall():
            said[number].append(f"{name} {found}")
    for table in tables:
        store.db.execute(f"drop table {table}")
    return {number: "\n".join(lines).encode() for number, lines in said.items()}


def _query(store: Store, name: str, numbers: range) -> str:
    """Of some periods the count of rows, and two sums over their hashes, for which their order is no matter."""
    columns = find(name).columns
    # Numbers of periods and subjects hang on what else there is; they have names.
    said = [f"t.{column}" for column in columns if column != "period_id" and not _is_number(column, columns)]
    links = [sql for column, sql in _LINKS.items() if column in columns]
    within = f"period_id between {numbers.start} and {numbers.stop - 1}"
    rows = f"select period_id, hash({', '.join([*said, *links])}) as said from {store.table(name)} as t where {within}"
    return (
        f"select period_id, count(*), bit_xor(said)::text, sum(hash(said)::hugeint)::text from ({rows}) as rows "
        "group by period_id"
    )


def _is_number(column: str, columns: Collection[str]) -> bool:
    return column == "subject_id" and "user_name" in columns
