"""The wheel holds all that a build needs, outside the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_wheel_builds_a_site_on_its_own(tmp_path: Path):
    """Unpacked into an empty folder, with the checkout out of sight, it inits and builds a project."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site-packages")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site-packages")}

    def run(*arguments: str) -> None:
        command = [sys.executable, "-m", "generator", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr

    run("init", "project", "--ci", "github", "--ci", "gitlab")
    with (tmp_path / "project" / "config.yaml").open("a", encoding="utf-8") as config:
        config.write("periods: []\n")  # pages of ranges are enough
    run("build", "-c", "project/config.yaml")
    for file in (".github/workflows/stats.yml", ".gitlab-ci.yml", ".gitignore", "requirements.txt"):
        assert (tmp_path / "project" / file).is_file()
    assert (tmp_path / "output" / "index.html").is_file()
    assert (tmp_path / "output" / "user" / "ana" / "this_month.html").is_file()
