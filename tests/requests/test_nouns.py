"""What is counted has a word of the owner's own, which all pages use."""

import re
from pathlib import Path

import pytest

from generator.config import load
from generator.config_nouns import Noun, from_word
from generator.errors import ConfigError
from generator.events import formats, steps
from tests.requests.log import Log

ARTICLE = Noun(one="article", many="articles")


@pytest.mark.parametrize(
    ("one", "many"),
    [("page", "pages"), ("library", "libraries"), ("index", "indexes"), ("essay", "essays"), ("batch", "batches")],
)
def test_a_word_alone_has_a_plural(one: str, many: str):
    """By its ending; another plural is said in config.yaml."""
    assert from_word(one) == {"one": one, "many": many}


def test_no_page_says_packages():
    """Neither titles, lists, headings, captions nor descriptions; paths stay."""
    made = Log("Git.Git 2021-05-01\nx.y 2021-05-03T10:00 30", noun=ARTICLE).render()
    pages = {path: body.decode() for path, body in made.items() if path.endswith((".html", ".svg"))}
    for path, text in pages.items():
        said = re.sub(r'(href|src|srcset|id|aria-labelledby)="[^"]*"|Markdown|<code>[^<]*</code>', "", text)
        assert not re.search("packages?", said, re.IGNORECASE), path
    assert ">Most viewed articles</h1>" in pages["packages.html"]
    assert "rank among 2 articles" in pages["package/x.y.html"]


def complaint(tmp_path: Path, text: str) -> str:
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    (tmp_path / "a.csv").write_text("package_id,timestamp\na.b,2021-05-01\n", encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        steps.check(load(file, formats.names()))
    return str(error.value)


def test_sources_with_two_words_are_refused_with_both_lines(tmp_path: Path):
    """They are counted together, under one word."""
    said = complaint(
        tmp_path,
        "sources:\n  - {format: requests, path: a.csv, noun: page}\n  - {format: requests, path: b.csv}\n"
        "  - {format: requests, path: c.csv, noun: file}\n",
    )
    assert "config.yaml:4: sources.2.noun: 'files' here, but 'pages' on line 2" in said


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("noun: ''", "is no word"),
        ("noun: {one: page}", "sources.0.noun.many: is missing"),
        ("noun: {one: page, many: pages, few: p}", "unknown key 'few'"),
        ("noun: [page]", "holds keys: many, one"),
    ],
)
def test_what_is_no_word_is_refused(tmp_path: Path, said: str, why: str):
    """With what to write instead."""
    assert why in complaint(tmp_path, f"sources:\n  - {{format: requests, path: a.csv, {said}}}\n")


def test_a_source_that_counts_no_requests_has_no_word(tmp_path: Path):
    """Listens are listens."""
    said = complaint(tmp_path, "sources:\n  - {format: lastfm, path: a.csv, user: ana, noun: song}\n")
    assert "is for sources of requests" in said


@pytest.mark.parametrize("kind", ["access-log", "requests", "winget-counters"])
def test_every_format_of_requests_may_have_a_word(tmp_path: Path, kind: str):
    """Whatever its lines are staged in, a log's most of all."""
    file = tmp_path / "config.yaml"
    file.write_text(f"sources:\n  - {{format: {kind}, path: a.log, noun: page}}\n", encoding="utf-8")
    (tmp_path / "a.log").touch()
    steps.check(load(file, formats.names()))
