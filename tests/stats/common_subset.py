"""What stat sets are written in: the SQL that more than one engine understands alike, and a prelude of a few functions.

Everything that is not seen to be equal is forbidden. What differs among engines, and is needed, has a line in each
file of `generator/stats/prelude`.
"""

import re
from collections.abc import Iterator, Sequence
from importlib.resources import files

PRELUDE = files("generator") / "stats" / "prelude"

TYPES = {"integer", "bigint", "smallint", "double", "date", "timestamp", "string"}
AGGREGATES = {"count", "sum", "min", "max", "bool_or", "percentile_disc"}
WINDOWS = {"row_number", "rank", "dense_rank", "lag", "lead"}
FUNCTIONS = {
    "cast", "coalesce", "nullif", "if", "least", "greatest", "left", "substring", "length",
    "year", "month", "day", "hour", "date_trunc", "range", "sqrt", "round", *AGGREGATES, *WINDOWS,
}  # fmt: skip
_BEFORE_BRACKETS = {
    "select", "distinct", "from", "join", "on", "using", "where", "and", "or", "not", "in", "is", "case", "when",
    "then", "else", "by", "having", "filter", "over", "group", "with", "as", "values", "union", "all", "qualify",
    "between", "exists", "like", "order",
}  # fmt: skip
_WORDS = {
    "asof", "positional", "pivot", "unpivot", "lateral", "recursive", "ilike", "similar", "exclude", "sample", "glob",
    "limit", "offset", "natural",
}  # fmt: skip
_OPERATORS = {"[", "]", "{", "}", "//", "->", "^", "**", "~", ":", "=>", ":=", "&", "|", "<<", ">>", "@", "#"}
_TOKEN = re.compile(
    r"""--.*|/\*.*?\*/|(?P<token>'(?:[^']|'')*'|"[^"]*"|\$?[a-z_]\w*|\d[\w.]*|::|//|->|\*\*|=>|:=|<<|>>|\|\||<>|[<>!]=|\S)""",
    re.IGNORECASE | re.DOTALL,
)
_A_DAY = re.compile(r"(\w+_)?(day|date)")


def tokens(sql: str) -> list[str]:
    """The words, numbers, quoted texts and operators of some SQL, without its comments."""
    return [token for found in _TOKEN.finditer(re.sub(r"--.*", "", sql)) if (token := found["token"])]


def prelude(dialect: str) -> dict[str, int]:
    """The functions that the prelude of a dialect makes, and how many arguments each takes."""
    text = (PRELUDE / f"{dialect}.sql").read_text(encoding="utf-8")
    made = re.findall(r"^create .*?(?:macro|function) (\w+)\((.*?)\)", text, re.MULTILINE)
    return {name: arguments.count(",") + 1 for name, arguments in made}


def broken(sql: str) -> set[str]:
    """What breaks the common subset, each by what it is."""
    found = tokens(sql)
    return {
        *_operators(found),
        *_functions(found),
        *_types(found),
        *(f"the word {token}" for token in found if token in _WORDS),
        *_clauses(found),
    }


def _operators(found: Sequence[str]) -> Iterator[str]:
    for place, token in enumerate(found):
        if token in _OPERATORS:
            yield f"the operator {token}"
        if token.startswith('"'):
            yield "a quoted name"
        if token == "-" and _is_a_day(found[place + 1 :]):  # noqa: S105  (an operator)
            yield "a day less a day"


def _is_a_day(found: Sequence[str]) -> bool:
    """Whether what comes next is a column that holds a day, or the least or greatest of them."""
    start = 2 if found[:1] in (["min"], ["max"]) else 0
    named = found[start + 2 : start + 3] if found[start + 1 : start + 2] == ["."] else found[start : start + 1]
    return any(_A_DAY.fullmatch(name) for name in named)


def _functions(found: Sequence[str]) -> Iterator[str]:
    known = FUNCTIONS | prelude("duckdb").keys() | _BEFORE_BRACKETS
    for before, name, after in zip(("", *found), found, found[1:], strict=False):
        is_word = re.fullmatch(r"[a-z_]\w*", name) is not None
        if is_word and after == "(" and before != "as" and name not in known:
            yield f"the function {name}"


def _types(found: Sequence[str]) -> Iterator[str]:
    opened: list[bool] = []  # of every bracket that is open, whether it is a cast's
    for place, token in enumerate(found):
        if token == "(":  # noqa: S105
            opened.append(found[max(place - 1, 0)] == "cast")
        elif token == ")":  # noqa: S105
            opened.pop()
        is_cast = token == "::" or (token == "as" and opened[-1:] == [True])  # noqa: S105
        if is_cast and found[place + 1] not in TYPES:
            yield f"the type {found[place + 1]}"


def _clauses(found: Sequence[str]) -> Iterator[str]:
    for place, token in enumerate(found):
        after = found[place + 1 : place + 4]
        if token == "filter" and after[:2] != ["(", "where"]:  # noqa: S105
            yield "a filter without where"
        if token == "over" and after[:2] == ["(", ")"]:  # noqa: S105
            yield "a window over everything"
        if token == "interval" and not (len(after) > 1 and after[0].isdigit() and after[1].isalpha()):  # noqa: S105
            yield "an interval that is not written out"
        if token == "range" and after[:1] == ["("] and not (after[1].isdigit() and after[2] == ")"):  # noqa: S105
            yield "a range without a constant length"
        if token == "date_trunc" and after[1:2] not in (["'month'"], ["'week'"]):  # noqa: S105
            yield "a date_trunc to neither month nor week"
        if token == "distinct" and after[:1] == ["on"]:  # noqa: S105
            yield "distinct on"
        if token == "all" and found[place - 1] != "union":  # noqa: S105
            yield "all columns by one word"
        if token == "*" and found[place - 1] in {"select", ".", "distinct"}:  # noqa: S105
            yield "all columns by one word"
