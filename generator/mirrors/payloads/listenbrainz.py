"""What the documents of the ListenBrainz mirror hold: an envelope around the items of a stat set."""

from generator.mirrors.endpoint import Endpoint
from generator.ranges import NAMES
from generator.schemas import Schema, listed, named, natural, one_of, record
from generator.stats import Shape
from generator.stats.fields import LISTENS, item

LISTEN_COUNT: Schema = record({"payload": record({"count": natural(1525)})})

_RANGE = named("range", one_of(*sorted(NAMES)))  # all_time comes first
_TOLD = ("from_ts", "to_ts", "last_updated")
_WEEKDAYS: tuple[str, ...] = LISTENS["weekday"]["enum"]


def answer(endpoint: Endpoint, inner: tuple[str, Shape] | None) -> Schema:
    """The schema of the answer of an endpoint; `inner` are the key and the shape of a list within its items."""
    head = ("user_id" if key == "user_name" else key for key in endpoint.shape.head if key != "total")
    fields = {key: LISTENS["user_name" if key == "user_id" else key] for key in head}
    fields[endpoint.items] = _items(endpoint, inner)
    if endpoint.total is not None:
        fields |= {"count": natural(1, "How many items are in the list."), endpoint.total: natural(175)}
        fields |= {"offset": natural(0), "range": _RANGE}
    else:
        fields |= {"range": _RANGE, "stats_range": _RANGE}
    return record({"payload": record(fields | {key: LISTENS[key] for key in _TOLD})})


def rows(name: str, shape: Shape, inner: tuple[str, Shape] | None = None) -> Schema:
    """The schema of a list of rows, and of the lists within them; `name` is what its items are called by."""
    within = {} if inner is None else {inner[0]: listed(item(inner[1], LISTENS, f"{name}_{inner[0].rstrip('s')}"))}
    return listed(item(shape, {**LISTENS, **within}, f"{name}_item"))


def _items(endpoint: Endpoint, inner: tuple[str, Shape] | None) -> Schema:
    if inner is None or inner[0] != "hours":
        name = endpoint.stat_set.rpartition("/")[2]
        of_site = name if endpoint.subject else f"sitewide_{name.removeprefix('top_')}"
        return rows(of_site, endpoint.shape, inner)
    hours = listed(item(inner[1], LISTENS, "hour"))
    return named("week", record(dict.fromkeys(_WEEKDAYS, hours)))
