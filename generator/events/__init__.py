"""Source files become tables: read, judged line by line, folded, put in order, and sealed."""

from generator.events.domains import CONTRIBUTIONS, LISTENS, REQUESTS, VIDEO
from generator.events.kept_rows import KeptRows
from generator.events.loading import LATE, Loaded, PartCount, last_moment, load
from generator.events.unread import Unread

__all__ = [
    "CONTRIBUTIONS", "LATE", "LISTENS", "REQUESTS", "VIDEO", "KeptRows", "Loaded", "PartCount", "Unread", "last_moment",
    "load",
]  # fmt: skip
