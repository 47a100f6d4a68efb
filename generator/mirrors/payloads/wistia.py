"""What the documents of the Wistia mirror hold, in the names of both generations."""

from collections.abc import Mapping

from generator.schemas import Schema, date, listed, natural, nullable, number, record, text
from generator.stats import Shape
from generator.stats.fields import item

_COUNTED: Mapping[str, Schema] = {
    "loads": natural(100),
    "load_count": natural(100, "The same as loads."),
    "plays": natural(80),
    "play_count": natural(80, "The same as plays."),
    "hours_watched": nullable(number(21.9, "Null where it was played, and nothing tells for how long.")),
}
_DAY: Mapping[str, Schema] = {
    "data_date": date("2012-10-09"),
    "date": date("2012-10-09", "The same as data_date."),
    **_COUNTED,
}
_SHARE = nullable(number(0.7, "The share of the video that was watched, of each play; null where nobody knows."))
_CELLS = listed(natural(12, "Views of one cell of the video."))

ACCOUNT: Schema = record(_COUNTED)
PROJECT: Schema = record({**_COUNTED, "number_of_videos": natural(8)})
MEDIA: Schema = record(
    {
        **_COUNTED,
        "play_rate": number(0.8, "The share of visitors who played it, from 0 to 1."),
        "engagement": _SHARE,
        "visitors": natural(60),
        "actions": listed(record({}), most=0),
    }
)
ENGAGEMENT: Schema = record({"engagement": _SHARE, "engagement_data": _CELLS, "rewatch_data": _CELLS})
MEDIA_STATS: Schema = record(
    {
        "id": natural(1234567),
        "hashed_id": text("g5pnf59ala"),
        "name": text("How tides work"),
        "stats": record(
            {
                "pageLoads": natural(100),
                "visitors": natural(60),
                "percentOfVisitorsClickingPlay": natural(80, "Whole percents."),
                "plays": natural(80),
                "averagePercentWatched": natural(70, "Whole percents."),
            }
        ),
    }
)


def days(shape: Shape) -> Schema:
    """What happened day by day, of a shape."""
    return listed(item(shape, _DAY, "video_day"))
