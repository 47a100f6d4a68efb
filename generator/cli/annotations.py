"""Errors as GitHub Actions shows them: above a job's log, and beside the line of the file that they are about."""

import os

import click

from generator.errors import Fault
from generator.one_line import shown_lines


def show(*errors: Fault | str) -> None:
    """Print an annotation for each of them, in GitHub Actions alone."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for error in errors:
            click.echo(_annotation(error), err=True)


def _annotation(error: Fault | str) -> str:
    if isinstance(error, str):
        return f"::error::{_text(error)}"
    return f"::error file={_property(error.file)},line={error.line}::{_text(error.said)}"


def _text(text: str) -> str:
    """A text as the runner reads it: on one line, and no percent sign that it would take for an escape."""
    return shown_lines(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
