"""Whose listens a history holds: a source that nothing names a listener for is refused before anything is read."""

from collections.abc import Iterator
from functools import partial

from generator.config import Config, Source
from generator.errors import ConfigError, Fault, SourceError
from generator.events import formats, forms
from generator.events.domains import LISTENS
from generator.events.files import Wanted, beginnings, named
from generator.queries import Query

_NAMING = ("user", "named", "profile")  # what of a header may name the listener, wherever it stands in a file


def faults(config: Config) -> Iterator[Fault]:
    """The sources of which neither they nor their files say whose listens they are.

    Files are opened only where it depends on their form, and then only their beginnings are looked at.
    """
    for number, source in enumerate(config.sources):
        file = _nameless_file(config, source)
        if file is not None:
            yield config.fault(("sources", number, "user"), _said(source, file))


def _nameless_file(config: Config, source: Source) -> str | None:
    """A file that does not say whose listens it holds, or the source's path if that is true of all."""
    histories = [form for form in formats.forms()[source.format] if _is_history(form)]
    if source.user or all(map(_may_name, histories)):
        return None
    if not any(_may_name(form) or "account" in form.header for form in histories):
        return source.path
    nameless = next((part for part, form, head in _begun(config, source) if not _is_named(form, head)), None)
    return nameless if nameless is not None and account(config, source) is None else None


def account(config: Config, source: Source) -> str | None:
    """The one account that files of a source name: the files beside them are its own, too."""
    if source.user or not any("account" in form.header for form in formats.forms()[source.format]):
        return None
    names = {formats.captured(form, "account", head) for _, form, head in _begun(config, source)} - {None}
    return names.pop() if len(names) == 1 else None


def _begun(config: Config, source: Source) -> Iterator[tuple[str, Query, str]]:
    """The files of a source, each with its form and its beginning; one that cannot be read is told of when it is."""
    choose = partial(forms.chosen, source, LISTENS)
    wanted = Wanted(formats.members(source.format, LISTENS), source.encoding, choose, config.allowance(source))
    for file, name in named(config, source):
        if formats.is_beside(source.format, name):
            continue
        try:
            for part, form, head in beginnings(file, name, wanted):
                if form and head:
                    yield part, form.query, head
        except SourceError:
            continue


def must_name(form: Query) -> bool:
    """Whether the lines of a form do not name the listener."""
    return _is_history(form) and "user_name" not in form.listed("columns")


def _is_history(form: Query) -> bool:
    return form.header["table"] == LISTENS and "holds" not in form.header


def _may_name(form: Query) -> bool:
    """Whether a form's files may say whose they are."""
    return "user_name" in form.listed("columns") or any(key in form.header for key in _NAMING)


def _is_named(form: Query, head: str) -> bool:
    return not _is_history(form) or _may_name(form) or formats.captured(form, "account", head) is not None


def nameless(number: int, source: Source, file: str) -> ConfigError:
    """What is raised for a source that needs a user, which shows only when its file is read."""
    return ConfigError(f"sources.{number}.user: {_said(source, file)}")


def _said(source: Source, file: str) -> str:
    return (
        f"is missing: {file} does not say whose listens these are; "
        f"add `user:` to this source of the format {source.format}"
    )
