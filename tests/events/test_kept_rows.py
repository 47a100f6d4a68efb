"""What earlier builds read of a file is what reading it anew gives: tables, rejects, lines and messages."""

import dataclasses
import io
import shutil
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from generator import events
from generator.config import Config, Source
from generator.events import KeptRows, growing
from generator.events.requests import visitors
from tests.events.conftest import NOW
from tests.torture.samples import PRIVATE, SETTINGS, Sample, samples

DATA = Path(__file__).parent.parent / "data"
REAL: Mapping[str, Mapping[str, object]] = {
    "apache_combined.log": {"format": "access-log", "route": "^/([^?]*)"},
    "bom_noheader.scrobbler.log": {"format": "scrobbler-log", "user": "ana"},
    "Streaming_History_Audio_spotify_import_test.json": {"format": "spotify", "user": "ana"},
    "cdn/cloudfront_percent-encoding.log": {"format": "access-log"},
    "cdn/fastly_basic.log.zst": {"format": "access-log", "route": "^/([^?]*)"},
    "cdn/simple-2021-01-07-20-55.log.gz": {"format": "access-log", "route": "^/([^?]*)"},
    "koito_export.json": {"format": "koito", "user": "ana"},
    "lastfm_recenttracks_shoko2.json": {"format": "lastfm", "user": "ana"},
    "lastfmstats_TestUser.json": {"format": "lastfm"},
    "listenbrainz_shoko1_1749780844.zip": {"format": "listenbrainz"},
    "maloja_export.json": {"format": "maloja", "user": "ana"},
    "pybossa/*.json": {"format": "pybossa"},
    "xapi_video_statements.jsonl.gz": {"format": "xapi-video"},
}
ISO_CSV = "listened_at,artist_name,track_name\n" + "".join(
    f"2024-05-{day:02}T10:00:00Z,Low,Song {day}\n" for day in range(1, 29)
)
GROWING: Mapping[str, tuple[Mapping[str, object], str]] = {
    "winget counters": (
        {"format": "winget-counters"},
        "".join(f'{{"package_id": "A.B", "date": "2024-05-{day:02}", "count": {day}}}\n' for day in range(1, 29)),
    ),
    "scrobbler log": (
        {"format": "scrobbler-log", "user": "ana"},
        "#AUDIOSCROBBLER/1.1\n#TZ/UTC\n#CLIENT/x\n"
        + "".join(f"Low\tHope\tSong {n}\t1\t200\tL\t{1714568700 + n}\t\n" for n in range(20)),
    ),
    "requests CSV": (
        {"format": "requests"},
        "package_id,timestamp,value\n" + "".join(f"A.B,2024-05-{day:02}T10:00:00Z,{day}\n" for day in range(1, 29)),
    ),
    "requests CSV with a quoted line break": (
        {"format": "requests"},
        "package_id,timestamp,value\n" + '"A.\nB",2024-05-01T10:00:00Z,2\n' * 3,
    ),
    "log without a route": ({"format": "access-log"}, samples()["log"].data.decode()),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all builds tell visitors apart by the same key, so that their tables can be compared."""
    monkeypatch.setattr(visitors.secrets, "token_hex", lambda count: "k" * count)


@dataclasses.dataclass
class Project:
    """A folder of source files, and a cache beside it."""

    folder: Path
    sources: tuple[Mapping[str, object], ...]

    @property
    def cache(self) -> KeptRows:
        """The cache, which keeps the smallest file, too."""
        return KeptRows(self.folder / "cache", smallest=1)

    def loaded(self, kept: KeptRows | None) -> object:
        """Every table, and what is told; or what is raised."""
        config = Config.model_validate(
            {"sources": tuple(map(Source.model_validate, self.sources)), "folder": self.folder}
        )
        scratch = self.folder / "scratch"
        scratch.mkdir(exist_ok=True)
        with duckdb.connect() as db:
            try:
                told = events.load(db, config, NOW, scratch, lambda _stage: None, kept)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the same
                return type(error), str(error)
            assert list(scratch.iterdir()) == []
            names = db.execute("select table_name from duckdb_tables() where not temporary order by all").fetchall()
            return told, {name: _rows(db, name) for (name,) in names}

    def kept(self) -> list[Path]:
        """The files of the cache."""
        return sorted((self.folder / "cache").rglob("*.rows"))


def _rows(db: duckdb.DuckDBPyConnection, table: str) -> list[tuple[object, ...]]:
    rows = db.execute(f"select columns(*)::varchar from {table}").fetchall()
    return sorted(rows, key=repr)


def project(folder: Path, *found: Sample) -> Project:
    (folder / "cache").mkdir()
    for sample in found:
        (folder / sample.name).write_bytes(sample.data)
    settings = [{"format": sample.format, "path": sample.name, **SETTINGS.get(sample.format, {})} for sample in found]
    return Project(folder, tuple(settings))


@pytest.fixture
def spared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes of files that grew were not read again, file by file."""
    sizes: list[int] = []
    rest = growing.rest

    def counted(*given: Any) -> Any:  # noqa: ANN401
        sizes.append(given[1])
        return rest(*given)

    monkeypatch.setattr(growing, "rest", counted)
    return sizes


def with_beside(name: str) -> tuple[Sample, ...]:
    sample = samples()[name]
    return (sample, samples()[sample.beside]) if sample.beside else (sample,)


@pytest.mark.parametrize("name", samples())
def test_same_is_read_from_the_cache(tmp_path: Path, name: str) -> None:
    """Of every family of formats: nothing, a cold and a warm cache give the same."""
    one = project(tmp_path, *with_beside(name))

    anew, cold = one.loaded(None), one.loaded(one.cache)
    kept = one.kept()

    assert kept or name == "SQLite"  # an older library cannot read it
    assert cold == anew
    assert one.loaded(one.cache) == anew
    assert one.kept() == kept


@pytest.mark.parametrize("name", REAL)
def test_same_is_read_of_real_files(tmp_path: Path, name: str) -> None:
    """Of files that programs wrote: nothing, a cold and a warm cache give the same."""
    (tmp_path / "cache").mkdir()
    shutil.copytree(DATA, tmp_path / "data")
    one = Project(tmp_path, ({**REAL[name], "path": f"data/{name}"},))

    anew, cold = one.loaded(None), one.loaded(one.cache)

    assert cold == anew
    assert one.loaded(one.cache) == anew


@pytest.mark.parametrize("name", [name for name, sample in samples().items() if sample.is_lines])
def test_file_of_lines_is_read_from_where_it_grew(tmp_path: Path, name: str, spared: list[int]) -> None:
    """Lines that came, broken and blank ones among them, are read alone; with them taken away all is as it was."""
    (sample,) = with_beside(name)
    lines = sample.data.splitlines(keepends=True) * 3
    begun, broken = b"".join(lines[:120]), b"".join([*lines[120:140], b"broken\n", b"\n"])
    days = [begun, begun + broken, begun + broken + b"".join(lines[140:])]
    one = project(tmp_path, sample)
    assert len(begun) > 4096
    for day in [days[0], days[1], days[2], days[1], days[0]]:
        (tmp_path / sample.name).write_bytes(day)

        assert one.loaded(one.cache) == one.loaded(None)
    assert spared == [len(days[0]), len(days[1])]


@pytest.mark.parametrize("name", GROWING)
def test_what_stands_over_lines_is_kept(tmp_path: Path, name: str) -> None:
    """Headings stand over the lines that came, too; numbers of lines go on."""
    settings, text = GROWING[name]
    one = project(tmp_path)
    one.sources = ({**settings, "path": "grows.txt"},)
    lines = text.splitlines(keepends=True)
    for count in (len(lines) // 2, len(lines) - 1, len(lines)):
        (tmp_path / "grows.txt").write_text("".join([*lines[:count], "bro,ken\n"]), encoding="utf-8")
        assert one.loaded(one.cache) == one.loaded(None)
        (tmp_path / "grows.txt").write_text("".join(lines[:count]), encoding="utf-8")
        assert one.loaded(one.cache) == one.loaded(None)


def test_file_that_was_cut_within_a_line_is_read_whole(tmp_path: Path, spared: list[int]) -> None:
    """What had no line feed at its end may go on within the line."""
    sample = samples()["ListenBrainz lines"]
    one = project(tmp_path, dataclasses.replace(sample, data=sample.data[:-7]))
    one.loaded(one.cache)
    (tmp_path / sample.name).write_bytes(sample.data)

    assert one.loaded(one.cache) == one.loaded(None)
    assert spared == []


def test_other_options_read_anew(tmp_path: Path) -> None:
    """The same bytes of another user, or by another route, are other rows."""
    one = project(tmp_path, samples()["log"])
    one.loaded(one.cache)
    one.sources = ({**one.sources[0], "route": "^/v2/(packages)/"},)

    assert one.loaded(one.cache) == one.loaded(None)


def test_member_of_an_archive_is_kept_by_itself(tmp_path: Path) -> None:
    """An export with a member more reads that one alone: those that it had are kept under the same names."""

    def export(*months: int) -> Sample:
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as archive:
            for month in months:
                data = samples()["ListenBrainz lines"].data.replace(b"Album", b"Album %d" % month) * 60
                archive.writestr(f"listens/2024/{month}.jsonl", data)
        return Sample("listenbrainz", "a.zip", whole.getvalue())

    one = project(tmp_path, export(1, 2))
    one.loaded(one.cache)
    kept = one.kept()
    (tmp_path / "a.zip").write_bytes(export(1, 2, 3).data)

    assert one.loaded(one.cache) == one.loaded(None)
    assert set(kept) < set(one.kept())


@pytest.mark.parametrize("harm", [lambda data: data[:-1], lambda data: data[:50] + b"x" + data[51:], lambda _data: b""])
def test_damaged_rows_are_dropped(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    """What was changed, cut off or emptied in the cache is read anew."""
    one = project(tmp_path, samples()["log"])
    anew = one.loaded(one.cache)
    for file in one.kept():
        file.write_bytes(harm(file.read_bytes()))

    assert one.loaded(one.cache) == anew
    assert one.loaded(one.cache) == anew


def test_cache_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """A file lies where the folder should: nothing is kept, nothing is told."""
    one = project(tmp_path, samples()["log"])
    (tmp_path / "cache" / "rows").write_text("in the way", encoding="utf-8")

    assert one.loaded(one.cache) == one.loaded(None)


@pytest.mark.parametrize("name", samples())
def test_cache_tells_nothing_of_a_file(tmp_path: Path, name: str) -> None:
    """Neither addresses nor names stand in it, packed or not, for anybody who has not the file itself."""
    one = project(tmp_path, *with_beside(name))
    one.loaded(one.cache)

    for file in one.kept():
        data = file.read_bytes()
        assert not any(private.encode() in data for private in (*PRIVATE, "Sigur", "ana"))
        assert b"PAR1" not in data
