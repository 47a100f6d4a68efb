"""What the contract of a tree holds."""

from generator.schemas import Own, Schema, keyed, listed, named, natural, one_of, record, text

_TEXTS = listed(text("all_time"))
_BODY: Schema = {"type": "object", "examples": [{"code": 400, "error": "Invalid range: {value}"}]}
_REPLY = named("contract_reply", record({"status": natural(400), "body": _BODY}, ["body"]))
_OPTIONAL: dict[str, Schema] = {
    "default": text("all_time"),
    "most": natural(1000),
    "names": text("user_name"),
    "known": text("1/user/{user_name}/listen-count.json"),
    "values": _TEXTS,
    "required": _REPLY,
    "refused": _REPLY,
}
_KIND = one_of("one of", "subject", "mbid", "year", "natural", "moment", "date", "text")
_PARAMETER = named(
    "contract_parameter",
    record({"name": text("range"), "in": one_of("query", "path"), "is": _KIND, **_OPTIONAL}, _OPTIONAL),
)
_CUT = record(
    {
        "by": one_of("page", "bins", "days"),
        "items": listed(text("payload")),
        "key": text("date"),
        "value": text("Value", "The key of an item that is summed where a bin is made of finer ones."),
        "finer": text("v2/stats/{packageId}/day.json", "The file of finer bins, where that of a bin is missing."),
        "first": text("1/stats/user/{user_name}/artists/{range}.json"),
    },
    ["items", "key", "value", "finer", "first"],
)
_ROUTE = named(
    "contract_route",
    record(
        {
            "api": text("listenbrainz"),
            "path": text("/1/stats/user/{user_name}/artists"),
            "endings": listed(text("/")),
            "parameters": listed(_PARAMETER),
            "file": text("1/stats/user/{user_name}/artists/{range}/all.json"),
            "absent": _REPLY,
            "cut": _CUT,
            "repeats": keyed(listed(text("payload")), "user_name"),
        },
        ["cut", "repeats"],
    ),
)
_ESCAPED = {
    "characters": text("[/%]", "A regular expression."),
    "names": text("^con$", "A regular expression."),
    "longest": natural(200),
}
_CASELESS = {"characters": keyed(text("ss"), "ß"), "names": keyed(text("~4Eora"), "nora")}
_RULE = record({"path": text("[.]json$", "A regular expression."), "headers": keyed(text("*"), "Vary")})

CONTRACT = Own(
    "routes",
    "routes.json",
    "How requests are answered from the files: what every address accepts, and which file answers.",
    record(
        {
            "version": natural(3),
            "escaped": record(_ESCAPED),
            "names": keyed(keyed(text("~4Eora"), "Nora"), "user_name"),
            "caseless": keyed(record(_CASELESS), "user_name"),
            "routes": listed(_ROUTE),
            "unknown": listed(record({"below": text("/1/"), "status": natural(404), "body": _BODY})),
            "headers": listed(_RULE),
        }
    ),
)
