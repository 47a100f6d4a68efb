"""The long tail of packages is cheap: a line in lists, its days and its badge."""

import json
import re
from dataclasses import replace

from tests.requests.log import Log
from tests.requests.test_pages import said, table

HEAD = "\n".join(f"Head.{number:02d} 2021-0{1 + number % 4}-11T10:00 {100 + number}" for number in range(20))
TAIL = "\n".join(f"Tail.{number:03d} 2021-05-0{1 + number % 6}T10:00" for number in range(100))
MANY = Log(f"{HEAD}\n{TAIL}", most=20)


def test_a_package_of_the_tail_costs_three_files_and_a_line_in_lists():
    """Its days, and its badge in two forms; else nothing grows but lists and the catalog."""
    few, many = Log(HEAD, most=20).render(), MANY.render()
    files, size = len(many) - len(few), sum(map(len, many.values())) - sum(map(len, few.values()))
    weeks = {path for path in many.keys() - few.keys() if re.match(r"(charts/)?(packages|popularity)/2021-", path)}
    assert files - len(weeks) == 3 * 100
    # The pages of weeks in which the tail alone was asked for are no cost of a package.
    size -= sum(len(many[path]) for path in weeks)
    assert size / 100 < 1800


def test_a_package_of_the_tail_has_its_days_and_its_badge():
    """Its weeks and months follow from its days, and it has no page."""
    made = MANY.render()
    assert sorted(path for path in made if "Tail.007" in path) == [
        "badges/Tail.007.json", "badges/Tail.007.svg", "v2/stats/Tail.007/day.json",
    ]  # fmt: skip
    listed = {each["package_id"]: list(each["paths"]) for each in json.loads(made["catalog.json"])["packages"]}
    assert listed["Tail.007"] == ["/v2/stats/Tail.007/day", "/badges/Tail.007"]
    assert len(listed["Head.07"]) == 4


def test_lists_show_it_without_a_link():
    """Every package is a line in the list of all."""
    made = MANY.render()["packages/all.html"].decode()
    assert '<a href="../package/Head.07.html"><bdi>Head.<wbr>07</bdi></a>' in made
    assert "<bdi>Tail.<wbr>007</bdi>" in made
    assert "Tail.007.html" not in made


def test_pages_may_ask_for_so_many_views():
    """Below it a package has no page, but its series and its badge."""
    made = replace(MANY, most=None, views=101).render()
    assert "package/Head.01.html" in made
    assert "package/Head.00.html" not in made
    assert {"v2/stats/Head.00/month.json", "badges/Head.00.svg"} <= made.keys()


def test_a_package_of_a_few_views_has_one_chart():
    """It is the finest that shows them all: days, weeks or months; its sum is that over the page."""
    for first, unit in (("2021-05-01", "day"), ("2021-01-01", "week"), ("2019-01-01", "month")):
        made = Log(f"a.b {first}\na.b 2021-05-04 3").render()
        assert made["package/a.b.html"].count(b'<figure class="chart">') == 1
        lines = table(made, "package/a.b.html", f"Views by {unit}")
        assert sum(int(line[1]) for line in lines) == 4
        assert "views 4 " in said(made, "package/a.b.html")
