"""The three results of a build change together: the tree, the rules of its hosts, and the list of its rejects.

They lie beside each other: `output`, `output.hosts`, `output.rejects.csv`. What is new is made in `.output.building`.
When it is whole, a journal in it says which three are new, and the folder becomes `.output.ready` in one rename. Before
it all three are old, after it all three are new: what is left to be done, an exchange of two names for each of the
three, right after one another, is done by the next command if this one is killed. Where the system cannot exchange
names, a name is free for a moment. A failure on the way puts all three back.

To remove them all is the same with nothing new.
"""

import ctypes
import errno
import fcntl
import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from generator import interrupts
from generator.documents import MARK
from generator.errors import BusyError, OutputError

# The results in a folder that is to take their places.
TREE = "tree"
HOSTS = "hosts"
REJECTS = "rejects.csv"

_FAILED = "failed.csv"  # none is ever new
_JOURNAL = "journal.json"
_OLD = "old"  # what was moved out of its place, where names cannot be exchanged or nothing is new
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
FULL = {errno.ENOSPC, errno.EDQUOT}
_NEEDED = {  # what the system says in words that help nobody
    errno.EXDEV: "it lies on another disk than the folder around it, or in a layer of a container's image, so that it "
    "cannot be replaced as a whole; name another folder with -o",
    errno.EBUSY: "something is mounted there, so that it cannot be replaced as a whole; name another folder with -o",
}
_TRIES = 20  # to remove a folder

_Journal = dict[str, int | None]  # the number of the file or folder that is new, by result; None where nothing is


@dataclass(slots=True)
class Hold:
    """An output that a command holds alone: whether there was one before, and whether what is there is new.

    `made` says how things stand once it is. What `has_failed` is not tried again. `parents` are the folders above it
    that were made for it, nearest first.
    """

    output: Path
    was_there: bool
    is_new: bool = False
    has_failed: bool = False
    made: str = "the output is new"
    parents: tuple[Path, ...] = ()

    @property
    def staging(self) -> Path:
        """Where what is to be new is made."""
        return _beside(self.output, "building")

    @property
    def ready(self) -> Path:
        """Where what is new waits until all of it is in its place, and then what is old until it is removed."""
        return _beside(self.output, "ready")

    @property
    def words(self) -> str:
        """How things stand with the output."""
        if os.path.lexists(self.ready / _JOURNAL):
            return "the next command completes what was begun"
        if self.is_new:
            return self.made
        return "the previous output is untouched" if self.was_there else "there is no output yet"

    @contextmanager
    def written(self) -> Iterator[None]:
        """Turn what the disk says into an OutputError."""
        try:
            yield
        except OutputError:
            self.has_failed = True
            raise
        except OSError as error:
            self.has_failed = True
            raise OutputError(f"{self.output}: cannot be written: {_why(error)}; {self.words}") from error


def hosts_folder(output: Path) -> Path:
    """Where the rules of hosts lie that read them outside the public folder."""
    return output.with_name(f"{output.name}.hosts")


def rejects_file(output: Path) -> Path:
    """Where the rejects of a build are listed: beside the output, as they are not for the public."""
    return output.with_name(f"{output.name}.rejects.csv")


def failed_rejects_file(output: Path) -> Path:
    """Where the rejects of a build that failed are listed: the list of an output that is there belongs to it."""
    return output.with_name(f"{output.name}.failed.rejects.csv") if output.exists() else rejects_file(output)


@contextmanager
def held(output: Path) -> Iterator[Hold]:
    """Hold an output alone, with what a killed command left put right, and nothing of ours left behind at the end.

    Raises OutputError when the output is not ours, cannot be replaced, or another build is at work on it.
    """
    hold = Hold(output, was_there=os.path.exists(output))  # noqa: PTH110 - answers also where a folder is closed
    with hold.written():
        for result, place in _places(output).items():
            _require_ours(result, place)
    with ExitStack() as after:
        with hold.written(), interrupts.deferred():
            hold.parents = tuple(folder for folder in output.parents if not folder.exists())
            output.parent.mkdir(parents=True, exist_ok=True)
            lock = _locked(output)
            after.enter_context(interrupts.ended_by(partial(_end, hold, lock)))
            after.callback(_end, hold, lock)
        with hold.written():
            settle(output)
            hold.was_there = output.exists()
            _remove(hold.staging)
        yield hold


