"""The conformance suite: what is asked, and what every host answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from urllib.parse import quote

from tests.hosts.tree import ACTIONS, LOW, MANY, NAMES, PACKAGES, RARE

RANGES = ("this_week", "this_month", "this_year", "week", "month", "quarter", "year", "half_yearly", "all_time")
USER, SITE = "/1/stats/user", "/1/stats/sitewide"
JSON = "application/json"
UNCUT = {"code": 501, "error": "This host answers whole lists and the first 25 items, but cuts no others from them."}

# What a host may lack: `cut` answers parts of lists, `moment` those between moments, and longer bins added up,
# `decode` reads values that are percent-encoded in a query, `echo` tells any text that was refused, and not just a
# harmless one, `lower` takes an id in capitals for the same, `case` finds a listener in any case, `spell` calls one as
# the request does, and not as the file.
Lack = str


@dataclass(frozen=True, slots=True)
class Case:
    """A request and its answer: a body that it equals as JSON, or what holds of the body; None where it is empty.

    `needs` is what a host must be able to; `without` is the status where it is not, and `less` what holds then.
    """

    target: str
    status: int = 200
    body: object = None
    holds: Callable[[Any], bool] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    needs: frozenset[Lack] = frozenset()
    without: int = 501
    less: Callable[[Any], bool] | None = None


def name_of(case: Case) -> str:
    sent = "".join(f" {key}: {value}" for key, value in case.headers.items())
    return f"{case.method} {case.target[:100]}{sent}"


def error(code: int, said: str) -> dict[str, object]:
    return {"code": code, "error": said}


def payload(**wanted: object) -> Callable[[Any], bool]:
    return lambda body: {key: body["payload"].get(key) for key in wanted} == wanted


def lists(key: str, count: int, first: str) -> Callable[[Any], bool]:
    """A list of a payload: how many items, and the name of the first."""
    return lambda body: (
        len(body["payload"][key]) == body["payload"]["count"] == count
        and (not count or body["payload"][key][0]["artist_name"] == first)
    )


CUT, DECODE, ECHO, LOWER = (frozenset({each}) for each in ("cut", "decode", "echo", "lower"))
CASE, SPELL, MOMENT = frozenset({"case"}), frozenset({"case", "spell"}), frozenset({"cut", "moment"})
# Names as others would write them: whose they are, and how the listener is called.
SPELLED = {
    "ANA": "ana", "aNa": "ana", "zoë": "Zoë", "ZOË": "Zoë", "zoe\u0308": "Zoë", "ZOE\u0308": "Zoë", "É": "é",
    "e\u0301": "é", "E\u0301": "é", "straße": "STRASSE", "Stra\u1e9ee": "STRASSE", "strasse": "STRASSE",
    "Stra\u017f\u017fe": "STRASSE", "οδυσσεύς": "ΟΔΥΣΣΕΎΣ", "Οδυσσεύσ": "ΟΔΥΣΣΕΎΣ", "i\u0307zmir": "İzmir",
    "I\u0307ZMIR": "İzmir", "\u017f\u212aI\ufb00": "skiff", "sKi\ufb00": "skiff", "A/B": "a/b", "con": "CON",
    "A+B C": "a+b c", 'X"Y': 'x"y', "cA$H": "Ca$h", "X.JSON": "x.json", "Trailing.": "trailing.", "{NAME}": "{name}",
    "BACK\\slash": "back\\slash", "ÜÖÄ" * 40: "üöä" * 40, "{$HOMe}": "{$HOME}",
    "SEMI;colon,&=?#[]": "semi;colon,&=?#[]",
}  # fmt: skip


def _ranges() -> Iterator[Case]:
    """Every range of every kind of answer; what was not heard in a range is 204."""
    heard = {"this_week", "this_month", "this_year", "week", "all_time"}
    paths = (f"{USER}/ana/artists", f"{SITE}/recordings", f"{USER}/ana/daily-activity", f"{SITE}/artist-map")
    for name, path in product(RANGES, paths):
        is_there = name in heard and not path.endswith("artist-map")
        target = f"{path}?range={name}"
        yield Case(target, holds=payload(range=name)) if is_there else Case(target, 204)
    for path in ("artists", "releases", "release-groups", "recordings", "listening-activity", "daily-activity"):
        key = path.replace("-", "_")
        yield Case(f"{USER}/ana/{path}", holds=lambda body, key=key: key in body["payload"])
        yield Case(f"{USER}/bo/{path}?range=quarter", 204)
    for path in ("artist-evolution-activity", "releases", "release-groups", "listening-activity"):
        yield Case(f"{SITE}/{path}", holds=payload(range="all_time"))
        yield Case(f"{SITE}/{path}?range=quarter", 204)
    yield Case(f"{USER}/ana/artist-evolution-activity", holds=payload(user_id="ana", range="all_time"))
    for path in (f"{USER}/ana/genre-activity", f"{USER}/ana/era-activity", f"{SITE}/era-activity"):
        yield Case(path, 204)  # no listen has a genre or an album's year
    yield Case(f"{USER}/ana/artists/", holds=payload(range="all_time", count=25))
    yield Case(f"{SITE}/artists?range=this_month&", holds=payload(range="this_month"))
    yield Case(f"{SITE}/artists?nonsense=1&&range=this_month", holds=payload(range="this_month"))
    yield Case(f"{USER}/ana/artist-map?force_recalculate=true&range=week", 204)


def _pages() -> Iterator[Case]:
    """Count and offset; the order is by count, then by name descending."""
    path = f"{USER}/ana/artists"
    top = "Low"
    yield Case(path, holds=lists("artists", 25, top))
    yield Case(f"{path}?count=25&offset=0", holds=lists("artists", 25, top))
    yield Case(f"{path}?count=1000", holds=lists("artists", 1000, top))
    yield Case(f"{path}?count=99999999", holds=lists("artists", 1000, top))
    yield Case(f"{path}?offset=0&count=1000&range=this_month", holds=payload(count=1000, range="this_month", offset=0))
    yield Case(path, holds=payload(total_artist_count=MANY + 1))
    cut = [
        ("count=7", lists("artists", 7, top)),
        ("count=0", lists("artists", 0, "")),
        ("offset=3", lists("artists", 25, "Artist 1097")),
        ("count=300&offset=900", lists("artists", 100, "Artist 0200")),
        ("count=2&offset=999", lists("artists", 1, "Artist 0101")),
        ("count=100&offset=1000", lists("artists", 0, "")),
        ("offset=99999999999999", lists("artists", 0, "")),
    ]
    for query, holds in cut:
        yield Case(f"{path}?{query}", holds=holds, needs=CUT)
    yield Case(f"{path}?count=007", holds=payload(count=7), needs=CUT)
    yield Case(f"{USER}/a%2Fb/artists?count=1000", holds=lists("artists", 1, "Can"))
    called = sorted(ACTIONS, reverse=True)
    for query, names in (("", called), ("?count=1000", called), ("?count=2&offset=1", called[1:3])):
        needs = CUT if "offset" in query else frozenset()
        yield Case(f"{USER}/cy/artists{query}", holds=_called(names), needs=needs)
    for path in (f"{SITE}/artists", f"{USER}/ana/artists"):
        for key in ("count", "offset"):
            for value in ("-1", "x", "1.5", "", "1e3", "0x10", "9" * 19):
                wanted = error(400, f"'{key}' should be a non-negative integer")
                yield Case(f"{path}?{key}={value}", 400, wanted)


def _called(names: list[str]) -> Callable[[Any], bool]:
    return lambda body: [artist["artist_name"] for artist in body["payload"]["artists"]] == names


def _names() -> Iterator[Case]:
    """Names of every kind, encoded as clients do; what nobody is called is 404."""
    for name in (*NAMES, "bo"):
        sent = quote(name, safe="")
        yield Case(f"{USER}/{sent}/artists", holds=payload(user_id=name, offset=0))
        yield Case(f"{USER}/{sent}/year-in-music/2024", holds=payload(user_name=name, year=2024))
        yield Case(f"/1/user/{sent}/listen-count", holds=lambda body: set(body["payload"]) == {"count"})
    for name in ("nobody", "anä", "a", "~61na", "ana.json", "izmir", "\u0131zmir", "zoe", "strase", "e", "e\u0300"):
        yield Case(f"{USER}/{quote(name)}/artists", 404, error(404, f"Cannot find user: {name}"))
        yield Case(f"/1/user/{quote(name)}/listen-count", 404, error(404, f"Cannot find user: {name}"))
    for name, owner in SPELLED.items():
        sent = quote(name, safe="")
        for path, key in (("artists", "user_id"), ("daily-activity", "user_id"), ("year-in-music", "user_name")):
            target = f"{USER}/{sent}/{path}"
            yield Case(target, holds=payload(**{key: name}), needs=SPELL, without=200, less=payload(**{key: owner}))
        yield Case(f"/1/user/{sent}/listen-count", holds=payload(count=MANY + 1 if owner == "ana" else 1), needs=CASE)
    for name in ('no"body', "no\\body", "no\nbody", "a/x", "u\u0308"):
        wanted = error(404, f"Cannot find user: {name}")
        yield Case(f"{USER}/{quote(name, safe='')}/artists", 404, wanted, needs=ECHO, without=404)


def _checks() -> Iterator[Case]:
    """Errors in the API's words and its order: the user, the range, then count and offset."""
    yield Case(f"{USER}/nobody/artists?range=x&count=x", 404, error(404, "Cannot find user: nobody"))
    yield Case(f"{USER}/ana/artists?range=x&count=x", 400, error(400, "Invalid range: x"))
    yield Case(f"{USER}/ana/artists?count=x&offset=x", 400, error(400, "'count' should be a non-negative integer"))
    yield Case(f"{SITE}/era-activity?range=decade", 400, error(400, "Invalid range: decade"))
    yield Case(f"{SITE}/era-activity?range=", 400, error(400, "Invalid range: "))
    yield Case(f"{SITE}/artists?range", 400, error(400, "Invalid range: "))
    yield Case(f"{SITE}/artists?range=WEEK", 400, error(400, "Invalid range: WEEK"))
    yield Case(f"{SITE}/artists?range=%77eek", holds=payload(range="week"), needs=DECODE, without=400)
    yield Case(f"{SITE}/artists?range=a%22b", 400, error(400, 'Invalid range: a"b'), needs=DECODE, without=400)
    yield Case(f"{SITE}/artists?range=week&range=month", holds=payload(range="week"))
    yield Case(f"{SITE}/artists?range=x&range=week", 400, error(400, "Invalid range: x"))
    yield Case(f"{SITE}/artists?count=1000&count=1", holds=payload(count=1000))
    yield Case(f"/1/stats/artist/{LOW}/listeners", holds=payload(artist_mbid=LOW, total_listen_count=1))
    for kind in ("artist", "release-group"):
        yield Case(f"/1/stats/{kind}/{LOW[:-1]}1/listeners", 204)
    yield Case("/1/stats/artist/what/listeners", 400, error(400, "what mbid format invalid."))
    yield Case("/1/stats/release-group/Wh%20at/listeners?range=x", 400, error(400, "Wh at mbid format invalid."))
    yield Case(f"/1/stats/artist/{LOW}0/listeners", 400, error(400, f"{LOW}0 mbid format invalid."))
    for path in ("artist-activity", "era-activity"):
        for key in ("count", "offset"):
            wanted = error(400, f"'{key}' should be a non-negative integer")
            for value in ("-1", "x", "", "1.5"):
                yield Case(f"{USER}/ana/{path}?{key}={value}", 400, wanted)
            yield Case(f"{USER}/bo/{path}?range=quarter&{key}=x", 400, wanted)
        yield Case(f"{USER}/ana/{path}?range=x&count=x", 400, error(400, "Invalid range: x"))
        yield Case(f"{USER}/ana/{path}?offset=x&count=x", 400, error(400, "'count' should be a non-negative integer"))
        yield Case(f"{USER}/nobody/{path}?count=x", 404, error(404, "Cannot find user: nobody"))
        yield Case(f"{USER}/bo/{path}?range=quarter&count=3", 204)
    whole = payload(user_id="ana", range="week")
    for query in ("count=3", "count=0&offset=7", "offset=99", "count=1000", "count=25&offset=0", "count=%37"):
        needs, without = (DECODE, 400) if "%" in query else (frozenset(), 501)
        yield Case(f"{USER}/ana/artist-activity?range=week&{query}", holds=whole, needs=needs, without=without)
    yield Case(f"{USER}/ana/listening-activity?count=x", holds=payload(user_id="ana"))
    yield Case(f"{SITE}/artist-activity?count=x", holds=payload(range="all_time"))
    yield Case(f"/1/stats/artist/{LOW}/listeners?range=x", 400, error(400, "Invalid range: x"))
    yield Case("/1/stats/artist/ABCDEF00-0000-4000-8000-000000000000/listeners", 204, needs=LOWER, without=400)


