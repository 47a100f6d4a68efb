"""A small project of every domain, most hosts and every kind of document: what any Python has to build alike."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.pages import domains

# Letters that got a case or a composition with one version of Unicode or another stand beside old ones.
USERS = ("ana", "Ana", "Straße", "ΣΊΣΥΦΟΣ", "\u1c89x", "\U00010d50x", "e\u0301")
ARTISTS = (
    "Low", "Can", "Sigur Rós", "ΣΊΣΥΦΟΣ", "σίσυφος", "\u1c8ay", "\ua7daz", "\U00010d70w",
    "Björk feat. Low", "İstanbul", "\ufb01sh", "平沢進", "🙂", "a" * 300,
)  # fmt: skip
TRACKS = ("Words", "Lullaby", "Vitamin C", "Ágætis byrjun", "x" * 300, "\u2160", "\uff48\uff41")
_LISTENS = 300
_NAMES = 6  # of the packages, projects and medias whose names are traps

CONFIG: Mapping[str, object] = {
    "site": {"title": "Every domain", "base_url": "https://stats.example.org", "timezone": "Europe/Berlin"},
    "hosts": ["nginx", "caddy", "cloudflare", "s3"],
    "fold": {"within": "60s"},
    "publish": ["volunteers"],
}

Record = Mapping[str, object]


def write(folder: Path) -> Path:
    """Write the project, and answer its config.yaml."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = []
    for name, form, records in _files():
        (folder / name).write_text(domains.lines(records), encoding="utf-8")
        sources.append({"format": form, "path": name})
    config = folder / "config.yaml"
    config.write_text(json.dumps({**CONFIG, "sources": sources}), encoding="utf-8")
    return config


def _files() -> Iterator[tuple[str, str, Sequence[Record]]]:
    yield "listens.jsonl", "listenbrainz", tuple(_listens(random.Random(12)))  # noqa: S311 - the same everywhere
    for name, (form, records) in domains.FILES.items():
        yield name, form, tuple(filter(_is_early, records))


def _is_early(record: Record) -> bool:
    """Whether a record is about one of the first names."""
    number = record.get("project_id", record.get("id", 0))
    name = record.get("package_id", record.get("media_id"))
    return name in domains.TRAPS[:_NAMES] if name else isinstance(number, int) and number <= _NAMES


def _listens(luck: random.Random) -> Iterator[Record]:
    """A year of listens; some of them with ids."""
    moment = datetime(2022, 12, 30, 20, tzinfo=UTC)
    for number in range(_LISTENS):
        moment += timedelta(seconds=luck.randrange(200_000))
        artist, track = luck.choice(ARTISTS), luck.choice(TRACKS)
        ids = {"artist_mbids": [f"0000000{ARTISTS.index(artist) % 10}-0000-4000-8000-000000000000"]}
        said = {"artist_name": artist, "track_name": track, "release_name": luck.choice((None, track[:3]))}
        mapped = {**said, "additional_info": ids} if number % 3 == 0 else said
        yield {"user_name": luck.choice(USERS), "listened_at": int(moment.timestamp()), "track_metadata": mapped}
