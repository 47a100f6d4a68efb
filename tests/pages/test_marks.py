"""Charts and their tables say the same: every mark's number is one of the table, and they add up alike."""

import re
from datetime import date, datetime, timedelta

from generator.charts.plot import Drawing
from generator.pages.figure import Figure, FigurePlace
from generator.pages.listens import history_figures, music_figures, time_figures
from generator.pages.listens.music_figures import Units
from generator.ranges import calendar_ranges, epoch, month_range
from tests.charts.sample import Drawn

PLACE = FigurePlace("page.html", charts=True)
AS_OF = datetime(2024, 5, 20, 12)  # noqa: DTZ001
FIRST = date(2022, 11, 3)
DAYS = {FIRST + timedelta(days=3 * number): number % 7 + 1 for number in range(180)}
HOURS = [
    {
        "user_name": "ana",
        "rank": 24 * day + hour,
        "day": day,
        "weekday": "",
        "hour": hour,
        "listen_count": day * hour + 1,
    }
    for day in range(1, 8)
    for hour in range(0, 24, 2)
]
ROWS = [
    {"day": day, "listen_count": count, "heard_hours": 1 << count | 1 << 23, "often_hours": 0}
    for day, count in DAYS.items()
]


def numbers(text: str) -> list[int]:
    """The whole numbers of a text."""
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text)]


def told(figure: Figure | None) -> tuple[list[int], Drawing]:
    """What every mark of a figure counts, the number that follows its name."""
    assert figure
    assert figure.drawing
    return [numbers(mark.title.split(": ", 1)[1])[0] for mark in Drawn(figure.drawing).marks], figure.drawing


def column(figure: Figure | None, number: int = 1) -> list[int]:
    """A column of a figure's table, without what is empty."""
    assert figure
    return [numbers(line[number])[0] for line in figure.table.lines if line[number]]


def test_activity():
    """A month against the one before: a bar a day, and a tick for each of the other's."""
    span = calendar_ranges(AS_OF)["this_month"]
    rows = [
        {
            "from_ts": epoch(start),
            "to_ts": epoch(end),
            "listen_count": start.day,
            "time_range": "",
            "user_name": "",
            "rank": 0,
        }
        for start, end, _ in span.buckets.each()
    ]
    figure = time_figures.activity(PLACE, span, rows, AS_OF, None)  # type: ignore[arg-type]
    counts, drawing = told(figure)

    assert sum(counts[:20]) == sum(column(figure)) == sum(range(1, 21))
    assert sum(column(figure, 2)) == sum(range(1, 31))
    assert Drawn(drawing).paths("ref")[0].count("M") == 30


def test_hours_and_the_clock():
    """Hours of the week, and of the day, add up to the same."""
    weekly = time_figures.weekly_hours(PLACE, "2024", HOURS, "UTC", None)  # type: ignore[arg-type]
    clock = time_figures.clock(PLACE, "2024", HOURS, "UTC")  # type: ignore[arg-type]
    total = sum(row["listen_count"] for row in HOURS)  # type: ignore[misc]

    assert sum(told(clock)[0]) == sum(column(clock)) == total
    marks = [mark.title for mark in Drawn(told(weekly)[1]).marks]
    assert sum(numbers(title.rsplit(": ", 1)[1])[0] for title in marks) == total


def test_days_of_a_year():
    """A dot for each day with a listen, its count in the table of days and months."""
    rows = [{"user_name": "ana", "day": day, "listen_count": n} for day, n in DAYS.items() if day.year == 2023]
    span = month_range(2023, 1)
    span = type(span)("2023", span.since, datetime(2023, 12, 31, 23, 59, 59), span.buckets, span.current, "month")  # noqa: DTZ001
    figure = time_figures.days(PLACE, span, rows, AS_OF)  # type: ignore[arg-type]
    table = sum(numbers(cell)[0] for line in figure.table.lines for cell in line[1:] if cell)
    marks = [numbers(mark.title.rsplit(": ", 1)[1])[0] for mark in Drawn(told(figure)[1]).marks]

    assert sum(marks) == table == sum(row["listen_count"] for row in rows)  # type: ignore[misc]


def test_years_of_release():
    """Every year from the first decade's beginning to the last, those without a listen among them."""
    rows = [{"user_name": "", "rank": 0, "year": year, "listen_count": year - 1950} for year in (1957, 1994, 2024)]
    figure = music_figures.era(PLACE, "2024", rows, 500, None)  # type: ignore[arg-type]

    assert sum(told(figure)[0]) == sum(column(figure)) == 7 + 44 + 74


def test_artists_over_time():
    """Ten artists at most, month by month."""
    rows = [
        {"artist_rank": rank, "artist_name": f"Artist {rank}", "unit_number": month, "listen_count": rank * month}
        for rank in (1, 2)
        for month in (1, 3)
    ]
    units = Units([1, 2, 3], {1: "Jan", 2: "Feb", 3: "Mar"}, {1: "in January", 2: "in February", 3: "in March"})
    figure = music_figures.evolution(PLACE, "2024", rows, units, None)  # type: ignore[arg-type]

    assert figure
    assert sum(told(figure)[0]) == sum(numbers(cell)[0] for line in figure.table.lines for cell in line[1:]) == 12


def test_all_years():
    """Each year says its listens; so do the artists in all, and this year against the last."""
    figure = history_figures.calendars(PLACE, ROWS, AS_OF.date(), lambda _: "")  # type: ignore[arg-type]
    assert sum(told(figure)[0]) == sum(column(figure)) == sum(DAYS.values())

    hours = history_figures.every_hour(PLACE, ROWS, AS_OF.date(), "UTC", lambda _: "")  # type: ignore[arg-type]
    assert sum(told(hours)[0]) == sum(column(hours)) == 2 * len(DAYS)

    months = [{"month_day": date(2022 + at // 12, at % 12 + 1, 1), "artist_count": at} for at in range(10, 20)]
    artists = history_figures.artists_in_all(PLACE, months, AS_OF.date(), lambda _: "")  # type: ignore[arg-type]
    assert told(artists)[0] == column(artists, 2)[::-1]

    race = history_figures.race(PLACE, DAYS, AS_OF.date())
    assert told(race)[0] == column(race)
    assert column(race, 2)[-1] == sum(count for day, count in DAYS.items() if day.year == 2024 and day <= AS_OF.date())
