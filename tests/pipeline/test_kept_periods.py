"""Periods that are over are linked from the old tree, and nothing that their documents show is left out of that."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from generator.config import load
from generator.errors import QueryError
from generator.events import formats
from generator.pages.template_files import Templates, TemplatesName
from generator.pipeline import Options, build, kept_periods
from generator.pipeline.cache_folder import cache_folder
from generator.pipeline.document_keys import KeptTree
from generator.pipeline.kept_periods import FILE, KeptPeriod, KeptPeriods
from tests.conftest import bytes_of

LISTENS = """listened_at,user_name,artist_name,track_name,release_name,artist_mbids
2020-12-04T10:00:00Z,ana,Low,Words,Hope,
2021-03-04T10:00:00Z,ana,Low,Words,Hope,a1f00000-0000-4000-8000-000000000001
2021-04-04T10:00:00Z,ana,Low,Fear,Hope,a1f00000-0000-4000-8000-000000000001
2021-05-04T10:00:00Z,ana,Hum,Stars,,
2021-06-04T10:00:00Z,ana,Hum,Stars,,
2021-04-05T11:00:00Z,ben,Low,Words,Hope,
"""
DAY = "2021-06-08T10:00:00Z,ana,Hum,Green to Me,,\n"
OVER = ("week", "month", "quarter", "half_yearly", "year")
RANGES = {f"{of} {name}" for of in ("range", "pages of") for name in OVER}
PAST = {
    "2020", "2020-12", "2021-03", "2021-04", "2021-05", "2020-W49", "2021-W09", "2021-W13", "2021-W14", "2021-W18",
    "2021-W22", "period Spring", "year in music 2020", *RANGES,
}  # fmt: skip
PERIODS = "periods: [year, month, week, {name: Spring, from: 2021-03-01, to: 2021-05-31}]"
# What changes documents of months that are over: the words of a config.yaml, or the lines of listens.
CHANGES = {
    "title": ("title: Ours", "title: Theirs"),
    "zone": ("timezone: UTC", "timezone: Pacific/Auckland"),
    "a listen of a month": ("2021-05-04T10:00:00Z,ana,Hum,Stars,,\n", ""),
    "a year more": (DAY, "2022-06-08T10:00:00Z,ana,Hum,Green to Me,,\n"),
    "a listener more": (DAY, DAY + DAY.replace("ana", "cay")),
    "an artist with a page": (",Hum,Stars,,", ",Hum,Stars,,a1f00000-0000-4000-8000-000000000002"),
    "a month before": (DAY, DAY + "2021-02-05T10:00:00Z,ben,Hum,Green to Me,,\n"),
    "an earlier first listen": (DAY, DAY + "2019-02-05T10:00:00Z,ben,Hum,Green to Me,,\n"),
    "no pages of artists": ("listeners: 100", "listeners: 0"),
    "entries about two": ("at_least: 1", "at_least: 2"),
    "a range with listens of another listener": (DAY, DAY + DAY.replace("ana", "ben")),
    "a year with other months": (DAY, DAY + "2020-06-08T10:00:00Z,ana,Hum,Green to Me,,\n"),
    "no JSON of ranges": (PERIODS, f"{PERIODS}\nmirrors: []"),
    "years alone": (PERIODS, "periods: [year]"),
    "no calendar": (PERIODS, "periods: []"),
    "no pages": (PERIODS, f"{PERIODS}\npages: false"),
    "months alone": (PERIODS, "periods: [month]"),
    "weeks alone": (PERIODS, "periods: [week]"),
    "another name": ("name: Spring", "name: Tour"),
}


def project(folder: Path) -> Path:
    """A project of two listeners and five months, of which the last still runs."""
    (folder / "listens.csv").write_text(LISTENS + DAY, encoding="utf-8")
    (folder / "config.yaml").write_text(
        "site: {title: Ours, timezone: UTC}\nsources: [{format: listens, path: listens.csv}]\nlisteners: 100\n"
        f"privacy: {{at_least: 1}}\n{PERIODS}\n",
        encoding="utf-8",
    )
    return folder


def built(folder: Path, output: str = "output", *, fresh: bool = False) -> dict[str, bytes]:
    """The bytes of the tree of a project."""
    now = datetime(2023, 1, 1)  # noqa: DTZ001
    build(load(folder / "config.yaml", formats.names()), folder / output, now, Options(jobs=1, fresh=fresh))
    return bytes_of(folder / output)


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The months of which documents were linked without being thought out, as they come."""
    found, documents = set[str](), KeptPeriods.documents

    def noted(self: KeptPeriods, name: str, data: bytes, make: object, *more: object) -> Iterator[object]:
        is_made = False

        def making() -> Iterator[object]:
            nonlocal is_made
            is_made = True
            return make()  # type: ignore[operator]

        yield from documents(self, name, data, making, *more)  # type: ignore[arg-type]
        found.update(() if is_made else {name})

    monkeypatch.setattr(KeptPeriods, "documents", noted)
    return found


def test_past_months_are_linked_when_a_day_is_added(tmp_path: Path, linked: set[str]):
    """Twice, so that what was linked is kept on; the tree is that of a fresh build."""
    folder = project(tmp_path)
    built(folder)
    assert linked == set()
    for day in (9, 10):
        with (folder / "listens.csv").open("a", encoding="utf-8") as stream:
            stream.write(DAY.replace("06-08", f"06-{day:02}"))
        made = built(folder)
        assert linked == PAST
        linked.clear()
        assert made == built(folder, f"fresh{day}", fresh=True)


@pytest.mark.parametrize("change", CHANGES)
def test_what_months_show_makes_them_anew(tmp_path: Path, change: str):
    """Whatever changes a byte of theirs is part of what is compared."""
    folder, (old, new) = project(tmp_path), CHANGES[change]
    before = built(folder)
    for file in (folder / "config.yaml", folder / "listens.csv"):
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    made = built(folder)
    assert made == built(folder, "fresh", fresh=True)
    assert {path for path in made if made[path] != before.get(path)}


def test_a_damaged_document_is_made_anew(tmp_path: Path, linked: set[str]):
    """So is its month; what is kept of months is dropped when it is damaged itself."""
    folder = project(tmp_path)
    first = built(folder)
    (folder / "output/month/2021-03.json").write_text("{}")
    assert built(folder) == first
    assert linked == PAST - {"2021-03"}

    linked.clear()
    cache = cache_folder(folder / "output")
    said = (cache / FILE).read_bytes()
    (cache / FILE).write_bytes(said[:-9])
    assert built(folder) == first
    assert linked == set()


def test_what_is_not_compared_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A stat set that documents of months read must be among those whose rows are hashed."""
    monkeypatch.setattr(kept_periods, "read", lambda _kind: ("listens/totals",))
    with pytest.raises(QueryError, match="but is not among what its documents may depend on"):
        built(project(tmp_path))


def test_a_kept_month_knows_its_documents(tmp_path: Path):
    """What is saved is what is loaded."""
    folder = project(tmp_path)
    built(folder)
    loaded = kept_periods.load(
        cache_folder(folder / "output"), KeptTree(folder), Templates({}, TemplatesName(""))
    ).before
    assert loaded.keys() == PAST
    assert all(isinstance(period, KeptPeriod) for period in loaded.values())
    assert loaded["2021-03"].documents[0] == ("month/2021-03.json", "period")
    assert {path for path, *_ in loaded["range year"].noted} >= {"/1/stats/user/{user_name}/artists"}
