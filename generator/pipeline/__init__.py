"""The build: from config.yaml to the finished tree, or the previous tree untouched."""

from generator.pipeline.build import Built, Options, StatSetTime, build, refresh, would_change
from generator.pipeline.cache_folder import clean
from generator.pipeline.changes import DocumentChange
from generator.pipeline.kept_tables import KeptTables
from generator.pipeline.up_to_date import UpToDate

__all__ = [
    "Built",
    "DocumentChange",
    "KeptTables",
    "Options",
    "StatSetTime",
    "UpToDate",
    "build",
    "clean",
    "refresh",
    "would_change",
]
