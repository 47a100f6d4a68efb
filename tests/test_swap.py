"""Tree, hosts' rules and list of rejects are all old or all new, whatever happens at whatever call of the system."""

import errno
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path

import pytest

from generator import interrupts, swap
from generator.documents import MARK
from generator.errors import OutputError
from tests.conftest import bytes_of

Act = Callable[[Path], object]

# What Python tells of before it does it, and what stands for the exchange of two names.
CALLS = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "open", "os.scandir", "ctypes.dlsym"}
FAILED, ENDED = 3, 4  # exit codes of an act whose failure was told, and was not


def make(output: Path, said: str, *, hosts: bool = True, rejects: bool = True) -> None:
    """Do what a build does when all is made: each result says which build it is of."""
    with swap.held(output) as hold:
        with hold.written():
            for folder in (swap.TREE, swap.HOSTS) if hosts else (swap.TREE,):
                (hold.staging / folder).mkdir(parents=True)
                (hold.staging / folder / MARK).write_text("{}")
                (hold.staging / folder / "page").write_text(said)
            if rejects:
                (hold.staging / swap.REJECTS).write_text(said)
        swap.commit(hold)


def state(output: Path) -> dict[str, str]:
    """Which build each result is of; only those that are there."""
    places = {"tree": output / "page", "hosts": output.with_name("output.hosts") / "page"}
    places["rejects"] = output.with_name("output.rejects.csv")
    return {name: file.read_text() for name, file in places.items() if file.is_file()}


def beside(output: Path) -> set[str]:
    """What lies beside an output that is none of its results."""
    known = {output.name, f"{output.name}.hosts", f"{output.name}.rejects.csv"}
    return {file.name for file in output.parent.iterdir()} - known


def harmed(act: Act, output: Path, at: int | range, harm: Callable[[], object], calls: Collection[str] = CALLS) -> int:
    """The exit status of an act in a process of its own that is harmed before its call number `at`, or some of them."""
    meant = range(at, at + 1) if isinstance(at, int) else at
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    numbers = iter(range(sys.maxsize))
    code = ENDED
    try:
        os.chdir(output.parent)
        sys.stderr.flush()
        sys.addaudithook(lambda event, _: harm() if event in calls and next(numbers) in meant else None)
        act(output)
        code = 0
    except OutputError as error:
        (output.parent / "said").write_text(str(error))
        code = FAILED
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
    finally:
        os._exit(code)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail(number: int = errno.EIO) -> None:
    Path("met").touch()
    raise OSError(number, os.strerror(number))


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def others(output: Path) -> None:
    make(output, "new")


def fewer(output: Path) -> None:
    make(output, "new", hosts=False, rejects=False)


