"""What a build tells CI: a summary in Markdown, and annotations of what is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.cli.job_summary import plain
from generator.documents import MANIFEST
from generator.one_line import shown
from tests.ci.projects import on_path, run
from tests.conftest import FEW, listen

LOST = listen("ana", "1970-01-01", "Low", "Words")
EVIL = "a|b`c`\n\n# d <script>x</script> [e](http://f) *g* __h__ ![i](j) &amp; :k: ~~l~~ $m$ \\| 1"

Told = Callable[..., tuple[str, str, int]]
Project = Callable[..., Path]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """A function that builds in GitHub Actions and answers the summary so far, what was said, and the exit code."""
    path, summary = on_path(tmp_path), tmp_path / "summary.md"

    def build(config: Path, *options: str) -> tuple[str, str, int]:
        environment = {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
        done = run(["stillstats", "build", "-c", config.name, *options], config.parent, path, **environment)
        return summary.read_text(encoding="utf-8"), done.stderr, done.returncode

    return build


def tables(markdown: str) -> list[list[list[str]]]:
    """The tables of a text: rows of cells, as a reader sees them."""
    found: list[list[list[str]]] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        match token.type:
            case "table_open":
                found.append([])
            case "tr_open":
                found[-1].append([])
            case "inline" if found and token.level > 3:
                found[-1][-1].append("".join(part.content for part in token.children or []))
    return found


def test_a_summary_counts_all_that_was_done(project: Project, told: Told):
    """Sources, documents, the reasons of rejects, the slowest stat sets; it is appended to what stands there."""
    config = project((*FEW, FEW[0], LOST))
    summary, _, code = told(config)
    sources, documents, reasons, slowest = tables(summary)

    assert code == 0
    assert sources == [
        ["source", "files", "lines", "events", "rejects", "folded", "left out"],
        ["listenbrainz, listens.jsonl", "1", "5", "3", "1", "1", "0"],
        ["all", "1", "5", "3", "1", "1", "0"],
    ]
    assert documents[0] == ["documents", "files", "bytes"]
    assert {row[0] for row in documents} >= {"listenbrainz", "site"}
    assert reasons[1:] == [["the time is 0 (1970-01-01): the export lost it", "1"]]
    assert all(name.startswith("listens/") for name, _ in slowest[1:])
    assert "### My stats\n\nBuilt output in " in summary
    assert "\n- 1 line was rejected; output.rejects.csv lists every one with its reason.\n" in summary


def test_a_summary_says_no_line(project: Project, told: Told):
    """Whose listen was rejected, and which line it was, is not for those who see the job."""
    nameless = listen("somebody", "2024-01-01", " ", "A private track")
    summary, *_ = told(project((*FEW, nameless)))
    assert "no artist name" in summary
    assert "somebody" not in summary
    assert "private" not in summary


def test_with_pseudonyms_sources_have_numbers(project: Project, tmp_path: Path):
    """A file is often called like its listener."""
    path = on_path(tmp_path)
    config = project(sources=[{"format": "listenbrainz", "path": "fred.jsonl"}], privacy={"pseudonyms": True})
    (config.parent / "listens.jsonl").rename(config.parent / "fred.jsonl")
    done = run(["stillstats", "build", "--summary", "said.md"], config.parent, path, STILLSTATS_KEY="k" * 16)
    assert done.returncode == 0, done.stderr
    summary = (config.parent / "said.md").read_text(encoding="utf-8")
    assert tables(summary)[0][1][0] == "listenbrainz, source 1"
    assert "fred" not in summary


def test_no_name_breaks_a_table(project: Project, told: Told):
    """Whatever a file or a site is called, each stands in its cell as it is, line breaks as their escapes."""
    name = EVIL.replace("/", "-")
    config = project(sources=[{"format": "listenbrainz", "path": "*.jsonl"}], site={"title": EVIL})
    (config.parent / "listens.jsonl").rename(config.parent / f"{name}.jsonl")
    said = json.loads(config.read_text(encoding="utf-8"))
    said["sources"][0]["path"] = name.replace("[", "?").replace("*", "?") + ".jsonl"
    config.write_text(json.dumps(said), encoding="utf-8")

    summary, stderr, code = told(config)

    assert code == 0, stderr
    seen = " ".join(shown(said["sources"][0]["path"]).split())
    assert tables(summary)[0][1] == [f"listenbrainz, {seen}", "1", "3", "3", "0", "0", "0"]
    assert "<script" not in summary
    heading = next(token for token in MarkdownIt("commonmark").parse(summary) if token.type == "inline")
    assert heading.content.count("\n") == 0


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("|`*_[]<>&\\~:$#!\n"), min_size=1))
def test_every_text_shows_as_it_is(text: str):
    """In a cell, read as Markdown with tables and strikethrough; what cannot be seen is its escape or a blank."""
    table = f"| head |\n|---|\n| x{plain(text)}x |\n"
    seen = "".join(letter if letter.isprintable() else " " for letter in shown(text))
    assert tables(table) == [[["head"], [f"x{' '.join(seen.split())}x"]]]


def test_a_build_that_was_not_needed_says_so(project: Project, told: Told):
    """With what is known of the tree that is there."""
    config = project((*FEW, LOST))
    told(config)
    summary, *_ = told(config)
    assert "Nothing changed: output is as it was" in summary
    rows = dict(tables(summary)[-1][1:])
    assert rows["rejects"] == "1"
    files = [file for file in (config.parent / "output").rglob("*") if file.is_file()]
    assert rows["files"] == f"{len(files):,}"
    assert (config.parent / "output" / MANIFEST) in files


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"site": {"as_of": "now"}}, "With as_of: now every build is made"),
        ({}, "Lines are later than the clock"),
    ],
)
def test_what_keeps_builds_slow_is_a_warning(project: Project, told: Told, settings: dict[str, object], said: str):
    """A tree that the clock decides is never left as it is."""
    summary, *_ = told(project((*FEW, listen("ana", "2131-01-01", "Low", "Words")), **settings))
    assert f"\n- {said}" in summary


def test_a_build_that_fails_says_why(project: Project, told: Told):
    """In its summary, which nothing in the message can break, and with its own exit code."""
    summary, _, code = told(project(sources=[{"format": "<b></pre>|", "path": "x"}]))
    assert code == 2
    assert "### The build failed" in summary
    assert "no format &#x27;&lt;b&gt;&lt;/pre&gt;|&#x27;" in summary

    summary, _, code = told(project((*FEW, LOST)), "--strict")
    assert code == 3
    assert summary.count("### The build failed") == 2
    assert (
        "1 line was rejected: the time is 0 (1970-01-01): the export lost it (1 line, such as listens.jsonl:4)"
        in summary
    )


def test_a_summary_that_cannot_be_written_is_told(project: Project, tmp_path: Path):
    """What the build itself failed of comes first."""
    path = on_path(tmp_path)
    config = project()
    done = run(["stillstats", "build", "--summary", "no/where.md"], config.parent, path)
    assert done.returncode == 1
    assert "name another file with --summary" in done.stderr
    done = run(["stillstats", "build", "-c", "nowhere", "--summary", "no/where.md"], config.parent, path)
    assert done.returncode == 2
    assert "nowhere: there is no such file" in done.stderr


def annotations(stderr: str) -> list[str]:
    return [line for line in stderr.splitlines() if line.startswith("::")]


def test_faults_of_the_config_are_annotated_where_they_stand(project: Project, told: Told):
    """Each with its file and line; commas, colons, percent signs and line breaks as the runner wants them."""
    folder = project().parent
    config = folder / "a,b%:c.yaml"
    config.write_text('site:\n  base_url: "50%\\nx"\nsourcs: []\n', encoding="utf-8")
    _, stderr, _ = told(config)
    place = "::error file=a%2Cb%25%3Ac.yaml,line="
    assert annotations(stderr) == [
        f"{place}1::sources: is missing",
        f"{place}2::site.base_url: '50%25\\nx' has no scheme; did you mean https://50%25\\nx?",
        f"{place}3::sourcs: unknown key 'sourcs'; did you mean 'sources'?",
    ]

    config.write_text("site: {\n", encoding="utf-8")
    (said,) = annotations(told(config)[1])
    assert said.startswith(f"{place}2::not valid YAML: ")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-c", "nowhere"), "::error::nowhere: there is no such file; `stillstats init DIR` makes one"),
        (("--stric",), "::error::No such option '--stric'"),
    ],
)
def test_every_other_error_is_annotated(project: Project, tmp_path: Path, options: tuple[str, ...], said: str):
    """Without a place; outside GitHub Actions there is none at all."""
    path, site = on_path(tmp_path), project().parent
    done = run(["stillstats", "build", *options], site, path, GITHUB_ACTIONS="true")
    assert [line[: len(said)] for line in annotations(done.stderr)] == [said]
    assert annotations(run(["stillstats", "build", *options], site, path).stderr) == []
