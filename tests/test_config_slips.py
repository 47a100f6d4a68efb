"""Whatever a config.yaml holds, it is a Config or a ConfigError, each fault of which has its file and line."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Config, load
from generator.errors import ConfigError
from generator.one_line import shown
from tests import properties

FORMATS = frozenset({"listens", "lastfm"})
SOURCES = "sources: [{format: listens, path: x}]\n"


def told(folder: Path, text: str | bytes) -> list[str]:
    """Give what is said of a file, fault by fault; nothing of one that can be used."""
    file = folder / "config.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    found = outcome(file)
    if isinstance(found, Config):
        return []
    assert found.faults
    assert str(found) == "\n".join(map(str, found.faults))
    assert {fault.file for fault in found.faults} == {str(file)}
    lines = len(file.read_bytes().splitlines()) + 1
    assert [fault for fault in found.faults if not 1 <= fault.line <= lines or shown(fault.said) != fault.said] == []
    return [f"{fault.line}: {fault.said}" for fault in found.faults]


def outcome(file: Path) -> Config | ConfigError:
    try:
        return load(file, FORMATS)
    except ConfigError as error:
        return error


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("user: 2024", 'user: YAML reads 2024 as a number: put it in quotes, "2024"'),
        ("user: no", 'user: YAML reads no as false: put it in quotes, "no"'),
        ("user: 1_000", 'user: YAML reads 1_000 as a number: put it in quotes, "1_000"'),
        ("user: 12:30", 'user: YAML reads 12:30 as a number: put it in quotes, "12:30"'),
        ("encoding: 8859", 'encoding: YAML reads 8859 as a number: put it in quotes, "8859"'),
        ("timezone: off", 'timezone: YAML reads off as false: put it in quotes, "off"'),
        ("route: 1.5", 'route: YAML reads 1.5 as a number: put it in quotes, "1.5"'),
        ("user: [ana, bo]", "user: is a text, not a list"),
        ("timezone: {a: b}", "timezone: is a text, not keys with values"),
        ("timezone: ~", "timezone: has no value: write one, or leave the key out"),
        ("encoding: utf9", "encoding: 'utf9' is no encoding of texts: such are called latin-1, cp1252 or utf-16"),
        ("encoding: base64", "encoding: 'base64' is no encoding of texts: such are called latin-1, cp1252 or utf-16"),
        ("min_ms: -5", "min_ms: '-5' is less than 0"),
        ("min_ms: 99999999999", "min_ms: '99999999999' is more than 2147483647"),
        ("min_ms: yes", "min_ms: true is no whole number"),
        ("max_unpacked: 4", "max_unpacked: 4 is no size with its unit: write 4 GB"),
        ("max_unpacked: -4 GB", "max_unpacked: -4 GB is no size with its unit: write one such as 500 MB or 16 GB"),
        ("max_unpacked: 0 GB", "max_unpacked: 0 GB is out of range: a size is from 1 B to 1000 TB"),
        ("max_unpacked: [1 GB]", "max_unpacked: ['1 GB'] is no size with its unit: write one such as 500 MB or 16 GB"),
        ("min_ms: .inf", "min_ms: '.inf' is no whole number"),
        ('user: "a\\0b"', "user: holds U+0000, which is no character of a text"),
        ('user: "\\ud83d"', "user: holds U+D83D, which is no character of a text"),
        ("route: '(a{99999999999999999999})'", "route: is no regular expression: the repetition number is too large"),
    ],
)  # fmt: skip
def test_a_value_of_a_source_is_told_as_it_is_written(tmp_path: Path, source: str, said: str):
    """With what to write instead."""
    text = f"sources:\n  - format: listens\n    path: x\n    {source}\n"
    assert told(tmp_path, text) == [f"4: sources.0.{said}"]


def test_a_text_that_looks_like_a_date_is_a_text(tmp_path: Path):
    """YAML would make a date of it, or fail where the calendar has no such day."""
    file = tmp_path / "config.yaml"
    file.write_text(f"site: {{title: 2024-02-30}}\n{SOURCES}", encoding="utf-8")
    assert load(file, FORMATS).site.title == "2024-02-30"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("data/**x", "'data/**x': ** stands alone between slashes, as in data/**/*.zip; within a name one * is enough"),
        ("x**/y", "'x**/y': ** stands alone between slashes, as in data/**/*.zip; within a name one * is enough"),
        ("''", "is empty: name a file, or a glob such as data/*.zip"),
        ("2024", 'YAML reads 2024 as a number: put it in quotes, "2024"'),
    ],
)
def test_a_path_that_is_no_pattern_is_told(tmp_path: Path, path: str, said: str):
    """Before anything is looked for."""
    assert told(tmp_path, f"sources: [{{format: listens, path: {path}}}]\n") == [f"1: sources.0.path: {said}"]


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2026-02-30", "2026-02-30 is no time: day is out of range for month"),
        ("2026-02-30T10:00:00Z", "2026-02-30T10:00:00Z is no time: day is out of range for month"),
        ("2026-02-28T25:00", "2026-02-28T25:00 is no time: hour must be in 0..23"),
        ("20260101", "20260101 is no time: write 2026-01-01 for that day"),
        ("1767225600", "1767225600 is no time: write 2026-01-01T00:00:00Z for that many seconds since 1970"),
        ("soon", "soon is no time: say latest, now, or an ISO time such as 2026-06-30T12:00:00Z"),
        ("[2026]", "['2026'] is no time: say latest, now, or an ISO time such as 2026-06-30T12:00:00Z"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00 is not between 1970 and 2999"),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00 is not between 1970 and 2999"),
        ("9999-12-31", "9999-12-31 is not between 1970 and 2999"),
    ],
)
def test_an_as_of_that_is_no_moment_is_told(tmp_path: Path, as_of: str, said: str):
    """A day that the calendar lacks, a number, and its edges, from which a zone leads out of it."""
    said = said.replace("['2026']", "[2026]")
    assert told(tmp_path, f"site:\n  as_of: {as_of}\n{SOURCES}") == [f"2: site.as_of: {said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{SOURCES}pages: true\n{SOURCES}", "3: 'sources' is given twice, on line 1 and here: keep one"),
        (f"site:\n  title: a\n  title: b\n{SOURCES}", "3: site: 'title' is given twice, on line 2 and here: keep one"),
        (
            "sources:\n  - format: listens\n    path: x\n    user: ana\n    path: y\n",
            "5: sources.0: 'path' is given twice, on line 3 and here: keep one",
        ),
    ],
)
def test_a_key_given_twice_is_refused_with_both_lines(tmp_path: Path, text: str, said: str):
    """At any depth; YAML itself would take the last one and say nothing."""
    assert told(tmp_path, text) == [said]


NO_DEEPER = "nests deeper than 32 levels"
BOMB = "".join(f"k{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]\n" for at in range(1, 12))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1: is empty; it holds keys such as `site:` and `sources:`"),
        ("# nothing yet\n", "1: is empty; it holds keys such as `site:` and `sources:`"),
        ("- a\n", "1: is a list; it holds keys such as `site:` and `sources:`"),
        (f"site: !foo {{title: x}}\n{SOURCES}", "1: site: the tag !foo means nothing here: leave it out"),
        (f"site:\n  title: !!binary aGk=\n{SOURCES}", "2: site.title: the tag !!binary means nothing"),
        (
            f"listeners: !!python/name:os.system x\n{SOURCES}",
            "1: listeners: the tag !!python/name:os.system means nothing here: leave it out",
        ),
        (f"listeners: {'9' * 5000}\n{SOURCES}", f"1: listeners: '{'9' * 40}' is no int that can be read"),
        (f"? [a]\n: b\n{SOURCES}", "1: a list or a mapping is no key: put what is meant as a text in quotes"),
        (f"{SOURCES}site: {{{{a: b}}: c}}\n", "2: site: a list or a mapping is no key: "),
        (f"folder: /\n{SOURCES}", "1: folder: unknown key 'folder'; did you mean 'fold'?"),
        (f"null: 1\n{SOURCES}", "1: null: unknown key 'null'; known: "),
        (f"2024: 1\n{SOURCES}", "1: 2024: unknown key '2024'; known: "),
        (f"no: 1\n{SOURCES}", "1: no: unknown key 'no'; "),
        (f"{SOURCES}site: &a {{title: *a}}\n", "2: *a stands within what it stands for"),
        (f"{SOURCES}site: *gone\n", "2: *gone stands for nothing: no &gone is above"),
        (f"{SOURCES}site: {{<<: 5}}\n", "2: site: << merges the keys of a mapping: this is none"),
        (f"k0: &a0 [x]\n{BOMB}{SOURCES}", "6: aliases make more than 100,000 values, or 32 levels, of it"),
        (f"a: {'[' * 40}{']' * 40}\n{SOURCES}", f"1: {NO_DEEPER}"),
        (f"a: {'[' * 100_000}", f"1: {NO_DEEPER}"),
        (f"a: {'{a: ' * 40}", f"1: {NO_DEEPER}"),
        ("a: 1\n---\nb: 2\n", "2: a second document begins here: leave --- out"),
        ("site:\n\ttitle: x\n", "2: not valid YAML: while scanning for the next token found character '\\t' "),
        ("site: title: x\n", "1: not valid YAML: mapping values are not allowed here, column 12"),
        ('a: "\\UFFFFFFFF"\n', "1: not valid YAML: "),
        ("a: 1\nb: \0\n", "2: holds U+0000, which no YAML file may: remove it"),
        (b"a: 1\nb: \xe9\n", "2: is no UTF-8: save the file with that encoding"),
        (SOURCES.encode("utf-16"), "1: is no UTF-8: save the file with that encoding"),
        (f"site: {{base_url: 'http://['}}\n{SOURCES}", "1: site.base_url: 'http://[' is no address such as "),
        (f"site: {{base_url: 'http://a:99999'}}\n{SOURCES}", "1: site.base_url: 'http://a:99999' is no address"),
        (f"site: {{base_url: 'https://'}}\n{SOURCES}", "1: site.base_url: 'https://' is no address such as "),
        (f"listeners: -5\n{SOURCES}", "1: listeners: '-5' is neither all nor a whole number from 0 to 2147483647"),
        (f"listeners: yes\n{SOURCES}", "1: listeners: true is no whole number"),
        (f"privacy: {{at_least: 0}}\n{SOURCES}", "1: privacy.at_least: '0' is less than 1"),
        (f"pages: 2\n{SOURCES}", "1: pages: '2' is neither true nor false"),
        (f"hosts: [no]\n{SOURCES}", "1: hosts.0: 'no' is not one of "),
    ],
)  # fmt: skip
def test_a_slip_is_one_fault(tmp_path: Path, text: str | bytes, said: str):
    """At its line, whatever YAML or Python would make of it."""
    (fault,) = told(tmp_path, text)
    assert fault.startswith(said)


def test_anchors_and_merged_keys_are_read(tmp_path: Path):
    """What a mapping says itself counts more than what it merges."""
    (tmp_path / "config.yaml").write_text(
        "sources:\n"
        "  - &first {format: listens, path: x, user: ana, status: &some [200, 304]}\n"
        "  - {<<: *first, path: y}\n"
        "  - {<<: [{user: bo}, *first], path: z, status: *some}\n",
        encoding="utf-8",
    )
    found = load(tmp_path / "config.yaml", FORMATS).sources
    assert [(source.path, source.user, source.status) for source in found] == [
        ("x", "ana", (200, 304)), ("y", "ana", (200, 304)), ("z", "bo", (200, 304)),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "said"), [("", "is a folder; say "), ("x/config.yaml", "cannot be read: ")])
def test_what_is_no_file_is_told(tmp_path: Path, name: str, said: str):
    """A folder, and a path through a file."""
    (tmp_path / "x").write_text("x", encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        load(tmp_path / name if name else tmp_path, FORMATS)


WHOLE = """\
site: {title: My stats, base_url: "https://stats.example.org/", timezone: Europe/Berlin, as_of: 2024-05-15T12:00:00Z}
sources:
  - {format: listens, path: "data/*.csv", user: ana, encoding: latin-1, min_ms: 30000, timezone: UTC}
  - &log
    format: lastfm
    path: logs/**/*.gz
    route: '^/v2/packages/([^/?]+)'
    status: [200, 304]
  - {<<: *log, path: other.gz}
