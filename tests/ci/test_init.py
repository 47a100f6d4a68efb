"""What init --ci adds to a project, and what it leaves alone."""

from pathlib import Path

import pytest

from generator import __version__
from generator.cli import cli
from generator.errors import OutputError
from generator.init import init
from tests.ci.projects import CI, run
from tests.conftest import bytes_of
from tests.hosts.servers import found

PLACES = {"github": ".github/workflows/stats.yml", "gitlab": ".gitlab-ci.yml"}
NEEDED = {".gitignore": "gitignore", "requirements.txt": "requirements.txt"}


@pytest.mark.parametrize("services", [("github",), ("gitlab",), ("github", "gitlab")])
def test_a_new_project_has_the_files_of_its_services(tmp_path: Path, services: tuple[str, ...]):
    """Beside the starter, those and no others."""
    init(tmp_path / "plain")
    assert init(tmp_path / "site", services) == []

    added = bytes_of(tmp_path / "site").keys() - bytes_of(tmp_path / "plain").keys()
    assert added == {*NEEDED, *(PLACES[service] for service in services)}
    for service in services:
        assert (tmp_path / "site" / PLACES[service]).read_bytes() == (CI / f"{service}.yml").read_bytes()


def test_a_project_gets_the_files_and_nothing_else(tmp_path: Path):
    """No starter comes into a folder that has a config.yaml; a second service is added to the first."""
    (tmp_path / "config.yaml").write_text("mine")
    assert init(tmp_path, ["github"]) == []
    assert init(tmp_path, ["gitlab"]) == []

    assert bytes_of(tmp_path).keys() == {"config.yaml", *PLACES.values(), *NEEDED}
    assert (tmp_path / "config.yaml").read_text() == "mine"


@pytest.mark.parametrize("place", PLACES.values())
def test_a_workflow_is_not_written_over(tmp_path: Path, place: str):
    """Not even one of the same name beside it is added then."""
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text("mine")
    before = bytes_of(tmp_path)

    with pytest.raises(OutputError, match="is there already"):
        init(tmp_path, list(PLACES))

    assert bytes_of(tmp_path) == before


@pytest.mark.parametrize("place", NEEDED)
def test_what_a_repository_may_have_of_its_own_stays(tmp_path: Path, place: str):
    """A .gitignore or requirements.txt is no hindrance, and what has to stand in it is said."""
    (tmp_path / "config.yaml").write_text("mine")
    (tmp_path / place).write_text("numpy\n")

    (said,) = init(tmp_path, ["github"])

    assert said.startswith(f"{tmp_path / place} is your own, and as it was: see that it names ")
    assert (tmp_path / place).read_text() == "numpy\n"
    assert (tmp_path / PLACES["github"]).is_file()


def test_without_a_service_a_project_is_refused_as_before(tmp_path: Path):
    """Init alone makes a new project, and writes over none."""
    (tmp_path / "config.yaml").write_text("mine")
    with pytest.raises(OutputError, match="is there already"):
        init(tmp_path)
    assert bytes_of(tmp_path).keys() == {"config.yaml"}


def test_every_service_can_be_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """The command line knows those that there are, and says what comes next."""
    (option,) = (option for option in cli.commands["init"].params if option.name == "services")
    assert list(option.type.choices) == list(PLACES)  # type: ignore[attr-defined]
    cli.main(["init", str(tmp_path / "site"), "--ci", "github", "--ci", "gitlab"], standalone_mode=False)
    assert "Next: commit it and push it" in capsys.readouterr().out


def test_requirements_pin_this_version():
    """The last line, the only one that is no comment, is what pip installs."""
    *comments, pin = (CI / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert pin == f"stillstats=={__version__}"
    assert all(line.startswith("#") for line in comments)
    assert f"stillstats-{__version__}-py3-none-any.whl" in "\n".join(comments)


@pytest.mark.parametrize(
    ("file", "is_ignored"),
    [
        ("output/index.html", True),
        ("output.rejects.csv", True),
        ("output.failed.rejects.csv", True),
        ("output.hosts/nginx/site.conf", True),
        (".output.lock", True),
        ("summary.md", True),
        ("data/output/listens.csv", False),
        ("config.yaml", False),
        (".github/workflows/stats.yml", False),
    ],
)
def test_what_is_made_is_not_committed(tmp_path: Path, file: str, *, is_ignored: bool):
    """Git itself is asked, without anybody's own settings."""
    git = found("git", ("--version",), (2, 0))
    init(tmp_path, ["github"])
    for arguments, code in ((["init"], 0), (["check-ignore", file], 0 if is_ignored else 1)):
        done = run([git, *arguments, "--quiet"], tmp_path, tmp_path, GIT_CONFIG_NOSYSTEM="1")
        assert done.returncode == code, done.stderr
