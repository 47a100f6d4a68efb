"""Build one project on every Python that is here, with the oldest and with the newest libraries, and compare the bytes.

    python -m tests.versions.compare [FOLDER]

The Python that runs this is one with the libraries that it has; the oldest one gets the oldest allowed libraries, each
later one the newest. In FOLDER, by default a new one, each keeps its environment. The last line counts; exit code 1 for
trees that differ, or for fewer than two Pythons.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.versions import mixed

ROOT = Path(__file__).parents[2]
OLDEST, LAST, NEWEST = (3, 11), (3, 14), (3, 30)  # that is supported, that is out, that is looked for
LEAST = 2  # Pythons
LONG = 900  # seconds; a busy machine is slow

Version = tuple[int, int]
Hashes = Mapping[str, str]  # of every file that a build left, by its path


@dataclass(frozen=True, slots=True)
class Python:
    """An interpreter and its version."""

    program: str
    version: Version

    @property
    def name(self) -> str:
        """How it is told of, as 3.11."""
        return ".".join(map(str, self.version))


def main() -> None:
    """Compare, and say what differs."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="versions-")).resolve()
    pythons = [python for minor in range(OLDEST[1], NEWEST[1]) if (python := found((3, minor)))]
    here = {each.version[1] for each in pythons}
    absent = [f"3.{minor}" for minor in range(OLDEST[1], max(LAST[1], *here, 0) + 1) if minor not in here]
    print("not here, so not tried:", ", ".join(absent) or "none", flush=True)
    if len(pythons) < LEAST or pythons[0].version != OLDEST:
        sys.exit("Python 3.11 and a later one are needed; pyenv install 3.13, for example")
    config = mixed.write(folder / "project")
    # CI tries both ends: the oldest of all and the newest of all.
    later = pythons[-1:] if os.environ.get("CI") else pythons[1:]
    trees = dict([as_it_is(config, folder), made(pythons[0], config, folder, is_oldest=True)])
    trees |= dict(made(each, config, folder, is_oldest=False) for each in later)
    differing = list(differences(trees))
    print(*differing, sep="\n", end="\n" if differing else "")
    print(
        f"{len(trees)} builds ({', '.join(trees)}) of {len(next(iter(trees.values())))} files: {len(differing)} differ"
    )
    sys.exit(bool(differing))


def found(version: Version) -> Python | None:
    """The interpreter of a version, on the PATH or of pyenv; one that does not start is none."""
    name = f"python{version[0]}.{version[1]}"
    folders = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version[0]}.{version[1]}.*"), reverse=True)
    for program in (*(str(folder / "bin" / name) for folder in folders), shutil.which(name)):
        ask = "import ensurepip, sys; print(*sys.version_info[:2])"
        if program and Path(program).exists():
            said = subprocess.run([program, "-c", ask], capture_output=True, text=True, check=False, timeout=LONG)
            if said.stdout.split() == [str(part) for part in version]:
                return Python(program, version)
    return None


def as_it_is(config: Path, folder: Path) -> tuple[str, Hashes]:
    """Build the project by the Python that runs this, with the libraries that it has."""
    name = f"{sys.version_info[0]}.{sys.version_info[1]} as it is"
    return name, built(sys.executable, config, folder / "as-it-is")


def made(python: Python, config: Path, folder: Path, *, is_oldest: bool) -> tuple[str, Hashes]:
    """Build the project by a Python of its own, with the oldest or the newest libraries."""
    said = "oldest" if is_oldest else "newest"
    place = folder / f"{python.name}-{said}"
    run([python.program, "-m", "venv", str(place / "venv")], surroundings())
    install = ["install", "--quiet", "--disable-pip-version-check", "--no-compile", "--upgrade", "--only-binary=:all:"]
    wanted = [each.replace(">=", "==") if is_oldest else each for each in libraries()]
    run([str(place / "venv" / "bin" / "pip"), *install, *wanted], surroundings())
    return f"{python.name} with the {said} libraries", built(str(place / "venv" / "bin" / "python"), config, place)


def built(program: str, config: Path, place: Path) -> Hashes:
    """Build the project by an interpreter, and hash all that it left to publish or to look at."""
    command = [program, "-m", "generator", "build", "--fresh", "-c", str(config), "-o", str(place / "output")]
    run(command, {**surroundings(), "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1795000000"})
    return dict(_hashes(place))


def libraries() -> list[str]:
    """What the program needs, each with its lower bound."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [str(each) for each in said["project"]["dependencies"]]


def surroundings() -> dict[str, str]:
    """The environment without what changes a Python."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


def run(command: list[str], environment: Mapping[str, str]) -> None:
    """Run a command that has to succeed; what it says is shown where it does not."""
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=LONG)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def _hashes(place: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(place.glob("output*/**/*")):
        is_cached = file.relative_to(place).parts[0] == "output.cache"  # which is only for the versions that made it
        if file.is_file() and not is_cached:
            yield file.relative_to(place).as_posix(), sha256(file.read_bytes()).hexdigest()


def differences(trees: Mapping[str, Hashes]) -> Iterator[str]:
    """Every file that is not the same in all trees, with where it differs from the first."""
    (first, wanted), *others = trees.items()
    for name, hashes in others:
        for path in sorted(wanted.keys() | hashes.keys()):
            if wanted.get(path) != hashes.get(path):
                yield f"{path}: {first} and {name} differ"


if __name__ == "__main__":
    main()
