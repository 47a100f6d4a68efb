"""openapi.json is an OpenAPI 3.1 document."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import orjson
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from generator import __version__
from generator.pipeline import Built
from tests.openapi.conftest import Described
from tests.openapi.reading import Description, in_path


def test_it_is_of_the_form_of_openapi(described: Described):
    """The schema of the standard accepts it."""
    assert [str(error) for error in OPENAPI_31_VALIDATOR.iter_errors(described.description.said)] == []


def test_every_reference_leads_somewhere_and_nothing_is_unused(described: Described):
    """What is shared is there, and is shared."""
    said = described.description.said
    used = set(re.findall(r'"\$ref":"#/components/([^"]+)"', orjson.dumps(said).decode()))
    assert used == {f"{kind}/{name}" for kind, parts in said["components"].items() for name in parts}


def test_operations_have_names_of_their_own(described: Described):
    """A client has one function for each, and a sentence that says what it answers."""
    said = described.description.said
    names = Counter(each["get"]["operationId"] for each in said["paths"].values())
    assert [name for name, count in names.items() if count > 1 or not re.fullmatch(r"[a-z][a-zA-Z0-9_]*", name)] == []
    assert [
        path for path, each in said["paths"].items() if not re.fullmatch(r"[A-Z].*[.]", each["get"]["summary"])
    ] == []


def test_every_variable_of_an_address_is_a_parameter(described: Described):
    """Each once, and none that the address does not have."""
    description = described.description
    for address in description.said["paths"]:
        wanted = [each["name"] for each in description.parameters(address) if in_path(each)]
        assert sorted(re.findall(r"{(\w+)}", address)) == sorted(wanted), address


def test_names_are_the_same_whatever_the_tree_has(every_domain: Path, demo: Path):
    """A client that was made from one tree reads another."""
    one, other = (Description.of(tree).said["paths"] for tree in (every_domain, demo))
    shared = one.keys() & other.keys()
    assert [path for path in shared if one[path]["get"]["operationId"] != other[path]["get"]["operationId"]] == []
    assert len(shared) > 50


def test_a_site_says_its_name_and_place(built: Callable[..., tuple[Path, Built]]):
    """Without a base_url it is where openapi.json is."""
    tree, _ = built(name="named", site={"title": "Tom & Jerry", "base_url": "https://example.org/stats"})
    said = Description.of(tree).said
    assert (said["info"]["title"], said["info"]["version"]) == ("Tom & Jerry", __version__)
    assert said["servers"] == [{"url": "https://example.org/stats"}]
    tree, _ = built(name="nameless")
    assert Description.of(tree).said["servers"] == [{"url": "/"}]


def test_it_stays_small(demo: Path):
    """Of all five APIs and every kind of file, what is shared is said once."""
    assert (demo / "openapi.json").stat().st_size < 200_000


def test_the_page_of_the_api_leads_to_it(every_domain: Path):
    """And to the contract beside it."""
    page = (every_domain / "api.html").read_text(encoding="utf-8")
    assert [page.count(f'href="{name}"') for name in ("openapi.json", "routes.json", "catalog.json")] == [1, 1, 1]
