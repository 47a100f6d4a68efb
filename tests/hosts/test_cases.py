"""The table of requests that all hosts are asked leaves no endpoint out."""

import re

import pytest

from generator.mirrors import contract
from generator.mirrors.endpoint import Endpoint
from tests.hosts.cases import CASES

pytestmark = pytest.mark.contract

ENDPOINTS = [endpoint for endpoints in contract.ROUTED.values() for endpoint in endpoints]


def statuses(path: str) -> set[int]:
    """The statuses of the requests for an address."""
    address = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)) + r"(\.json|/)?"
    return {case.status for case in CASES if re.fullmatch(address, case.target.partition("?")[0])}


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.path)
def test_every_endpoint_is_asked_for(endpoint: Endpoint):
    """With what it answers, or with its word for nothing."""
    assert statuses(endpoint.path) & {200, 204}
