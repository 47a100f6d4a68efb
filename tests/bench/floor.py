"""What the engine itself needs for a large history: a floor that a build can approach and not go below.

    floor.py LISTENS FOLDER        LISTENS is listens.jsonl or listens.parquet as generate_listens.py writes them

It loads the listens and, in each of the nine ranges, counts every user's artists, releases, release groups and recordings,
packs a thousand of each as JSON and writes them as one file a user; listening and daily activity are fetched only. No line
is judged or folded, no name is looked up, nothing is sitewide or of a year in music, and no hash is taken.
"""

import sys
from datetime import date, timedelta
from pathlib import Path

import duckdb

Span = tuple[date, date | None]  # from a midnight to one, both included

_COLUMNS = """
    make_timestamp((listened_at * 1000000)::bigint) as heard_at, user_name, artist_name as artist, track_name as track,
    release_name as release, artist_mbids, recording_mbid, release_mbid
"""
_JSON_LINES = """(
    select listened_at, user_name, unnest(track_metadata), unnest(track_metadata.mbid_mapping)
    from read_json($file, format = 'newline_delimited', columns = {
        listened_at: 'double', user_name: 'varchar', track_metadata: 'struct(
            artist_name varchar, track_name varchar, release_name varchar,
            mbid_mapping struct(artist_mbids varchar[], recording_mbid varchar, release_mbid varchar))'})
)"""
_RELEASES = "release_mbid as mbid, min(release) as name, min(artist) as artist, artist_mbids"
_RELEASE = "lower(release), lower(artist), release_mbid, artist_mbids"
_BOARDS = {  # what is told of an item, and what tells items apart
    "artists": ("unnest(coalesce(artist_mbids, [null])) as mbid, min(artist) as name", "lower(artist), mbid"),
    "releases": (_RELEASES, _RELEASE),
    "release-groups": (_RELEASES, _RELEASE),
    "recordings": (
        "recording_mbid as mbid, min(track) as name, min(artist) as artist, min(release) as release, release_mbid, artist_mbids",
        f"lower(track), recording_mbid, {_RELEASE}",
    ),
}
_ACTIVITIES = ("dayname(heard_at), hour(heard_at)", "heard_at::date")
_FETCHED = 256


def main(file: Path, folder: Path) -> None:
    """Load, and write the files of every range."""
    db = duckdb.connect()
    db.execute("set TimeZone = 'UTC'")
    source = "read_parquet($file)" if file.suffix == ".parquet" else _JSON_LINES
    db.execute(f"create table listens as select {_COLUMNS} from {source}", {"file": str(file)})
    ((newest,),) = db.execute("select max(heard_at)::date from listens").fetchall()
    for name, span in _spans(newest).items():
        within = _within(span)
        for board, (told, apart) in _BOARDS.items():
            _write(
                db,
                f"select user_name, {told}, count(*) as listens from {within} group by user_name, {apart}",
                folder / board / name,
            )
        for activity in _ACTIVITIES:
            db.execute(f"select user_name, {activity}, count(*) from {within} group by all").fetchnumpy()


def _write(db: duckdb.DuckDBPyConnection, counted: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    db.execute(f"""
        with ranked as (
            select *, row_number() over (partition by user_name order by listens desc, name desc, mbid desc) as rank,
                count(*) over (partition by user_name) as total
            from ({counted})
        )
        select user_name, to_json(list(ranked order by rank)) from ranked where rank <= 1000 group by user_name
    """)
    while rows := db.fetchmany(_FETCHED):
        for user, items in rows:
            (folder / f"{user}.json").write_text(items)


def _within(span: Span) -> str:
    since, until = span
    return f"(select * from listens where heard_at >= '{since}'" + (f" and heard_at <= '{until}')" if until else ")")


def _spans(newest: date) -> dict[str, Span]:
    """The nine ranges of the API, as of the day of the newest listen."""
    week = _monday(newest - timedelta(days=1))
    month, year = newest.replace(day=1), newest.year
    return {
        "all_time": (date(2002, 1, 1), None),
        "this_week": (week, None),
        "week": (_monday(newest - timedelta(days=7)), _monday(newest)),
        "this_month": (month, None),
        "month": ((month - timedelta(days=1)).replace(day=1), month),
        "quarter": (date(year, 1, 1), date(year, 4, 1)),
        "half_yearly": (date(year - 1, 7, 1), date(year, 1, 1)),
        "this_year": (date(year, 1, 1), None),
        "year": (date(year - 1, 1, 1), date(year, 1, 1)),
    }


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
