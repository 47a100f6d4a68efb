"""Arguments that are told in plain words when they are not what they should be."""

import difflib
from typing import Any

import click


class Whole(click.IntRange):
    """A whole number within bounds."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """The number; what is none is told with the bounds."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            top = f" to {self.max}" if self.max is not None else ""
            self.fail(f"{value!r} is no whole number from {self.min}{top}", param, ctx)


class Word(click.Choice[str]):
    """One of a few words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401
        """The word; another is told with the nearest."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            near = difflib.get_close_matches(str(value), self.choices, n=1)
            hint = f"did you mean {near[0]}?" if near else f"say {' or '.join(self.choices)}"
            self.fail(f"{str(value)!r} is not known; {hint}", param, ctx)


class Command(click.Command):
    """A command that takes its files by options alone."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; one too many is told with the option that was probably meant."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            if "unexpected extra argument" not in error.message:
                raise
            options = {name for param in self.params for name in param.opts}
            meant = "-c FILE names the config" if "-c" in options else "-o FOLDER names the output"
            said = f"{error.message.rstrip('.')}: {ctx.info_name} takes none; {meant}"
            raise click.UsageError(said, ctx) from None
