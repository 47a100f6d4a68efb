"""Logs that nobody on this project wrote, held to counts that plain Python makes of them."""

import re
from collections import Counter
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from tests.requests.loading import DATA, load

LINE = re.compile(r'^\S+ \S+ \S+ \[([^\]]+)\] "(\S+) (\S+) [^"]*" (\d{3}) ')
ROUTES = (r"^/projects/([^/?]+)(/|\?|$)", r"^/(?:blog|files|presentations)/([^/?]+)/([^/?]+)", r"^/([^/?]+)$")


@pytest.mark.parametrize("statuses", [[200], [200, 304], [301, 200]])
@pytest.mark.parametrize("route", ROUTES)
def test_apache_log_counts_as_a_plain_script_does(route: str, statuses: list[int]) -> None:
    """58 lines of a real combined log: statuses, methods, escapes, and an agent whose quote is never closed."""
    file = DATA / "apache_combined.log"
    expected: Counter[tuple[str, str]] = Counter()
    text = file.read_text(encoding="utf-8")
    for line in text.splitlines():
        at, method, target, status = LINE.match(line).groups()  # type: ignore[union-attr]
        found = re.search(route, target)
        if method == "GET" and int(status) in statuses and found:
            time = datetime.strptime(at, "%d/%b/%Y:%H:%M:%S %z").astimezone(UTC)
            pieces = [group for group in found.groups() if group not in {"", "?", "/", None}]
            expected[f"{time:%Y-%m-%d %H:%M:%S}", unquote(".".join(pieces))] += 1

    loaded = load(file, route=route.replace("(/|", "(?:/|"), status=statuses, crawlers="count")

    assert Counter((time, package) for time, package, _ in loaded.requests()) == expected
    assert loaded.counts() == (58, expected.total(), 0, 58 - expected.total())
    assert expected


CRATES = r"^/crates/[^/]+/(.+)\.crate$"


def test_cloudfront_log_with_headings_that_change() -> None:
    """Each line is read by the heading above it; what the heading does not name makes a reject."""
    loaded = load(DATA / "cdn" / "cloudfront_recoverable-errors.log", route=CRATES)

    assert loaded.packages() == ["bindgen-0.0.0§foo", "bindgen-0.65.1", "bindgen-0.65.1", "bindgen-0.65.1"]
    lacks = "the #Fields line above does not name all of cs-method, cs-uri-stem and sc-status"
    assert loaded.rejects() == [
        (6, lacks),
        (8, lacks),
        (10, lacks),
        (12, "the #Fields line above names no date and time"),
        (14, "no time that can be read"),
    ]


def test_cloudfront_encodes_twice() -> None:
    """%252B, %2B and + are the same plus sign."""
    loaded = load(DATA / "cdn" / "cloudfront_percent-encoding.log", route=CRATES)
    assert loaded.packages() == ["zstd-sys-2.0.8+zstd.1.5.5"] * 3


def test_fastly_logs() -> None:
    """Behind whatever prefix; an object that is cut off is a reject; HEAD, 404 and another path are something else."""
    broken = load(DATA / "cdn" / "fastly_recoverable-errors.log", route=CRATES)
    other = load(DATA / "cdn" / "fastly_unrelated-traffic.log", route=CRATES)
    whole = load(DATA / "cdn" / "fastly_basic.log.zst", route=r"^/crates/([^/]+)/[^/]+\.crate$")

    assert broken.packages() == ["strsim-0.0.0§foo", *["strsim-0.10.0"] * 4]
    assert (broken.counts(), broken.rejects()) == ((7, 5, 1, 1), [(2, "not a JSON object: it may be cut off")])
    assert (other.counts(), other.packages()) == ((5, 2, 0, 3), ["strsim-0.10.0"] * 2)
    assert whole.counts() == (23, 23, 0, 0)


def test_download_logs_of_a_package_index() -> None:
    """Downloads name their project; looks at the index count by the route."""
    downloads = load(DATA / "cdn" / "downloads-2021-01-07-20-55.log.gz")
    looks = load(DATA / "cdn" / "simple-2021-01-07-20-55.log.gz", route="^/simple/([^/]+)/")

    assert downloads.requests() == [
        *[("2021-01-07 20:54:54", "django-crum", 1)] * 3,
        ("2021-01-07 20:54:54", "threadpoolctl", 1),
        ("2021-01-07 20:54:56", "enum34", 1),
    ]
    assert looks.packages() == ["azureml-model-management-sdk", "numpy", "pyrsistent"]