@pytest.fixture(params=["exchange", "renames"])
def exchange(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names change places in one step, or on a system that cannot."""
    if request.param == "renames":
        monkeypatch.setattr(swap, "_exchanged", lambda _one, _other: False)


CHANGES = pytest.mark.parametrize(
    ("had", "act", "new"),
    [
        (True, others, {"tree": "new", "hosts": "new", "rejects": "new"}),
        (False, others, {"tree": "new", "hosts": "new", "rejects": "new"}),
        (True, fewer, {"tree": "new"}),
        (True, swap.clean, {}),
    ],
    ids=["others", "first", "fewer", "clean"],
)


def before(folder: Path, at: int, *, had: bool) -> tuple[Path, dict[str, str]]:
    """A folder for one try, with the results of an earlier build or without."""
    output = folder / str(at) / "output"
    output.parent.mkdir()
    if had:
        make(output, "old")
    return output, state(output)


@CHANGES
@pytest.mark.usefixtures("exchange")
def test_killed_at_any_call_all_are_old_or_all_are_new(tmp_path: Path, act: Act, new: dict[str, str], *, had: bool):
    """After whatever command comes next, one that only reads or the same again; and nothing is left beside them."""
    for at in range(sys.maxsize):
        output, old = before(tmp_path, at, had=had)
        killed = harmed(act, output, at, kill)
        swap.recover(output)
        assert state(output) in (old, new), at
        act(output)
        assert state(output) == new
        assert beside(output) <= {".output.lock"}
        if not killed:
            break
    assert at > 10


@CHANGES
@pytest.mark.usefixtures("exchange")
def test_failing_at_any_call_all_are_old_or_all_are_new(tmp_path: Path, act: Act, new: dict[str, str], *, had: bool):
    """At once, and what is said of them is so."""
    for at in range(sys.maxsize):
        output, old = before(tmp_path, at, had=had)
        code = harmed(act, output, at, fail)
        said = (output.parent / "said").read_text() if code == FAILED else ""
        assert code in {0, FAILED}, at
        assert state(output) == (new if not said or "is new" in said or "is removed" in said else old), (at, said)
        assert ("untouched" in said, "no output yet" in said) in {(False, False), (had, not had)}, (at, said)
        swap.recover(output)
        assert state(output) in (old, new)
        if not (output.parent / "met").exists():
            break
    assert at > 10


@CHANGES
@pytest.mark.usefixtures("exchange")
def test_interrupted_at_any_call_nothing_is_left(
    tmp_path: Path, act: Act, new: dict[str, str], capfd: pytest.CaptureFixture[str], *, had: bool
):
    """Exit code 130, one line that is so, and all three are old or all three new without any other command."""

    def heeding(output: Path) -> None:
        interrupts.heed()
        act(output)

    for at in range(sys.maxsize):
        output, old = before(tmp_path, at, had=had)
        code = harmed(heeding, output, at, interrupt)
        said = capfd.readouterr().err
        if not code:
            break
        assert (code, said.count("\n"), said[:13]) == (130, 1, "interrupted; ")
        assert state(output) == (new if "is new" in said or "is removed" in said else old), (at, said)
        assert ("untouched" in said) <= had
        assert beside(output) <= {".output.lock"}, (at, said)
        assert beside(output) == set() or output.exists() or had
    assert at > 10


def test_what_is_not_ours_is_refused(tmp_path: Path):
    """A folder where the list would lie, a file where rules would, a link in place of any of them."""
    output = tmp_path / "output"
    for place, harm in (
        ("output.rejects.csv", Path.mkdir),
        ("output.hosts", Path.touch),
        ("output.hosts", lambda file: file.symlink_to(tmp_path)),
        ("output", lambda file: file.symlink_to(tmp_path)),
        ("output", lambda file: file.symlink_to("nowhere")),
        ("output.rejects.csv", lambda file: file.symlink_to("nowhere")),
    ):
        harm(tmp_path / place)
        with pytest.raises(OutputError, match=f"{place}: is not a f"):
            make(output, "new")
        assert {file.name for file in tmp_path.iterdir()} == {place}
        (tmp_path / place).rmdir() if harm is Path.mkdir else (tmp_path / place).unlink()


@pytest.mark.parametrize(
    "journal",
    [
        b"", b"{", b"[]", b"null", b"1", b"\xff", b"\x00" * 40, b"[" * 100_000, b'{"tree": "x"}', b'{"tree": 1.5}',
        b'{"tree": [1]}', b'{"../secret": 1}', b'{"tree": 1, "tree',
    ],
    ids=lambda journal: ascii(journal[:20]),
)  # fmt: skip
@pytest.mark.parametrize("act", [others, swap.clean, swap.recover])
def test_a_damaged_journal_is_told(tmp_path: Path, act: Act, journal: bytes):
    """Nothing is touched, as nobody knows what is new; the message says where to look and what to do, which helps."""
    output = tmp_path / "output"
    make(output, "old")
    ready = tmp_path / ".output.ready"
    ready.mkdir()
    (ready / "journal.json").write_bytes(journal)
    for _ in range(2):
        with pytest.raises(OutputError, match=r"journal\.json is damaged; .*\.output\.ready: look there .*, remove it"):
            act(output)
        assert (state(output)["tree"], beside(output)) == ("old", {".output.lock", ".output.ready"})
    shutil.rmtree(ready)
    make(output, "new")
    assert (state(output)["tree"], beside(output)) == ("new", {".output.lock"})


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.EXDEV, "lies on another disk than the folder around it, or in a layer of a container's image"),
        (errno.EBUSY, "something is mounted there"),
        (errno.EROFS, "Read-only file system"),
        (errno.EDQUOT, "the disk is full"),
    ],
)
@pytest.mark.parametrize("act", [others, swap.clean])
def test_why_a_name_cannot_change_is_told(tmp_path: Path, act: Act, number: int, words: str):
    """In words, with what to do where it is in the owner's hands, and what is said of the output is so."""
    output, old = before(tmp_path, 1, had=True)
    # The first rename gives what is new its place beside the output.
    assert harmed(act, output, range(1, sys.maxsize), partial(fail, number), {"os.rename", "ctypes.dlsym"}) == FAILED
    said = (output.parent / "said").read_text()
    assert (said.startswith(f"{output}: cannot be written: "), words in said) == (True, True), said
    assert said.endswith("; the previous output is untouched")
    assert state(output) == old


def test_where_something_is_mounted_is_refused():
    """A mounted folder has no other name to change with."""
    mounted = next((place for place in map(Path, ("/proc", "/dev")) if os.path.ismount(place)), None)
    if mounted is None:
        pytest.skip("nothing is mounted here that can be looked at")
    with pytest.raises(OutputError, match=f"^{mounted}: is where something is mounted, .* name a folder in it with -o"):
        make(mounted, "new")


def test_rules_of_others_stay(tmp_path: Path):
    """An empty folder of that name, which nobody knows to be ours, is not removed with the output."""
    output = tmp_path / "output"
    make(output, "old", hosts=False)
    (tmp_path / "output.hosts").mkdir()
    assert swap.clean(output)
    assert {file.name for file in tmp_path.iterdir()} == {"output.hosts"}


def test_a_killed_clean_is_finished_by_the_next(tmp_path: Path):
    """Which says that it removed the output, also where the tree was out of its place already."""
    for at in range(sys.maxsize):
        output, _ = before(tmp_path, at, had=True)
        assert harmed(swap.clean, output, at, kill)
        if not output.exists():
            break
    assert output.with_name(".output.ready").is_dir()
    assert swap.clean(output)
    assert not list(output.parent.iterdir())


def test_clean_of_nothing_makes_nothing(tmp_path: Path):
    """Not even a folder."""
    assert not swap.clean(tmp_path / "no" / "output")
    assert not list(tmp_path.iterdir())


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path):
    """Neither a lock nor the folders on the way."""
    with pytest.raises(ZeroDivisionError), swap.held(tmp_path / "a" / "b" / "output"):
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


