"""Names of people are replaced by pseudonyms: keyed, so that nobody without the key can try names, and stable.

The key is the operator's and comes from the environment; the same key gives the same pseudonyms in every build.
"""

import hmac
import os
from base64 import b32encode
from collections.abc import Sequence
from hashlib import sha256

from duckdb import DuckDBPyConnection

from generator.errors import ConfigError

KEY = "STILLSTATS_KEY"

_SHORTEST = 16  # characters of a key
_LETTERS = 10  # of a pseudonym: 50 bits, so that two of a million people share one with a chance of 1 in 2,000
_WHOLE = 2**53  # ids stay whole numbers in every program that reads JSON


def key() -> bytes:
    """The operator's key; ConfigError when the environment has none, or one that is too short."""
    said = os.environ.get(KEY, "")
    if len(said) < _SHORTEST:
        raise ConfigError(
            f"privacy: pseudonyms: true needs a key of at least {_SHORTEST} characters in the environment's {KEY}; "
            "keep it secret, and keep it, so that pseudonyms stay the same"
        )
    return said.encode()


def pseudonym(secret: bytes, kind: str, name: str) -> str:
    """The pseudonym of a name, such as listener-k3jx7qa2bd; `kind` is what it begins with."""
    digest = _digest(secret, kind, name)
    return f"{kind}-{b32encode(digest).decode().lower()[:_LETTERS]}"


def of_listeners(db: DuckDBPyConnection, secret: bytes) -> None:
    """Replace the listeners' names among the lines that were read; who has no user name is called otherwise."""
    names = db.execute("select distinct user_name from staging.listens where user_name is not null").fetchall()
    rows = [(name, pseudonym(secret, "listener", name)) for (name,) in names]
    db.execute("create temp table pseudonyms (user_name varchar, pseudonym varchar)")
    _insert(db, rows)
    db.execute("""
        update staging.listens
        set user_name = pseudonym, display_name = if(display_name is null, null, pseudonym)
        from pseudonyms
        where staging.listens.user_name = pseudonyms.user_name
    """)
    db.execute("delete from pseudonyms")
    unnamed = "listens.user_name is null and listens.display_name is not null"
    called = db.execute(f"select distinct display_name from staging.listens where {unnamed}").fetchall()
    _insert(db, [(name, pseudonym(secret, "listener", name)) for (name,) in called])
    db.execute(f"""
        update staging.listens set display_name = pseudonym
        from pseudonyms
        where {unnamed} and staging.listens.display_name = pseudonyms.user_name
    """)
    db.execute("drop table pseudonyms")


def of_accounts(db: DuckDBPyConnection, secret: bytes) -> None:
    """Replace the names and the ids of accounts, in the tables."""
    ids = [account for (account,) in db.execute("select account_id from accounts").fetchall()]
    rows = [(account, _number(secret, account), pseudonym(secret, "volunteer", str(account))) for account in ids]
    db.execute("create temp table pseudonyms (account_id bigint, number bigint, pseudonym varchar)")
    _insert(db, rows)
    db.execute("""
        update accounts set account_id = number, name = pseudonym, fullname = pseudonym
        from pseudonyms where accounts.account_id = pseudonyms.account_id
    """)
    db.execute("""
        update task_runs set account_id = number
        from pseudonyms where task_runs.account_id = pseudonyms.account_id
    """)
    db.execute("drop table pseudonyms")


def _insert(db: DuckDBPyConnection, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join(f"${place}" for place, _ in enumerate(rows[0], 1))
        db.executemany(f"insert into pseudonyms values ({places})", rows)


def _number(secret: bytes, account: int) -> int:
    return int.from_bytes(_digest(secret, "account", str(account))[:8]) % _WHOLE


def _digest(secret: bytes, kind: str, name: str) -> bytes:
    return hmac.new(secret, f"{kind}:{name}".encode(), sha256).digest()