def commit(hold: Hold) -> None:
    """Let what lies in the staging folder take the places of the results, all at once or none.

    What is missing there has no place any more. Raises OutputError.
    """
    with hold.written():
        said = {result: _number(hold.staging / result) for result in _places(hold.output)}
        with (hold.staging / _JOURNAL).open("x") as file:
            json.dump(said, file)
            file.flush()
            os.fsync(file.fileno())
        try:
            hold.staging.rename(hold.ready)
            hold.is_new = True
            _complete(hold.output, said)
        except OSError:
            hold.is_new = False  # it was put back
            raise
    try:
        _remove(hold.ready)
    except OSError as error:
        raise OutputError(
            f"{hold.output}: {hold.made}, but what it replaced cannot be removed: {_why(error)}; remove {hold.ready}"
        ) from error


def clean(output: Path) -> bool:
    """Remove the results that we made, all together; answers whether there were any."""
    places = _places(output).values()
    is_there = any(map(os.path.lexists, (*places, *(_beside(output, what) for what in ("ready", "old")))))
    if not (is_there or any(os.path.lexists(_beside(output, what)) for what in ("building", "lock"))):
        return False
    with held(output) as hold:
        hold.made = "the output is removed"
        if any(map(os.path.lexists, places)):
            with hold.written():
                hold.staging.mkdir()
            commit(hold)
    return is_there


def recover(output: Path) -> None:
    """Put right, for a command that only reads, what a killed one left; one that is at work is let alone."""
    if any(os.path.lexists(_beside(output, what)) for what in ("ready", "old")):
        with suppress(BusyError), held(output):
            pass


def forget_failed(output: Path) -> None:
    """Remove the list of what an earlier build rejected that failed. Whoever calls holds the output."""
    _places(output)[_FAILED].unlink(missing_ok=True)


def settle(output: Path) -> None:
    """Complete a swap that was begun, if there is one; on a failure all three are as they were, and OSError is raised.

    Whoever calls holds the output.
    """
    _settle_two_renames(output)
    ready = _beside(output, "ready")
    try:
        text = (ready / _JOURNAL).read_bytes()
    except FileNotFoundError:
        _remove(ready)
        return
    _complete(output, _read(text, output))


