"""A project as CI has it: made by init, with the program of this checkout on the path."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
CI = ROOT / "generator" / "starter" / "ci"


def on_path(folder: Path) -> Path:
    """A folder with a command `stillstats` that is the program of this checkout."""
    command = folder / "bin" / "stillstats"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m generator "$@"\n')
    command.chmod(0o755)
    return command.parent


def run(command: list[str], cwd: Path, path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as CI does: with little in its environment."""
    few = {"PATH": f"{path}{os.pathsep}{os.environ['PATH']}", "HOME": str(cwd), "CI": "true", **environment}
    return subprocess.run(command, cwd=cwd, env=few, text=True, capture_output=True, check=False, timeout=600)


def github() -> dict[str, Any]:
    """The job of the workflow that builds."""
    job: dict[str, Any] = yaml.safe_load((CI / "github.yml").read_text(encoding="utf-8"))["jobs"]["build"]
    return job


def gitlab() -> dict[str, Any]:
    """The job of the pipeline."""
    job: dict[str, Any] = yaml.safe_load((CI / "gitlab.yml").read_text(encoding="utf-8"))["pages"]
    return job


def using(job: dict[str, Any], action: str) -> dict[str, Any]:
    """What a job's step that uses an action says to it."""
    (said,) = (step["with"] for step in job["steps"] if step.get("uses", "").startswith(f"{action}@"))
    return dict(said)


def lines(job: dict[str, Any]) -> Iterator[str]:
    """Every command of a job but those that install."""
    commands = [step["run"] for step in job.get("steps", []) if "run" in step]
    for command in (*commands, *job.get("before_script", []), *job.get("script", [])):
        if not command.startswith("pip install"):
            yield command
