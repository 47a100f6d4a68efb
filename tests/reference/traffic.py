"""The traffic of a log in the combined format, counted by plain Python: nothing of the program is used."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

LINE = re.compile(r'(\S+) \S+ \S+ \[([^\]]+)\] "(\S+) (\S+) [^"]*" (\d+) \S+ "([^"]*)" "([^"]*)"')
KEY = re.compile(r"(?=\S*\d)\S{20,}")  # the words of paths in these logs that are keys


@dataclass
class Group:
    """What was asked for with something in common: how often, by which people, and by how many on each day."""

    count: int = 0
    people: set[str] = field(default_factory=set)
    visitors: set[tuple[object, str, str]] = field(default_factory=set)

    def add(self, address: str, day: object, agent: str) -> None:
        """Count one more."""
        self.count += 1
        self.people.add(address)
        self.visitors.add((day, address, agent))


@dataclass(frozen=True)
class Rules:
    """By which clock and route is counted, which agents are crawlers, which hosts the site's own, and at_least."""

    zone: str
    route: str
    kind_of: Callable[[str], str | None]
    own: set[str]
    least: int
    left_out: bool


def _told(groups: Mapping[Any, Group], rules: Rules) -> set[Any]:
    """The keys of the groups that are of enough people."""
    return {key for key, group in groups.items() if len(group.people) >= rules.least}


def traffic(lines: Iterable[str], rules: Rules) -> dict[str, Any]:
    """What traffic.json says of lines, but for the order of equals."""
    views, missing = Group(), defaultdict[str, Group](Group)
    by: Mapping[str, defaultdict[Any, Group]] = {key: defaultdict(Group) for key in ("day", "hour", "host")}
    crawlers, direct, owned = Counter[str](), 0, 0
    for line in lines:
        address, at, method, target, status, referrer, agent = LINE.match(line).groups()  # type: ignore[union-attr]
        local = datetime.strptime(at, "%d/%b/%Y:%H:%M:%S %z").astimezone(ZoneInfo(rules.zone))
        day, kind = local.date().isoformat(), rules.kind_of(agent)
        who = (address, day, "" if agent == "-" else agent)
        if method == "GET" and status == "404" and not (kind and rules.left_out):
            missing[unquote(target.split("?")[0])].add(*who)
        if method != "GET" or status != "200" or not re.search(rules.route, target):
            continue
        if kind:
            crawlers[kind] += 1
        if kind and rules.left_out:
            continue
        views.add(*who)
        by["day"][day].add(*who)
        by["hour"][local.hour].add(*who)
        host = (urlsplit(referrer).hostname or "").removeprefix("www.")
        direct += not host
        owned += host in rules.own
        if host and host not in rules.own:
            by["host"][host].add(*who)
    told = {key: _told(groups, rules) for key, groups in by.items()}
    hosts = {name for name in told["host"] if re.search(r"\.[a-z]", name)}
    paths = {name for name in _told(missing, rules) if not _is_personal(name)}
    return {
        "views": views.count,
        "visitors": len(views.visitors),
        "days": {
            day: (group.count, len(group.visitors) if day in told["day"] else None) for day, group in by["day"].items()
        },
        "hours": {hour: by["hour"][hour].count for hour in told["hour"]},
        "hidden_hours": sum(group.count for hour, group in by["hour"].items() if hour not in told["hour"]),
        "referrers": {name: (by["host"][name].count, len(by["host"][name].visitors)) for name in hosts},
        "other_referrers": sum(group.count for name, group in by["host"].items() if name not in hosts),
        "direct": direct,
        "own": owned,
        "missing": {name: missing[name].count for name in paths},
        "other_missing": sum(group.count for name, group in missing.items() if name not in paths),
        "crawlers": dict(crawlers),
    }


def _is_personal(path: str) -> bool:
    return "@" in path or any(KEY.fullmatch(word) for word in path.split("/"))