mirrors: [listenbrainz]
periods: [year, month]
privacy: {pseudonyms: true, at_least: 2}
publish: [volunteers]
hosts: [plain, nginx]
pages: true
listeners: all
"""
PIECES = (
    "~", "null", "no", "on", "-5", "0x1f", "1e9", ".nan", "2026-02-30", "2024-05-01", "9999-12-31T23:59:59-12:00",
    "[", "]", "{", "}", "*log", "&log ", "*x", "<<: *log", "!!python/object:os.system ", "!foo ", "!!int ", "? ",
    ": ", "- ", "---\n", "...\n", "%YAML 1.1\n", "\t", "\n", "\n  ", "|\n", ">-\n", "'", '"', "\\", "\\0", "**", "\0",
    "\ufeff", "\u2028", "#", " #", ",", "=", "<<", "@", "`", "title: x\n", "folder: x\n", "sources: []\n", "9" * 5000,
)  # fmt: skip
PLACES = st.integers(0, len(WHOLE))
TEXTS = st.sampled_from(PIECES) | st.text(max_size=3) | st.text(st.characters(codec="ascii"), max_size=6)
CUTS = st.tuples(PLACES, st.integers(0, 30), TEXTS)


def broken(cuts: list[tuple[int, int, str]]) -> str:
    """A config in which pieces are left out, and others stand in their place."""
    text = WHOLE
    for place, length, piece in cuts:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + length :]
    return text


@properties.tried(400)
@given(st.lists(CUTS, min_size=1, max_size=4))
def test_a_broken_config_is_a_config_error(cuts: list[tuple[int, int, str]]):
    """Never another exception."""
    with TemporaryDirectory() as folder:
        told(Path(folder), broken(cuts))


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(PIECES)
KEYS = st.sampled_from(
    ("site", "sources", "path", "format", "user", "title", "as_of", "timezone", "base_url", "route", "status",
     "encoding", "privacy", "at_least", "hosts", "mirrors", "map", "periods", "publish", "pages", "listeners", "folder",
     "min_ms")
) | st.text(max_size=3)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


@properties.tried(200)
@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_any_tree_of_values_is_a_config_or_a_config_error(values: dict[str, object]):
    """Keys that are known with values of any kind, written as YAML writes them."""
    with TemporaryDirectory() as folder:
        told(Path(folder), yaml.safe_dump(values, allow_unicode=True))


@properties.tried(200)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_config_error(data: bytes):
    """Sixty bytes hold no source."""
    with TemporaryDirectory() as folder:
        assert told(Path(folder), data)
