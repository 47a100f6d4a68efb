"""Upload a tree to a bucket by upload.json, which lies beside this file: only what differs in the bucket.

    pip install boto3
    python upload.py BUCKET TREE [--prefix stats/] [--endpoint https://…] [--delete] [--all]

Credentials are found as the AWS command line finds them. Objects are told apart by their MD5; after a change of headers
say --all. --delete removes what is in the bucket, under the prefix, and not in the map.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import boto3
from botocore.config import Config

AT_ONCE = 32  # uploads
REMOVED_AT_ONCE = 1000  # objects; the store takes no more

NAMES = {"Content-Type": "ContentType", "Cache-Control": "CacheControl"}

Stored = tuple[Path, Mapping[str, str]]  # a file, and the headers of its object


class Paginator(Protocol):
    """What lists a bucket."""

    def paginate(self, **said: str) -> Iterable[Mapping[str, Any]]:
        """Every page of a list."""


class ObjectStore(Protocol):
    """What we ask of a store."""

    def get_paginator(self, name: str) -> Paginator:
        """Get what lists a bucket."""

    def put_object(self, **said: object) -> object:
        """Store an object."""

    def delete_objects(self, **said: object) -> object:
        """Remove objects."""


def main() -> None:
    """Upload, and say how much."""
    said = _arguments()
    store = boto3.client("s3", endpoint_url=said.endpoint, config=Config(max_pool_connections=AT_ONCE))
    listed = json.loads((Path(__file__).parent / "upload.json").read_bytes())
    wanted = {said.prefix + key: stored for key, stored in _objects(listed, said.tree)}
    there = {each["Key"]: each["ETag"].strip('"') for each in _there(store, said.bucket, said.prefix)}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        known = {} if said.all else there
        sent = sum(threads.map(partial(_sent, store, said.bucket, known), wanted.items()))
    sys.stdout.write(f"{sent:,} of {len(wanted):,} objects are uploaded to {said.bucket}\n")
    if said.delete:
        gone = _removed(store, said.bucket, sorted(there.keys() - wanted.keys()))
        sys.stdout.write(f"{gone:,} are removed\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Upload a tree to a bucket by upload.json.")
    parser.add_argument("bucket")
    parser.add_argument("tree", type=Path, help="the output folder of the build")
    parser.add_argument("--prefix", default="", help="what every key begins with, as stats/")
    parser.add_argument("--endpoint", help="of a store that is not Amazon's")
    parser.add_argument("--delete", action="store_true", help="remove what is not in the map")
    parser.add_argument("--all", action="store_true", help="upload also what is there already")
    return parser.parse_args()


def _objects(listed: Mapping[str, Any], tree: Path) -> Iterator[tuple[str, Stored]]:
    """Every key, with its file and its headers."""
    for group in listed["groups"]:
        headers = {NAMES[name]: value for name, value in group["headers"].items()}
        for path in group["files"]:
            yield path, (tree / path, headers)
        for key, path in group["keys"].items():
            yield key, (tree / path, headers)


def _there(store: ObjectStore, bucket: str, prefix: str) -> Iterator[Mapping[str, str]]:
    for page in store.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
        yield from page.get("Contents", ())


def _sent(store: ObjectStore, bucket: str, known: Mapping[str, str], wanted: tuple[str, Stored]) -> bool:
    """Upload one object; False where the bucket has it."""
    key, (file, headers) = wanted
    body = file.read_bytes()
    if known.get(key) == hashlib.md5(body, usedforsecurity=False).hexdigest():
        return False
    store.put_object(Bucket=bucket, Key=key, Body=body, **headers)
    return True


def _removed(store: ObjectStore, bucket: str, keys: list[str]) -> int:
    for start in range(0, len(keys), REMOVED_AT_ONCE):
        named = [{"Key": key} for key in keys[start : start + REMOVED_AT_ONCE]]
        store.delete_objects(Bucket=bucket, Delete={"Objects": named, "Quiet": True})
    return len(keys)


if __name__ == "__main__":
    main()
