"""Every host answers as the API does: one table of requests, against real servers."""

import json

import pytest

from tests.hosts.cases import CASES, Case, name_of
from tests.hosts.servers import Served


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_host_answers_as_the_api_does(served: Served, case: Case):
    """Status and body; what a host cannot do it says."""
    reply = served.sent(case.method, case.target, dict(case.headers))
    if case.needs & served.lacks:
        assert reply.status == case.without
        assert not case.less or case.less(json.loads(reply.body))
        return
    assert reply.status == case.status, reply.body[:300]
    if case.body is None and case.holds is None:
        assert reply.body == b""
        return
    body = json.loads(reply.body)
    assert case.holds(body) if case.holds else body == case.body, reply.body[:300]
    assert reply.headers["content-type"] == "application/json"
