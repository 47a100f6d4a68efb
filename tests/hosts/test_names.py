"""Hosts that cannot share a folder, and names that a host cannot be asked for, are told in one message each."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from generator.config import HostName
from generator.errors import ConfigError
from generator.hosts import HOSTS
from generator.hosts.host import Served
from generator.hosts.netlify_rules import MOST, compiled
from generator.mirrors.endpoint import NOTHING
from generator.mirrors.routing import Contract, Route, RouteParameter
from generator.pipeline import Built
from tests.conftest import FEW, listen

Builder = Callable[..., tuple[Path, Built]]

DOTS = tuple(
    listen(name, f"2024-05-{day:02d}T09:00", "Low", "Words")
    for day, name in enumerate((".", "..", "a/./b", "../../etc", "...", "a/b"), 1)
)


def test_every_host_of_the_config_is_known():
    """And a config may name every one."""
    assert set(HOSTS) == set(get_args(HostName))


def test_names_that_cannot_be_asked_for_are_told(built: Builder):
    """One message a host, with how many there are, three of them, why, and where their answers are."""
    _, done = built(*DOTS, hosts=["nginx", "cloudflare", "github-pages"], site={"base_url": "https://ana.example.org"})
    files = [f"1/user/{segment}/listen-count.json" for segment in ("~2E", "~2E~2E", "~2E.~2F..~2Fetc")]
    nginx, cloudflare = done.notes
    assert nginx == (
        "nginx: 4 names cannot be asked for, such as '.', '..' and '../../etc': nginx takes a path with dots between "
        f"slashes for another path; their answers are files, such as {files[0]}, {files[1]} and {files[2]}"
    )
    assert cloudflare.startswith(
        "cloudflare: 2 names cannot be asked for, such as '.' and '..': browsers and programs "
    )


def test_names_of_every_other_kind_are_passed_over(built: Builder):
    """A host says nothing of names that it can be asked for."""
    _, done = built(*FEW, *DOTS[4:], hosts=["nginx", "netlify", "s3", "plain"])
    assert done.notes == ()


@pytest.mark.parametrize("hosts", [["netlify", "cloudflare"], ["cloudflare", "nginx", "netlify"]])
def test_two_hosts_that_read_one_file_otherwise_cannot_share_it(built: Builder, hosts: list[str], tmp_path: Path):
    """It is one message, before anything is built."""
    with pytest.raises(ConfigError, match="cannot share a folder, as each reads _headers and _redirects") as caught:
        built(hosts=hosts)
    assert str(caught.value).startswith(f"{tmp_path}/project/config.yaml:1: hosts: ")
    assert not (tmp_path / "project-output").exists()


def test_a_host_may_be_named_twice(built: Builder):
    """It cannot get into its own way."""
    output, _ = built(hosts=["netlify", "netlify"])
    assert (output / "_redirects").is_file()


def test_too_many_rules_are_told(built: Builder):
    """Of names that need rules of their own, those beyond what Netlify takes have none."""
    crowd = [listen(f"{number:02d}/x", "2024-05-01T09:00", "Low", "Words") for number in range(60)]
    output, done = built(*crowd, hosts=["netlify"])
    lines = (output / "_redirects").read_text(encoding="utf-8").splitlines()
    assert MOST - 1000 < len(lines) <= MOST
    kept = {line.split("/")[4] for line in lines if line.startswith("/1/stats/user/") and "%2F" in line}
    assert 0 < len(kept) < 60
    (note,) = done.notes
    assert note.startswith(f"netlify: {60 - len(kept)} names cannot be asked for, such as '{len(kept)}/x'")
    assert f"there would be more than {MOST:,} rules" in note


def test_what_no_rule_can_say_is_told():
    """A name of a query with a space; the same name in a path needs no rule of its own."""
    parameter = RouteParameter("packageId", "query", "subject", names="package_id")
    user = RouteParameter("user", "path", "subject", names="user")
    series = Route("winget", "/v2/stats", ("",), (parameter,), "v2/{packageId}.json", NOTHING)
    count = Route("ours", "/{user}/count", ("",), (user,), "{user}/count.json", NOTHING)
    names = {"x y": "x y", "Git.Git": "Git.Git"}
    said = Contract(routes=(series, count))
    made = compiled(Served(said, {"package_id": names, "user": names}, "", ()))
    assert made.unsayable == [("x y", "v2/x y.json")]
    assert [rule.line for rule in made.rules] == [
        "/v2/stats packageId=:packageId /v2/:packageId.json 200!",
        "/v2/stats /netlify/refused.json 404!",
        "/:user/count /:user/count.json 200!",
    ]