def _read(text: bytes, output: Path) -> _Journal:
    """What a journal says; OutputError where it is not what we wrote."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):  # no JSON, or no text
        said = None
    if isinstance(said, dict) and said.keys() <= _places(output).keys():
        numbers = {result: number for result, number in said.items() if number is None or isinstance(number, int)}
        if numbers == said:
            return numbers
    ready = _beside(output, "ready")
    raise OutputError(
        f"{output}: cannot be put right after a command that was killed, as {ready / _JOURNAL} is damaged; what that "
        f"command made or replaced lies in {ready}: look there for what is missing, remove it, and build again"
    )


def _complete(output: Path, said: _Journal) -> None:
    """Put every result in its place, or all back where they were."""
    ready, places = _beside(output, "ready"), _places(output)
    try:
        for result, number in said.items():
            _place(ready, result, places[result], number)
        (ready / _JOURNAL).unlink()  # what else lies there is old now
    except OSError as error:
        for result, number in said.items():
            _put_back(ready, result, places[result], number, error)
        (ready / _JOURNAL).unlink()
        raise


def _places(output: Path) -> dict[str, Path]:
    """Where each result lies; a list of what a failed build rejected has no place beside a new output."""
    failed = output.with_name(f"{output.name}.failed.rejects.csv")
    return {TREE: output, HOSTS: hosts_folder(output), REJECTS: rejects_file(output), _FAILED: failed}


def _beside(output: Path, what: str) -> Path:
    return output.with_name(f".{output.name}.{what}")


def _place(ready: Path, result: str, place: Path, number: int | None) -> None:
    """Put one result in its place, or nothing where nothing is new; what was done before a kill is not done again."""
    old, is_taken = ready / _OLD / result, os.path.lexists(place)
    if number is None:
        if is_taken and _is_ours(result, place):
            _move_away(place, old)
        return
    new = next((file for file in (ready / result, _withdrawn(ready, result)) if _number(file) == number), None)
    if new and not (is_taken and _exchanged(new, place)):
        if is_taken:
            _move_away(place, old)
        new.rename(place)


def _put_back(ready: Path, result: str, place: Path, number: int | None, why: OSError) -> None:
    """Put one result back as it was before the swap."""
    earlier, old = ready / result, ready / _OLD / result
    try:
        if number is not None and _number(place) == number:
            is_earlier = os.path.lexists(earlier)
            if not (is_earlier and _exchanged(earlier, place)):
                place.rename(_withdrawn(ready, result))
                if is_earlier:
                    earlier.rename(place)
        if os.path.lexists(old):
            old.rename(place)
    except OSError as error:
        raise OutputError(
            f"{place}: can neither be replaced ({_why(why)}) nor put back ({_why(error)}); what is old and what is new "
            f"lies in {ready}, and the next command completes it"
        ) from error


def _withdrawn(ready: Path, result: str) -> Path:
    """Where a result lies that was new in its place and is not to be."""
    return ready / f"{result}.withdrawn"


def _move_away(place: Path, old: Path) -> None:
    old.parent.mkdir(exist_ok=True)
    place.rename(old)


def _number(file: Path) -> int | None:
    """The number that a file or folder keeps under whatever name; None where there is none."""
    try:
        return file.lstat().st_ino
    except (FileNotFoundError, NotADirectoryError):
        return None


def _exchanged(one: Path, other: Path) -> bool:
    """Let two names change places in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    try:
        exchange = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(exchange(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _settle_two_renames(output: Path) -> None:
    """Put the previous output back where an earlier version was killed between its two renames."""
    old = _beside(output, "old")
    if old.exists() and not output.exists():
        old.rename(output)
    _remove(old)


def _end(hold: Hold, lock: TextIO) -> str:
    """Leave nothing behind, whatever was begun; answers how things stand with the output."""
    if os.path.lexists(hold.ready / _JOURNAL) and not hold.has_failed:
        with suppress(OSError, OutputError):
            settle(hold.output)
            hold.is_new = True
    for folder in (hold.staging, hold.ready):
        if folder == hold.staging or not os.path.lexists(folder / _JOURNAL):
            with suppress(OSError):  # the next command removes it, or tells of it
                _remove(folder)
    if not os.path.lexists(hold.output):
        with suppress(OSError):  # something else lies there
            _beside(hold.output, "lock").unlink()
            for folder in hold.parents:
                folder.rmdir()
    lock.close()
    interrupts.remember(hold.words)
    return hold.words


def _remove(folder: Path) -> None:
    """Remove a folder of ours, also while a thread that nobody waits for still writes to it."""
    for tries in range(_TRIES):
        try:
            if os.path.lexists(folder):
                shutil.rmtree(folder)
        except OSError as error:
            if error.errno not in {errno.ENOTEMPTY, errno.ENOENT} or tries == _TRIES - 1:
                raise
        else:
            return


def _locked(output: Path) -> TextIO:
    """Lock the output for this command alone; the lock goes with the process, however it ends."""
    file = _beside(output, "lock")
    while True:
        lock = file.open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise BusyError(
                f"{output}: another build is at work on it; wait for it or name another folder with -o"
            ) from None
        except OSError:
            lock.close()
            raise
        if os.fstat(lock.fileno()).st_ino == _number(file):
            return lock
        lock.close()  # whoever held it removed it with the output


def _require_ours(result: str, place: Path) -> None:
    """Raise OutputError where what lies in the place of a result is not ours to replace."""
    kind, is_kind = ("file", stat.S_ISREG) if result in {REJECTS, _FAILED} else ("folder", stat.S_ISDIR)
    if not os.path.lexists(place):
        return
    if not is_kind(place.lstat().st_mode):
        raise OutputError(f"{place}: is not a {kind}; name another output with -o, or move this away")
    if kind == "folder" and os.path.ismount(place):
        raise OutputError(
            f"{place}: is where something is mounted, so it cannot be replaced as a whole; name a folder in it with -o"
        )
    if kind == "folder" and not (place / MARK).is_file() and any(place.iterdir()):
        raise OutputError(
            f"{place}: holds files that stillstats did not make; name another folder with -o, or empty this one"
        )


def _is_ours(result: str, place: Path) -> bool:
    return result != HOSTS or (place / MARK).is_file()


def _why(error: OSError) -> str:
    """What the system says, in words."""
    said = "the disk is full" if error.errno in FULL else _NEEDED.get(error.errno or 0) or error.strerror or str(error)
    return f"{said} ({error.filename})" if error.filename and error.errno not in FULL else said
