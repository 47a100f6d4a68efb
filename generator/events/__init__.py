"""Source files become tables: read, judged line by line, folded, put in order, and sealed."""

from generator.events.domains import CONTRIBUTIONS, LISTENS, REQUESTS, VIDEO
from generator.events.loading import Loaded, PartCount, load

__all__ = ["CONTRIBUTIONS", "LISTENS", "REQUESTS", "VIDEO", "Loaded", "PartCount", "load"]
