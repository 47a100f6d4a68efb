"""The rules of Netlify, asked by Netlify's own matcher, lead to the answers of the API, or to 404."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest

from generator.hosts import netlify_rules
from tests import properties
from tests.hosts.cases import CASES, SITE, USER, Case, name_of
from tests.hosts.netlify import Read, asked

CACHED = "cache-control"
# What Netlify's matcher understands otherwise than the API: a parameter without a value, the last of repeated ones, and
# a query that ends in an ampersand.
OTHERWISE = {
    f"{SITE}/artists?range": "1/stats/sitewide/artists/all_time.json",
    f"{SITE}/artists?range=x&range=week": "1/stats/sitewide/artists/week.json",
    f"{SITE}/artists?range=this_month&": "1/stats/sitewide/artists/all_time.json",
}
# Numbers that are checked, and of no effect otherwise: no rule checks them.
UNCHECKED = re.compile(r"/(?:artist|era)-activity\?(?:range=quarter&)?(?:count|offset)=")
# What the API answers 200, and Netlify 404, beside parts of lists: see the module.
NOT_HAD = {
    f"{USER}/ana/artists?count=99999999",
    *(f"{USER}/bo/year-in-music/{year}" for year in (2002, 2021, 2024)),
    f"{USER}/ana/year-in-music/02024",
    f"{SITE}/artists?range=week&range=month",
    f"{SITE}/artists?count=1000&count=1",
    "/v2/stats?packageId=x%20y&resolution=month",
    "/v2/stats?packageId=No.Such&resolution=day",
    "/v2/stats?packageId=&resolution=day",
    "/v1/stats/medias/abc/by_date.json?start_date=&end_date=",
}
# What a file does not answer: the file that tells of it.
TOLD = (
    (f"{USER}/ana/artists?count=7", netlify_rules.UNCUT),
    (f"{USER}/ana/artists?offset=25&count=25", netlify_rules.UNCUT),
    (f"{USER}/ana/artists?range=decade", netlify_rules.REFUSED),
    (f"{USER}/a%2Fb/artists?range=..%2F..%2Fweek", netlify_rules.REFUSED),
    ("/v2/stats?packageId=Git.Git&resolution=day&after=2024-05-01", netlify_rules.UNCUT),
    ("/v2/stats?packageId=Git.Git", netlify_rules.REFUSED),
    ("/v2/stats", netlify_rules.REFUSED),
    ("/v1/stats/account/by_date.json?start_date=2024-05-01", netlify_rules.UNCUT),
    (f"{USER}/ana/artists?range=quarter", "404.html"),
    (f"{USER}/nobody/artists", "404.html"),
    ("/1/no/such/path", netlify_rules.unknown(1)),
    ("/no/such/path", "404.html"),
)


@pytest.fixture(scope="module")
def files(other_tree: Path) -> list[str]:
    """The files of the tree; of those in folders, which differ by names alone, one of five unless there is time."""
    found = sorted(file.relative_to(other_tree).as_posix() for file in other_tree.rglob("*") if file.is_file())
    inner = [file for file in found if "/" in file]
    return [*(file for file in found if "/" not in file), *inner[:: 1 if properties.IS_LONG else 5]]


@pytest.fixture(scope="module")
def read(other_tree: Path, files: list[str]) -> Read:
    targets = [*(case.target for case in CASES), *(target for target, _ in TOLD)]
    return asked(other_tree, [*targets, *(f"/{quote(file)}" for file in files)])


def test_netlify_reads_every_rule(read: Read, other_tree: Path):
    """No rule and no header is lost, and there are fewer rules than its documentation warns of."""
    assert read.errors == []
    lines = (other_tree / "_redirects").read_text(encoding="utf-8").splitlines()
    assert read.counted["redirects"] == len(lines) == len(set(lines)) < netlify_rules.MOST
    assert read.counted["headers"] == len(re.findall("^/", (other_tree / "_headers").read_text(), re.MULTILINE))


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_netlify_answers_as_the_api_or_not_at_all(read: Read, other_tree: Path, case: Case):
    """The file that answers, with 200; else 404."""
    answer = read.answers[case.target]
    if case.target in OTHERWISE:
        assert (answer.status, answer.file) == (200, OTHERWISE[case.target])
        return
    if case.status == 400 and UNCHECKED.search(case.target):
        assert answer.status == 200 or answer.file == "404.html"
        return
    if case.status != 200 or case.needs - {"decode"} or case.target in NOT_HAD:
        assert answer.status == 404
        return
    body = json.loads((other_tree / answer.file).read_bytes())
    assert answer.status == 200
    assert case.holds(body) if case.holds else body == case.body


@pytest.mark.parametrize(("target", "file"), TOLD)
def test_what_no_file_answers_is_told(read: Read, other_tree: Path, target: str, file: str):
    """A part of a list, a word that is no range, and what is nowhere, each has its answer with 404."""
    answer = read.answers[target]
    assert (answer.status, answer.file) == (404, file)
    if file.endswith(".json"):
        assert json.loads((other_tree / file).read_bytes())["code"] == 404


def test_every_file_is_served_with_its_headers(read: Read, files: list[str]):
    """Those of every host, each once; how long an answer keeps is left to Netlify, but for what never changes."""
    for file in (file for file in files if not file.startswith(("_", "."))):
        answer = read.answers[f"/{quote(file)}"]
        assert (answer.status, answer.file) == (200, file)
        names = [name.lower() for name, _ in answer.headers]
        assert len(names) == len(set(names)), file
        assert {"access-control-allow-origin", "x-content-type-options", "referrer-policy"} <= set(names)
        assert ("content-security-policy" in names) == file.endswith((".html", ".json", ".svg"))
        assert (CACHED in names) == (file.startswith("style.") or file.endswith(".woff2"))
