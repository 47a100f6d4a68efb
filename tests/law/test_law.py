"""The law of equal bytes: after any sequence of changes a build leaves what a fresh one into an empty folder would."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from generator import swap
from generator.documents import MARK
from generator.errors import OutputError
from generator.pages import our_templates
from generator.pipeline import KeptTables
from generator.swap import hosts_folder, rejects_file
from tests import properties
from tests.law import killed
from tests.law.sites import DOMAINS, KNOWN, Outcome, Site, differences, digest, fresh, lines, made, of_days, results

ROOT = Path(__file__).parents[2]

RENAMED = b"rename:\n  - {artist: Low, to: Lower}\n"
LEFT_OUT = b"leave_out:\n  - {artist: Can}\n"

SETTINGS: dict[str, tuple[object, ...]] = {
    "site": ({"title": "Another"}, {"timezone": "Pacific/Auckland"}, {"as_of": "2024-04-26"}, None),
    "privacy": ({"at_least": 2}, {"pseudonyms": True}, None),
    "mirrors": (["listenbrainz"], ["winget", "pybossa"], [], None),
    "hosts": (["nginx"], ["netlify", "s3"], None),
    "periods": ([], ["year"], ["week", {"name": "Spring", "from": "2024-03-20", "to": "2024-05-05"}], None),
    "pages": (False, None),
    "map": ("none", None),
}
CHANGED = st.sampled_from([(key, value) for key, values in SETTINGS.items() for value in values])
TEMPLATES = ("404.html", "range.html", "style.css", "parts.html")


class Walk(RuleBasedStateMachine):
    """A project, the folder of its output, and what is done to both between builds."""

    def __init__(self) -> None:
        super().__init__()
        self.place = TemporaryDirectory()
        self.project = Path(self.place.name) / "project"
        self.output = Path(self.place.name) / "output"
        self.kept: KeptTables | None = None
        self.day = 0
        self.site = of_days(0)

    def teardown(self) -> None:
        """Leave nothing."""
        if self.kept:
            self.kept.close()
        self.place.cleanup()

    @initialize(domains=st.sets(st.sampled_from(DOMAINS), min_size=1, max_size=2), served=st.booleans())
    def begin(self, domains: set[str], *, served: bool) -> None:
        """A site of three days, without charts, which take long and come from rows alone; perhaps under `serve`."""
        if served:
            (self.output.parent / "spill").mkdir()
            self.kept = KeptTables(self.output.parent / "spill")
        self.day, self.site = 3, of_days(3, *sorted(domains), charts=False)
        self.built()

    def built(self, *, anew: bool = False) -> None:
        """Build, and compare with a fresh build; one that fails leaves everything as it was."""
        self.site.write(self.project)
        before = results(self.output)
        failed = made(self.project, self.output, fresh=anew, kept=self.kept)
        wanted = of(self.site)
        if isinstance(wanted, type):
            assert failed is wanted
            assert not differences(before, results(self.output))
        else:
            assert failed is None
            assert not differences(wanted, results(self.output))

    # the sources

    @precondition(lambda self: self.site.events)
    @rule(data=st.data(), apart=st.booleans())
    def add_a_day(self, data: st.DataObject, *, apart: bool) -> None:
        """The next day of a domain, at the end of a file or in one of its own."""
        name = data.draw(st.sampled_from(self.site.events))
        domain, added = name.split("/")[0], lines(name.split("/")[0], self.day)
        if apart:
            self.site = self.site.having(f"{domain}/day{self.day}", added)
        else:
            self.site = self.site.having(name, self.site.files[name] + added)
        self.day += 1
        self.built()

    @precondition(lambda self: self.site.events)
    @rule(data=st.data(), number=st.sampled_from((-7, -40, -130, -400)))
    def know_an_earlier_day(self, data: st.DataObject, number: int) -> None:
        """A day of a week, month, half-year or year that is over, whose documents are linked from then on."""
        domain = data.draw(st.sampled_from(self.site.events)).split("/")[0]
        self.site = self.site.having(f"{domain}/before{-number}", lines(domain, number))
        self.built()

    @precondition(lambda self: self.site.events)
    @rule(data=st.data())
    def take_a_day(self, data: st.DataObject) -> None:
        """The last lines of a file are gone."""
        name = data.draw(st.sampled_from(self.site.events))
        self.site = self.site.having(name, b"".join(self.site.files[name].splitlines(keepends=True)[:-3]) or None)
        self.built()

    @precondition(lambda self: self.site.events)
    @rule(data=st.data(), broken=st.sampled_from([b"", b"no event\n", b'{"half": ']))
    def break_a_line(self, data: st.DataObject, broken: bytes) -> None:
        """A file begins with a line that is none, so that all others have another number."""
        name = data.draw(st.sampled_from(self.site.events))
        self.site = self.site.having(name, broken + b"\n" + self.site.files[name])
        self.built()

    @precondition(lambda self: self.site.events)
    @rule(data=st.data())
    def remove_a_file(self, data: st.DataObject) -> None:
        """A file of events is gone; without any there is no tree to make."""
        self.site = self.site.having(data.draw(st.sampled_from(self.site.events)), None)
        self.built()

    @precondition(lambda self: self.site.events)
    @rule(data=st.data())
    def rename_a_file(self, data: st.DataObject) -> None:
        """The same bytes under another name, before or after the others."""
        name = data.draw(st.sampled_from(self.site.events))
        domain, called = name.split("/")[0], data.draw(st.sampled_from(("aa", "zz", "[x]")))
        self.site = self.site.having(name, None).having(f"{domain}/{called}", self.site.files[name])
        self.built()

    @rule(name=st.sampled_from(("known/artists.csv", "known/project.json")), data=st.data())
    def know_other_things(self, name: str, data: st.DataObject) -> None:
        """What is known of artists and projects is gone, or another."""
        known = data.draw(st.sampled_from((None, KNOWN[name], KNOWN[name].replace(b"Low", b"LOW").replace(b"s", b"S"))))
        self.site = self.site.having(name, known)
        self.built()

    @rule(rules=st.sampled_from((None, RENAMED, LEFT_OUT)))
    def correct(self, rules: bytes | None) -> None:
        """The owner's own rules."""
        self.site = self.site.having("corrections.yaml", rules).set(corrections=rules and "corrections.yaml")
        self.built()

    # what the pages are made with

    @rule(name=st.sampled_from(TEMPLATES), said=st.sampled_from((None, "One", "Two")))
    def make_a_template(self, name: str, said: str | None) -> None:
        """A template of the project's own comes, changes or goes."""
        text = (our_templates() / name).read_text(encoding="utf-8")
        mine = f"{text}{{# #}}{said}\n".encode()
        self.site = self.site.having(f"templates/{name}", mine if said else None)
        self.built()

    @rule(changed=CHANGED)
    def set_something(self, changed: tuple[str, object]) -> None:
        """One of the settings of config.yaml."""
        key, value = changed
        self.site = self.site.set(**{key: value})
        self.built()

    # the output

    @precondition(lambda self: self.files())
    @rule(data=st.data(), how=st.sampled_from(("edit", "cut", "grow", "delete", "touch", "folder", "link")))
    def damage(self, data: st.DataObject, how: str) -> None:
        """Something happens to a file of the output, or of what lies beside it."""
        file = data.draw(st.sampled_from(self.files()))
        harm(file, how)
        self.built()

    @precondition(lambda self: self.output.exists())
    @rule(name=st.sampled_from(("foreign.txt", "1/foreign.json", "empty/")))
    def add_what_is_foreign(self, name: str) -> None:
        """Somebody puts a file or a folder into the output."""
        place = self.output / name
        if name.endswith("/"):
            place.mkdir(exist_ok=True)
        elif not place.parent.is_file():
            place.parent.mkdir(exist_ok=True)
            place.write_text("foreign")
        self.built()

    @precondition(lambda self: (self.output / MARK).is_file())
    @rule(gone=st.booleans())
    def lose_the_mark(self, *, gone: bool) -> None:
        """Without its mark a folder is nobody's: it is not replaced, and built when its owner has removed it."""
        (self.output / MARK).unlink()
        before = results(self.output)
        assert made(self.project, self.output) is OutputError or not before
        assert results(self.output) == before
        if gone:
            shutil.rmtree(self.output)
        else:
            (self.output / MARK).write_text("{}")
        self.built()

    @rule()
    def clean(self) -> None:
        """`stillstats clean`."""
        swap.clean(self.output)
        assert not results(self.output)
        self.built()

    @rule(name=st.sampled_from(("output", "other")))
    def build_elsewhere(self, name: str) -> None:
        """Another output folder, which may have been left long ago."""
        self.output = self.output.with_name(name)
        self.built()

    @rule()
    def build_anew(self) -> None:
        """`stillstats build --fresh`."""
        self.built(anew=True)

    @rule(data=st.data(), call=st.integers(1, 1500))
    def kill(self, data: st.DataObject, call: int) -> None:
        """A build with a day more is killed at some call of the system; the next one goes on, or back."""
        before = self.site
        name = data.draw(st.sampled_from(self.site.events or ["listens/first"]))
        self.site = self.site.having(name, self.site.files.get(name, b"") + lines(name.split("/")[0], self.day))
        self.site.write(self.project)
        command = [sys.executable, "-m", killed.__name__, str(self.project), str(self.output), str(call)]
        ended = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
        assert ended.returncode in {0, -signal.SIGKILL}
        if data.draw(st.booleans()):
            self.site = before
        self.built()

    @property
    def cache(self) -> Path:
        """Where builds keep what they may need again."""
        return self.output.with_name(f"{self.output.name}.cache")

    def files(self) -> list[Path]:
        """The files of the output and beside it, in order; not its mark, without which it is nobody's."""
        places = (self.output, hosts_folder(self.output), rejects_file(self.output), self.cache)
        found = {file for place in places for file in (place, *place.rglob("*")) if file.is_file()}
        return sorted(file for file in found if file.name != MARK)


