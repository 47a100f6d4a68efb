"""What every test may use: a small project on disk, and its build."""

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.config import load
from generator.events import formats
from generator.pipeline import Built, Options, build
from tests import properties

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(call: pytest.CallInfo[object]) -> Iterator[None]:
    """In CI nothing may be missing: a test that would be skipped elsewhere fails there.

    Ctrl-C in the middle of a query is an error of the engine's own, and yet no test that failed.
    """
    if call.excinfo and call.excinfo.errisinstance(RuntimeError) and str(call.excinfo.value) == "Query interrupted":
        raise KeyboardInterrupt
    report = yield
    if report.skipped and os.environ.get("CI"):
        report.outcome = "failed"
    return report


__all__ = ["properties"]  # which says how Hypothesis draws

# What the program, and libraries that tests use, read in the environment.
READ = (
    "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "SOURCE_DATE_EPOCH", "STILLSTATS_KEY", "NO_COLOR", "FORCE_COLOR",
    "PYTHONHASHSEED", "PYTHONWARNINGS", "PYTHONTZPATH", "PYTHONIOENCODING",
    "MPLBACKEND", "MATPLOTLIBRC", "COLUMNS", "LINES", "TTY_COMPATIBLE", "TTY_INTERACTIVE",
    "AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_CA_BUNDLE",
)  # fmt: skip


def pytest_configure() -> None:
    """Make the surroundings of every machine alike: what is set there, a proxy, and a shell that ignores Ctrl-C."""
    for name in READ:
        os.environ.pop(name, None)
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as under nohup; what is started would inherit it
        signal.signal(signal.SIGINT, signal.default_int_handler)


NOW = datetime(2026, 11, 21)  # noqa: DTZ001  (naive UTC, as the program takes it)


def listen(user: str, moment: str, artist: str, track: str, release: str | None = None) -> dict[str, object]:
    """An unmapped ListenBrainz listen; `moment` is an ISO time in UTC."""
    second = int(datetime.fromisoformat(moment + "+00:00").timestamp())
    track_metadata = {"artist_name": artist, "track_name": track, "release_name": release}
    return {"user_name": user, "listened_at": second, "track_metadata": track_metadata}


FEW = (
    listen("ana", "2024-05-01T09:00", "Low", "Lullaby", "I Could Live in Hope"),
    listen("ana", "2024-05-02T21:30", "Low", "Words", "I Could Live in Hope"),
    listen("ben", "2024-05-15T12:00", "Can", "Vitamin C", "Ege Bamyasi"),
)


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes listens and a config.yaml into a folder of its own and answers the config's path."""

    def write(listens: tuple[Mapping[str, object], ...] = FEW, name: str = "project", **settings: object) -> Path:
        (tmp_path / name).mkdir(exist_ok=True)
        return written(tmp_path / name, listens, **settings)

    return write


def written(folder: Path, listens: tuple[Mapping[str, object], ...], **settings: object) -> Path:
    """Write listens and a config.yaml into a folder; answers the config's path."""
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in listens)
    (folder / "listens.jsonl").write_text(lines, encoding="utf-8")
    config = {"sources": [{"format": "listenbrainz", "path": "listens.jsonl"}], "pages": False, **settings}
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    return folder / "config.yaml"


@pytest.fixture
def built(project: Callable[..., Path], tmp_path: Path) -> Callable[..., tuple[Path, Built]]:
    """A function that builds such a project and answers the output folder and what the build did."""

    def run(*listens: Mapping[str, object], name: str = "project", **settings: object) -> tuple[Path, Built]:
        config = load(project(listens or FEW, name, **settings), formats.names())
        output = tmp_path / f"{name}-output"
        return output, build(config, output, NOW, Options())

    return run


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """A headless Chromium; on CI its absence is a failure."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        pytest.skip("there is no Chromium on the PATH")
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - only where there is a browser

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        except Error as error:
            pytest.skip(f"{program} does not start, or is too old for playwright: {error.message.splitlines()[0]}")
        yield browser
        browser.close()


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