def test_another_command_is_let_alone(tmp_path: Path):
    """A command that only reads does not wait for a build, and does not touch what it begins."""
    output = tmp_path / "output"
    make(output, "old")
    with swap.held(output) as hold:
        hold.staging.mkdir()
        (tmp_path / ".output.ready").mkdir()
        swap.recover(output)
        assert hold.staging.is_dir()


def test_an_older_versions_output_is_replaced(tmp_path: Path):
    """Which had the same three places; one that was killed between its two renames is put back first."""
    output = tmp_path / "output"
    make(output, "old")
    for file in tmp_path.glob(".output.*"):
        file.unlink()
    output.rename(tmp_path / ".output.old")
    swap.recover(output)
    assert state(output) == {"tree": "old", "hosts": "old", "rejects": "old"}
    make(output, "new")
    assert state(output) == {"tree": "new", "hosts": "new", "rejects": "new"}


def test_what_was_replaced_is_removed_or_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The new output is in its place all the same, and the message says so and what to remove."""
    output = tmp_path / "output"
    make(output, "old")
    remove = shutil.rmtree

    def stuck(folder: Path) -> None:
        if folder.name == ".output.ready":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder / "tree"))
        remove(folder)

    monkeypatch.setattr(shutil, "rmtree", stuck)
    with pytest.raises(
        OutputError, match=r"the output is new, but what it replaced cannot be removed: .*\.output\.ready"
    ):
        make(output, "new")
    assert state(output)["tree"] == "new"


def test_equal_bytes_are_replaced_too(tmp_path: Path):
    """What tells old from new is the folder itself, not what it holds."""
    output = tmp_path / "output"
    make(output, "old")
    before_, folder = bytes_of(output), output.stat().st_ino
    make(output, "old")
    assert bytes_of(output) == before_
    assert output.stat().st_ino != folder


def test_what_links_lead_to_is_not_removed_with_them(tmp_path: Path):
    """However deep a link lies in the tree that is replaced."""
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    make(output, "old")
    kept = elsewhere / "1" / "2" / "3" / "4" / "kept"
    kept.parent.mkdir(parents=True)
    kept.touch()
    for depth in range(8):
        folder = output.joinpath(*"abcdefgh"[:depth])
        folder.mkdir(exist_ok=True)
        (folder / "link").symlink_to(elsewhere, target_is_directory=True)
    make(output, "new")
    assert kept.exists()
    assert not (output / "a").exists()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == [".output.lock"]
