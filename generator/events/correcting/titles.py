"""Albums and tracks that rules rename, merge and pin."""

from duckdb import DuckDBPyConnection

from generator.corrections import Corrections, Rule
from generator.events.correcting import matching
from generator.events.folding import folded

_TITLES = {"album": ("release_name", "release_mbid"), "track": ("track_name", "recording_mbid")}


def replace(db: DuckDBPyConnection, corrections: Corrections, kind: str) -> None:
    """Rename and merge albums or tracks; those that are merged have the id of the commonest, if any has one."""
    name, mbid = _TITLES[kind]
    tracks = "select track_hash from matched where rule = $1"
    for verb in ("rename", "merge"):
        for number, rule in corrections.of(verb, kind):
            target = _target_title(db, number, rule, kind) if verb == "merge" else None
            changed = f"({name} is distinct from $2 or {mbid} is distinct from coalesce($3::uuid, {mbid}))"
            given = [number, rule.to[0], target]
            matching.note(
                db, number, f"select track_hash from sent where track_hash in ({tracks}) and {changed}", given
            )
            if kind == "album":
                _rename_releases(db, number, rule, target)
            cover = ", caa_id = null, caa_release_mbid = null" if kind == "album" and target else ""
            db.execute(
                f"update sent set {name} = $2, is_{kind}_corrected = true, {mbid} = coalesce($3::uuid, {mbid}){cover} "
                f"where track_hash in ({tracks})",
                given,
            )


def _target_title(db: DuckDBPyConnection, number: int, rule: Rule, kind: str) -> str | None:
    name, mbid = _TITLES[kind]
    found = db.execute(
        f"""
        select {mbid}::varchar
        from sent
        join matched using (track_hash)
        where rule = $1 and {mbid} is not null
        group by {mbid}
        order by bool_or(folded_name({name}) = $2) desc, sum(listen_count) desc, {mbid}
        limit 1
        """,
        [number, folded(rule.to[0])],
    ).fetchone()
    return str(found[0]) if found else None


def _rename_releases(db: DuckDBPyConnection, number: int, rule: Rule, target: str | None) -> None:
    """Call releases that the reference describes, and groups that were called as they were, as the rule says."""
    db.execute(
        """
        create or replace temp table renamed as
        select distinct release_mbid, release_group_mbid, folded_name(release_name) as folded
        from releases
        where release_mbid = $2::uuid
          or ($2 is null and release_mbid in (
            select release_mbid from sent join matched using (track_hash) where rule = $1
          ))
        """,
        [number, target],
    )
    db.execute(
        "update releases set release_name = $1 from renamed where releases.release_mbid = renamed.release_mbid",
        [rule.to[0]],
    )
    db.execute(
        "update release_groups set release_group_name = $1 from renamed "
        "where release_groups.release_group_mbid = renamed.release_group_mbid "
        "and folded_name(release_group_name) = renamed.folded",
        [rule.to[0]],
    )
