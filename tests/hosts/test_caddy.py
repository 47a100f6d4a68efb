"""Caddy reads nothing in its rules, and its template nothing in the tree, that somebody was called."""

import json
import subprocess
from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import Any

import orjson
import pytest

from generator.hosts import HOSTS
from generator.hosts import Served as Asked
from generator.hosts.caddy_template import BEGIN, text
from generator.mirrors.routing import parsed
from tests.hosts.servers import Served, found

# Names that Caddy would read as a variable of the environment, a placeholder, the end of a quotation, a comment.
READ = (
    "{$HOME}", "{path}", "{http.request.uri}", "`", '"', "\\", "#", "a\nb", "$1", "${1}", "default", "~a", "{}", "&",
)  # fmt: skip


def written(contract: Mapping[str, Any], base_url: str, folder: Path) -> Path:
    """The rules of a contract, as files; the example's."""
    for document in HOSTS["caddy"].rules(Asked(parsed(contract), {}, base_url, ())):
        (folder / document.path).write_bytes(document.body)
    return folder / "Caddyfile"


def adapted(conf: Path) -> str:
    """What Caddy reads in a file, as JSON."""
    program = found("caddy", ("version",), (2, 6))
    command = [program, "adapt", "--config", str(conf), "--adapter", "caddyfile"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"HOME": "/told"})
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("base_url", "host"),
    [("", "stats.example.org"), ("https://a.example/b/", "a.example"), ("http://a.example:8080", "a.example")],
)
def test_the_example_is_a_site_of_its_own(tree: Path, tmp_path: Path, base_url: str, host: str):
    """Of the host in base_url, or of one that the operator replaces."""
    contract = orjson.loads((tree / "routes.json").read_bytes())
    config = json.loads(adapted(written(contract, base_url, tmp_path)))
    (server,) = config["apps"]["http"]["servers"].values()
    assert server["routes"][0]["match"] == [{"host": [host]}]


def test_a_tree_without_an_api_has_rules(tree: Path, tmp_path: Path):
    """Pages alone are served, too."""
    contract = orjson.loads((tree / "routes.json").read_bytes()) | {"routes": [], "names": {}}
    assert "still_route" in adapted(written(contract, "", tmp_path))


def test_names_are_told_to_the_template_as_they_are(tree: Path, tmp_path: Path):
    """Whatever Caddy would read in them: it gives the template the JSON that was meant."""
    contract = orjson.loads((tree / "routes.json").read_bytes()) | {"names": {"user_name": dict.fromkeys(READ, "x")}}
    config = adapted(written(contract, "", tmp_path))
    assert "/told" not in config
    told = next(each for each in _mappings(json.loads(config)) if "{still_names_user_name}" in each["destinations"])
    (line,) = told["mappings"]
    assert "$" not in line["outputs"][0]
    assert json.loads(line["outputs"][0]) == dict.fromkeys(READ, "x")


def _mappings(value: object) -> list[dict[str, object]]:
    """Every map of a configuration."""
    if isinstance(value, list):
        return [found for each in value for found in _mappings(each)]
    if not isinstance(value, dict):
        return []
    return [value] if value.get("handler") == "map" else _mappings(list(value.values()))


def test_no_json_holds_the_beginning_of_an_action():
    """Files of the tree are included by the template, which reads what it includes as templates."""
    texts = ["".join(text) for length in range(7) for text in product('<"\\', repeat=length)]
    for value in (texts, {each: each for each in texts}, [[each, [each]] for each in texts]):
        assert BEGIN.encode() not in orjson.dumps(value)
    assert BEGIN.replace('"', '\\"').encode() in orjson.dumps(texts)


def test_the_template_holds_nothing_that_caddy_reads():
    """Neither a variable of the environment nor the end of its quotation."""
    assert "{$" not in text()
    assert "`" not in text()
    assert "\n" not in text()


@pytest.mark.parametrize("served", ["caddy"], indirect=True)
def test_a_query_that_is_too_long_is_refused(served: Served):
    """Before the template reads it pair by pair."""
    target = "/1/stats/sitewide/artists?count=%31&"
    assert served.sent("GET", target + "a&" * 4000).status == 200
    reply = served.sent("GET", target + "a&" * 5000)
    assert (reply.status, reply.body) == (414, b"")
    assert reply.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("served", ["caddy"], indirect=True)
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("r%61nge=x", 400), ("%63ount=x", 400), ("x=%zz&range=x", 400), ("range=x;y", 400), ("range=%", 400),
        ("range=we%65k&x=;", 200), ("count=0000000000000000025", 400), ("count=0025", 200), ("&=&&=x&range=week", 200),
    ],
)  # fmt: skip
def test_what_is_encoded_oddly_is_read_as_serve_reads_it(served: Served, query: str, status: int):
    """Names that are encoded, semicolons, percent signs that begin no byte."""
    assert served.sent("GET", f"/1/stats/sitewide/artists?{query}").status == status
