"""The map of what is stored where covers the tree, answers no query, and a store that is filled by it serves it all."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from generator.hosts import headers, s3
from generator.hosts.host import Served
from generator.mirrors.endpoint import NOTHING
from generator.mirrors.routing import Contract, HeaderRule, Route, RouteParameter, parsed
from tests.hosts.cases import CASES, Case, name_of

if TYPE_CHECKING:
    from botocore.client import BaseClient

BUCKET = "stats"


def rules(tree: Path) -> Path:
    return tree.with_name(f"{tree.name}.hosts") / "s3"


@pytest.fixture(scope="module")
def groups(other_tree: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((rules(other_tree) / "upload.json").read_bytes())["groups"]
    return found


@pytest.fixture(scope="module")
def stored(groups: list[dict[str, Any]]) -> dict[str, str]:
    """The file of every key."""
    files = {path: path for group in groups for path in group["files"]}
    return files | {key: path for group in groups for key, path in group["keys"].items()}


def test_every_file_is_stored_with_its_headers(other_tree: Path, groups: list[dict[str, Any]]):
    """Once, but for the rules of other hosts; the store keeps what it is, and how long it may be kept."""
    paths = [file.relative_to(other_tree).as_posix() for file in other_tree.rglob("*") if file.is_file()]
    listed = [path for group in groups for path in group["files"]]
    assert sorted(listed) == sorted(path for path in paths if not path.startswith(("_", ".", "netlify/")))
    contract = json.loads((other_tree / "routes.json").read_bytes())
    for group in groups:
        for path in (*group["files"], *group["keys"].values()):
            wanted = headers.of(parsed(contract).headers, path)
            assert group["headers"] == {name: wanted[name] for name in ("Content-Type", "Cache-Control")}


@pytest.mark.parametrize("case", [case for case in CASES if "?" not in case.target], ids=name_of)
def test_an_address_is_answered_as_by_the_api(stored: dict[str, str], other_tree: Path, case: Case):
    """What lies at a key is what the API answers of that address; where it answers another status nothing does."""
    path = stored.get(unquote(case.target)[1:])
    if path is not None:
        assert case.status == 200
        body = json.loads((other_tree / path).read_bytes())
        assert case.holds(body) if case.holds else body == case.body


@pytest.mark.parametrize(
    "key",
    [
        "statistics", "stats", "api/globalstats", "project/5/stats", "v1/stats/account", "v1/stats/medias/a/b",
        "v1/medias/abc/stats", "1/user/ana/listen-count", "1/user/a/b/listen-count", "1/user/CON/listen-count",
        "1/stats/user/bo/year-in-music", "1/stats/user/bo/year-in-music/2019",
    ],
)  # fmt: skip
def test_an_address_that_takes_no_query_is_a_key(stored: dict[str, str], key: str):
    """Of names of every kind, as they are."""
    assert key in stored


def test_an_address_that_takes_a_query_is_no_key(stored: dict[str, str], other_tree: Path):
    """Every query would get the same bytes."""
    routes = json.loads((other_tree / "routes.json").read_bytes())["routes"]
    asked = [each["path"] for each in routes if any(said["in"] == "query" for said in each["parameters"])]
    pattern = "|".join(re.sub(r"{\w+}", ".+", path)[1:] for path in asked)
    assert len(asked) > 20
    assert [key for key in stored if re.fullmatch(pattern, key)] == []


def test_a_file_is_not_displaced_by_an_address():
    """Of media abc the document lies where media abc.json would be asked for; a key is no longer than a store takes."""
    media = RouteParameter("media", "path", "subject", names="media")
    route = Route("wistia", "/medias/{media}", ("",), (media,), "medias/{media}.json", NOTHING)
    rule = HeaderRule("", {"Cache-Control": "no-cache"})
    names = {"abc": "abc", "abc.json": "abc~2Ejson", "..": "~2E~2E", "x" * 1020: "long"}
    paths = [f"medias/{segment}.json" for segment in names.values()]
    served = Served(Contract(routes=(route,), headers=(rule,)), {"media": names}, "", paths)
    (group,) = json.loads(next(s3.rules(served)).body)["groups"]
    assert group["files"] == sorted(paths)
    assert group["keys"] == {"medias/abc": "medias/abc.json"}


@pytest.fixture(scope="module")
def store() -> Iterator[tuple[str, "BaseClient"]]:
    """The address of an empty store with one bucket, and a client of it."""
    boto3 = pytest.importorskip("boto3")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    address = "http://{}:{}".format(*server.get_host_and_port())
    known = {"aws_access_key_id": "any", "aws_secret_access_key": "any", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=address, **known)
    client.create_bucket(Bucket=BUCKET)
    yield address, client
    server.stop()


def uploaded(tree: Path, address: str, *options: str) -> str:
    """What the program says that uploads the tree."""
    keys = {"AWS_ACCESS_KEY_ID": "any", "AWS_SECRET_ACCESS_KEY": "any", "AWS_DEFAULT_REGION": "us-east-1"}
    command = [sys.executable, rules(tree) / "upload.py", BUCKET, tree, "--endpoint", address, *options]
    done = subprocess.run(command, env={**os.environ, **keys}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_store_is_filled_by_the_map(store: tuple[str, "BaseClient"], other_tree: Path, stored: dict[str, str]):
    """Every key with its bytes and headers; what is there is not sent again; what is not in the map can be removed."""
    address, client = store
    client.put_object(Bucket=BUCKET, Key="of/yesterday.json", Body=b"{}")
    client.put_object(Bucket=BUCKET, Key="statistics", Body=b"of yesterday")
    assert uploaded(other_tree, address) == f"{len(stored):,} of {len(stored):,} objects are uploaded to {BUCKET}\n"
    for key, path, kind in (
        ("statistics", "statistics.json", "application/json"),
        ("1/user/a/b/listen-count", "1/user/a~2Fb/listen-count.json", "application/json"),
        ("index.html", "index.html", "text/html; charset=utf-8"),
    ):
        found = client.get_object(Bucket=BUCKET, Key=key)
        assert found["Body"].read() == (other_tree / path).read_bytes()
        assert (found["ContentType"], found["CacheControl"]) == (kind, "public, max-age=300")
    again = uploaded(other_tree, address, "--delete")
    assert again == f"0 of {len(stored):,} objects are uploaded to {BUCKET}\n1 are removed\n"
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
    assert {each["Key"] for page in pages for each in page["Contents"]} == set(stored)


def test_the_bucket_can_be_opened_to_other_origins(store: tuple[str, "BaseClient"], other_tree: Path):
    """The configuration is one that a store takes."""
    _, client = store
    client.put_bucket_cors(Bucket=BUCKET, CORSConfiguration=json.loads((rules(other_tree) / "cors.json").read_bytes()))
    (rule,) = client.get_bucket_cors(Bucket=BUCKET)["CORSRules"]
    assert (rule["AllowedOrigins"], rule["AllowedMethods"]) == (["*"], ["GET", "HEAD"])
