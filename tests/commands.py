"""The program as a user calls it: within this process, which is quick, or as one of its own."""

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from generator import cli

ROOT = Path(__file__).parents[1]

Done = subprocess.CompletedProcess[str]


def run(*arguments: object, cwd: Path = ROOT, **environment: str) -> Done:
    """Run a command within this process, which has imported everything already."""
    out, err = StringIO(), StringIO()
    with chdir(cwd), patch.dict(os.environ, environment), redirect_stdout(out), redirect_stderr(err):
        code = cli.run([*map(str, arguments)])
    return Done(arguments, code, out.getvalue(), err.getvalue())


def start(*arguments: object, cwd: Path = ROOT, **environment: str) -> Done:
    """Run a command as a process of its own, where it matters how that begins."""
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    own = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=cwd, env=own, text=True, capture_output=True, check=False, timeout=300)
