"""What a build is held against: a plain DuckDB script for the same leaderboards.

    plain_script.py LISTENS_JSONL RELEASES_CSV FOLDER

Loads the listens, computes the four user leaderboards in the nine ranges with one query each, packs the rows in the
engine and writes them to the same paths: the first 25 and the first 1,000. It does less than a build: no
line is judged or folded, nothing is sitewide, and there are no activity, map and listener documents.
"""

import sys
from pathlib import Path

import duckdb

SPANS = {
    "this_week": ("2026-06-29", "2026-07-06"),
    "this_month": ("2026-06-01", "2026-07-01"),
    "this_year": ("2026-01-01", "2027-01-01"),
    "week": ("2026-06-22", "2026-06-29"),
    "month": ("2026-05-01", "2026-06-01"),
    "quarter": ("2026-01-01", "2026-04-01"),
    "year": ("2025-01-01", "2026-01-01"),
    "half_yearly": ("2025-07-01", "2026-01-01"),
    "all_time": ("2002-01-01", "2026-06-30 23:59:59"),
}

LOAD = """
    create table listens as
    select make_timestamp(l.listened_at * 1000000) as listened_at, l.user_name, m.artist_name, m.track_name,
        coalesce(r.release_name, m.release_name) as release_name, coalesce(r.album_artist_name, m.artist_name) as album_artist,
        m.mbid_mapping.recording_mbid as recording_mbid, m.mbid_mapping.release_mbid as release_mbid, r.release_group_mbid,
        coalesce(m.mbid_mapping.artist_mbids, []) as artist_mbids, to_json(m.mbid_mapping.artists) as artists
    from (
        select listened_at, user_name, track_metadata as m
        from read_json($listens, format = 'newline_delimited', columns = {
            listened_at: 'bigint', user_name: 'varchar',
            track_metadata: 'struct(artist_name varchar, track_name varchar, release_name varchar, mbid_mapping struct(
                artist_mbids varchar[], recording_mbid varchar, release_mbid varchar,
                artists struct(artist_credit_name varchar, join_phrase varchar, artist_mbid varchar)[]))'})
    ) as l
    left join read_csv($releases) as r on r.release_mbid::varchar = m.mbid_mapping.release_mbid
"""

BOARDS = {
    "artists": """
        select user_name, min(name) as artist_name, artist_mbid, count(*) as listen_count
        from (
            select user_name, artist_name as name, unnest(if(len(artist_mbids) = 0, [null], artist_mbids)) as artist_mbid
            from listens where listened_at >= $since and listened_at <= $until
        ) group by user_name, lower(name), artist_mbid
    """,
    "releases": """
        select user_name, min(release_name) as release_name, release_mbid, min(album_artist) as artist_name, artist_mbids, artists, count(*) as listen_count
        from listens where listened_at >= $since and listened_at <= $until and release_name is not null
        group by user_name, lower(release_name), release_mbid, lower(album_artist), artist_mbids, artists
    """,
    "release-groups": """
        select user_name, min(release_name) as release_group_name, release_group_mbid, min(album_artist) as artist_name, artist_mbids, artists, count(*) as listen_count
        from listens where listened_at >= $since and listened_at <= $until and release_name is not null
        group by user_name, lower(release_name), release_group_mbid, lower(album_artist), artist_mbids, artists
    """,
    "recordings": """
        select user_name, min(track_name) as track_name, recording_mbid, min(artist_name) as artist_name, artist_mbids,
            min(release_name) as release_name, release_mbid, artists, count(*) as listen_count
        from listens where listened_at >= $since and listened_at <= $until
        group by user_name, lower(track_name), recording_mbid, lower(artist_name), artist_mbids, lower(release_name), release_mbid, artists
    """,
}


def main(listens: str, releases: str, folder: Path) -> None:
    """Load, then board by board and range by range query, pack and write."""
    db = duckdb.connect()
    db.execute("set TimeZone = 'UTC'")
    db.execute(LOAD, {"listens": listens, "releases": releases})
    for name, (since, until) in SPANS.items():
        for board, select in BOARDS.items():
            write(db, select, board, name, {"since": since, "until": until}, folder)


def write(
    db: duckdb.DuckDBPyConnection, select: str, board: str, name: str, span: dict[str, str], folder: Path
) -> None:
    """Rank, pack and write one leaderboard of one range, two files a user."""
    columns = [column[0] for column in db.execute(f"describe {select}", span).fetchall()]
    item = ", ".join(f"'{column}': {column}" for column in columns if column != "user_name")
    ties = f"{columns[1]} desc, {columns[2]} desc nulls last, {', '.join(f'{column} desc' for column in columns[3:])}"
    cursor = db.execute(
        f"""
        select user_name, to_json(list({{{item}}} order by rank) filter (rank <= 25)), to_json(list({{{item}}} order by rank)), any_value(total)
        from (
            select *, row_number() over (partition by user_name order by listen_count desc, {ties}) as rank,
                count(*) over (partition by user_name) as total
            from ({select})
        ) where rank <= 1000 group by user_name
        """,
        span,
    )
    while rows := cursor.fetchmany(20):
        for user, first, everything, total in rows:
            first_page = f'{{"payload": {{"user_id": "{user}", "items": {first}, "total": {total}}}}}'
            all_items = f'{{"payload": {{"user_id": "{user}", "items": {everything}, "total": {total}}}}}'
            place = folder / "1/stats/user" / user / board / name
            place.mkdir(parents=True, exist_ok=True)
            (place / "all.json").write_text(all_items)
            place.with_suffix(".json").write_text(first_page)
            if name == "all_time":
                place.parent.with_suffix(".json").write_text(first_page)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
