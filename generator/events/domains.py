"""The kinds of events: the staging tables that sources fill, and the tables that are made of them, in order."""

from dataclasses import dataclass

LISTENS = "listens"
REQUESTS = "requests"
CONTRIBUTIONS = "contributions"
VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Domain:
    """One kind of events.

    `staged` are the tables of the schema `staging` that its sources fill. `tables` are the queries of
    generator/events/tables that make the final tables of them, first those that judge lines. `newest` is SQL for the
    time of its last event.
    """

    name: str
    staged: tuple[str, ...]
    tables: tuple[str, ...]
    newest: str


def _newest(*tables: str, at: str = "happened_at") -> str:
    rows = " union all ".join(f"select max({at}) as newest from {table}" for table in tables)
    return f"select max(newest) from ({rows}) as ends"


DOMAINS = (
    Domain(
        LISTENS,
        (LISTENS,),
        (
            "artists", "recordings", "releases", "release_groups", "release_group_artists", "genres", "sent",
            "resolved", "artist_names", "names", "users", "credits", "credit_artists", "tracks", "track_artists",
            "listens", "server_plays",
        ),
        _newest("listens", "server_plays", at="listened_at"),
    ),
    Domain(
        REQUESTS,
        ("requests", "log_lines"),
        (
            "requests/rejects", "requests/left_out", "requests/packages", "requests/requests",
            "requests/missing_requests", "requests/crawler_requests", "requests/logged_days",
        ),
        _newest("requests", at="requested_at"),
    ),
    Domain(
        CONTRIBUTIONS,
        ("task_runs", "tasks", "results", "accounts", "projects", "categories"),
        (
            "contributions/rejects", "contributions/folded", "contributions/task_runs", "contributions/tasks",
            "contributions/results", "contributions/projects", "contributions/accounts",
        ),
        _newest("task_runs", at="finished_at"),
    ),
    Domain(
        VIDEO,
        ("videos", "medias"),
        (
            "video/left_out", "video/rejects", "video/folded", "video/segment_lists", "video/listed_pieces",
            "video/placed_pieces", "video/medias", "video/video_loads", "video/video_plays", "video/video_watches",
        ),
        _newest("video_loads", "video_plays", "video_watches"),
    ),
)  # fmt: skip


def domain_of(staged: tuple[str, ...]) -> str:
    """The domain whose staging tables a format fills; what only knows about music is of the listens."""
    return next((domain.name for domain in DOMAINS if set(staged) & set(domain.staged)), LISTENS)