def _years() -> Iterator[Case]:
    """The year is checked before the user; who did not listen in it has no data, from 2002 to the newest listen's."""
    for year in (2001, 2025, 0, 20240):
        missing = error(404, f"Cannot find Year in Music report for year: {year}")
        yield Case(f"{USER}/nobody/year-in-music/{year}", 404, missing)
        yield Case(f"{USER}/bo/year-in-music/{year}", 404, missing)
    for year in (2002, 2021, 2023):
        empty = {"payload": {"user_name": "bo", "year": year, "data": {}}}
        yield Case(f"{USER}/bo/year-in-music/{year}", 200, empty)
        yield Case(f"{USER}/nobody/year-in-music/{year}", 404, error(404, "Cannot find user: nobody"))
    yield Case(f"{USER}/bo/year-in-music", 200, {"payload": {"user_name": "bo", "year": 2023, "data": {}}})
    yield Case(f"{USER}/nobody/year-in-music/2024", 404, error(404, "Cannot find user: nobody"))
    yield Case(f"{USER}/bo/year-in-music/2019", holds=payload(user_name="bo", year=2019))
    yield Case(f"{USER}/bo/year-in-music/2024", 200, {"payload": {"user_name": "bo", "year": 2024, "data": {}}})
    yield Case(f"{USER}/ana/year-in-music/02024", holds=payload(year=2024))
    yield Case(f"{USER}/ana/year-in-music", holds=payload(year=2023))
    yield Case(f"{USER}/nobody/year-in-music", 404, error(404, "Cannot find user: nobody"))


