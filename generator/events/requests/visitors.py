"""Visitors are told apart by hashes with a key that every build draws anew, and that is never written anywhere.

What is published are numbers of different hashes, which are the same whatever the key: the same events give the same
bytes. By themselves the hashes tell nothing, and those of two builds cannot be compared.
"""

import secrets

from duckdb import DuckDBPyConnection

_BYTES = 16


def register(db: DuckDBPyConnection) -> None:
    """Let SQL call keyed(address, agent) with a key of this build."""
    key = secrets.token_hex(_BYTES)
    db.execute(
        "create or replace temp macro keyed(address, agent) as "
        f"case when address is not null then hash('{key}', address, agent) end"
    )
