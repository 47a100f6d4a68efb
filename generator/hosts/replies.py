"""The replies of hosts that no API has: which methods there are, and what a host cannot cut."""

import orjson

METHODS = "GET, HEAD, OPTIONS"
ALLOWED_HEADERS = "Authorization, Content-Type, If-None-Match"  # that a page of another origin may send

UNCUT = "This host answers whole lists and the first 25 items, but cuts no others from them."
UNDATED = "This host answers whole series, but neither cuts them at moments nor adds up their bins."
_NOT_ALLOWED = "Method not allowed."


def error(status: int, said: str) -> str:
    """The JSON of an error."""
    return orjson.dumps({"code": status, "error": said}).decode()


NOT_ALLOWED = error(405, _NOT_ALLOWED)
