"""What a page is sent with when it looks out for changes: a script, and a policy that allows it and no more."""

from base64 import b64encode
from hashlib import sha256

import html5lib
import pytest

from generator.serve import reloading

SCRIPT = reloading.script("1-2")
HASH = f"'sha256-{b64encode(sha256(SCRIPT.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    ("policy", "wanted"),
    [
        ("default-src 'none'", f"default-src 'none'; script-src {HASH}; connect-src 'self'"),
        ("default-src 'none'; a b", f"default-src 'none'; a b; script-src {HASH}; connect-src 'self'"),
        ("default-src 'self'", f"default-src 'self'; script-src 'self' {HASH}; connect-src 'self'"),
        ("script-src 'none'", f"script-src {HASH}"),
        ("script-src", f"script-src {HASH}"),
        ("Script-Src 'self';; connect-src a.example ;", f"script-src 'self' {HASH}; connect-src a.example 'self'"),
        ("script-src a; script-src-elem b", f"script-src a; script-src-elem b {HASH}"),
        ("script-src a; script-src b", f"script-src a {HASH}"),
        ("script-src 'unsafe-inline'; connect-src 'none'", "script-src 'unsafe-inline'; connect-src 'self'"),
        ("script-src 'unsafe-inline' 'nonce-x'", f"script-src 'unsafe-inline' 'nonce-x' {HASH}"),
        ("default-src 'unsafe-inline'", "default-src 'unsafe-inline'; connect-src 'unsafe-inline' 'self'"),
        ("img-src 'self'; upgrade-insecure-requests", "img-src 'self'; upgrade-insecure-requests"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_policy_is_widened_by_the_script_alone(policy: str, wanted: str):
    """The directive that decides has one source more; what is allowed anyway stays as it is."""
    assert reloading.widened(policy, SCRIPT) == wanted


@pytest.mark.parametrize(
    "meta",
    [
        """<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;">""",
        """<meta content="default-src 'none'" http-equiv="Content-Security-Policy">""",
        """<META HTTP-EQUIV=content-security-policy CONTENT='default-src &apos;none&apos;'/>""",
        """<meta\n  http-equiv='content-security-policy'\n  content="default-src 'none'"\n>""",
    ],
)
def test_the_policy_of_a_page_is_widened_however_it_is_written(meta: str):
    """And nothing else of the page is touched, not even another meta element."""
    page = f'<!doctype html><meta name="description" content="default-src">{meta}<p>caf\u00e9 content="x"'.encode()
    sent = reloading.scripted(page, SCRIPT).decode()
    metas = [dict(meta.attrib) for meta in html5lib.parse(sent, namespaceHTMLElements=False).iter("meta")]
    assert metas[0]["content"] == "default-src"
    assert metas[1]["content"] == f"default-src 'none'; script-src {HASH}; connect-src 'self'"
    assert sent.startswith('<!doctype html><meta name="description" content="default-src"><')
    assert sent.endswith(f'<p>caf\u00e9 content="x"<script>{SCRIPT}</script>\n')


@pytest.mark.parametrize(
    "page", [b"", b"<p>no policy", b"<meta charset=utf-8><p>\xff\xfe", b"<meta http-equiv=refresh content=9>"]
)
def test_a_page_without_a_policy_has_the_script_alone(page: bytes):
    """Whatever its bytes are."""
    assert reloading.scripted(page, SCRIPT) == page + f"<script>{SCRIPT}</script>\n".encode()


def test_the_script_is_of_its_edition():
    """It knows where to ask and what it is, and cannot end before its end."""
    assert '"/~live"' in SCRIPT
    assert '"1-2"' in SCRIPT
    assert "</" not in SCRIPT
    assert reloading.script("1-3") != SCRIPT
