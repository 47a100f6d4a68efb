"""What a request is answered: a file of the tree, or the API's answer cut from one. No sockets here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

import orjson

from generator import ranges
from generator.documents import MARK
from generator.errors import OutputError
from generator.mirrors.endpoint import FIRST, MOST, Endpoint
from generator.mirrors.listenbrainz import ENDPOINTS, LISTEN_COUNT
from generator.mirrors.year_in_music import YEAR_IN_MUSIC
from generator.serve import winget, wistia

_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a media type and a body."""

    status: int
    media_type: str = _JSON
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Tree:
    """A finished tree, the path segment of everything in its catalog, and the years that there is a year in music of.

    `subjects` has what is counted for by the name of its id, such as user_name.
    """

    folder: Path
    subjects: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    @property
    def users(self) -> Mapping[str, str]:
        """The path segment of every user."""
        return self.subjects.get("user_name", {})

    @classmethod
    def at(cls, folder: Path) -> "Tree":
        """Open a tree; OutputError when the folder is none of ours."""
        if not (folder / MARK).is_file():
            raise OutputError(f"{folder}: is no tree that stillstats made; build it first, or name it with -o")
        catalog = orjson.loads((folder / "catalog.json").read_bytes())
        users = catalog.get("users", [])
        paths = [(f"/{YEAR_IN_MUSIC.stem(user['segment'])}", user["paths"]) for user in users]
        years = frozenset(int(year) for path, found in paths for year in found.get(path, []))
        return cls(folder.resolve(), _subjects(catalog), years)

    def answer(self, target: str) -> Answer:
        """The answer to a GET of a request target, such as `/1/stats/user/ana/artists?range=week`."""
        parts = urlsplit(target)
        query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        for endpoint in ENDPOINTS:
            found = _pattern(endpoint.path).fullmatch(parts.path)
            if found:
                return self._endpoint(endpoint, unquote(next(iter(found.groups()), "")), query)
        found = _pattern(LISTEN_COUNT.path).fullmatch(parts.path)
        if found:
            return self._listen_count(unquote(found[1]))
        found = _pattern(YEAR_IN_MUSIC.path + "(?:/([0-9]{1,9}))?").fullmatch(parts.path)
        if found:
            return self._year_in_music(unquote(found[1]), found[2])
        return self._other(parts.path, query) or self._file(unquote(parts.path))

    def _other(self, path: str, query: Mapping[str, str]) -> Answer | None:
        """The answer of another API that takes parameters, where the tree has it; None when it is for none of them."""
        if path.rstrip("/") == winget.PATH and "package_id" in self.subjects:
            return _json(winget.stats(self.folder, self.subjects["package_id"], query))
        if "media_id" in self.subjects:
            found = wistia.answer(self.folder, self.subjects, path, query)
            return _json(found) if found else None
        return None

    def _listen_count(self, user: str) -> Answer:
        if user not in self.users:
            return _error(404, f"Cannot find user: {user}")
        return Answer(200, _JSON, (self.folder / f"{LISTEN_COUNT.stem(self.users[user])}.json").read_bytes())

    def _year_in_music(self, user: str, year: str | None) -> Answer:
        """The year is checked before the user; a user who did not listen in it has an empty answer."""
        if year and int(year) not in self.years:
            return _error(404, f"Cannot find Year in Music report for year: {int(year)}")
        if user not in self.users:
            return _error(404, f"Cannot find user: {user}")
        stem = YEAR_IN_MUSIC.stem(self.users[user])
        file = self.folder / (f"{stem}/{int(year)}.json" if year else f"{stem}.json")
        if file.is_file():
            return Answer(200, _JSON, file.read_bytes())
        empty = {"payload": {"user_name": user, "year": int(year), "data": {}}} if year else None
        return Answer(200, _JSON, orjson.dumps(empty)) if empty else Answer(204)

    def _endpoint(self, endpoint: Endpoint, subject: str, query: Mapping[str, str]) -> Answer:
        """The checks in the API's order: the subject, the range, then count and offset."""
        if endpoint.subject == "user_name" and subject not in self.users:
            return _error(404, f"Cannot find user: {subject}")
        if endpoint.subject not in {None, "user_name"} and not _is_mbid(subject):
            return _error(400, f"{str(endpoint.subject).removesuffix('_mbid').replace('_', ' ')} mbid format invalid.")
        name = query.get("range", ranges.ALL_TIME)
        if name not in ranges.NAMES:
            return _error(400, f"Invalid range: {name}")
        wrong = next(
            (key for key in ("count", "offset") if not re.fullmatch(r"\d{1,18}", query.get(key, "0"), re.ASCII)), None
        )
        if endpoint.paginated and wrong:
            return _error(400, f"'{wrong}' should be a non-negative integer")
        segment = self.users[subject] if endpoint.subject == "user_name" else subject.lower()
        return self._cut(endpoint, endpoint.stem(segment), name, query)

    def _cut(self, endpoint: Endpoint, stem: str, name: str, query: Mapping[str, str]) -> Answer:
        file = self.folder / stem / name / "all.json" if endpoint.paginated else self.folder / stem / f"{name}.json"
        if not file.is_file():
            return Answer(204)
        if not endpoint.paginated:
            return Answer(200, _JSON, file.read_bytes())
        count, offset = min(int(query.get("count", FIRST)), MOST), int(query.get("offset", 0))
        payload = orjson.loads(file.read_bytes())["payload"]
        items = payload[endpoint.items][offset : offset + count]
        return Answer(
            200,
            _JSON,
            orjson.dumps({"payload": payload | {endpoint.items: items, "count": len(items), "offset": offset}}),
        )

    def _file(self, path: str) -> Answer:
        """A file of the tree and nothing outside it; a folder answers with its index, an API's path with its JSON."""
        try:
            file = (self.folder / path.lstrip("/")).resolve()
            said = (self.folder / (path.strip("/") + ".json")).resolve()
            file = said if said.is_file() and not file.is_file() else file
            file = file / "index.html" if file.is_dir() else file
            if file.is_relative_to(self.folder) and file.is_file():
                return Answer(200, guess_type(file.name)[0] or "application/octet-stream", file.read_bytes())
        except (OSError, ValueError):  # a name too long, or with a NUL
            pass
        missing = self.folder / "404.html"
        return Answer(404, "text/html", missing.read_bytes() if missing.is_file() else b"")


def _subjects(catalog: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """The segments of every list of the catalog, by the first key of its entries."""
    subjects: dict[str, dict[str, str]] = {}
    for entries in catalog.values():
        for entry in entries if isinstance(entries, list) else ():
            kind = next(iter(entry))
            subjects.setdefault(kind, {})[entry[kind]] = entry["segment"]
    return subjects


def _json(found: tuple[int, bytes]) -> Answer:
    status, body = found
    return Answer(status, _JSON, body)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"{\w+}", "([^/]+)", path) + "/?")


def _is_mbid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _error(status: int, message: str) -> Answer:
    return Answer(status, _JSON, orjson.dumps({"code": status, "error": message}))
