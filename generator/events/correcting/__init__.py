"""The owner's rules of corrections.yaml, put into effect on the distinct tracks; they win over all else.

`begin` and `correct_texts` are called before repeats are folded, `apply` when every track has its mapping: it renames,
merges, splits and leaves out, and `counts` says how many listens each rule changed. What a rule is about is found by
generator/events/tables/identity/matched.sql.
"""

from dataclasses import dataclass
from uuid import UUID

from duckdb import DuckDBPyConnection

from generator.corrections import Corrections, Rule
from generator.events.correcting import artists, beginning, matching, titles
from generator.events.correcting.matching import Fill
from generator.events.folding import folded

UNNAMED = "a rule of the owner's corrections"  # what is said of a rule where names are private


@dataclass(frozen=True, slots=True)
class CorrectionCount:
    """A rule, its line in corrections.yaml, and how many listens it changed."""

    words: str
    line: int
    listens: int


def begin(db: DuckDBPyConnection, corrections: Corrections) -> None:
    """Note the rules, and pin recordings."""
    for number, rule in enumerate(corrections.rules):
        for name in rule.names:
            _note(db, number, rule, name)
    beginning.pin_tracks(db)
    db.execute("""
        insert into needed.names
        select distinct unnest([folded, to_folded]) from corrections where kind = 'artist'
    """)
    db.execute(
        "insert into needed.artists select distinct to_mbid from corrections where verb = 'pin' and kind = 'artist'"
    )


def correct_texts(db: DuckDBPyConnection, *, literal: bool) -> None:
    """Correct the words by which repeats are known."""
    for kind in ("artist", "track"):
        beginning.correct_texts(db, kind, literal=literal)


def apply(db: DuckDBPyConnection, corrections: Corrections, fill: Fill, *, is_private: bool) -> None:
    """Put the rules into effect on the table `sent`, and on what the reference says of the same ids."""
    matching.match(db, fill)
    artists.replace(db, corrections)
    for kind in ("album", "track"):
        titles.replace(db, corrections, kind)
    artists.split(db, corrections)
    matching.match(db, fill)
    _leave_out(db, corrections, is_private=is_private)


def counts(db: DuckDBPyConnection, corrections: Corrections) -> tuple[CorrectionCount, ...]:
    """Tell of every rule how many listens it changed."""
    found = dict(db.execute("select rule, listens from correction_counts").fetchall())
    return tuple(
        CorrectionCount(rule.words, rule.line, int(found.get(number, 0)))
        for number, rule in enumerate(corrections.rules)
    )


def _note(db: DuckDBPyConnection, number: int, rule: Rule, name: str) -> None:
    to = rule.to[0] if rule.to and rule.verb != "split" else None
    by = (_mbid(rule.by), rule.by) if rule.by else (None, None)
    mbid = _mbid(name)
    db.execute(
        "insert into corrections values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        [
            number, rule.verb, rule.kind,
            None if mbid else folded(name), mbid,
            None if by[0] or not by[1] else folded(by[1]), by[0],
            to, folded(to) if to else None, rule.id,
        ],
    )  # fmt: skip


def _mbid(name: str | None) -> str | None:
    try:
        return str(UUID(name)) if name and len(name) == len(str(UUID(int=0))) else None
    except ValueError:
        return None


def _leave_out(db: DuckDBPyConnection, corrections: Corrections, *, is_private: bool) -> None:
    """Count what is left out by the first rule that is about it, and drop it; and count what the others changed."""
    left_out = [number for number, _ in corrections.of("leave_out")]
    db.execute(
        """
        create or replace temp table omitted as
        select track_hash, min(rule) as rule from matched where list_contains($1::integer[], rule) group by track_hash
        """,
        [left_out],
    )
    db.execute("insert into corrected select rule, track_hash from omitted")
    db.execute("""
        create or replace temp table correction_counts as
        select rule, sum(listen_count)::bigint as listens
        from (select distinct rule, track_hash from corrected) as tracks
        join sent using (track_hash)
        group by rule
    """)
    for number in left_out:
        reason = UNNAMED if is_private else f"corrections: {corrections.rules[number].words}"
        db.execute(
            """
            insert into left_out
            select part, $2, count(*)
            from staging.listens
            anti join rejects using (part, line)
            anti join folded using (part, line)
            join omitted using (track_hash)
            where omitted.rule = $1
            group by part
            """,
            [number, reason],
        )
    db.execute("delete from staging.listens where track_hash in (select track_hash from omitted)")
    db.execute("delete from sent where track_hash in (select track_hash from omitted)")
