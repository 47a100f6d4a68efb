"""Access logs in the server's own notation: what it says of a line becomes two macros, which the form `own` asks."""

from duckdb import DuckDBPyConnection

from generator.events.inputs import quoted
from generator.log_notation import Escape, LogFormat

_TEXTS = {
    Escape.DEFAULT: "if(contains(said, '\\'), unescaped(said), said)",
    Escape.JSON: "if(contains(said, '\\'), coalesce(json_extract_string('\"' || said || '\"', '$'), said), said)",
    Escape.NONE: "said",
}


def register(db: DuckDBPyConnection, notation: LogFormat) -> None:
    """Make the macros of a notation: the fields of a line, and what a field says without the server's escapes."""
    fields = ", ".join(map(quoted, notation.fields))
    split = f"regexp_extract(said, {quoted(notation.pattern)}, [{fields}])"
    if notation.members:
        split = f"case when regexp_matches(said, {quoted(notation.pattern)}) then {split} else {_by_keys(notation)} end"
    db.execute(
        f"create or replace temp macro log_format_fields(said) as {split};"
        f"create or replace temp macro log_format_text(said) as {_TEXTS[notation.escape]}"
    )


def _by_keys(notation: LogFormat) -> str:
    """Write SQL for the fields of a JSON line by the keys of the notation, escaped as the server does."""
    return "{" + ", ".join(f"{quoted(name)}: {_by_key(notation, name)}" for name in notation.fields) + "}"


def _by_key(notation: LogFormat, name: str) -> str:
    member = notation.members.get(name)
    if member is None:
        return "''"
    record = "clean_json(said[strpos(said, '{'):])"
    text = f"json_extract_string({record}, {quoted(member.pointer)})"
    value = f"coalesce(regexp_extract({text}, {quoted(member.pattern)}, {member.group}), '')"
    return value if notation.escape is Escape.NONE else f"replace(replace({value}, '\\', '\\\\'), '\"', '\\\"')"
