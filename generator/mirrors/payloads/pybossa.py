"""What the documents of the PYBOSSA mirror hold; their keys come in alphabetical order."""

from generator.schemas import (
    Schema,
    either,
    integer,
    keyed,
    listed,
    named,
    natural,
    nullable,
    number,
    one_of,
    record,
    text,
)

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
        "n_pending_tasks": integer(324, "The answers that are wanted less those that came in."),
        "n_projects": natural(4),
        "n_results": nullable(natural(120, "Results that say anything.")),
        "n_task_runs": natural(2916),
        "n_tasks": natural(3240, "The answers that are wanted of all tasks together."),
        "n_users": natural(72, "Registered accounts and anonymous addresses."),
    }
)

_LABEL = one_of("Anon + Auth", "Anonymous", "Authenticated")
_DAY_LABEL = one_of("Anon + Auth", "Anonymous", "Authenticated", "Completed Tasks")
_DAYS = named("project_days", record({"label": _DAY_LABEL, "values": listed(listed(natural(1714521600000), 2, 2))}))
_HOURS = named("project_hours", record({"label": _LABEL, "max": _COUNT, "values": listed(listed(natural(21), 2, 2))}))
_SIZED = named(
    "project_hours_sized", record({"label": _LABEL, "max": _COUNT, "values": listed(listed(number(2.5), 3, 3))})
)
_KIND = named(
    "volunteers",
    record(
        {
            "pct_taskruns": natural(38, "The task runs in percent of those of both kinds.", 100),
            "taskruns": _COUNT,
            "top5": listed(_VOLUNTEER, most=5),
            "users": nullable(_COUNT),
        }
    ),
)
_MOST = named(
    "most_active",
    record(
        {
            "label": text("Authenticated Users"),
            "top5": listed(
                record({"fullname": text("Volunteer 1"), "name": text("volunteer-1"), "tasks": natural(6)}), most=5
            ),
            "values": listed(_COUNT, most=0),
        }
    ),
)
_OF_PROJECT = {
    "dayStats": listed(_DAYS, 3, 3),
    "hourStats": listed(_HOURS, 3, 3),
    "n_completed_tasks": nullable(natural(120)),
    "n_tasks": natural(420),
    "n_volunteers": natural(72),
    "overall_progress": nullable(number(28.5, "The completed tasks in percent.")),
    "owner": record({}),
    "project": named("project", record({"id": natural(7), "name": text("Moor Frogs"), "short_name": text("moorfrog")})),
    "title": text("Project: Moor Frogs &middot; Statistics"),
    "userStats": record({"anonymous": _KIND, "authenticated": _KIND}),
}
_SERIES = record(
    {
        "dayStats": listed(_DAYS, 4, 4),
        "hourStats": listed(_SIZED, 3, 3),
        "userAnonStats": _MOST,
        "userAuthStats": _MOST,
        "userStats": _BARS,
    }
)
PROJECT_STATS: Schema = either(
    named(
        "project_stats",
        record(
            _OF_PROJECT
            | {
                "avg_contrib_time": nullable(number(24.31, "The mean seconds that a task run took.", signed=True)),
                "pro_features": record({}),
                "projectStats": _SERIES,
                "template": one_of("/projects/stats.html"),
            }
        ),
    ),
    named("project_without_task_runs", record(_OF_PROJECT | {"template": one_of("/projects/non_stats.html")})),
)
