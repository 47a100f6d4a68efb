"""Names as they are compared: NFC, white space, zero-width characters and full Unicode case folding.

The engine folds names in ASCII itself; it calls Python for the others, once for each, see the table foldings.
"""

import re

from duckdb import DuckDBPyConnection

from generator.letters import casefold, normalize

# What has no width: soft hyphens, joiners, marks of direction, and what chooses between variants of a letter.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
# Unicode's property White_Space, which is narrower than what str.split() takes for space.
_SPACES = re.compile("[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


def are_ascii(db: DuckDBPyConnection, table: str) -> bool:
    """Whether all texts of a table are ASCII, and, where they are JSON, what they escape."""
    columns = db.execute(f"select column_name from (describe {table}) where column_type = 'VARCHAR'").fetchall()
    differ = " or ".join(f"strlen({name}) != length({name}) or contains({name}, '\\u')" for (name,) in columns)
    return not db.execute(f"select 1 from {table} where {differ} limit 1").fetchall()


def folded(name: str) -> str:
    """Give a name as it is compared with others; a name without visible characters stays as it is."""
    visible = _SPACES.sub(" ", _INVISIBLE.sub("", name)).strip(" ")
    return normalize("NFC", casefold(normalize("NFD", visible))) or name


def define(db: DuckDBPyConnection, *, is_ascii: bool) -> None:
    """Let SQL call folded_name: what of a name is ASCII is folded by the engine.

    Where every name is ASCII Python is not called, which would cost a small build as much as all of its names.
    """
    if is_ascii:
        # A cast that fails for whatever would come here; a window may not be partitioned by what calls error().
        db.execute(
            "create or replace temp macro folded_in_python(said) as cast('not ASCII: ' || said as date)::varchar"
        )
    else:
        db.create_function("folded_in_python", folded, ["VARCHAR"], "VARCHAR")
    db.execute(r"""
        create or replace temp macro folded_name(said) as
          case
            when strlen(said) != length(said) then folded_in_python(said)
            when regexp_matches(said, '[\t-\r]|^ |  | $')
              then coalesce(nullif(lower(trim(regexp_replace(said, '[\t-\r ]+', ' ', 'g'))), ''), said)
            else lower(said)
          end
    """)
