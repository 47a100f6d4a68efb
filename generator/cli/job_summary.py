"""A job's summary: what a build did, or why it failed, as Markdown that a CI service shows beside the job.

It is as public as the job. So it counts lines and says none, and with pseudonyms no source is called by its files.
"""

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from generator.cli import facts
from generator.config import Config
from generator.errors import GeneratorError, OutputError
from generator.events import PartCount
from generator.one_line import shown, shown_lines
from generator.pipeline import Built, UpToDate

# What may mean something to Markdown within a line, or an address or a symbol to the services that show it.
_MEANS = re.compile(r"""[^\w .,;:=?'"%()/+-]|:(?! |$)|(?<![^\W_])_|_(?![^\W_])""")


@contextmanager
def failures_in(file: Path | None) -> Iterator[None]:
    """Append the message of a build that fails."""
    try:
        yield
    except GeneratorError as error:
        with suppress(OutputError):  # why the build failed matters more than where it is told
            append(file, f"### The build failed\n\n<pre>{html.escape(shown_lines(str(error)))}</pre>\n")
        raise


def append(file: Path | None, text: str) -> None:
    """Append to a summary, where one is wanted."""
    if file is None:
        return
    try:
        with file.open("a", encoding="utf-8") as stream:
            stream.write(f"{text}\n")
    except OSError as error:
        raise OutputError(f"{file}: cannot be written: {error}; name another file with --summary") from error


def of(done: Built | UpToDate, config: Config, output: Path, seconds: float) -> str:
    """The summary of a build, or of one that was not needed."""
    said = _kept(done, output, seconds) if isinstance(done, UpToDate) else _built(done, config, output, seconds)
    return "\n".join((f"### {plain(config.site.title)}\n", *said))


def _kept(kept: UpToDate, output: Path, seconds: float) -> Iterator[str]:
    yield f"Nothing changed: {plain(output)} is as it was, looked over in {seconds:.1f} s.\n"
    yield from _table(("what is there", "count"), _counts(kept))


def _counts(kept: UpToDate) -> Iterator[facts.Row]:
    yield "files", f"{kept.files:,}"
    yield "bytes", f"{kept.bytes:,}"
    yield "rejects", f"{kept.rejects:,}"


def _built(built: Built, config: Config, output: Path, seconds: float) -> Iterator[str]:
    yield f"Built {plain(output)} in {seconds:.1f} s.\n"
    yield from (f"- {plain(warning)}" for warning in facts.warnings(built, config))
    yield ""
    yield from _table(facts.SOURCES, facts.sources(built, partial(_name, config)))
    yield from _table(facts.DOCUMENTS, facts.documents(built))
    reasons = ((reason, f"{each.count:,}") for reason, each in built.loaded.reasons.items())
    yield from _table(("why lines were rejected", "lines"), reasons)
    yield from _table(facts.LEFT_OUT, facts.left_out(built))
    yield from _table(("slowest stat sets", "seconds"), ((item.name, f"{item.seconds:.1f}") for item in built.slowest))


def _name(config: Config, part: PartCount) -> str:
    """A source as config.yaml has it; files are often called like people, so with pseudonyms it has a number."""
    source = config.sources[part.source]
    return f"{source.format}, {f'source {part.source + 1}' if config.privacy.pseudonyms else source.path}"


def _table(heading: facts.Row, rows: Iterable[facts.Row]) -> Iterator[str]:
    """A table whose first column is words and whose others are numbers; none without rows."""
    lines = [_line(row) for row in rows]
    if lines:
        yield from (_line(heading), "|---|" + "---:|" * (len(heading) - 1), *lines, "")


def _line(cells: facts.Row) -> str:
    return f"| {' | '.join(plain(cell) for cell in cells)} |"


def plain(text: object) -> str:
    """A text that shows as it is, on one line, whatever it holds: what Markdown might read is written as a number."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in shown(str(text))).split())
    return _MEANS.sub(lambda found: f"&#{ord(found[0])};", line)