def harm(file: Path, how: str) -> None:
    """Do something to a file."""
    held = file.read_bytes()
    if how == "touch":
        os.utime(file, (0, 0))
    elif how == "edit":
        file.write_bytes(held[:-1] + bytes([held[-1] ^ 1]) if held else b"x")
    elif how == "cut":
        file.write_bytes(held[: len(held) // 2])
    elif how == "grow":
        file.write_bytes(held + b" ")
    else:
        file.unlink()
        if how == "folder":
            file.mkdir()
            (file / "inside").write_text("foreign")
        if how == "link":
            file.symlink_to("nowhere")


_MADE: dict[bytes, Outcome] = {}  # what a walk comes back to need not be made again


def of(site: Site) -> Outcome:
    """What a fresh build into an empty folder makes of a site."""
    known = digest(site)
    if known not in _MADE:
        with TemporaryDirectory() as place:
            _MADE[known] = fresh(site, Path(place))
    return _MADE[known]


def test_after_any_changes_the_bytes_are_those_of_a_fresh_build(monkeypatch: pytest.MonkeyPatch):
    """Days, files, metadata, templates, settings, damage, kills: whatever came before does not matter."""
    monkeypatch.setenv("STILLSTATS_KEY", "a key of thirty-two bytes, or of more")
    run_state_machine_as_test(Walk, settings=settings(properties.built(3), stateful_step_count=6))
