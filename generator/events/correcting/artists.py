"""Artists that rules rename, merge, pin and split."""

from duckdb import DuckDBPyConnection

from generator.corrections import Corrections, Rule
from generator.events.correcting import matching
from generator.events.folding import folded


def replace(db: DuckDBPyConnection, corrections: Corrections) -> None:
    """Rename, merge and pin artists: those without ids by their names, those with ids wherever the ids stand."""
    db.execute("create or replace temp table changed_ids (rule integer, mbid uuid, new_mbid uuid, new_name varchar)")
    for verb in ("rename", "merge", "pin"):
        for number, rule in corrections.of(verb, "artist"):
            target = rule.id or _target_artist(db, number, rule)
            _change_ids(db, number, rule, target)
            _change_names(db, number, rule, target)
    _replace_ids(db, "sent", "artist_name")
    _replace_ids(db, "releases", "album_artist_name")
    _replace_ids(db, "release_groups", "artist_name")
    db.execute("""
        update artists set artist_name = new_name
        from changed_ids where artists.artist_mbid = new_mbid and new_name is not null
    """)
    db.execute("""
        insert into artists by name
        select distinct on (new_mbid) new_mbid as artist_mbid, new_name as artist_name
        from changed_ids anti join artists on artists.artist_mbid = new_mbid
        where new_name is not null
        order by new_mbid, rule
    """)


def _target_artist(db: DuckDBPyConnection, number: int, rule: Rule) -> str | None:
    """The id that artists of a rule get: the only one that is called as it says, else of those merged the commonest."""
    called = db.execute(
        """
        with called as (
          select mbid from credit_parts where folded = $1 and mbid is not null
          union
          select artist_mbid from artists where folded_name(artist_name) = $1
        )
        select min(mbid)::varchar from called having count(*) = 1
        """,
        [folded(rule.to[0])],
    ).fetchone()
    if called or rule.verb != "merge":
        return str(called[0]) if called else None
    commonest = db.execute(
        """
        select parts.mbid::varchar
        from credit_parts as parts
        join corrections as rules on rules.folded = parts.folded or rules.mbid = parts.mbid
        join sent using (track_hash)
        where rules.rule = $1 and parts.mbid is not null
        group by parts.mbid
        order by bool_or(parts.folded = rules.to_folded) desc, sum(sent.listen_count) desc, parts.mbid
        limit 1
        """,
        [number],
    ).fetchone()
    return str(commonest[0]) if commonest else None


def _change_ids(db: DuckDBPyConnection, number: int, rule: Rule, target: str | None) -> None:
    name = rule.to[0] if rule.to else None
    matched = """
        from credit_parts as parts
        join corrections as rules on rules.folded = parts.folded or rules.mbid = parts.mbid
        where rules.rule = $1 and parts.mbid is not null
    """
    changed = (
        "(parts.mbid is distinct from $2::uuid and $2 is not null or parts.name is distinct from $3 and $3 is not null)"
    )
    matching.note(db, number, f"select distinct track_hash {matched} and {changed}", [number, target, name])
    db.execute(
        f"""
        insert into changed_ids
        select distinct $1, parts.mbid, coalesce($2::uuid, parts.mbid), $3 {matched}
          and parts.mbid not in (select mbid from changed_ids)
        """,
        [number, target, name],
    )


def _change_names(db: DuckDBPyConnection, number: int, rule: Rule, target: str | None) -> None:
    """Give artists without ids their new name and id, also where they are named as the artist of an album."""
    name = rule.to[0] if rule.to else None
    tracks = """
        select sent.track_hash
        from sent
        join matched using (track_hash)
        where matched.rule = $1 and len(coalesce(sent.artist_mbids, [])) = 0
    """
    changed = "and ($2::uuid is not null or sent.artist_name is distinct from $3)"
    matching.note(db, number, f"{tracks} {changed}", [number, target, name])
    db.execute(
        f"""
        update sent
        set artist_name = coalesce($3, artist_name), is_artist_corrected = true,
          artist_mbids = if($2::uuid is null, artist_mbids, [$2::uuid]),
          artists = if($2::uuid is null, null, to_json([
            {{'artist_credit_name': coalesce($3, artist_name), 'join_phrase': '', 'artist_mbid': $2::uuid}}
          ]))
        where track_hash in ({tracks})
        """,
        [number, target, name],
    )
    if name:
        db.execute(
            "update sent set album_artist_name = $2 where folded_name(album_artist_name) in "
            "(select folded from corrections where rule = $1)",
            [number, name],
        )


def _replace_ids(db: DuckDBPyConnection, table: str, name: str) -> None:
    """Put new ids and names of artists in the place of old ones, in the credits of a table."""
    mbid = "coalesce(changes[artist_mbid].new_mbid, artist_mbid)"
    db.execute(f"""
        update {table}
        set artist_mbids = new_mbids, artists = new_artists,
          {name} = coalesce(credit_name(credited(new_artists)), if(len(new_mbids) = 1, new_name, null), {name})
        from (
          with changes as (
            select list(mbid) as mbids, map_from_entries(list({{
                'key': mbid, 'value': {{'new_mbid': new_mbid, 'new_name': new_name}}
              }})) as changes
            from changed_ids
          ), replaced as (
            select {table}.rowid as place,
              list_transform({table}.artist_mbids, lambda artist_mbid: {mbid}) as new_mbids,
              to_json(list_transform(credited({table}.artists), lambda artist: {{
                'artist_credit_name': coalesce(changes[artist.artist_mbid].new_name, artist.artist_credit_name),
                'join_phrase': artist.join_phrase,
                'artist_mbid': coalesce(changes[artist.artist_mbid].new_mbid, artist.artist_mbid)
              }})) as new_artists,
              changes[{table}.artist_mbids[1]].new_name as new_name
            from {table}
            cross join changes
            where list_has_any({table}.artist_mbids, changes.mbids)
          )
          select replaced.place, new_artists, new_name,
            list_filter(new_mbids, lambda mbid, place: list_position(new_mbids, mbid) = place) as new_mbids
          from replaced
        ) as replaced
        where {table}.rowid = replaced.place
    """)


def split(db: DuckDBPyConnection, corrections: Corrections) -> None:
    """Let credits that are split be one name without ids, whose artists name_parts notes."""
    for number, rule in corrections.of("split"):
        matching.note(db, number, "select track_hash from matched where rule = $1", [number])
        db.execute(
            "update sent set artist_mbids = [], artists = null, artist_name = $2, is_artist_corrected = true "
            "where track_hash in (select track_hash from matched where rule = $1)",
            [number, rule.names[0]],
        )


def name_parts(db: DuckDBPyConnection, corrections: Corrections) -> None:
    """Note the artists of split credits as the credits are called now."""
    for number, rule in corrections.of("split"):
        for part in dict.fromkeys(rule.to):
            db.execute(
                """
                insert into split_credits
                select distinct resolved.artist_name, coalesce(known.artist_name, $2), known.artist_mbids[1]
                from resolved
                join corrected using (track_hash)
                left join known_credits as known on known.folded = $3 and len(known.artist_mbids) = 1
                where corrected.rule = $1
                """,
                [number, part, folded(part)],
            )
