"""A YAML file as plain data whose parts know their lines; what is no plain data is a fault.

Texts, numbers, true and false, lists and keys are plain; anchors, aliases and merged keys stand for them. Dates stay
texts: whoever reads one says what is wrong with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from yaml import events
from yaml.constructor import SafeConstructor
from yaml.resolver import Resolver

from generator.errors import ConfigError, Fault
from generator.one_line import shown

Place = tuple[str | int, ...]

_USUAL = "config.yaml"  # may come through a pipe, as it is read once
_DEEPEST = 32
_MOST = 100_000  # parts, each alias counted as what it stands for
_CORE = "tag:yaml.org,2002:"
_MERGE = f"{_CORE}merge"
_TEXTS = {f"{_CORE}{name}" for name in ("str", "timestamp", "value", "merge")}  # the last two are = and <<
_PLAIN = {events.MappingStartEvent: f"{_CORE}map", events.SequenceStartEvent: f"{_CORE}seq"}


@dataclass(frozen=True, slots=True)
class YamlValue:
    """A value of the file, the line on which it begins, and what stands in it; `written` is a scalar's own text."""

    line: int
    value: object
    written: str = ""
    entries: Mapping[str, "Entry"] = field(default_factory=dict)
    items: Sequence["YamlValue"] = ()
    size: int = 1
    depth: int = 1
    is_broken: bool = False  # a fault says so

    def below(self, step: str | int) -> "Entry | None":
        """The part of a key, or of a place in a list, from 0."""
        if isinstance(step, str):
            return self.entries.get(step)
        return Entry(self.items[step].line, self.items[step]) if 0 <= step < len(self.items) else None


@dataclass(frozen=True, slots=True)
class Entry:
    """A part, and the line of its key."""

    line: int
    part: YamlValue


@dataclass(frozen=True, slots=True)
class YamlFile:
    """What was read, and what of it is no plain data, with the first meaning in its place."""

    file: Path
    root: YamlValue
    faults: tuple[Fault, ...]

    def line(self, place: Place) -> int:
        """The line, from 1, of the deepest part of the file that a place names."""
        return self._deepest(place).line

    def part(self, place: Place) -> YamlValue:
        """The deepest part of the file that a place names."""
        return self._deepest(place).part

    def fault(self, place: Place, said: str) -> Fault:
        """What is wrong at a place."""
        return _faulty(self.file, self.line(place), place, said)

    def _deepest(self, place: Place) -> Entry:
        found = Entry(self.root.line, self.root)
        for step in place:
            below = found.part.below(step)
            if below is None:
                break
            found = below
        return found


def read(file: Path, name: str = _USUAL, way: str = "`stillstats init DIR` makes one") -> YamlFile:
    """Read a file; one that is no YAML at all is a ConfigError, with the line where it stops being so.

    `name` is what it is usually called, `way` what to do where there is none.
    """
    text = _text(file, name, way)
    reading = _Reading(file, _events(file, text))
    root = reading.document()
    return YamlFile(file, root, tuple(reading.faults))


def _text(file: Path, name: str, way: str) -> str:
    try:
        if name != _USUAL and file.exists() and not (file.is_file() or file.is_dir()):
            raise ConfigError(f"{file}: is a pipe or a device, which a build would wait for: name a file")
        said = file.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{file}: there is no such file; {way}") from None
    except IsADirectoryError:
        raise ConfigError(f"{file}: is a folder; say {file / name}") from None
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror}") from error
    try:
        text = said.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = said.count(b"\n", 0, error.start) + 1
        raise _refused(file, line, "is no UTF-8: save the file with that encoding") from None
    odd = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if odd:
        line = text.count("\n", 0, odd.start()) + 1
        raise _refused(file, line, f"holds U+{ord(odd[0]):04X}, which no YAML file may: remove it")
    return text


def _refused(file: Path, line: int, said: str) -> ConfigError:
    return ConfigError.of(_faulty(file, line, (), said))


def _faulty(file: Path, line: int, place: Place, said: str) -> Fault:
    """A fault on one line, whatever is quoted from the file."""
    text = f"{'.'.join(str(step)[:40] for step in place)}: {said}" if place else said
    return Fault(str(file), line, shown(text))


def _events(file: Path, text: str) -> Iterator[events.Event]:
    line = 1
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = _line(event)
            yield event
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.context, error.problem) if part)
        column = f", column {mark.column + 1}" if mark else ""
        hint = "; YAML indents by spaces" if "'\\t'" in said else ""
        raise _refused(file, mark.line + 1 if mark else line, f"not valid YAML: {said}{column}{hint}") from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two of escapes such as "\UFFFFFFFF"
        raise _refused(file, line, f"not valid YAML: {error}") from error


