"""The command line as a new user meets it: exit codes, messages, and what it prints."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import ROOT, run, start
from tests.conftest import FEW, listen


def test_a_new_project_in_two_commands(tmp_path: Path):
    """init, then build in its folder, with a closing table."""
    assert start("init", tmp_path / "site").returncode == 0
    done = start("build", cwd=tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "listenbrainz" in done.stdout
    assert "Slowest stat sets" in done.stdout
    assert (tmp_path / "site" / "output" / "index.html").is_file()
    assert (tmp_path / "site" / "output" / "1/stats/sitewide/artists.json").is_file()
    assert run("check", cwd=tmp_path / "site").stdout == "0 faults in output\n"


def test_a_machine_without_time_zones_builds(project: Callable[..., Path], tmp_path: Path):
    """Nothing but the package tzdata knows them there: 21:30 in UTC is the next day in Kolkata."""
    config = project(pages=True, charts=False, mirrors=[], site={"timezone": "Asia/Kolkata"})
    done = start("build", "-c", config, "-o", tmp_path / "output", PYTHONTZPATH="")
    assert done.returncode == 0, done.stderr
    payload = json.loads((tmp_path / "output" / "user" / "ana" / "month-2024-05.json").read_bytes())["payload"]
    assert [day["day"] for day in payload["days"] if day["listen_count"]] == ["2024-05-01", "2024-05-03"]


def test_init_writes_over_nothing(tmp_path: Path):
    """A second init in the same folder is refused."""
    run("init", tmp_path)
    (tmp_path / "config.yaml").write_text("mine")
    again = run("init", tmp_path)
    assert again.returncode == 1
    assert "is there already" in again.stderr
    assert (tmp_path / "config.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("biuld",), 2, "Did you mean 'build'?"),
        (("build", "--stric"), 2, "--strict"),
        (("build", "-c", "nowhere.yaml"), 2, "there is no such file"),
        (("build", "-j", "0"), 2, "'0' is no whole number from 1"),
        (("serve", "--port", "abc"), 2, "'abc' is no whole number from 0 to 65535"),
        (("serve", "--port", "99999"), 2, "'99999' is no whole number from 0 to 65535"),
        (("init", "x", "--ci", "githb"), 2, "'githb' is not known; did you mean github?"),
        (("init", "x", "--ci", "svn"), 2, "'svn' is not known; say github or gitlab"),
        (("build", "my.yaml"), 2, "unexpected extra argument (my.yaml): build takes none; -c FILE names the config"),
        (("check", "out"), 2, "unexpected extra argument (out): check takes none; -o FOLDER names the output"),
        (("build", "-c", "."), 2, "is a folder; say config.yaml"),
        (("build", "-c", "/dev/null"), 2, "/dev/null:1: is empty; it holds keys such as `site:` and `sources:`"),
        (("check", "-o", "nowhere"), 1, "is no tree"),
        (("check", "--host", "clodflare"), 2, "did you mean cloudflare?"),
        (("check", "--host", "xyz"), 2, "hosts are plain,"),
        (("serve", "-o", "nowhere"), 1, "is no tree"),
        (("diff", "nowhere", "nowhere"), 1, "nowhere: is no tree"),
    ],
)
def test_a_slip_is_answered_with_what_to_do(arguments: tuple[str, ...], code: int, said: str, tmp_path: Path):
    """One message and an exit code; never a traceback."""
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_check_suits_ci(project: Callable[..., Path], tmp_path: Path):
    """A fault a line on the error stream, the count on the other, and 1 as the exit code."""
    run("build", "-c", project(), "-o", tmp_path / "o")
    fine = run("check", "-o", tmp_path / "o", "--host", "cloudflare", "--host", "s3")
    assert (fine.returncode, fine.stdout, fine.stderr) == (0, f"0 faults in {tmp_path / 'o'}\n", "")
    (tmp_path / "o" / "catalog.json").unlink()
    (tmp_path / "o" / "a#b").touch()
    done = run("check", "-o", tmp_path / "o", "--host", "netlify")
    assert (done.returncode, done.stdout) == (1, f"3 faults in {tmp_path / 'o'}\n")
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["a#b", "catalog.json", "a#b"]


def test_exit_codes_tell_failures_apart(project: Callable[..., Path], tmp_path: Path):
    """1 failed, 2 config, 3 a warning under --strict, 4 no input."""
    lost = listen("ana", "1970-01-01", "Low", "Words")
    assert run("build", "-c", project(), "-o", tmp_path / "o").returncode == 0
    assert run("build", "-c", project((*FEW, lost)), "-o", tmp_path / "o", "--strict").returncode == 3
    assert run("build", "-c", project((lost,)), "-o", tmp_path / "o").returncode == 4
    assert (
        run("build", "-c", project(FEW, sources=[{"format": "lastfn", "path": "x"}]), "-o", tmp_path / "o").returncode
        == 2
    )
    broken = project(FEW, sources=[{"format": "listenbrainz", "path": "broken.zip"}])
    (broken.parent / "broken.zip").write_bytes(b"PK\x03\x04 cut off")
    assert run("build", "-c", broken, "-o", tmp_path / "o").returncode == 1


def test_why_lines_were_rejected_is_told(project: Callable[..., Path], tmp_path: Path):
    """The commonest reasons with counts and the first line of each: in the closing table, and where a build fails."""
    lost = [listen("ana", f"1970-01-0{day}", "Low", "Words") for day in (1, 1)]
    late = {**listen("ana", "2024-05-01T10:00", "Low", "Words"), "listened_at": 1714568700_000}
    done = run("build", "-c", project((late, *FEW, *lost)), "-o", tmp_path / "o")
    lines = [line.split("  ") for line in done.stdout.splitlines()]
    rows = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    at = next(number for number, row in enumerate(rows) if row[0] == "why lines were rejected")
    assert rows[at][1:] == ["lines", "for example"]
    assert rows[at + 1] == ["the time is 0 (1970-01-01): the export lost it", "2", "listens.jsonl:5"]
    assert rows[at + 2] == ["the time is in milliseconds, where this format has seconds", "1", "listens.jsonl:1"]
    alone = run("build", "-c", project((late,), "alone"), "-o", tmp_path / "alone-output")
    assert "where this format has seconds (1 line, such as listens.jsonl:1)" in alone.stderr
    strict = run("build", "-c", project((late, *FEW), "strict"), "-o", tmp_path / "strict-output", "--strict")
    assert "where this format has seconds (1 line, such as listens.jsonl:1)" in strict.stderr


def test_what_was_left_out_is_told(tmp_path: Path):
    """By which rule, and how many lines: a log that was read whole is not all counted."""
    line = '1.2.3.4 - - [01/May/2024:10:00:00 +0000] "GET {} HTTP/1.1" 200 512 "-" "-"\n'
    (tmp_path / "access.log").write_text(line.format("/v2/packages/Git/Git") + 3 * line.format("/style.css"))
    (tmp_path / "config.yaml").write_text("sources: [{format: access-log, path: access.log}]\npages: false\n")
    done = run("build", "-c", tmp_path / "config.yaml", "-o", tmp_path / "o")
    lines = [re.split(" {2,}", line.strip()) for line in done.stdout.splitlines()]
    at = next(number for number, line in enumerate(lines) if line[0].startswith("why lines were left out"))
    assert lines[at + 1] == ["a request that route: and status: do not count", "3"]


def test_all_missing_files_are_told_at_once(project: Callable[..., Path], tmp_path: Path):
    """Each with the line of config.yaml that names it, and a file that is called nearly so."""
    config = project().parent / "config.yaml"
    config.write_text(
        "map: canonical\nsources:\n  - {format: lastfm, path: gone.csv}\n"
        "  - {format: listenbrainz, path: listens.jsonl}\n  - {format: listenbrainz, path: listen.jsonl}\n"
        f"  - {{format: listenbrainz, path: {'x' * 300}}}\n  - {{format: listenbrainz, path: '*/*.zip'}}\n",
        encoding="utf-8",
    )
    done = run("build", "-c", config, "-o", tmp_path / "o", GITHUB_ACTIONS="true")
    assert done.returncode == 2
    told = [line.removeprefix("stillstats: ").removeprefix(f"{config}:") for line in done.stderr.splitlines()]
    assert [line[:2] for line in told[:5]] == ["3:", "5:", "6:", "7:", "1:"]
    assert "gone.csv: no such file" in told[0]
    assert told[1].endswith("did you mean listens.jsonl?")
    annotated = [line for line in told if line.startswith("::error")]
    assert [line.partition(",line=")[2][:2] for line in annotated] == ["3:", "5:", "6:", "7:", "1:"]


def test_what_is_to_be_said_of_a_host_is_printed(project: Callable[..., Path], tmp_path: Path):
    """After the closing tables; --strict does not let pass what is wrong, and two hosts in one folder are refused."""
    lost = project(hosts=["github-pages"], pages=True, charts=False)
    done = run("build", "-c", lost, "-o", tmp_path / "o")
    assert (done.returncode, "github-pages: site.base_url is empty" in done.stdout) == (0, True)
    strict = run("build", "-c", lost, "-o", tmp_path / "o", "--strict")
    assert (strict.returncode, "github-pages: site.base_url is empty" in strict.stderr) == (3, True)
    shared = run("build", "-c", project(hosts=["netlify", "cloudflare"]), "-o", tmp_path / "o")
    assert (shared.returncode, shared.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize(
    ("memory", "said"), [("20MB", "more memory"), ("lots", "no size of memory"), ("x'; drop", "no size")]
)
def test_too_little_memory_is_explained(project: Callable[..., Path], tmp_path: Path, memory: str, said: str):
    """The message says which option to turn, and what is no size is refused."""
    many = tuple(
        listen("ana", f"2024-05-{1 + n % 28:02}T{n % 24:02}:{n % 60:02}", f"A{n}", f"T{n}") for n in range(3000)
    )
    done = run("build", "-c", project(many), "-o", tmp_path / "o", "--memory", memory, "-j", "2")
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "o").exists()


def test_no_colour_where_none_is_wanted(project: Callable[..., Path], tmp_path: Path):
    """Neither under NO_COLOR nor into a pipe is there an escape sequence."""
    done = run("build", "-c", project(), "-o", tmp_path / "o", NO_COLOR="1")
    assert "\x1b" not in done.stdout + done.stderr


def test_source_date_epoch_is_the_clock(project: Callable[..., Path], tmp_path: Path):
    """Listens after it are rejects."""
    done = run("build", "-c", project(), "-o", tmp_path / "o", SOURCE_DATE_EPOCH="1715299200")
    assert done.returncode == 0
    assert "later than as_of, or than the clock" in (tmp_path / "o.rejects.csv").read_text()


def test_help_imports_no_engine():
    """--help is quick because it loads neither the engine, nor the charts, nor the templates."""
    heavy = {"duckdb", "matplotlib", "jinja2", "pydantic", "rich", "watchfiles", "werkzeug"}
    code = (
        "import sys; from generator.cli import cli; cli(['--help'], standalone_mode=False); "
        f"print({heavy!r} & set(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, check=True)
    assert "build" in done.stdout
    assert done.stderr.strip() == "set()"
