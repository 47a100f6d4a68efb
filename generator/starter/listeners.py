"""Who listens in the sample data: five invented people with their hours, seasons and shelves."""

from dataclasses import dataclass
from datetime import date

LAST_DAY = date(2026, 6, 30)

Hours = str
"""24 digits, one an hour from midnight UTC: how likely a sitting begins in it."""


@dataclass(frozen=True, slots=True)
class InventedListener:
    """One invented person and the shape of their listening."""

    name: str
    since: date
    shelves: dict[str, float]
    """How much they like each shelf of the catalogue."""
    albums: int
    """How many albums they come to know."""
    workday_hours: Hours
    weekend_hours: Hours
    sittings: tuple[float, ...]
    """Sittings a day, Monday to Sunday, in the first year."""
    growth: float
    """The share of the first year's sittings that every further year adds."""
    months: tuple[float, ...]
    """January to December: how much more or less than usual."""
    holidays: tuple[tuple[date, date], ...]
    """First and last days without a listen."""
    last_hours: dict[date, int]
    """Sittings that surely happen, so that the newest ranges are filled: the day and its hour."""
    afternoons: tuple[str, ...] = ()
    """Artists whose albums take turns in the afternoons of workdays, in the first half of 2025."""


WINTER = (1.2, 1.15, 1.05, 1.0, 0.95, 0.9, 0.8, 0.75, 0.95, 1.05, 1.15, 1.1)
SUMMER = (0.9, 0.9, 0.95, 1.0, 1.05, 1.15, 1.25, 1.2, 1.0, 0.95, 0.9, 0.95)


def _every_year(first: tuple[int, int], last: tuple[int, int]) -> tuple[tuple[date, date], ...]:
    """The same days off, as (month, day), moved a little from year to year."""
    return tuple(
        (date(year, first[0], first[1] + year % 3), date(year, last[0], last[1] + year % 4))
        for year in range(2020, LAST_DAY.year)
    )


ANA = InventedListener(
    name="ana",
    since=date(2023, 3, 6),
    shelves={"jazz": 3.0, "brasil": 3.0, "latin": 1.2, "classical": 1.6, "chanson": 1.0, "folk": 0.5},
    albums=105,
    workday_hours="000002993111111112322100",
    weekend_hours="000000258642211112332100",
    sittings=(0.44, 0.4, 0.48, 0.4, 0.44, 0.55, 0.6),
    growth=0.12,
    months=WINTER,
    holidays=_every_year((8, 3), (8, 19)) + _every_year((12, 23), (12, 26)),
    last_hours={date(2026, 6, 29): 6, date(2026, 6, 30): 18},
)
JONAS = InventedListener(
    name="Jonas",
    since=date(2023, 4, 21),
    shelves={"electronic": 3.2, "ambient": 2.0, "nordic": 1.5, "metal": 1.2, "slavic": 0.7, "rock": 0.4},
    albums=120,
    workday_hours="842100000000000001112469",
    weekend_hours="753210000000011111112345",
    sittings=(0.32, 0.32, 0.36, 0.4, 0.54, 0.68, 0.42),
    growth=0.2,
    months=WINTER,
    holidays=_every_year((7, 10), (7, 22)),
    last_hours={date(2026, 6, 28): 23, date(2026, 6, 29): 22, date(2026, 6, 30): 21},
    afternoons=("Brian Eno", "Bonobo", "James Blake"),
)
MEI = InventedListener(
    name="mei 美",
    since=date(2023, 5, 13),
    shelves={"asia": 4.5, "indie": 1.5, "pop": 1.2, "ambient": 0.6, "classical": 0.3, "soul": 0.3},
    albums=90,
    workday_hours="000000000023320000000011",
    weekend_hours="012344566654433200000000",
    sittings=(0.04, 0.03, 0.04, 0.04, 0.1, 1.1, 0.95),
    growth=0.18,
    months=SUMMER,
    holidays=_every_year((2, 8), (2, 15)),
    last_hours={date(2026, 6, 29): 12, date(2026, 6, 30): 11},
)
SOFIA = InventedListener(
    name="Sofía",
    since=date(2020, 2, 14),
    shelves={"indie": 2.6, "rock": 2.2, "latin": 2.2, "pop": 1.6, "folk": 1.2, "reggae": 0.4, "chanson": 0.3},
    albums=170,
    workday_hours="000000023222332233666420",
    weekend_hours="000000001233333333444432",
    sittings=(0.27, 0.25, 0.27, 0.28, 0.35, 0.31, 0.22),
    growth=0.11,
    months=SUMMER,
    holidays=_every_year((8, 10), (8, 24)) + _every_year((12, 24), (12, 25)),
    last_hours={date(2026, 6, 29): 19, date(2026, 6, 30): 20},
)
IDRIS = InventedListener(
    name="Idris",
    since=date(2023, 1, 16),
    shelves={"africa": 3.4, "levant": 2.6, "hiphop": 1.6, "soul": 1.2, "reggae": 1.0},
    albums=105,
    workday_hours="000000043333133333333100",
    weekend_hours="000000001222111111222100",
    sittings=(0.36, 0.36, 0.36, 0.36, 0.3, 0.1, 0.1),
    growth=0.1,
    months=WINTER,
    holidays=_every_year((4, 12), (4, 20)) + _every_year((8, 14), (8, 27)),
    last_hours={date(2026, 6, 29): 15, date(2026, 6, 30): 17},
)
