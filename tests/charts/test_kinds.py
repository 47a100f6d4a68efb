"""What single kinds of charts draw of what."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from generator.charts import (
    area,
    calendar,
    clock_face,
    dots,
    hours,
    lines,
    ranks,
    scale,
    shares,
    wave,
    world_map,
    years,
)
from generator.charts.area import WatchedPart
from generator.charts.calendar import Days
from generator.charts.wave import Part, Wave
from tests.charts.sample import CHARTS, NEW_YEAR, SILVESTER, Drawn, numbers, told, told_hour


def test_a_calendar_has_a_place_for_every_day():
    """In a leap year every day with a listen is a mark, every other one a dot of the ground."""
    counts = {NEW_YEAR + timedelta(days=i): i % 3 for i in range(366)}
    drawing = calendar.draw(Days(counts, NEW_YEAR, SILVESTER, told, "listens", "Days"))
    found = Drawn(drawing)

    assert len(drawing.panels) == 2
    assert len(found.marks) == 244
    assert sum(data.count("h0") for data in found.paths("d0")) == 122
    assert found.marks[0].title == "2 Jan: 1"


def test_weeks_begin_on_monday():
    """1 January 2024 is a Monday: the first day stands on top of the first column, the 8th on top of the second."""
    found = Drawn(calendar.draw(Days({NEW_YEAR: 1, date(2024, 1, 8): 1}, NEW_YEAR, SILVESTER, told, "", "Days")))
    places = [(circle.get("cx"), circle.get("cy")) for mark in found.marks for circle in mark.shapes]

    assert places == [("21", "21"), ("35", "21")]


def test_a_day_to_come_is_not_drawn():
    """A year that is counted up to 10 January has ten days, in one picture."""
    drawing = calendar.draw(Days({NEW_YEAR: 1}, NEW_YEAR, date(2024, 1, 10), told, "listens", "Days"))

    assert len(drawing.panels) == 1
    assert Drawn(drawing).paths("d0")[0].count("h0") == 9


def test_dots_have_four_sizes_and_two_tones():
    """The two smaller classes are of the first tone; sizes differ so that they are told apart."""
    looks = [dots.look(one.high, dots.classes_of(range(1, 101))) for one in dots.classes_of(range(1, 101))]

    assert [tone for tone, _ in looks] == ["dot1", "dot1", "dot2", "dot2"]
    assert all((b / a) ** 2 > 1.5 for (_, a), (_, b) in pairwise(looks))


@pytest.mark.parametrize(
    ("counts", "labels"),
    [
        ([], []),
        ([0, 0], []),
        ([3, 3, 0], ["3"]),
        ([1, 2, 5], ["1", "2–4", "5"]),
        ([*range(1, 51), *range(1, 51), 5000], ["1–19", "20–34", "35–44", "45–5,000"]),
    ],
)
def test_classes_of_dots_follow_the_counts(counts: list[int], labels: list[str]):
    """Few counts are classes of their own; one wild day does not wash out the others."""
    found = [one.label for one in dots.classes_of(counts)]

    assert len(found) == len(labels)
    assert found == labels


def test_hours_are_rows_of_days():
    """Sunday at 23:00 is the last place of the last row."""
    counts = [[0] * 24 for _ in range(7)]
    counts[6][23] = 4
    (mark,) = Drawn(hours.draw(hours.Hours(counts, told_hour, "listens", "Hours"))).marks

    assert mark.title == "6 23:00: 4"
    assert (mark.shapes[0].get("cx"), mark.shapes[0].get("cy")) == ("359", "105")


def test_the_strongest_hour_of_the_clock_is_marked_and_midnight_is_on_top():
    """The bar of hour 0 lies right of the middle, above it; the longest one is of the second tone."""
    counts = [2, *[1] * 22, 9]
    found = Drawn(clock_face.draw(clock_face.Clock(counts, [f"{h}: {n}" for h, n in enumerate(counts)], "Day")))
    (strongest,) = found.paths("b2")
    x, y = numbers(found.paths("b1")[0])[:2]

    assert x > clock_face.MIDDLE
    assert y < clock_face.MIDDLE
    assert numbers(strongest)[0] < clock_face.MIDDLE


def test_a_running_year_ends_in_a_dot():
    """The line that is not at its end yet ends where it stands; the other one reaches the right."""
    some = lines.RunningTotals(([0, 10, 20], [0, 10, 20, 30, 40]), 5, (), (), "listens", "Race")
    found = Drawn(lines.draw(some))
    (dot,) = [e for root in found.roots for e in root.iter("circle")]

    assert (dot.get("cx"), dot.get("cy")) == ("50%", "50%")
    assert found.paths("l1")[0].startswith("M0 10000")


def test_a_rank_missing_for_a_year_is_a_gap():
    """First, none, third: two dots and no line between them."""
    units = [scale.Name(str(year)) for year in (2020, 2021, 2022)]
    found = Drawn(ranks.draw(ranks.Ranks([ranks.Ranked("Low", {0: 1, 2: 3}, "Low")], 3, units, "rank", "Ranks")))
    (mark,) = found.marks

    assert [shape.tag for shape in mark.shapes] == ["circle", "circle"]
    assert found.drawing.ends == ("", "", "Low")


def test_ranks_stand_in_the_rows_of_their_names():
    """The middle of the first of four rows is an eighth down."""
    units = [scale.Name("2020")]
    found = Drawn(ranks.draw(ranks.Ranks([ranks.Ranked("Low", {0: 1}, "Low")], 4, units, "rank", "Ranks")))

    assert found.marks[0].shapes[0].get("cy") == "12.5%"


def test_the_course_of_one_name_has_its_ranks_written():
    """Every rank stands at its point; a year without one is a mark without a point."""
    places = [ranks.Place(3, "2020: 3rd"), ranks.Place(None, "2021: not heard"), ranks.Place(1, "2022: 1st")]
    units = [scale.Name(str(year)) for year in (2020, 2021, 2022)]
    found = Drawn(ranks.draw_course(ranks.Course(places, units, "rank", "Course")))

    assert [text.text for root in found.roots for text in root.iter("text") if text.get("class") == "lab"] == ["3", "1"]
    assert [mark.title for mark in found.marks] == ["2020: 3rd", "2021: not heard", "2022: 1st"]


def test_what_was_watched_again_stands_on_what_was_watched():
    """Half of the cells have both: the upper area begins at the lower one's top."""
    cells = [WatchedPart(0, 1000, 10, 0), WatchedPart(1000, 2000, 10, 10)]
    found = Drawn(area.draw(area.Engagement(cells, "sessions", "Engagement")))

    assert found.paths("b1") == ["M0 10000v-5000h10000v5000z"]
    assert found.paths("b2") == ["M0 5000h5000v-5000h5000v5000h-10000z"]


