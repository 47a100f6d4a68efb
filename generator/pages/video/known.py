"""What the files say of the account, a project or a media, and what they cannot say, with the reason."""

from collections.abc import Iterator, Sequence

from generator.pages import words
from generator.pages.heading import Total
from generator.stats import Row

UNKNOWN = "unknown"
PERCENT = "\u00a0%"  # the number and its sign stay on one line


def percent(part: int, whole: int) -> str:
    """59 %: a whole number, halves rounded up, as the JSON has it."""
    return f"{words.number((200 * part + whole) // (2 * whole))}{PERCENT}"


def watched(row: Row) -> str | None:
    """How long was watched; None where nobody knows or nothing was."""
    return words.time(row["watched_ms"]) if row["watched_ms"] else None


def totals(row: Row) -> tuple[Total, ...]:
    """The numbers of the account, a project or a media; a number that nobody knows is a word."""
    return (
        _counted(row["load_count"], "load"),
        _counted(row["play_count"], "play"),
        *_play_rate(row),
        _counted(row["visitor_count"], "visitor"),
        Total(_time(row), "watched"),
    )


def _counted(count: int, one: str) -> Total:
    return Total(words.number(count), one if count == 1 else f"{one}s")


def _play_rate(row: Row) -> Iterator[Total]:
    """Nobody to ask, no rate."""
    if row["visitor_count"]:
        yield Total(percent(min(row["player_count"], row["visitor_count"]), row["visitor_count"]), "play rate")


def _time(row: Row) -> str:
    if row["play_count"] and not row["timed_count"]:
        return UNKNOWN
    return words.time(row["watched_ms"]) if row["watched_ms"] else "0 min"


def engagement(row: Row) -> Total | None:
    """The mean share of a media that a play watched; None where it was never played."""
    if not row["play_count"]:
        return None
    known = row["media_ms"] and row["timed_count"]
    said = percent(row["watched_ms"], row["play_count"] * row["media_ms"]) if known else UNKNOWN
    return Total(said, "average engagement")


def gaps(row: Row, silent: Sequence[str]) -> tuple[str, ...]:
    """What is not known of the numbers, or not wholly, a sentence each; `silent` are the formats without loads."""
    return (*_loads(row, silent), *_times(row))


def _loads(row: Row, silent: Sequence[str]) -> Iterator[str]:
    if silent:
        files = " and ".join(silent)
        yield (
            f"Loads, visitors and the play rate are at least those of the plays: files of the format {files} say "
            "nothing of loads that were not played, so every play of theirs counts as a load."
        )
    elif row["player_count"] > row["visitor_count"]:
        yield (
            "More visitors played than the files say loaded. Some loads are lacking: loads and visitors are at least as"
            " many, and the play rate is at most as high."
        )


def _times(row: Row) -> Iterator[str]:
    if row["play_count"] and not row["watch_count"]:
        yield f"How long was watched is {UNKNOWN}: the files have plays alone."
    elif row["timed_count"] < row["watch_count"]:
        lacking = words.counted(row["watch_count"] - row["timed_count"], "viewing")
        yield f"How long was watched is {UNKNOWN} for {lacking}: only a share is known, of a video of unknown length."


def gaps_of_media(row: Row, silent: Sequence[str]) -> tuple[str, ...]:
    """What is not known of a media."""
    return (*gaps(row, silent), *_plays(row), *_length(row), *_positions(row))


def _plays(row: Row) -> Iterator[str]:
    if row["session_count"] > row["play_count"]:
        more = words.counted(row["session_count"], "viewing session")
        yield (
            f"Some plays are lacking: {more} watched the video, more than the files say played. Plays are at least as "
            "many, and the average engagement is at most as high."
        )


def _length(row: Row) -> Iterator[str]:
    if row["media_ms"] is None:
        yield f"The length of the video is {UNKNOWN}, and so is the average engagement."


def _positions(row: Row) -> Iterator[str]:
    if row["watch_count"] and not row["placed_count"]:
        yield "There is no engagement curve: the files say how much of the video was watched, but not which part."
    elif row["placed_count"] < row["watch_count"]:
        lacking = words.counted(row["watch_count"] - row["placed_count"], "viewing")
        yield f"The engagement curve lacks {lacking} of which the files do not say which part was watched."
