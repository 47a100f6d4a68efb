"""A site of hostile names, built once, and what a reader's program sees of its pages."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.config import load
from generator.events import formats
from generator.pipeline import Options, build
from tests.conftest import NOW, listen
from tests.pages import domains
from tests.shared import shared

LONG = "A Very Long Title " * 11 + "End"
ARABIC = "فيروز"
BREAKING = "\u2069out\u2066"
ENDLESS = "endless " * 1000
OVERRIDE = "\u202eevil"
LOW, CAN, FAIRUZ = (f"{digit * 8}-0000-4000-8000-000000000000" for digit in "123")
ALBUM, GROUP = "44444444-0000-4000-8000-000000000000", "55555555-0000-4000-8000-000000000000"

USERS = ("ana", "Ána", "<script>alert(1)</script>", "a/b", "CON", "日本語", "..", "é" * 150, ARABIC, 'x" onload="y')


def mapped(line: Mapping[str, object], mbid: str, release: str | None = None) -> dict[str, object]:
    """The same listen, as MusicBrainz knows it."""
    sent = line["track_metadata"]
    assert isinstance(sent, dict)
    credit = [{"artist_credit_name": sent["artist_name"], "artist_mbid": mbid, "join_phrase": ""}]
    mapping = {
        "recording_name": sent["track_name"],
        "recording_mbid": f"{mbid[:-1]}9",
        "release_mbid": release,
        "artist_mbids": [mbid],
        "artists": credit,
    }
    return {**line, "track_metadata": {**sent, "mbid_mapping": mapping}}


def history() -> Iterator[Mapping[str, object]]:
    """Listens of two years, some mapped, by users whose names are traps; the first has more than ten of everything."""
    for place, user in enumerate(USERS):
        yield mapped(
            listen(user, f"2024-05-{place + 1:02d}T09:00", "Low", "Lullaby", "I Could Live in Hope"), LOW, ALBUM
        )
        yield mapped(listen(user, f"2023-02-{place + 1:02d}T23:59:59", "Can", "Vitamin C", "Ege Bamyasi"), CAN)
        yield mapped(listen(user, "2024-05-12T10:00", ARABIC, "نسم علينا الهوى", ARABIC), FAIRUZ)
    yield listen("ana", "2024-05-13T10:00", "<b>bold & co</b>", LONG, LONG)
    yield listen("ana", "2024-05-13T10:01", OVERRIDE, "line\nbreak\x01", "{{ 7 * 7 }}")
    yield listen("ana", "2024-05-13T10:02", BREAKING, ENDLESS, "\u200b")
    for number in range(1, 14):
        yield listen("ana", f"2024-05-14T10:{number:02d}", f"Artist {number}", f"Track {number}", f"Album {number}")
    yield listen("ana", "2024-05-15T12:00", "Low", "Words", None)
    yield listen("late", "2024-05-15T12:30", "Low", "Words", None)


def written(folder: Path, lines: Iterator[Mapping[str, object]], **settings: object) -> Path:
    """A project with countries and release groups."""
    folder.mkdir()
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "listens.jsonl").write_text(text, encoding="utf-8")
    (folder / "artists.csv").write_text(
        f"artist_mbid,artist_name,country_code\n{LOW},Low,US\n{CAN},Can,DE\n{FAIRUZ},{ARABIC},LB\n"
    )
    (folder / "releases.csv").write_text(
        "release_mbid,release_group_mbid,first_release_date_year,release_name,album_artist_name\n"
        f"{ALBUM},{GROUP},1994,I Could Live in Hope,Low\n"
    )
    sources = [
        {"format": name, "path": path}
        for name, path in (("listenbrainz", "listens.jsonl"), ("artists", "artists.csv"), ("releases", "releases.csv"))
    ]
    config = {"site": {"title": "Tom & <Jerry>"}, "sources": sources, **settings}
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    return folder / "config.yaml"


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, with charts."""
    return shared(tmp_path_factory, "hostile", _hostile)


def _hostile(folder: Path) -> Path:
    config = load(written(folder / "project", history()), formats.names())
    build(config, folder / "output", NOW, Options())
    return folder / "output"


