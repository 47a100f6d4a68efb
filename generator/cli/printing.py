"""What is printed, as text that does nothing to a terminal, whatever files and requests are called."""

import click

from generator.one_line import shown_lines


def say(text: str) -> None:
    """Print a message."""
    click.echo(shown_lines(text))


def tell(text: str) -> None:
    """Print a message where errors go."""
    click.echo(shown_lines(text), err=True)
