"""config.yaml is validated whole, with lines and the nearest known word."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from generator.config import Config, load, schema
from generator.errors import ConfigError

SCHEMA = Path(__file__).parents[1] / "generator" / "starter" / "config.schema.json"
FORMATS = frozenset({"listenbrainz", "lastfm", "artists"})


def written(folder: Path, text: str) -> Path:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(written(folder, text), FORMATS)
    return str(caught.value).replace(f"{folder}/", "")


def test_all_problems_are_named_at_once(tmp_path: Path):
    """Each with its line, a misspelt word with its nearest neighbour."""
    said = complaint(
        tmp_path,
        "site: {titel: x, timezone: Europe/Berlim}\n"
        "sources:\n  - {format: lastfn, path: a.csv}\n  - {format: lastfm}\n"
        "pages: perhaps\n",
    )
    assert said.splitlines() == [
        "config.yaml:1: site.timezone: there is no time zone 'Europe/Berlim'; did you mean Europe/Berlin?",
        "config.yaml:1: site.titel: unknown key 'titel'; did you mean 'title'?",
        "config.yaml:3: sources.0.format: no format 'lastfn'; did you mean 'lastfm'?",
        "config.yaml:4: sources.1.path: is missing",
        "config.yaml:5: pages: 'perhaps' is neither true nor false",
    ]


def test_a_missing_file_says_how_to_make_one(tmp_path: Path):
    """The first thing a new user meets."""
    with pytest.raises(ConfigError, match="stillstats init"):
        load(tmp_path / "config.yaml", FORMATS)


@pytest.mark.parametrize(
    "text", ["", "- a\n", "just words\n", "sources: []\n", "a: [\n", "\tx: 1\n", "sources: 5\n", "sources: [3]\n"]
)
def test_what_is_no_config_is_one_clear_error(tmp_path: Path, text: str):
    """Empty, a list, a word, broken YAML, wrong types: a message, never a traceback."""
    assert "config.yaml" in complaint(tmp_path, text)


@pytest.mark.parametrize(
    ("as_of", "moment"),
    [
        ("2024-05-15", datetime(2024, 5, 15, 23, 59, 59)),  # noqa: DTZ001
        ("2024-05-15T12:00:00Z", datetime(2024, 5, 15, 12)),  # noqa: DTZ001
        ("2024-05-15T12:00:00+02:00", datetime(2024, 5, 15, 10)),  # noqa: DTZ001
        ("'2024-05-15 12:00:00'", datetime(2024, 5, 15, 12)),  # noqa: DTZ001
        ("latest", "latest"),
        ("now", "now"),
    ],
)
def test_as_of_is_a_word_or_a_time(tmp_path: Path, as_of: str, moment: object):
    """A date means its last second; a time without a zone is UTC."""
    file = written(tmp_path, f"site: {{as_of: {as_of}}}\nsources: [{{format: lastfm, path: a}}]\n")
    assert load(file, FORMATS).site.as_of == moment


def test_as_of_that_is_no_time_is_refused(tmp_path: Path):
    """With the words that it may be."""
    assert "latest, now, or an ISO time" in complaint(
        tmp_path, "site: {as_of: soon}\nsources: [{format: lastfm, path: a}]\n"
    )


def test_a_base_url_needs_its_scheme(tmp_path: Path):
    """And the message says what was probably meant."""
    said = complaint(tmp_path, "site: {base_url: stats.example.org}\nsources: [{format: lastfm, path: a}]\n")
    assert "did you mean https://stats.example.org?" in said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("timezone: Europe/Berlin", "unknown key 'timezone' here; it stands under site:"),
        (
            "periods: year",
            "is a list: [year, month], [week, {name: Tour 2019, from: 2019-05-01, to: 2019-06-30}], or [] for none",
        ),
        ("periods: [yaer]", "'yaer' is not one of 'year', 'month' or 'week'; did you mean 'year'?"),
        ("map: cannonical", "'cannonical' is not one of 'none', 'names' or 'canonical'; did you mean 'canonical'?"),
        ("site: {timezone: Berlin}", "there is no time zone 'Berlin'; did you mean Europe/Berlin?"),
        ("site: {timezone: localtime}", "there is no time zone 'localtime'; zones are called like Europe/Berlin"),
        ("at_least: 3", "unknown key 'at_least' here; it stands under privacy:"),
        ("route: (x)", "unknown key 'route' here; it stands in an entry of sources:"),
        ("privacy: {at-least: 3}", "privacy.at-least: unknown key 'at-least'; did you mean 'at_least'?"),
        ("privacy: {at_least: few}", "privacy.at_least: 'few' is no whole number"),
        ("listeners: few", "listeners: 'few' is neither all nor a whole number from 0"),
        ("fold: {within: 90}", "fold.within: 90 has no unit: write 90s for seconds, or 90m for minutes"),
        ("fold: {witihn: 60s}", "fold.witihn: unknown key 'witihn'; did you mean 'within'?"),
        ("within: 60s", "unknown key 'within' here; it stands under fold:"),
        ("privacy: true", "privacy: holds keys: at_least, pseudonyms"),
        ("mirrors: [wiget]", "did you mean 'winget'?"),
        ("hosts: [ngnix]", "hosts.0: 'ngnix' is not one of"),
        ("hosts: [ngnix]", "did you mean 'nginx'?"),
        ("hosts: [plain, github]", "hosts.1: 'github' is not one of"),
        ("hosts: nginx", "hosts: is a list: [plain], or [nginx, cloudflare]"),
        ("mirrors: winget", "mirrors: is a list: [winget, wistia], or [] for none"),
        ("publish: volunteers", "publish: is a list: [volunteers], or [] for nothing"),
    ],
)
def test_a_slip_is_told_with_what_was_meant(tmp_path: Path, line: str, said: str):
    """A key of `site:` at the top, a word for a list, a misspelt word, and a city for a zone."""
    file = tmp_path / "config.yaml"
    file.write_text(f"sources: [{{format: listens, path: x}}]\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load(file, frozenset({"listens"}))
    assert f"{file}:2: " in str(raised.value)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("route", "said"),
    [
        ("^/packages/", "has no group: put the part that names the package in brackets"),
        ("^/packages/(", "is no regular expression"),
        ("^/(?!v1)([^/]+)", "looks around or refers back"),
        (r"^/(a)/\1", "looks around or refers back"),
        ("^/([^/?]++)", "else that the engine does not know (bad repetition operator: ++)"),
        (r"^/([^/?]+)\Z", "else that the engine does not know"),
        ("/(.)" * 10, "has 10 groups, more than 9"),
    ],
)
def test_a_route_is_checked(tmp_path: Path, route: str, said: str):
    """Before a log of any size is read."""
    assert said in complaint(tmp_path, f"sources: [{{format: lastfm, path: a, route: '{route}'}}]\n")


def test_statuses_are_a_list(tmp_path: Path):
    """Also when it is but one; and what is wrong in the only source is the only thing that is said."""
    source = "sources: [{{format: lastfm, path: a, status: {}}}]\n"
    assert (
        complaint(tmp_path, source.format("200")) == "config.yaml:1: sources.0.status: is a list: [200], or [200, 304]"
    )
    assert (
        complaint(tmp_path, source.format("[]")) == "config.yaml:1: sources.0.status: is a list: [200], or [200, 304]"
    )
    assert complaint(tmp_path, source.format("[ok]")) == "config.yaml:1: sources.0.status.0: 'ok' is no whole number"


def test_no_source_is_told_with_an_example(tmp_path: Path):
    """A site without a source is nothing."""
    assert complaint(tmp_path, "sources: []\n").startswith("config.yaml:1: sources: is a list: [{format: listenbrainz")


@pytest.mark.contract
def test_editors_get_a_schema():
    """The JSON Schema beside the starter's config.yaml is that of the program, with every key.

    Renew it with: python -m tests.test_config
    """
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == schema()
    assert set(schema()["properties"]) == set(Config.model_fields) - {"folder", "output"}


if __name__ == "__main__":
    SCHEMA.write_text(json.dumps(schema(), indent=2) + "\n", encoding="utf-8")
