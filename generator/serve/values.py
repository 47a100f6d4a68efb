"""What the values of a request stand for in the files of a tree, by the kinds that the contract declares."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from generator import caseless, paths
from generator.mirrors.routing import Contract, RouteParameter
from generator.serve.timestamps import moment

_NATURAL = re.compile(r"[0-9]{1,18}")
_YEAR = re.compile(r"[0-9]{1,9}")


def is_year(text: str) -> bool:
    """Whether a segment of a path can be a year at all."""
    return _YEAR.fullmatch(text) is not None


def part(parameter: RouteParameter, text: str, contract: Contract) -> str | None:
    """What a value is in the path of a file, or for a cut; None when it is none of its kind."""
    return _PARTS[parameter.kind](parameter, text, contract)


def _subject(parameter: RouteParameter, text: str, contract: Contract) -> str | None:
    """The segment of a name; whether there is anything in the tree is not said."""
    kind = parameter.names
    segment = contract.names[kind].get(text)
    folds = contract.caseless.get(kind)
    if segment or folds is None:
        return segment or paths.plain(text)
    spelling = caseless.folded(text, folds.characters)
    return folds.names.get(spelling) or paths.plain(spelling)


def _mbid(_: RouteParameter, text: str, __: Contract) -> str | None:
    try:
        return text.lower() if str(UUID(text)) == text.lower() else None
    except ValueError:
        return None


def _listed(parameter: RouteParameter, text: str, _: Contract) -> str | None:
    return text if text in parameter.values else None


def _year(parameter: RouteParameter, text: str, _: Contract) -> str | None:
    year = str(int(text))
    return year if year in parameter.values else None


def _natural(parameter: RouteParameter, text: str, _: Contract) -> str | None:
    if not _NATURAL.fullmatch(text):
        return None
    return str(min(int(text), parameter.most or 10**18))


def _moment(_: RouteParameter, text: str, __: Contract) -> str | None:
    return text if moment(text) else None


def _date(_: RouteParameter, text: str, __: Contract) -> str | None:
    try:
        return text if date.fromisoformat(text).isoformat() == text else None
    except ValueError:
        return None


def _text(_: RouteParameter, text: str, __: Contract) -> str:
    return text


_PARTS: Mapping[str, Callable[[RouteParameter, str, Contract], str | None]] = {
    "subject": _subject,
    "mbid": _mbid,
    "one of": _listed,
    "year": _year,
    "natural": _natural,
    "moment": _moment,
    "date": _date,
    "text": _text,
}
