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
    db.execute(
        "create or replace temp macro log_format_fields(said) as "
        f"regexp_extract(said, {quoted(notation.pattern)}, [{fields}]);"
        f"create or replace temp macro log_format_text(said) as {_TEXTS[notation.escape]}"
    )