def test_stretches_of_a_media_say_what_lies_in_them():
    """Four minutes of seconds are at most thirty marks, which reach from the beginning to the end."""
    cells = [WatchedPart(1000 * i, 1000 * i + 1000, 240 - i, 0) for i in range(240)]
    marks = Drawn(area.draw(area.Engagement(cells, "sessions", "Engagement"))).marks

    assert len(marks) == 30
    assert marks[0].title == "0:00 – 0:08: 233 to 240 watching"
    assert marks[-1].title.startswith("3:52 – 4:00")


def test_shares_have_one_scale():
    """The longest reaches the right; half of it half as far; a marked part comes first."""
    some = [
        shares.Share("A", 10, "A: 10", "10", marked=5),
        shares.Share("B", 5, "B: 5", "5"),
        shares.Share("C", None, "C", ""),
    ]
    found = Drawn(shares.draw(some))

    assert found.rects("b2") == [(0, 0, 50, 100)]
    assert found.rects("b1") == [(50, 0, 50, 100), (0, 0, 50, 100)]
    assert len(found.marks) == 2


def test_small_multiples_have_one_axis():
    """Every panel's axis has the same counts, whatever its own are."""
    assert len({panel.drawing.y for panel in CHARTS["multiples"](5).panels}) == 1


def test_a_wave_is_even_on_both_sides_and_marks_its_part():
    """Four weeks, the second one marked: three strokes of one tone, one of the other, about the middle."""
    found = Drawn(wave.draw(Wave([1, 2, 0, 4], "Weeks", (1, 2), least=4)))

    assert found.paths("w") == ["M0 76v48m3-120v192"]
    assert found.paths("w now") == ["M1 52v96"]


def test_a_single_week_is_no_block():
    """One week has a twenty-sixth of the width."""
    assert 'viewBox="-.5 0 26 200"' in wave.draw(Wave([1], "Weeks")).svg.decode()


def test_years_of_a_wave_are_links_at_their_place():
    """The second of two years begins where its weeks do; where names would meet, the link is there without."""
    parts = [Part(0, 50, "2020", "2020: 9 listens", "2020.html"), Part(50, 100, "2021", "2021: 8 listens", "2021.html")]
    marks = Drawn(wave.draw(Wave([1] * 100, "Weeks", parts=parts))).marks
    names = [e for mark in marks for e in mark.element.iter("text") if e.get("class")]

    assert [mark.element.get("href") for mark in marks] == ["2020.html", "2021.html"]
    assert [(name.text, name.get("x"), name.get("class")) for name in names] == [
        ("2020", "0%", "lab in-s in-h in-w"),
        ("2021", "50%", "lab in-s in-h in-w"),
    ]