def _packages() -> Iterator[Case]:
    """winget.run: whole series, bins between two moments, and its own errors."""
    for place, name in enumerate(PACKAGES):
        for sent in dict.fromkeys((quote(name, safe=""), quote(name, safe="/"))):
            target = f"/v2/stats?packageId={sent}&resolution=month"
            yield Case(target, holds=_series(name, [1 + place, 2 + 2 * place]))
    git = "/v2/stats?packageId=Git.Git&resolution"
    yield Case(f"{git}=day", holds=_series("Git.Git", [1, 1, 1]))
    yield Case(f"{git}=isoWeek", holds=_series("Git.Git", [2, 1]))
    for query, values in (
        ("day&after=2024-05-01", [1, 1]),
        ("day&after=2024-05-01T23:59:59.999Z&before=2024-05-09T00:00:00.000Z", [1, 1]),
        ("isoWeek&after=2024-05-05", [2, 1]),
        ("isoWeek&before=2024-05-05T23:00:00%2B00:00", [2]),
        ("month&after=2024-05-31&before=2024-06-01", [2]),
        ("month&before=1714521599000", [1]),
        ("day&after=2024-05-09&before=2024-05-01", []),
        ("day&before=Wed, 01 May 2024 10:30:00 GMT".replace(" ", "%20"), [1, 1]),
    ):
        yield Case(f"{git}={query}", holds=_series("Git.Git", values), needs=MOMENT)
    rare = f"/v2/stats?packageId={RARE}&resolution"
    yield Case(f"{rare}=day", holds=_series(RARE, [1, 1]))
    yield Case(f"{rare}=isoWeek", 200, _bins(RARE, {"2024-04-29": 2}), needs=MOMENT)
    yield Case(f"{rare}=month", 200, _bins(RARE, {"2024-04-01": 1, "2024-05-01": 1}), needs=MOMENT)
    yield Case(f"{rare}=month&after=2024-05-31", 200, _bins(RARE, {"2024-05-01": 1}), needs=MOMENT)
    none = {"Stats": {"Id": "No.Such", "Data": []}}
    yield Case("/v2/stats?packageId=No.Such&resolution=day", 200, none)
    yield Case("/v2/stats?packageId=No.Such&resolution=day&after=2024-01-01", 200, none, needs=MOMENT)
    yield Case("/v2/stats?packageId=&resolution=day", 200, {"Stats": {"Id": "", "Data": []}})
    for query, said in (
        ("", "querystring should have required property 'packageId'"),
        ("?resolution=x", "querystring should have required property 'packageId'"),
        ("?packageId=Git.Git", "querystring should have required property 'resolution'"),
        ("?packageId=Git.Git&resolution=year", "querystring.resolution should be equal to one of the allowed values"),
        ("?packageId=Git.Git&resolution=DAY", "querystring.resolution should be equal to one of the allowed values"),
    ):
        yield Case(f"/v2/stats{query}", 400, {"statusCode": 400, "error": "Bad Request", "message": said})
    wrong = {"statusCode": 400, "error": "Bad Request", "message": "invalid dates set, out of bounds of allowed values"}
    yield Case(f"{git}=day&after=x", 400, wrong, needs=MOMENT)
    yield Case(f"{git}=day&after=", 400, wrong, needs=MOMENT)
    yield Case(f"{git}=day&after=2024-05-01&before=2024-02-30", 400, wrong, needs=MOMENT)


