"""Which periods of listens have pages and JSON of their own: kinds of the calendar, and any that config.yaml names."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from generator import config_values as values
from generator import paths
from generator.letters import casefold

CalendarKind = Literal["year", "month", "week"]


class NamedPeriod(BaseModel):
    """Any stretch of days that has a name of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True, populate_by_name=True)

    name: Annotated[str, AfterValidator(values.period_name)]
    """What it is called, such as Tour 2019."""
    first: Annotated[date, BeforeValidator(values.day), Field(alias="from")]
    """Its first day, such as 2019-05-01."""
    last: Annotated[date, BeforeValidator(values.day), Field(alias="to")]
    """Its last day."""


def _tag(entry: Any) -> str:  # noqa: ANN401 - whatever the file has
    return "a period" if isinstance(entry, dict | NamedPeriod) else "a kind"


# Tags with a space are no keys of the file, and are left out where an error says where it stands.
Entry = Annotated[
    Annotated[CalendarKind, Tag("a kind")] | Annotated[NamedPeriod, Tag("a period")],
    Discriminator(_tag),
]


def faults(entries: Sequence[CalendarKind | NamedPeriod]) -> Iterator[tuple[int, str, str]]:
    """What is wrong with named periods beside each other: the number of the entry, its key, and the fault in words."""
    met: dict[str, str] = {}
    for number, entry in enumerate(entries):
        if not isinstance(entry, NamedPeriod):
            continue
        if entry.last < entry.first:
            yield number, "to", f"{entry.last} is before {entry.first}, the first day of {entry.name!r}"
        address = casefold(paths.period(entry.name))
        other = met.setdefault(address, entry.name)
        if other == entry.name and number != _first(entries, entry.name):
            yield number, "name", f"{entry.name!r} is the name of two periods: give each its own"
        elif other != entry.name:
            said = f"{entry.name!r} would have the address of {other!r}, {address}.html: call one otherwise"
            yield number, "name", said


def _first(entries: Sequence[CalendarKind | NamedPeriod], name: str) -> int:
    """The number of the first period of a name."""
    return next(number for number, entry in enumerate(entries) if not isinstance(entry, str) and entry.name == name)