@dataclass(slots=True)
class _Reading:
    """One document, event by event; what an anchor names is kept for its aliases."""

    file: Path
    coming: Iterator[events.Event]
    faults: list[Fault] = field(default_factory=list)
    anchors: dict[str, YamlValue] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def document(self) -> YamlValue:
        """Read the first document, which must be the only one."""
        root = YamlValue(1, None)
        count = 0
        for event in self.coming:
            if isinstance(event, events.DocumentStartEvent):
                count += 1
                if count > 1:
                    raise _refused(self.file, _line(event), "a second document begins here: leave --- out")
            elif isinstance(event, events.NodeEvent):
                root = self._part(event, ())
        return root

    def _part(self, event: events.Event, place: Place) -> YamlValue:
        if len(place) >= _DEEPEST:
            raise _refused(self.file, _line(event), f"nests deeper than {_DEEPEST} levels")
        if isinstance(event, events.AliasEvent):
            return self._meant(event)
        anchor = event.anchor if isinstance(event, events.NodeEvent) else None
        if anchor:
            self.open.add(anchor)
        part = self._scalar(event, place) if isinstance(event, events.ScalarEvent) else self._collection(event, place)
        if part.size > _MOST or part.depth + len(place) > _DEEPEST:
            raise _refused(
                self.file, part.line, f"aliases make more than {_MOST:,} values, or {_DEEPEST} levels, of it"
            )
        if anchor:
            self.open.discard(anchor)
            self.anchors[anchor] = part
        return part

    def _meant(self, event: events.AliasEvent) -> YamlValue:
        if event.anchor in self.open:
            raise _refused(self.file, _line(event), f"*{event.anchor} stands within what it stands for")
        if event.anchor not in self.anchors:
            raise _refused(self.file, _line(event), f"*{event.anchor} stands for nothing: no &{event.anchor} is above")
        return self.anchors[event.anchor]

    def _scalar(self, event: events.ScalarEvent, place: Place) -> YamlValue:
        tag, text = _tag(event), event.value
        odd = next((letter for letter in text if letter == "\0" or "\ud800" <= letter <= "\udfff"), None)
        said = f"holds U+{ord(odd):04X}, which is no character of a text" if odd else ""
        value: object = text
        try:
            value = text if tag in _TEXTS else _construct(tag, text)
        except KeyError:
            said = f"the tag {_shown(tag)} means nothing here: leave it out"
        except (ValueError, IndexError):
            said = f"{text[:40]!r} is no {tag.removeprefix(_CORE)} that can be read"
        if said:
            self._fault(event, place, said)
        return YamlValue(_line(event), value, text, is_broken=bool(said))

    def _collection(self, event: events.Event, place: Place) -> YamlValue:
        if isinstance(event, events.CollectionStartEvent) and event.tag not in {None, "!", _PLAIN[type(event)]}:
            self._fault(event, place, f"the tag {_shown(event.tag)} means nothing here: leave it out")
        return (
            self._mapping(event, place) if isinstance(event, events.MappingStartEvent) else self._sequence(event, place)
        )

    def _sequence(self, start: events.Event, place: Place) -> YamlValue:
        items: list[YamlValue] = []
        while not isinstance(event := next(self.coming), events.SequenceEndEvent):
            items.append(self._part(event, (*place, len(items))))
        return YamlValue(
            _line(start), [item.value for item in items], items=items, size=_size(items), depth=_depth(items)
        )

    def _mapping(self, start: events.Event, place: Place) -> YamlValue:
        entries: dict[str, Entry] = {}
        merged: list[YamlValue] = []
        while not isinstance(event := next(self.coming), events.MappingEndEvent):
            key = self._key(event, place)
            part = self._part(next(self.coming), (*place, key or "?"))
            if key is None:
                continue
            if isinstance(event, events.ScalarEvent) and _tag(event) == _MERGE:
                merged.extend(part.items or [part])
            elif key in entries:
                said = f"{key!r} is given twice, on line {entries[key].line} and here: keep one"
                self._fault(event, place, said)
            else:
                entries[key] = Entry(_line(event), part)
        self._merge(start, entries, merged, place)
        parts = [entry.part for entry in entries.values()]
        value = {key: entry.part.value for key, entry in entries.items()}
        return YamlValue(_line(start), value, entries=entries, size=_size(parts), depth=_depth(parts))

    def _key(self, event: events.Event, place: Place) -> str | None:
        """A key as it is written; None, and a fault, for one that is no word."""
        part = self._part(event, (*place, "?"))
        if isinstance(part.value, list | dict):
            self._fault(event, place, "a list or a mapping is no key: put what is meant as a text in quotes")
            return None
        return part.written

    def _merge(self, start: events.Event, entries: dict[str, Entry], merged: list[YamlValue], place: Place) -> None:
        """Add what `<<` brings, where the mapping does not say it itself."""
        for part in merged:
            if not isinstance(part.value, dict):
                self._fault(start, place, "<< merges the keys of a mapping: this is none")
            for key, entry in part.entries.items():
                entries.setdefault(key, entry)

    def _fault(self, event: events.Event, place: Place, said: str) -> None:
        self.faults.append(_faulty(self.file, _line(event), place, said))


def _line(event: events.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _size(parts: Sequence[YamlValue]) -> int:
    return 1 + sum(part.size for part in parts)


def _depth(parts: Sequence[YamlValue]) -> int:
    return 1 + max((part.depth for part in parts), default=0)


def _tag(event: events.ScalarEvent) -> str:
    """What kind of value a scalar is: as its tag says, else as it looks."""
    if event.tag and event.tag != "!":
        return str(event.tag)
    is_plain = event.implicit[0] and not event.tag
    return str(Resolver().resolve(yaml.ScalarNode, event.value, (is_plain, not is_plain)))  # type: ignore[no-untyped-call]


def _construct(tag: str, text: str) -> object:
    """The value of a text; KeyError for an unknown tag, ValueError for a text that is none of it."""
    node = yaml.ScalarNode(tag, text)
    match tag.removeprefix(_CORE):
        case "null":
            return None
        case "bool":
            if text.lower() not in SafeConstructor.bool_values:
                raise ValueError(text)
            return SafeConstructor.bool_values[text.lower()]
        case "int":
            return SafeConstructor().construct_yaml_int(node)
        case "float":
            return SafeConstructor().construct_yaml_float(node)
    raise KeyError(tag)


def _shown(tag: str) -> str:
    return f"!!{tag.removeprefix(_CORE)}" if tag.startswith(_CORE) else tag
