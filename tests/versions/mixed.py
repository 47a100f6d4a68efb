"""A small project of every domain, every host and every kind of document: what any Python has to build alike."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.pages import domains

# Letters that got a case, a composition or a meaning with one version of Unicode or another stand beside old ones.
USERS = ("ana", "Ana", "Straße", "ΣΊΣΥΦΟΣ", "\u1c89x", "\ua7cbx", "\U00010d50x", "e\u0301", "a/b")
ARTISTS = (
    "Low", "Can", "Sigur Rós", "ΣΊΣΥΦΟΣ", "σίσυφος", "\u1c8ay", "\ua7daz", "\U00010d70w",
    "Björk feat. Low", "İstanbul", "ﬁsh", "平沢進", "🙂", "a" * 300,
)  # fmt: skip
TRACKS = ("Words", "Lullaby", "Vitamin C", "Ágætis byrjun", "x" * 300, "\u2160", "ｈａｌｆ")
_LISTENS = 400
_PACKAGES = 8  # of the packages, projects and medias whose names are traps

CONFIG: Mapping[str, object] = {
    "site": {"title": "Every domain", "base_url": "https://stats.example.org", "timezone": "Europe/Berlin"},
    "hosts": ["nginx", "caddy", "cloudflare", "s3"],
    "fold": {"within": "60s"},
    "publish": ["volunteers"],
}


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


def _files() -> Iterator[tuple[str, str, Sequence[Mapping[str, object]]]]:
    yield "listens.jsonl", "listenbrainz", tuple(_listens(random.Random(12)))
    for name, (form, records) in domains.FILES.items():
        yield name, form, _few(records)


def _few(records: Sequence[Mapping[str, object]]) -> Sequence[Mapping[str, object]]:
    """What is about the first few names."""
    names = domains.TRAPS[:_PACKAGES]
    kept = (each for each in records if each.get("package_id", each.get("media_id", names[0])) in names)
    return (
        tuple(each for each in kept if int(str(each.get("project_id", each.get("id", 1)))) <= _PACKAGES)
        if ("task_id" in records[0] or "short_name" in records[0])
        else tuple(kept)
    )


def _listens(luck: random.Random) -> Iterator[Mapping[str, object]]:
    """Two years of listens; some of them twice, some with ids."""
    moment = datetime(2022, 12, 30, 20, tzinfo=UTC)
    for number in range(_LISTENS):
        moment += timedelta(seconds=luck.randrange(90_000))
        artist, track = luck.choice(ARTISTS), luck.choice(TRACKS)
        more = {"artist_mbids": [f"0000000{ARTISTS.index(artist) % 10}-0000-4000-8000-000000000000"]}
        said = {"artist_name": artist, "track_name": track, "release_name": luck.choice((None, track[:3]))}
        mapped = said | ({"additional_info": more} if number % 3 == 0 else {})
        yield {"user_name": luck.choice(USERS), "listened_at": int(moment.timestamp()), "track_metadata": mapped}
