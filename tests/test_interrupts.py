"""Ctrl-C, SIGTERM and a closed terminal at any moment: the exit code, one line that is so, and nothing left behind."""

import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import interrupts
from tests.conftest import FEW, bytes_of
from tests.interrupting import LINE, campaign
from tests.serve.running import ENDLESS, LONG
from tests.test_cli import ROOT, run

# The program, which is sent a signal when it comes to something that Python tells of.
BEGIN = """
import os, sys
event, number = sys.argv[1], int(sys.argv[2])
del sys.argv[1:3]
from generator.__main__ import interrupts, main
interrupts.heed()
sys.addaudithook(lambda name, _: os.kill(os.getpid(), number) if name == event else None)
main()
"""


def told(code: str, *arguments: object, cwd: Path = ROOT) -> tuple[int, str]:
    """Run a piece of Python; answers its exit code and what it said."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=LONG, env=None)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    "where",
    [
        "class Lost:\n  def __del__(self):\n    end()\nLost()",
        "import weakref\nclass Lost: pass\nlost = Lost()\nweakref.finalize(lost, end)\ndel lost",
        "try:\n  end()\nexcept BaseException:\n  pass",
        "import duckdb\ndb = duckdb.connect()\ndb.create_function('f', end, [], int)\ndb.execute('select f()')",
        "import threading\nthread = threading.Thread(target=end)\nthread.start()\nthread.join()",
    ],
    ids=["destructor", "callback", "caught", "engine", "thread"],
)
def test_it_is_lost_nowhere(where: str):
    """Where an exception would be dropped, or be made another, the process ends all the same."""
    begin = "import os, signal\nfrom generator import interrupts\ninterrupts.heed()\n"
    end = "def end() -> int:\n  os.kill(os.getpid(), signal.SIGINT)\n  for _ in range(10): pass\n  return 1\n"
    code, said = told(f"{begin}{end}{where}\nprint('went on')")
    assert (code, said) == (130, "interrupted; nothing was changed\n")


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_command_that_reads_changes_nothing(project: Callable[..., Path], how: signal.Signals, code: int):
    """And says so."""
    config = project()
    run("build", "-c", config, "-o", config.parent / "output")
    before = bytes_of(config.parent)
    output = config.parent / "output"
    for arguments in (("check", "-o", output), ("diff", output, output)):
        done = told(BEGIN, "os.scandir" if arguments[0] == "check" else "open", int(how), *arguments)
        assert done == (code, "interrupted; nothing was changed\n"), arguments
    assert bytes_of(config.parent) == before


def test_init_leaves_nothing_of_a_project(tmp_path: Path):
    """Neither files nor folders, so that the next init is not refused."""
    done = told(BEGIN, "shutil.copyfile", int(signal.SIGINT), "init", tmp_path / "a" / "site")
    assert done == (130, "interrupted; nothing was changed\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("event", ["os.mkdir", "os.rename", "os.rmdir"])
def test_clean_removes_all_or_nothing(project: Callable[..., Path], event: str):
    """What is said is so, and nothing of ours is left beside what is there."""
    config = project()
    output = config.parent / "output"
    run("build", "-c", config, "-o", output)
    before = bytes_of(output)
    code, said = told(BEGIN, event, int(signal.SIGTERM), "clean", "-o", output)
    assert code == 143
    assert (
        said == f"interrupted; {'the previous output is untouched' if output.exists() else 'the output is removed'}\n"
    )
    assert bytes_of(output) == (before if output.exists() else {})
    assert not list(config.parent.glob(".output.[!l]*"))


def test_the_first_build_leaves_nothing(project: Callable[..., Path], tmp_path: Path):
    """In the middle of a template: no output, no lock, no folder that was made for it."""
    config = project(FEW, pages=True)
    (config.parent / "templates").mkdir()
    (config.parent / "templates" / "home.html").write_text(ENDLESS, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "-c",
        str(config),
        "-o",
        str(tmp_path / "a" / "b" / "output"),
    ]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        said = process.stderr
        assert said is not None
        assert any("range" in line for line in iter(said.readline, ""))
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGINT)
        lines = LINE.findall(said.read())
    assert (process.returncode, lines) == (130, ["there is no output yet"])
    assert not (tmp_path / "a").exists()


def test_imports_are_interrupted_too():
    """Before the command line itself is there."""
    assert told(BEGIN, "import", int(signal.SIGINT), "check") == (130, "interrupted; nothing was changed\n")


def test_the_installed_command_heeds_signals_first():
    """It is the program of these tests, and imports nothing that takes a while before."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert said["project"]["scripts"] == {"stillstats": "generator.__main__:main"}
    ours = "print(*sorted(each for each in sys.modules if each.split('.')[0] in {'generator', 'click', 'duckdb'}))"
    assert told(f"import sys, generator.__main__\n{ours}") == (0, "generator generator.__main__ generator.interrupts\n")


@pytest.mark.parametrize("how", ["SIG_IGN", "SIG_DFL"])
def test_what_is_ignored_stays_ignored(how: str):
    """As of a command that nohup began."""
    code = f"import os, signal\nfrom generator import interrupts\nsignal.signal(signal.SIGHUP, signal.{how})\n"
    done = told(f"{code}interrupts.heed()\nos.kill(os.getpid(), signal.SIGHUP)\nprint('went on')")
    assert done == ((0, "went on\n") if how == "SIG_IGN" else (129, "interrupted; nothing was changed\n"))


def test_a_signal_waits_for_the_end_of_a_block():
    """Where it would come between two things that belong together."""
    code = (
        "import os, signal\nfrom generator import interrupts\ninterrupts.heed()\n"
        "with interrupts.deferred():\n  os.kill(os.getpid(), signal.SIGINT)\n  interrupts.remember('all is done')\n"
    )
    assert told(code) == (130, "interrupted; all is done\n")


def test_what_was_begun_is_put_right_from_within():
    """The innermost first; one that fails is told of, and hinders no other."""
    code = (
        "import os, signal\nfrom generator import interrupts\ninterrupts.heed()\n"
        "def outer():\n  print('outer', flush=True)\n  return ''\n"
        "with interrupts.ended_by(outer), interrupts.ended_by(lambda: 1 / 0):\n  os.kill(os.getpid(), signal.SIGINT)\n"
    )
    said = "outer\ninterrupted; what was begun could not be put right (division by zero); the next command does it\n"
    assert told(code) == (130, said)


def test_a_server_looks_for_signals_itself(monkeypatch: pytest.MonkeyPatch):
    """They are noted, the first of them."""
    before = {number: signal.getsignal(number) for number in interrupts.SIGNALS}
    monkeypatch.setattr(interrupts._state, "is_heeded", False)  # noqa: SLF001
    try:
        interrupts.heed()
        with interrupts.noted() as noted:
            assert not noted.wait(0)
            signal.raise_signal(signal.SIGTERM)
            signal.raise_signal(signal.SIGINT)
            assert noted.wait(LONG)
            assert noted.number == signal.SIGTERM
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="whether a program heeds signals is told by Linux")
def test_interrupts_at_random_moments(tmp_path: Path):
    """A dozen builds; what is said of the output is so, byte for byte, and nothing is left beside it."""
    assert sum(campaign(tmp_path / "project", 12, 12).values()) == 12
