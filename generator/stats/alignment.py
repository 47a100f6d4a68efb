"""Several stat sets are read side by side, subject by subject, so that a document costs no query of its own."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from generator.errors import QueryError

T = TypeVar("T")  # a row, or a subject's rows packed


def aligned(stream: Iterator[tuple[Any, list[T]]]) -> Callable[[Any], list[T]]:
    """A function that answers the rows of a subject; subjects are to be asked in the order of the stream.

    A subject without rows has an empty list. Raises QueryError when the stream is in another order.
    """
    pending = next(stream, None)

    def take(subject: Any) -> list[T]:  # noqa: ANN401 - whatever the stat set names its subjects by
        nonlocal pending
        if pending is None or pending[0] > subject:
            return []
        if pending[0] < subject:
            raise QueryError(f"a stat set is not in the order of its subjects: {pending[0]!r} came before {subject!r}")
        _, rows = pending
        pending = next(stream, None)
        return rows

    return take
