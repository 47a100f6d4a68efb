"""Stat sets: each a SELECT over the tables that answers for all subjects, those of listens for all periods, too.

A stat set is a file `<domain>/<name>.sql`. Its header names its grain, its parameters, the stat sets it builds on and
its columns. Answers asks each one once and keeps its rows as a table of the engine; Batch does so for many periods, and
PeriodAnswers reads those of one. Packing into JSON and reading rows for pages both start there.
"""

from generator.stats import clock
from generator.stats.answers import Answers, Row, find
from generator.stats.batch import EVERY, Batch, Kind, Period, PeriodAnswers, batches
from generator.stats.packing import Packed, Shape, nested, pack
from generator.stats.streams import taken

__all__ = [
    "EVERY", "Answers", "Batch", "Kind", "Packed", "Period", "PeriodAnswers", "Row", "Shape",
    "batches", "clock", "find", "nested", "pack", "taken",
]  # fmt: skip
