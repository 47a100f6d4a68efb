"""Read an openapi.json as a program does that knows nothing of ours: addresses, and what they allow."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
from jsonschema_rs import Draft202012Validator

JSON = "application/json"

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Description:
    """A description, with its references looked up."""

    said: Said

    @classmethod
    def of(cls, tree: Path) -> "Description":
        """Read the description of a tree."""
        return cls(orjson.loads((tree / "openapi.json").read_bytes()))

    def found(self, said: Said) -> Said:
        """What a part says, or what it refers to."""
        if "$ref" not in said:
            return said
        _, kind, name = said["$ref"].removeprefix("#/").split("/")
        return self.said["components"][kind][name]

    def validator(self, schema: Said) -> Draft202012Validator:
        """What holds a value to a schema of the description, formats included."""
        return Draft202012Validator({**schema, "components": self.said["components"]}, validate_formats=True)

    def operation(self, address: str) -> Said:
        """What a GET of an address is."""
        return self.said["paths"][address]["get"]

    def parameters(self, address: str) -> list[Said]:
        """What a request to an address says."""
        return [self.found(each) for each in self.operation(address).get("parameters", ())]

    def responses(self, address: str) -> dict[str, Said]:
        """What an address answers, by status."""
        return {status: self.found(each) for status, each in self.operation(address)["responses"].items()}

    def answer(self, address: str) -> Said:
        """The schema of a document at an address."""
        return self.responses(address)["200"]["content"][JSON]["schema"]

    @cached_property
    def files(self) -> dict[str, "Address"]:
        """The addresses of files."""
        tagged = (address for address in self.said["paths"] if "files" in self.operation(address)["tags"])
        return {address: self._address(address) for address in tagged}

    def matching(self, path: str) -> list[str]:
        """The addresses of files that a path is one of."""
        return [address for address, each in self.files.items() if each.fits(f"/{path}")]

    def _address(self, address: str) -> "Address":
        parts = {each["name"]: self.validator(each["schema"]) for each in self.parameters(address) if in_path(each)}
        return Address(pattern(address), parts, self.validator(self.answer(address)))


@dataclass(frozen=True)
class Address:
    """An address as a regular expression, what may stand in its variables, and what its documents hold."""

    pattern: re.Pattern[str]
    parts: Mapping[str, Draft202012Validator]
    answer: Draft202012Validator

    def fits(self, path: str) -> bool:
        """Whether a path is one of the address."""
        found = self.pattern.fullmatch(path)
        return found is not None and all(self.parts[name].is_valid(said) for name, said in found.groupdict().items())


def in_path(parameter: Said) -> bool:
    return parameter["in"] == "path"


def pattern(address: str) -> re.Pattern[str]:
    """The regular expression of an address with variables in braces."""
    return re.compile("".join(_part(part) for part in re.split(r"({\w+})", address)))


def documents(tree: Path) -> Iterator[str]:
    """The path of every JSON document of a tree."""
    return (file.relative_to(tree).as_posix() for file in sorted(tree.rglob("*.json")) if file.is_file())


def _part(part: str) -> str:
    return f"(?P<{part[1:-1]}>[^/]+)" if part.startswith("{") else re.escape(part)
