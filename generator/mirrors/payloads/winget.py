"""What the documents of the winget.run mirror hold, and those of popularity and badges."""

from collections.abc import Mapping

from generator.schemas import Schema, date, listed, named, natural, nullable, one_of, record, text
from generator.stats import Shape
from generator.stats.fields import item

_ROWS: Mapping[str, Schema] = {
    "Period": text("2021-05-01T00:00:00.000Z", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00[.]000Z$"),
    "Value": natural(22),
    "rank": natural(1),
    "package_id": text("Git.Git"),
    "views": natural(130),
}
_COUNTED = {"views": natural(671), "package_count": natural(16)}
_DAYS = {"first_day": date("2021-05-01"), "last_day": date("2021-05-31")}
_ZONE = text("UTC", "The zone of the days, weeks and months: that of the site.")

_PERIOD = ("2021-05", "A month such as 2021-05, or an ISO week such as 2021-W18.", "^[0-9]{4}-W?[0-9]{2}$")
PERIOD = named("month_or_week", text(*_PERIOD))
PACKAGE = text("Git.Git", "The segment of a package in paths, see catalog.json.")
BADGE: Schema = record(
    {"schemaVersion": one_of(1), "label": one_of("views"), "message": text("26/week"), "color": text("12667a")}
)


def series(shape: Shape) -> Schema:
    """A package and its bins, of a shape."""
    return record({"Stats": record({"Id": _ROWS["package_id"], "Data": listed(item(shape, _ROWS, "bin"))})})


def of_period(shape: Shape) -> Schema:
    """The packages of a month or a week, of a shape."""
    return record({"timezone": _ZONE, **_period(shape)})


def latest(shape: Shape) -> Schema:
    """The packages of all time, and of the latest month and week."""
    whole = {"first_day": _DAYS["first_day"], "last_day": _DAYS["last_day"], **_COUNTED, "packages": _packages(shape)}
    running = named("popularity_period", record(_period(shape)))
    as_of = text("2021-05-31T23:59:00.000Z")
    return record(
        {"as_of": as_of, "timezone": _ZONE, "all_time": record(whole), "week": running, "month": running},
    )


def _period(shape: Shape) -> dict[str, Schema]:
    around = {"previous": nullable(PERIOD), "next": nullable(PERIOD)}
    return {"period": PERIOD, **_DAYS, **around, **_COUNTED, "packages": _packages(shape)}


def _packages(shape: Shape) -> Schema:
    return listed(item(shape, _ROWS, "ranked_package"))
