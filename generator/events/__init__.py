"""Source files become tables: read, judged line by line, folded, put in order, and sealed."""

from generator.events.loading import Loaded, PartCount, load

__all__ = ["Loaded", "PartCount", "load"]
