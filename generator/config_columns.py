"""`columns:` of a source in config.yaml: which columns of a CSV are what."""

from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema, model_validator


def _column(value: object) -> object:
    is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 1
    if is_number or (isinstance(value, str) and value.strip()):
        return value
    raise ValueError(f"{value!r} is no column: write its name, in quotes, or its number from 1")


def _time_columns(value: object) -> object:
    """One column is a list of one."""
    columns = value if isinstance(value, list | tuple) else [value]
    if len(columns) not in {1, 2}:
        raise ValueError("is one column, or [date, time] where the time is in two")
    return [_column(column) for column in columns]


Column = Annotated[str | int, BeforeValidator(_column)]
_COLUMN_SCHEMA = [{"type": "string"}, {"type": "integer"}]
_TIME_SCHEMA = {"anyOf": [*_COLUMN_SCHEMA, {"type": "array", "items": {"anyOf": _COLUMN_SCHEMA}, "maxItems": 2}]}


class Columns(BaseModel):
    """Which columns of a CSV are what, by the names in its heading, or by numbers from 1."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    artist: Column | None = None
    """The column of the artist."""
    track: Column | None = None
    """The column of the track."""
    album: Column | None = None
    """The column of the album."""
    time: Annotated[tuple[str | int, ...], BeforeValidator(_time_columns), WithJsonSchema(_TIME_SCHEMA)] = ()
    """The column of the time; [date, time] where it is in two."""
    user: Column | None = None
    """The column of the listener's name."""

    @model_validator(mode="after")
    def _are_different(self) -> Self:
        said = [column for columns in self.by_part().values() for column in columns]
        twice = next((column for column in said if said.count(column) > 1), None)
        if twice is not None:
            raise ValueError(f"the column {twice!r} cannot be two things")
        return self

    def by_part(self) -> dict[str, tuple[Column, ...]]:
        """Give the columns that are said, by the keys of this entry."""
        said = {"artist": self.artist, "track": self.track, "album": self.album, "user": self.user}
        columns = {key: (column,) for key, column in said.items() if column is not None}
        return columns | ({"time": self.time} if self.time else {})