def test_twenty_four_years_of_weeks_are_small():
    """A wave of 1,250 weeks has no more than 20 kB."""
    parts = [Part(52 * i, 52 * i + 52, str(2002 + i), f"{2002 + i}: 1,234 listens", "year.html") for i in range(24)]

    assert len(wave.draw(Wave([i % 97 for i in range(1250)], "Weeks", (1200, 1250), parts)).svg) < 20_000


def test_a_spark_is_one_picture_beside_its_number():
    """It is not read out; the newest bar is of the second tone."""
    svg = wave.spark([1, 0, 3]).decode()

    assert 'aria-hidden="true"' in svg
    assert svg.count('class="w"') == svg.count('class="w now"') == 1


def test_the_map_has_two_classes_and_small_countries():
    """The country with most is of the second tone, Malta is a dot, a code that the map lacks is left out."""
    places = world_map.Places(
        {"ISL": 1, "DEU": 40, "MLT": 2, "XXX": 9},
        {"ISL": "Iceland: 1", "DEU": "Germany: 40", "MLT": "Malta: 2"},
        ("artist", "artists"),
        "Map",
    )
    drawing = world_map.draw(places)
    found = Drawn(drawing)

    assert [mark.title for mark in found.marks] == ["Germany: 40", "Malta: 2", "Iceland: 1"]
    assert len(found.paths("b2")) == 1
    assert any(shape.get("class") == "b1 spot" for mark in found.marks for shape in mark.shapes)
    assert [sign.words for sign in drawing.key] == ["1–39 artists", "40 artists", "a small country"]


def test_north_is_up():
    """Iceland is drawn above Germany, Australia below both."""
    places = world_map.Places(
        dict.fromkeys(("ISL", "DEU", "AUS"), 1), {c: c for c in ("ISL", "DEU", "AUS")}, ("", ""), "Map"
    )
    tops = {mark.title: numbers(mark.shapes[0].attrib["d"])[1] for mark in Drawn(world_map.draw(places)).marks}

    assert tops["ISL"] < tops["DEU"] < tops["AUS"]


def test_every_year_has_its_days():
    """Two years, the first from March on: 306 and 10 days, each year a link."""
    counts = {date(2023, 3, 1): 5, date(2024, 1, 2): 1}
    some = [years.Year(2023, "5", "2023: 5 listens", "2023.html"), years.Year(2024, "1", "2024: 1 listen", "2024.html")]
    found = Drawn(years.draw_calendars(years.Calendars(some, counts, date(2023, 3, 1), date(2024, 1, 10), "listens")))

    assert found.text.count("h0") == 316
    assert [mark.element.get("href") for mark in found.marks] == ["2023.html", "2024.html"]


def test_hours_that_follow_one_another_are_one_stroke():
    """20:00 to 22:00 on 1 January, and 3:00 on the 3rd, of which twelve listens are marked."""
    heard = {(date(2024, 1, 1), 20): 1, (date(2024, 1, 1), 21): 2, (date(2024, 1, 3), 3): 12}
    found = Drawn(years.draw_hours(years.EveryHour([years.Year(2024, "15", "2024: 15 listens")], heard)))

    assert found.paths("w") == ["M0 20v2"]
    assert found.paths("w now") == ["M2 3v1"]


def test_a_picture_of_every_listen_stays_small():
    """Of 24 years heard at every third hour of every day the picture is less than 100 kB: a column is then a week."""
    every = [date(2001, 1, 1) + timedelta(days=i) for i in range(24 * 365)]
    heard = {(day, hour): 1 for day in every for hour in range(0, 24, 3)}
    some = [years.Year(year, "", f"{year}: 2 listens") for year in sorted({day.year for day in every})]

    assert len(Drawn(years.draw_hours(years.EveryHour(some, heard))).text) < 100_000


def test_the_number_of_a_rank_lies_on_no_line():
    """Under the first place, under a low, over a peak; beside a line that falls to the right of it."""
    units = [scale.Name(str(year)) for year in range(2018, 2023)]
    places = [ranks.Place(rank, f"{rank}") for rank in (1, 4, 9, 3, 6)]
    found = Drawn(ranks.draw_course(ranks.Course(places, units, "rank", "Course")))
    labels = [text for root in found.roots for text in root.iter("text") if text.get("class") == "lab"]

    assert [(float(label.get("dy", 0)) > 0, label.get("text-anchor")) for label in labels] == [
        (True, "middle"), (False, None), (True, "middle"), (False, "middle"), (True, "middle"),
    ]  # fmt: skip