def _series(name: str, values: list[int]) -> Callable[[Any], bool]:
    return lambda body: body["Stats"]["Id"] == name and [each["Value"] for each in body["Stats"]["Data"]] == values


def _bins(name: str, values: Mapping[str, int]) -> dict[str, Any]:
    data = [{"Period": f"{day}T00:00:00.000Z", "Value": value} for day, value in values.items()]
    return {"Stats": {"Id": name, "Data": data}}


def _others() -> Iterator[Case]:
    """Partify, PYBOSSA and Wistia, with and without what may follow their paths."""
    yield Case("/statistics", holds=lambda body: body["status"] == "ok")
    for path in ("/stats", "/stats/"):
        yield Case(path, holds=lambda body: body["stats"]["n_task_runs"] == 2)
    yield Case("/api/globalstats", holds=lambda body: body["n_task_runs"] == 2)
    yield Case("/project/5/stats", holds=lambda body: "dayStats" in body)
    yield Case("/project/6/stats", 404, error(404, "Not Found"))
    for ending in ("", ".json", "/"):
        yield Case(f"/v1/stats/account{ending}", holds=lambda body: body["load_count"] == 6)
        yield Case(f"/v1/stats/medias/a%2Fb{ending}", holds=lambda body: body["load_count"] == 3)
    yield Case("/v1/stats/projects/p.json", holds=lambda body: body["number_of_videos"] == 2)
    yield Case("/v1/stats/medias/none.json", 404, {"error": "Not found"})
    yield Case("/v1/stats/medias/abc/engagement.json", holds=lambda body: "engagement_data" in body)
    yield Case("/v1/medias/abc/stats.json", holds=lambda body: body["hashed_id"] == "abc")
    days = "/v1/stats/medias/abc/by_date.json"
    yield Case(days, holds=_days(1, 5))
    yield Case(f"{days}?start_date=&end_date=", holds=_days(1, 5))
    yield Case(f"{days}?start_date=2024-05-02&end_date=2024-05-04", holds=_days(2, 4), needs=CUT)
    yield Case(f"{days}?end_date=2024-05-01", holds=_days(1, 1), needs=CUT)
    yield Case(f"{days}?start_date=2024-05-04&end_date=2024-05-02", 200, [], needs=CUT)
    yield Case(
        "/v1/stats/account/by_date?start_date=2024-05-04",
        holds=lambda body: [day["date"] for day in body] == ["2024-05-05", "2024-05-04"],
        needs=CUT,
    )
    counts = [2, 2, 0, 0, 2]
    yield Case("/v1/stats/projects/p/by_date", holds=lambda body: [day["load_count"] for day in body] == counts)
    for value in ("yesterday", "2024-5-1", "2024-02-30", "20240501"):
        wrong = {"error": "end_date is not a date such as 2012-10-05"}
        yield Case(f"{days}?start_date=2024-05-01&end_date={value}", 400, wrong, needs=CUT)


def _days(first: int, last: int) -> Callable[[Any], bool]:
    return lambda body: [day["date"] for day in body] == [f"2024-05-{day:02d}" for day in range(first, last + 1)]


def _unknown() -> Iterator[Case]:
    """What the API does not know is told in JSON; what others do not know is a page."""
    wanted = error(404, "Not Found")
    for path in ("stats", "stats/user/ana", "stats/user/ana/", "stats/user/ana/nothing", "no/such/path", "x.svg", ""):
        yield Case(f"/1/{path}", 404, wanted)
    yield Case("/1/stats/user/ana/artists/week.png", 404, wanted)
    yield Case("/1/stats/user/ana/artists/none.json?range=week", 404, wanted)
    yield Case("/1/stats/user//artists", 404, wanted)
    yield Case("/1/stats/user/ana/year-in-music/last", 404, wanted)
    yield Case("/1/stats/user/ana/artists/week.json", holds=payload(range="week"))


CASES = (*_ranges(), *_pages(), *_names(), *_checks(), *_years(), *_packages(), *_others(), *_unknown())
