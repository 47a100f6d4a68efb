"""The files of CI services: valid by the services' own schemas, and nothing private in what is published."""

import subprocess
import sys

import pytest
import yaml

from tests.ci.projects import CI, github, gitlab, lines, using


@pytest.mark.parametrize(("schema", "name"), [("github-workflows", "github.yml"), ("gitlab-ci", "gitlab.yml")])
def test_a_template_is_valid(schema: str, name: str):
    """By the schema of the service, which the tool brings with it."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(CI / name)]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def test_nothing_but_the_tree_is_published():
    """What lies beside it, rejects and the rules of hosts, is in no artifact; a summary says no line of a file."""
    assert using(github(), "actions/upload-pages-artifact") == {"path": "output"}
    assert gitlab()["pages"] == {"publish": "output"}
    assert set(gitlab()["artifacts"]["paths"]) == {"output/", "summary.md"}
    assert "stillstats build --summary summary.md" in lines(gitlab())


def test_the_tree_is_cached_with_what_lies_beside_it():
    """All of it is what the next build asks for; what is saved is what is fetched."""
    fetched, saved = (using(github(), f"actions/cache/{action}")["path"] for action in ("restore", "save"))
    assert fetched == saved == "output\noutput.hosts\noutput.rejects.csv\noutput.cache\n"
    paths = ["output/", "output.hosts/", "output.rejects.csv", "output.cache/"]
    assert paths in [cache["paths"] for cache in gitlab()["cache"]]


def test_a_job_may_do_what_it_must():
    """Only the deployment may write, and only to Pages."""
    workflow = yaml.safe_load((CI / "github.yml").read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in workflow["jobs"]["build"]
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["jobs"]["deploy"]["needs"] == "build"


def test_every_night_every_push_and_by_hand():
    """The three occasions, on both services; `on` is how YAML writes true."""
    occasions = yaml.safe_load((CI / "github.yml").read_text(encoding="utf-8"))[True]
    assert occasions.keys() == {"schedule", "push", "workflow_dispatch"}
    *_, rule = gitlab()["rules"]
    assert rule["if"] == "$CI_PIPELINE_SOURCE =~ /^(schedule|push|web)$/"
