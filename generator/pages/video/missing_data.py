"""What the files say of the account, a project or a media, and what they cannot say, with the reason."""

from collections.abc import Iterator, Sequence

from generator.pages import words
from generator.pages.components import Quantity
from generator.stats.videos import VideoTotals

UNKNOWN = "unknown"
PERCENT = "\u00a0%"  # the number and its sign stay on one line


def percent(part: int, whole: int) -> str:
    """59 %: a whole number, halves rounded up, as the JSON has it."""
    return f"{words.number((200 * part + whole) // (2 * whole))}{PERCENT}"


def watched(row: VideoTotals) -> str | None:
    """How long was watched; None where nobody knows or nothing was."""
    return words.time(row.watched_ms) if row.watched_ms else None


def totals(row: VideoTotals) -> tuple[Quantity, ...]:
    """The numbers of the account, a project or a media; a number that nobody knows is a word."""
    return (
        _counted(row.load_count, "load"),
        _counted(row.play_count, "play"),
        *_play_rate(row),
        Quantity(UNKNOWN, "visitors") if _has_nobody(row) else _counted(row.visitor_count, "visitor"),
        Quantity(_time(row), "watched"),
        *_engagement(row),
    )


def _counted(count: int, one: str) -> Quantity:
    return Quantity(words.number(count), one if count == 1 else f"{one}s")


def _has_nobody(row: VideoTotals) -> bool:
    """Whether the files tell no visitors apart."""
    return row.load_count > 0 and not row.visitor_count


def _play_rate(row: VideoTotals) -> Iterator[Quantity]:
    """Nobody to ask, no rate."""
    if rate := play_rate(row):
        yield Quantity(percent(*rate), "play rate")


def play_rate(row: VideoTotals) -> tuple[int, int] | None:
    """Visitors who played, of those who loaded, and no more than these; None where none is known."""
    return row.play_rate if row.visitor_count else None


def _time(row: VideoTotals) -> str:
    if not row.is_timed:
        return UNKNOWN
    return words.time(row.watched_ms) if row.watched_ms else "0 min"


def _engagement(row: VideoTotals) -> Iterator[Quantity]:
    """The mean share of a media that a play watched, where anything was played."""
    if row.play_count:
        share = engagement(row)
        yield Quantity(percent(*share) if share else UNKNOWN, "average engagement")


def engagement(row: VideoTotals) -> tuple[int, int] | None:
    """What was watched of what all plays could have; None where nothing was played, or that is not known."""
    return (row.engaged_ms, row.possible_ms) if row.possible_ms else None


def gaps(row: VideoTotals, silent: Sequence[str]) -> tuple[str, ...]:
    """What is not known of the numbers, or not wholly, a sentence each; `silent` are the formats without loads."""
    return (*_rate(row), *_loads(row, silent), *_times(row), *_measured(row))


def _rate(row: VideoTotals) -> Iterator[str]:
    """Why the play rate is not that of the numbers beside it."""
    if _has_nobody(row):
        yield f"Visitors and the play rate are {UNKNOWN}: no load names its visitor."
    rate, loads = play_rate(row), row.load_count
    if rate and loads and percent(*rate) != percent(min(row.play_count, loads), loads):
        visitors = words.counted(rate[1], "visitor")
        yield f"The play rate is of visitors, not of loads: {words.number(rate[0])} of {visitors} played."


def _loads(row: VideoTotals, silent: Sequence[str]) -> Iterator[str]:
    if row.assumed_count:
        files = " and ".join(silent)
        yield (
            f"Loads, visitors and the play rate are at least those of the plays: files of the format {files} say "
            "nothing of loads that were not played, so every play of theirs counts as a load."
        )
    elif row.player_count > row.visitor_count and not _has_nobody(row):
        yield (
            "More visitors played than the files say loaded. Some loads are lacking: loads and visitors are at least as"
            " many, and the play rate is at most as high."
        )


def _times(row: VideoTotals) -> Iterator[str]:
    if row.play_count and not row.watch_count:
        yield f"How long was watched is {UNKNOWN}: the files tell of plays, and of none how long it lasted."
    elif row.timed_count < row.watch_count:
        lacking = words.counted(row.watch_count - row.timed_count, "viewing")
        yield f"How long was watched is {UNKNOWN} for {lacking}: only a share is known, of a video of unknown length."


def _measured(row: VideoTotals) -> Iterator[str]:
    """Of how many plays the average engagement is, where it is not of all."""
    if 0 < row.measured_count < row.play_count:
        of = f"{words.number(row.measured_count)} of {words.counted(row.play_count, 'play')}"
        yield f"The average engagement is that of {of}: of the others it is not known what share was watched."


def gaps_of_media(row: VideoTotals, silent: Sequence[str]) -> tuple[str, ...]:
    """What is not known of a media."""
    return (*gaps(row, silent), *_plays(row), *_length(row), *_positions(row))


def _plays(row: VideoTotals) -> Iterator[str]:
    if row.session_count > row.play_count:
        more = words.counted(row.session_count, "viewing session")
        yield (
            f"Some plays are lacking: {more} watched the video, more than the files say played. Plays are at least as "
            "many, and the average engagement is at most as high."
        )


def _length(row: VideoTotals) -> Iterator[str]:
    if row.media_ms is None:
        yield f"The length of the video is {UNKNOWN}, and so is the average engagement."


def _positions(row: VideoTotals) -> Iterator[str]:
    if row.watch_count and not row.placed_count:
        yield "There is no engagement curve: the files say how much of the video was watched, but not which part."
    elif row.placed_count < row.watch_count:
        lacking = words.counted(row.watch_count - row.placed_count, "viewing")
        yield f"The engagement curve lacks {lacking} of which the files do not say which part was watched."
