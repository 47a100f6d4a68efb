"""Badges: the requests of the last seven whole days, as JSON for badge services and as a picture."""

import json
import xml.etree.ElementTree as ET
from datetime import datetime

import pytest

from generator.charts import badge
from tests.requests.log import Log

SVG = "{http://www.w3.org/2000/svg}"


def test_the_json_is_that_of_an_endpoint_badge():
    """Nothing but keys that the schema knows, or it is refused."""
    made = Log("a.b 2021-05-07 1234").mirrored()
    assert json.loads(made["badges/a.b.json"]) == {
        "schemaVersion": 1,
        "label": "views",
        "message": "1.2k/week",
        "color": "12667a",
    }


@pytest.mark.parametrize(("as_of", "week"), [("2021-05-07T12:00", 13), ("2021-05-07T23:59:59", 11)])
def test_seven_days_end_with_the_last_whole_day(as_of: str, week: int):
    """At noon of 7 May they are 30 April to 6 May, at its last second 1 to 7 May."""
    lines = "a.b 2021-04-29T23:59:59 100\na.b 2021-04-30T10:00 3\na.b 2021-05-01T00:00 10\na.b 2021-05-07T00:00"
    made = Log(lines, as_of=datetime.fromisoformat(as_of)).mirrored()
    assert json.loads(made["badges/a.b.json"])["message"] == f"{week}/week"


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland", "America/Los_Angeles"])
@pytest.mark.parametrize("newest", ["2021-05-07T11:30", "2021-05-07"])
def test_a_badge_and_the_page_of_its_package_say_the_same(zone: str, newest: str):
    """Seven whole days by the site's own clock, of logs as of counters."""
    lines = "\n".join(f"a.b 2021-{month}-{day:02d}T{day:02d}:30 {day}" for month in ("04", "05") for day in range(1, 7))
    made = Log(f"{lines}\na.b {newest} 500", timezone=zone).render()
    week = json.loads(made["badges/a.b.json"])["message"].removesuffix("/week")
    assert f"{week} views in the seven days to" in made["package/a.b.html"].decode()
    said = ET.fromstring(made["badges/a.b.svg"]).attrib["aria-label"]  # noqa: S314 - our own bytes
    assert said.endswith(f"({zone})")


def test_a_package_that_nobody_asks_for_any_more_has_a_badge():
    """Its message is 0, as it must not be empty."""
    made = Log("a.b 2020-01-01").mirrored()
    assert json.loads(made["badges/a.b.json"])["message"] == "0/week"


def test_the_picture_says_what_it_means():
    """Both words are in it, the title has package, exact count and days, and whatever an id holds is text."""
    root = ET.fromstring(Log("<a>.&b 2021-05-07 1234").mirrored()["badges/~3Ca~3E.&b.svg"])  # noqa: S314 - our own bytes
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == "<a>.&b: 1,234 views in the seven days to 2021-05-07 (UTC)"
    assert [text.text for text in root.iter(f"{SVG}text")] == ["views", "1.2k/week"]
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", title.text)


def test_a_package_without_end_makes_no_badge_without_end():
    """The title has the first 300 characters of it."""
    made = Log(f"{'x' * 10_000} 2021-05-07").mirrored()
    (picture,) = (body.decode() for path, body in made.items() if path.endswith(".svg"))
    assert f"<title>{'x' * 300}: 1 view in the seven days" in picture


@pytest.mark.parametrize("message", ["0/week", "999k/week", "1234G/week"])
def test_words_have_the_room_they_are_given(message: str):
    """Each text stands in the middle of its own plate, and its length is stated."""
    root = ET.fromstring(badge.svg("views", message, "a"))  # noqa: S314 - our own bytes
    ends = []
    for text in root.iter(f"{SVG}text"):
        middle, length = float(text.attrib["x"]), float(text.attrib["textLength"])
        ends += [middle - length / 2, middle + length / 2]
    assert ends == sorted(ends)
    assert (min(ends), max(ends)) > (0, 0)
    assert max(ends) < float(root.attrib["width"])


def test_a_badge_has_one_width():
    """So that a page can say how wide the picture is before it is there."""
    widths = {ET.fromstring(badge.svg("views", f"{badge.brief(10**n)}/week", "a")).attrib["width"] for n in range(10)}  # noqa: S314
    assert widths == {str(badge.width("views"))}


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0"), (999, "999"), (1000, "1k"), (1049, "1k"), (1050, "1.1k"), (9949, "9.9k"), (9950, "10k"),
        (123_456, "123k"), (999_499, "999k"), (999_500, "1M"), (1_250_000, "1.3M"), (5 * 10**9, "5G"),
        (1234 * 10**9, "1234G"),
    ],
)  # fmt: skip
def test_a_count_is_short(count: int, said: str):
    """Three digits at most up to a thousand billions, rounded to the nearest, a half up."""
    assert badge.brief(count) == said
