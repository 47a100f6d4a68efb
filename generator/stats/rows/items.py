"""The rows of stat sets of items, made from their headers by tests/stats/make_rows.py."""

from datetime import date, datetime
from typing import TypedDict

from generator.stats.store import StatSet


class ItemEdgesRow(TypedDict):
    """One row per period, kind, item with a page and place."""

    kind: str
    item_rank: int
    place: str
    listened_at: datetime
    user_name: str
    track_name: str


ITEM_EDGES: StatSet[ItemEdgesRow] = StatSet("listens/item_edges")


class ItemHoursRow(TypedDict):
    """One row per period, kind, item with a page, weekday and hour with a listen."""

    kind: str
    item_rank: int
    weekday: int
    hour: int
    listen_count: int


ITEM_HOURS: StatSet[ItemHoursRow] = StatSet("listens/item_hours")


class ItemListenersRow(TypedDict):
    """One row per period, kind, item with a page and listener."""

    kind: str
    item_rank: int
    rank: int
    user_name: str
    listen_count: int


ITEM_LISTENERS: StatSet[ItemListenersRow] = StatSet("listens/item_listeners")


class ItemPartsRow(TypedDict):
    """One row per period, kind, item with a page, kind of part and part."""

    kind: str
    item_rank: int
    part_kind: str
    rank: int
    name: str
    mbid: str | None
    artist_name: str | None
    album_name: str | None
    caa_id: int | None
    caa_release_mbid: str | None
    listen_count: int
    listening_ms: int | None
    total: int


ITEM_PARTS: StatSet[ItemPartsRow] = StatSet("listens/item_parts")


class ItemTimesRow(TypedDict):
    """One row per period, kind, item with a page, unit and time with a listen."""

    kind: str
    item_rank: int
    unit: str
    first_day: date
    listen_count: int


ITEM_TIMES: StatSet[ItemTimesRow] = StatSet("listens/item_times")


class ItemYearsRow(TypedDict):
    """One row per period, kind, item with a page and year with a listen."""

    kind: str
    item_rank: int
    year: int
    rank: int
    listen_count: int


ITEM_YEARS: StatSet[ItemYearsRow] = StatSet("listens/item_years")


class PageItemNamesRow(TypedDict):
    """One row per period, kind and name of an item with a page and no id."""

    kind: str
    name: str
    artist_name: str | None


PAGE_ITEM_NAMES: StatSet[PageItemNamesRow] = StatSet("listens/page_item_names")


class PageItemsRow(TypedDict):
    """One row per period, kind and item with a page."""

    kind: str
    item_rank: int
    name: str
    mbid: str | None
    artist_name: str | None
    artist_mbids: list[str]
    caa_id: int | None
    caa_release_mbid: str | None
    country: str | None
    listen_count: int
    listener_count: int
    timed_count: int
    listening_ms: int | None
    day_count: int
    most_day: date
    most_count: int
    total: int


PAGE_ITEMS: StatSet[PageItemsRow] = StatSet("listens/page_items")


class TopTimesRow(TypedDict):
    """One row per period, subject, kind and item."""

    user_name: str
    kind: str
    rank: int
    name: str
    mbid: str | None
    artist_name: str | None
    artist_mbids: list[str]
    listening_ms: int
    total: int


TOP_TIMES: StatSet[TopTimesRow] = StatSet("listens/top_times")
