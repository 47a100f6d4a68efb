"""What the documents of the PYBOSSA mirror hold; their keys come in alphabetical order."""

from generator.schemas import Schema, keyed, listed, named, natural, nullable, one_of, record, text

_COUNT = natural(534)
_BAR = named("bar", record({"label": text("Published"), "value": listed(_COUNT, 2, 2)}))
_BARS = named("bars", record({"label": text("Projects Statistics"), "values": listed(_BAR, 2, 2)}))
_PROJECT = named(
    "top_project",
    record(
        {
            "id": natural(7),
            "info": record({}),
            "n_answers": natural(15),
            "name": text("Moor Frogs"),
            "short_name": text("moorfrog"),
        }
    ),
)
_VOLUNTEER = named(
    "volunteer",
    record(
        {
            "fullname": text("Volunteer 1"),
            "id": natural(1, "The account; of one who is not named, the rank."),
            "n_answers": natural(6),
            "name": text("volunteer-1"),
        }
    ),
)
_COUNTS = (
    "n_anon",
    "n_auth",
    "n_draft_projects",
    "n_published_projects",
    "n_task_runs",
    "n_tasks",
    "n_total_projects",
    "n_total_users",
)

STATS: Schema = record(
    {
        "locs": one_of("[]"),
        "projects": _BARS,
        "show_locs": one_of(False),  # noqa: FBT003 - the value itself
        "stats": record(dict.fromkeys(_COUNTS, _COUNT)),
        "tasks": _BARS,
        "template": one_of("/stats/global.html"),
        "title": one_of("Global Statistics"),
        "top5_projects_24_hours": listed(_PROJECT, most=5),
        "top5_users_24_hours": listed(_VOLUNTEER, most=5),
        "users": _BARS,
    }
)
GLOBAL_STATS: Schema = record(
    {
        "categories": listed(keyed(natural(2), "nature")),
        "n_pending_tasks": nullable(natural(324)),
        "n_projects": natural(4),
        "n_results": nullable(natural(120)),
        "n_task_runs": natural(2916),
        "n_tasks": natural(980),
        "n_users": natural(12),
    }
)

_LABEL = one_of("Anon + Auth", "Anonymous", "Authenticated")
_DAYS = named("project_days", record({"label": _LABEL, "values": listed(listed(natural(1714521600000), 2, 2))}))
_HOURS = named("project_hours", record({"label": _LABEL, "max": _COUNT, "values": listed(listed(natural(21), 2, 2))}))
_KIND = named(
    "volunteers",
    record({"taskruns": _COUNT, "top5": listed(_VOLUNTEER, most=5), "users": nullable(_COUNT)}),
)

PROJECT_STATS: Schema = record(
    {
        "dayStats": listed(_DAYS, 3, 3),
        "hourStats": listed(_HOURS, 3, 3),
        "userStats": record({"anonymous": _KIND, "authenticated": _KIND}),
    }
)
