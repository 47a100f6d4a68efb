"""Every host answers as the API does: one table of requests, against real servers."""

import json

import pytest

from tests.hosts.cases import CASES, Case, name_of
from tests.hosts.servers import sent


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_host_answers_as_the_api_does(served: tuple[int, set[str]], case: Case):
    """Status and body; what a host cannot do it says."""
    port, lacks = served
    reply = sent(port, case.method, case.target, dict(case.headers))
    if case.needs & lacks:
        assert reply.status == case.without
        return
    assert reply.status == case.status, reply.body[:300]
    if case.body is None and case.holds is None:
        assert reply.body == b""
        return
    body = json.loads(reply.body)
    assert case.holds(body) if case.holds else body == case.body, reply.body[:300]
    assert reply.headers["content-type"] == "application/json"