@pytest.fixture(scope="session")
def every_domain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site of listens, packages, contributions and videos, with charts."""
    return shared(tmp_path_factory, "domains", _every_domain)


def _every_domain(folder: Path) -> Path:
    for name, (_, records) in domains.FILES.items():
        (folder / name).write_text(domains.lines(records), encoding="utf-8")
    (folder / "listens.jsonl").write_text(
        "".join(json.dumps(listen(user, "2024-05-01T09:00", user, user)) + "\n" for user in ("ana", "a.html")),
        encoding="utf-8",
    )
    sources = [{"format": form, "path": name} for name, (form, _) in domains.FILES.items()]
    config = {"sources": [{"format": "listenbrainz", "path": "listens.jsonl"}, *sources], "periods": ["month"]}
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    build(load(folder / "config.yaml", formats.names()), folder / "output", NOW, Options())
    return folder / "output"


def made(folder: Path, lines: Iterable[Mapping[str, object]], **settings: object) -> Path:
    """The pages, without charts, of a project that is these listens alone."""
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "listens.jsonl").write_text(text, encoding="utf-8")
    sources = [{"format": "listenbrainz", "path": "listens.jsonl"}]
    config = {"sources": sources, "charts": False, **settings}
    (folder / "config.yaml").write_text(json.dumps(config), encoding="utf-8")
    build(load(folder / "config.yaml", formats.names()), folder / "output", NOW, Options())
    return folder / "output"


class Reader(HTMLParser):
    """What a page says: its text, its links, its elements with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep the text, but for the space between elements."""
        if data.strip():
            self.text.append(data.strip())

    @property
    def addresses(self) -> list[str]:
        """Every URL that the page leads to or loads, but for places on itself."""
        return [
            value
            for _, attrs in self.elements
            for key, value in attrs.items()
            if key in {"href", "src", "srcset"} and value and not value.startswith("#")
        ]

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of one kind."""
        return [attrs for name, attrs in self.elements if name == tag]


def table(page: Path, caption: str) -> list[list[str]]:
    """The cells of the lines of a page's table, the name of the line first."""
    (body,) = re.findall(rf"<caption[^>]*>{re.escape(caption)}</caption>.*?<tbody>(.*?)</tbody>", text(page), re.DOTALL)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in body.split("</tr>")[:-1])
    return [[unescape(re.sub(r"<[^>]*>", "", cell)) for cell in line] for line in cells]


def totals(page: Path) -> dict[str, str]:
    """The numbers at the top of a page, by their words."""
    (top,) = re.findall(r'<dl class="facts.*?">(.*?)</dl>', text(page), re.DOTALL)[:1] or [""]
    found = re.findall(r"<dt>(.*?)</dt><dd.*?>(.*?)</dd>", top)
    return {plain(re.sub(r"<br>.*", "", words)): plain(said) for words, said in found}


def lists(page: Path) -> dict[str, list[tuple[str, int]]]:
    """The top lists of a page by their headings: names as they stand in the source, and counts."""
    found: dict[str, list[tuple[str, int]]] = {}
    for part in text(page).split('<table class="list')[1:]:
        (caption,) = re.findall(r"<caption[^>]*>(.*?)</caption>", part)[:1]
        heading = re.fullmatch(r"(.*?)(?:, most first|, [\d,]+ to [\d,]+|: number [\d,]+)", caption)
        lines = [line for line in part.partition("</table>")[0].split("<tr>") if "<bdi>" in line]
        counts = [plain(re.findall(r"<td[^>]*>(.*?)</td>", line)[-1]) for line in lines]
        names = [re.findall(r"<bdi>(.*?)</bdi>", line)[0] for line in lines]
        if heading and all(count.replace(",", "").isdigit() for count in counts):  # else they are times
            found.setdefault(heading[1], []).extend(
                (name, int(count.replace(",", ""))) for name, count in zip(names, counts, strict=True)
            )
    return found


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


def own(tree: Path, name: str) -> Path:
    """The page of a range or a period of an only listener, whose the whole site is."""
    if name == "all_time":
        return tree / "index.html"
    period = re.fullmatch(r"(year-in-music|year|month)-(\d.*)", name)
    return tree / (f"{period[1]}/{period[2]}.html" if period else f"range/{name}.html")


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def pages_of(tree: Path) -> list[Path]:
    return sorted(page for page in tree.rglob("*.html") if page.is_file())  # a folder may be called so


def read(page: Path) -> Reader:
    return Reader(page.read_text(encoding="utf-8"))
