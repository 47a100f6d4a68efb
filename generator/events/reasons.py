"""Why lines were rejected or left out: each reason with how many lines have it, and where the first reject stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

_TOLD = 3


@dataclass(frozen=True, slots=True)
class RejectReason:
    """How many lines were rejected for a reason, and the first of them as file:line."""

    count: int
    example: str


def of(db: DuckDBPyConnection) -> dict[str, RejectReason]:
    """Count the rejects of a loaded database by their reasons, commonest first."""
    rows = db.execute("""
        select reason, count, parts.file || ':' || first.line
        from (
          select reason, count(*) as count, min({'part': part, 'line': line}) as first from rejects group by reason
        ) as counted
        join parts on parts.part = first.part
        order by count desc, reason
    """).fetchall()
    return {reason: RejectReason(count, example) for reason, count, example in rows}


def left_out(db: DuckDBPyConnection) -> dict[str, int]:
    """Count the lines that rules leave out by these, commonest first."""
    rows = db.execute("""
        select reason, sum(lines)::bigint as count from left_out group by reason order by count desc, reason
    """).fetchall()
    return dict(rows)


def told(reasons: Mapping[str, RejectReason]) -> str:
    """Tell the commonest reasons in a sentence."""
    said = [f"{reason} ({_lines(each.count)}, such as {each.example})" for reason, each in reasons.items()]
    more = len(said) - _TOLD
    return "; ".join(said[:_TOLD]) + (f"; and {more} other reason{'s' if more > 1 else ''}" if more > 0 else "")


def rejected(count: int) -> str:
    """How many lines were rejected, as the beginning of a sentence."""
    return f"{_lines(count)} {'were' if count > 1 else 'was'} rejected"


def _lines(count: int) -> str:
    return f"{count:,} line{'s' if count > 1 else ''}"
