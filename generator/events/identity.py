"""Who is who, settled once, at loading: which names are one artist, one album, one track and one listener.

| `map:` | ids come from | names are compared |
|---|---|---|
| none | the line itself alone, as in the API | as the API does |
| names | what the project's own data knows, too | as `folding` says |
| canonical | … and the MusicBrainz canonical dump | as `folding` says |

What is settled is settled for distinct tracks and names, never line by line. Two steps: `begin` after the histories are
read and judged, so that repeats fold by the names as they are compared, and texts have one mapping each; `settle` after
the reference is read. Each step fills the tables of generator/events/tables/identity, in order.
"""

from collections.abc import Callable

from duckdb import DuckDBPyConnection

from generator import corrections
from generator.config import Config
from generator.corrections import Corrections
from generator.events import correcting, folding, formats
from generator.events.correcting import CorrectionCount
from generator.events.domains import DOMAINS

LITERAL = "none"  # of map:

_SETTLED = (
    "credit_names", "known_credits", "credited", "main_names", "main_foldings", "main_artists", "album_tracks",
    "known_albums", "album_ids", "albums", "settled",
)  # fmt: skip

Fill = Callable[[str], None]


def is_literal(config: Config) -> bool:
    """Whether only the line itself says who is who."""
    return config.map == LITERAL


def rules(config: Config) -> Corrections:
    """The owner's own rules; ConfigError for a file of them that is not there or cannot be used."""
    if config.corrections is None:
        return Corrections()
    return corrections.load(config.folder / config.corrections, folding.folded)


def begin(db: DuckDBPyConnection, config: Config, fill: Fill) -> None:
    """Settle who the listeners are, and which texts are one: before repeats are folded."""
    owned, literal = rules(config), is_literal(config)
    folding.define(db, is_ascii=_are_names_ascii(db, config, owned))
    if not literal:
        _name_users(db)
    fill("identity/distinct_tracks")
    if owned.rules or not literal:
        fill("identity/foldings")
    if owned.rules:
        correcting.begin(db, owned)
    if not literal:
        fill("identity/same_texts")
        fill("identity/wanted_names")
    fill("identity/texts")
    if owned.rules:
        correcting.correct_texts(db, literal=literal)


def _are_names_ascii(db: DuckDBPyConnection, config: Config, owned: Corrections) -> bool:
    """Whether all names are known to be ASCII: those of listens, where neither rules nor a reference add others."""
    events = {table for domain in DOMAINS for table in domain.staged}
    is_alone = all(events.issuperset(formats.tables(source.format)) for source in config.sources)
    return is_alone and not owned.rules and folding.are_ascii(db, "staging.listens")


def settle(db: DuckDBPyConnection, config: Config, fill: Fill) -> tuple[CorrectionCount, ...]:
    """Settle the artists and the albums of the tracks as they were sent; answers what the owner's rules changed."""
    owned, literal = rules(config), is_literal(config)
    is_private = config.privacy.pseudonyms or config.privacy.at_least > 1
    if owned.rules:
        fill("identity/more_foldings")
        correcting.apply(db, owned, fill, is_private=is_private)
    if not literal:
        fill("identity/more_foldings")
        for table in _SETTLED:
            fill(f"identity/{table}")
    return correcting.counts(db, owned) if owned.rules else ()


def end(db: DuckDBPyConnection, config: Config) -> None:
    """Note what becomes of credits that rules split, when every track is resolved."""
    owned = rules(config)
    if owned.rules:
        correcting.artists.name_parts(db, owned)


def _name_users(db: DuckDBPyConnection) -> None:
    """Call listeners whose names are compared as equal by the commonest spelling; ties: the smallest."""
    db.execute("""
        create temp table called as
        with spellings as (
          select user_name, count(*) as line_count
          from staging.listens
          anti join rejects using (part, line)
          where user_name is not null
          group by user_name
        ), folded as (
          select user_name, line_count, folded_name(user_name) as folded
          from spellings
        )
        select user_name,
          first_value(user_name) over (partition by folded order by line_count desc, user_name) as called
        from folded
        qualify user_name != called
    """)
    db.execute(
        "update staging.listens set user_name = called from called where staging.listens.user_name = called.user_name"
    )
    db.execute("drop table called")
