"""What can go wrong: one class a kind, each with the exit code that the command line answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, and its line, from 1."""

    file: str
    line: int
    said: str

    def __str__(self) -> str:
        """The fault as a line of a message."""
        return f"{self.file}:{self.line}: {self.said}"


class GeneratorError(Exception):
    """Something that the reader of the message can mend; the message says where, what, and what to do."""

    exit_code = 1


class ConfigError(GeneratorError):
    """config.yaml cannot be used: every problem found in it, a line each; `faults` are those whose place is known."""

    exit_code = 2

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults

    @classmethod
    def of(cls, *faults: Fault) -> "ConfigError":
        """Tell of faults, a line each."""
        return cls("\n".join(map(str, faults)), faults)


class SourceError(GeneratorError):
    """A source file cannot be read at all, so no line of it can be counted."""


class UndecidedError(SourceError):
    """Columns or dates of a CSV may be read in two ways, or in none: its source in config.yaml has to say more."""

    exit_code = 2

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


class OutputError(GeneratorError):
    """The output folder cannot be written or is not ours to replace."""


class BusyError(OutputError):
    """Another command is at work on the output folder."""


class ManifestError(GeneratorError):
    """The manifest of a tree is no manifest, so that nothing can be held to it."""


class StrictError(GeneratorError):
    """Under --strict, something that is otherwise only counted."""

    exit_code = 3


class NoInputError(GeneratorError):
    """No source file holds a single event; `warnings` are what may explain it, a sentence each."""

    exit_code = 4

    def __init__(self, message: str, warnings: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.warnings = warnings


class EngineError(GeneratorError):
    """The engine stopped: it had too little memory or room to spill."""


class TemplateError(GeneratorError):
    """A template cannot be filled; most often one that a project put before ours."""


class QueryError(GeneratorError):
    """A stat set or source query is not what its header says; a defect of the program or of an added file."""


class AddressError(GeneratorError):
    """The server's address or port cannot be had."""


class UnbuiltError(GeneratorError):
    """There is no tree to serve, and the build of one failed with an exit code of its own."""

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code


class WorkerError(GeneratorError):
    """A process that makes documents was killed, or ended before it answered."""
