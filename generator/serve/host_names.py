"""For which hosts a server answers: this machine, and whom its owner names.

A page of somebody else's may have a name that leads to this machine (DNS rebinding). To the browser, what is served
here is then that page's own, and it may read all of it. What gives it away is the name in the request.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import ip_address

LOOPBACK = "127.0.0.1"

_AUTHORITY = re.compile(r"(\[[^\]]*\]|[^:]*)(?::\d*)?")  # an address without brackets has no port
_LOCAL = "localhost"


@dataclass(frozen=True, slots=True)
class HostNames:
    """The address at which a server listens, and other names that it answers for."""

    bind: str = LOOPBACK
    allowed: Collection[str] = ()

    def include(self, host: str) -> bool:
        """Whether a request for a host, with or without a port, is for this server; so is one that names none.

        Every browser names one.
        """
        name = _plain(host)
        known = {_LOCAL, _plain(self.bind), *map(_plain, self.allowed)}
        return not host.strip() or name in known or self._is_number(name)

    def _is_number(self, name: str) -> bool:
        """Whether it is an address of this machine; where it listens at all of them, any may be one.

        An address leads nowhere else, whoever asks for it.
        """
        try:
            return ip_address(name).is_loopback or ip_address(self.bind).is_unspecified
        except ValueError:
            return False


def is_loopback(bind: str) -> bool:
    """Whether an address is this machine's own, out of reach of others."""
    try:
        return ip_address(bind).is_loopback
    except ValueError:
        return bind == _LOCAL


def url(bind: str, port: int) -> str:
    """The address of a server as browsers want it."""
    return f"http://[{bind}]:{port}/" if ":" in bind else f"http://{bind}:{port}/"


def _plain(host: str) -> str:
    """A host as it compares: in lower case, without a port, brackets and the full stop of the root."""
    found = _AUTHORITY.fullmatch(host.strip())
    return (found[1] if found else host).strip("[]").removesuffix(".").lower()
