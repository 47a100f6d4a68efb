"""Stat sets: each a SELECT over the tables that answers for all subjects, those of listens for all periods, too.

A stat set is a file `<domain>/<name>.sql`. Its header names its grain, its parameters, the stat sets it builds on and
its columns. Store materializes each one as a table of the engine; Batch does so for many periods, and PeriodStore reads
those of one. Packing into JSON and reading rows for pages both start there.
"""

from typing import TYPE_CHECKING

from generator import on_demand

if TYPE_CHECKING:
    from generator.stats import claims, local_time
    from generator.stats.alignment import aligned
    from generator.stats.batch import EVERY, Batch, Kind, Period, PeriodStore, batches
    from generator.stats.packing import Packed, Shape, nested, pack
    from generator.stats.row_hashes import Linked
    from generator.stats.store import Row, StatSet, Store, find

__all__ = [
    "EVERY",
    "Batch",
    "Kind",
    "Linked",
    "Packed",
    "Period",
    "PeriodStore",
    "Row",
    "Shape",
    "StatSet",
    "Store",
    "aligned",
    "batches",
    "claims",
    "find",
    "local_time",
    "nested",
    "pack",
]  # fmt: skip

# What checks and compares trees knows shapes, and needs no engine.
__getattr__ = on_demand.names(
    __name__,
    {
        "alignment": "aligned",
        "batch": "EVERY Batch Kind Period PeriodStore batches",
        "packing": "Packed Shape nested pack",
        "row_hashes": "Linked",
        "store": "Row StatSet Store find",
    },
)
