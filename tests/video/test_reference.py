"""The whole mirror of random histories, key by key, against the reference in plain Python."""

import json
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from generator.mirrors import wistia
from generator.mirrors.catalog import Catalog
from tests.reference import wistia as reference
from tests.reference.video import Event
from tests.reference.video_sources import event
from tests.video.conftest import Filled, at

MEDIAS = {
    "1a": {"name": "One", "project": "p", "s": 12.345},
    "2b": {"name": "Two", "project": "p", "s": 1000},
    "3c": {"name": "Three", "project": "q", "s": 3600.5},
    "4d": {"name": "Four", "s": 1},
    "5e": {"name": "Five", "project": "q", "s": 59},
}


def history(seed: int) -> list[Event]:
    """Three weeks of viewings: a load, mostly a play, some watches from anywhere to anywhere, some of them again."""
    chance = Random(seed)  # noqa: S311
    made = []
    for session in range(150):
        media, who = chance.choice([*MEDIAS][:4]), chance.randrange(25)
        moment = at("2024-02-20") + timedelta(seconds=chance.randrange(21 * 86_400))
        made.append(Event("load", moment, media, who, session))
        if chance.random() < 0.7:
            made.append(Event("play", moment, media, who, session))
            for _ in range(chance.randrange(4)):
                length = round(1000 * float(str(MEDIAS[media]["s"])))
                start, end = sorted(chance.sample(range(length + 1), 2))
                made.append(Event("watch", moment, media, None, session, start, end, end - start))
    return made


def told(one: Event) -> dict[str, Any]:
    """An event in the words of the reference."""
    kind = "range" if one.kind == "watch" else one.kind
    who = None if one.visitor is None else str(one.visitor)
    return event(kind, one.at, one.media, visitor=who, session=one.session, start_ms=one.start, end_ms=one.end)


@pytest.mark.parametrize("seed", range(5))
def test_every_document_is_that_of_the_reference(filled: Filled, seed: int):
    """But for the number of a media, which is the mirror's own."""
    events = history(seed)
    found = {
        document.path: json.loads(document.body) for document in wistia.documents(filled(MEDIAS, events), Catalog())
    }
    table = [
        {"media_id": media, "name": said["name"], "project_id": said.get("project"), "duration_s": said["s"]}
        for media, said in MEDIAS.items()
    ]
    expected = reference.documents(map(told, events), table)
    numbers = {path: found[path].pop("id") for path in found if path.endswith("/stats.json")}
    assert found == expected
    assert len(set(numbers.values())) == len(MEDIAS)
    assert all(isinstance(number, int) for number in numbers.values())
