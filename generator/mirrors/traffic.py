"""The traffic of access logs as JSON, our own: visitors, hours, referrers, countries, what was not found, crawlers."""

from typing import Any

import orjson

from generator.documents import Document
from generator.schemas import Own, date, listed, named, natural, nullable, record, text
from generator.stats.traffic import Traffic, TrafficList

PATH = "traffic.json"
_HOURS = 24

_VISITORS = nullable(natural(48, "Null where they are too few."))
_DAY = record({"day": date("2024-05-31"), "views": natural(120), "visitors": _VISITORS})
_HOUR = record({"hour": natural(17, most=23), "views": nullable(natural(12, "Null where they are by too few people."))})
_LINE = named("traffic_line", record({"name": text("example.org"), "views": natural(12), "visitors": natural(9)}))
_PATH = record({"path": text("/old"), "requests": natural(12)})
_KIND = record({"kind": text("search engine"), "requests": natural(12), "left_out": natural(12)})
_OTHERS = {"others": natural(3), "other_views": natural(7, "Those of the others.")}

TRAFFIC = Own(
    "traffic",
    PATH,
    "Who asked, as far as logs tell: visitors by day, hours, referrers, countries, what was not found, and crawlers.",
    record(
        {
            "timezone": text("UTC", "The zone of the days and hours."),
            "views": natural(671),
            "visited_views": natural(640, "The views whose visitor the logs tell."),
            "visitors": natural(211, "An address and agent on one day; the sum of the visitors of all days."),
            "days": listed(_DAY),
            "hours": listed(_HOUR, 24, 24),
            "views_of_hidden_hours": natural(0),
            "views_without_hour": natural(0),
            "referrers": listed(_LINE, most=100),
            "other_referrers": record(_OTHERS),
            "views_without_referrer": natural(80),
            "views_from_own_pages": natural(210),
            "countries": listed(_LINE, most=100),
            "other_countries": record(_OTHERS),
            "views_without_country": natural(80),
            "not_found": listed(_PATH, most=100),
            "other_not_found": record({"others": natural(3), "requests": natural(7)}),
            "crawlers": listed(_KIND),
        }
    ),
)


def document(found: Traffic, zone: str) -> Document:
    """The document of what was found, by the clock of a zone."""
    hours = [{"hour": hour, "views": _of_hour(found, hour)} for hour in range(_HOURS)]
    body = {
        "timezone": zone,
        "views": found.view_count,
        "visited_views": found.visited_count,
        "visitors": found.visitor_count,
        "days": [{"day": day.day, "views": day.view_count, "visitors": day.visitor_count} for day in found.days],
        "hours": hours,
        "views_of_hidden_hours": found.hidden_hours,
        "views_without_hour": found.untimed_count,
        "referrers": _lines(found.referrers),
        "other_referrers": _others(found.referrers, "other_views"),
        "views_without_referrer": found.without_referrer_count,
        "views_from_own_pages": found.own_referrer_count,
        "countries": _lines(found.countries),
        "other_countries": _others(found.countries, "other_views"),
        "views_without_country": found.without_country_count,
        "not_found": [{"path": line.name, "requests": line.count} for line in found.missing.lines],
        "other_not_found": _others(found.missing, "requests"),
        "crawlers": [
            {"kind": each.kind, "requests": each.request_count, "left_out": each.left_out_count}
            for each in found.crawlers
        ],
    }
    return Document(PATH, orjson.dumps(body), "traffic")


def _of_hour(found: Traffic, hour: int) -> int | None:
    """The views of an hour; where some hours are hidden, one without any cannot be told from those."""
    return found.hours.get(hour, None if found.hidden_hours else 0)


def _lines(listing: TrafficList) -> list[dict[str, Any]]:
    return [{"name": line.name, "views": line.count, "visitors": line.visitor_count} for line in listing.lines]


def _others(listing: TrafficList, key: str) -> dict[str, int]:
    return {"others": listing.other_names, key: listing.other_count}
