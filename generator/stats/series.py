"""Rows become series, as charts of an API take them: JSON arrays of pairs, made in the engine."""

from collections.abc import Iterator, Sequence

from duckdb import DuckDBPyConnection

_AT_ONCE = 100  # subjects; the engine holds all that it concatenates, and a series may have thousands of pairs


def series(
    db: DuckDBPyConnection, table: str, head: str, place: str, counts: Sequence[str]
) -> Iterator[tuple[int, list[str]]]:
    """Of every subject, in the order of `head`, an array of [place, count] for each of the `counts`, by rank.

    All are columns of the table, of whole numbers.
    """
    cursor = db.cursor()
    arrays = ", ".join(
        f"'[' || string_agg('[' || {place} || ',' || {count} || ']', ',' order by rank) || ']'" for count in counts
    )
    query = f"select {head}, {arrays} from {table} where {head} between ? and ? group by {head} order by {head}"
    heads = [
        subject for (subject,) in cursor.execute(f"select distinct {head} from {table} order by {head}").fetchall()
    ]
    for start in range(0, len(heads), _AT_ONCE):
        some = heads[start : start + _AT_ONCE]
        for subject, *found in cursor.execute(query, [some[0], some[-1]]).fetchall():
            yield subject, found
