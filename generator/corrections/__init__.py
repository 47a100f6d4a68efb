"""corrections.yaml becomes Corrections: what the owner of a history knows better than its files, a rule each.

    rename:
      - {artist: Beatles, to: The Beatles}
      - {album: Hope, by: Low, to: I Could Live in Hope}
    merge:
      - {artists: [Prince, The Artist], into: Prince}
    split:
      - {artist: Simon & Garfunkel, into: [Paul Simon, Art Garfunkel]}
    leave_out:
      - {artist: Various Artists}
      - {track: Rain, by: Sleep Sounds}
    pin:
      - {artist: Low, id: <MBID>}
      - {track: Words, by: Low, id: <MBID of the recording>}

A name is compared as listens are; an MBID in its place is the artist, the release or the recording of that id. `by` is
the artist; without it an album or a track of any artist is meant.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator import yaml_file
from generator.corrections.rules import VERBS, Rule, listed
from generator.errors import ConfigError, Fault
from generator.yaml_file import Place, YamlFile, YamlValue

__all__ = ["Corrections", "Rule", "load"]


@dataclass(frozen=True, slots=True)
class Corrections:
    """The rules of a file, in their order."""

    rules: tuple[Rule, ...] = ()

    def of(self, verb: str, kind: str | None = None) -> Iterator[tuple[int, Rule]]:
        """The rules of a verb, and of a kind, each with its number."""
        return (
            (number, rule) for number, rule in enumerate(self.rules) if rule.verb == verb and kind in {None, rule.kind}
        )


def load(file: Path, folded: Callable[[str], str]) -> Corrections:
    """Read and validate the rules of a file; `folded` says how names are compared.

    Raises ConfigError with every problem at once, each with its line and, for a misspelt word, the nearest known one.
    """
    read = yaml_file.read(file, "corrections.yaml", "corrections: in config.yaml names it")
    faults = list(read.faults)

    def note(line: int, said: str) -> None:
        faults.append(Fault(str(file), line, said))

    rules = tuple(_rules(read, note))
    _compare(rules, folded, note)
    if faults:
        raise ConfigError.of(*sorted(set(faults), key=lambda fault: (fault.line, fault.said)))
    return Corrections(rules)


Note = Callable[[int, str], None]


def _rules(read: YamlFile, note: Note) -> Iterator[Rule]:
    root = read.root
    if root.value is None:
        return
    if not isinstance(root.value, dict):
        note(root.line, f"holds lists of rules under {listed(VERBS)}")
        return
    for verb, entry in root.entries.items():
        if verb not in VERBS:
            note(entry.line, f"unknown key {verb[:40]!r}{_nearest(verb, VERBS)}")
        elif not isinstance(entry.part.value, list):
            note(entry.line, f"{verb}: is a list of rules, each after a dash")
        else:
            yield from (rule for item in entry.part.items for rule in _rule(verb, item, note))


def _rule(verb: str, part: YamlValue, note: Note) -> Iterator[Rule]:
    model = VERBS[verb]
    if not isinstance(part.value, dict):
        note(part.line, f"{verb}: a rule holds keys: {listed(model.model_fields)}")
        return
    try:
        yield model.model_validate(part.value).rule(verb, part.line)  # type: ignore[attr-defined]
    except ValidationError as error:
        for detail in error.errors():
            place = tuple(detail["loc"])
            if not _deepest(part, place).is_broken:
                key = str(place[0])[:40] if place else ""
                note(_line(part, place), f"{verb}: {_sentence(key, detail, model, _deepest(part, place))}")


def _deepest(part: YamlValue, place: Place) -> YamlValue:
    """The deepest part of a rule that a place names."""
    for step in place:
        below = part.below(step)
        if below is None:
            break
        part = below.part
    return part


def _line(part: YamlValue, place: Place) -> int:
    """The line of the key, or of the entry of a list, that a place of a rule names; else of the rule."""
    line = part.line
    for step in place:
        below = part.below(step)
        if below is None:
            break
        line, part = below.line, below.part
    return line


def _sentence(key: str, detail: ErrorDetails, model: type[BaseModel], part: YamlValue) -> str:
    match detail["type"]:
        case "extra_forbidden":
            return f"unknown key {key!r}{_nearest(key, model.model_fields)}"
        case "missing":
            return f"{key}: is missing"
        case "too_short":
            return f"{key}: names at least two"
        case "tuple_type":
            return f"{key}: is a list, such as [One, Another]"
        case kind if kind.startswith("uuid"):
            return f"{key}: {str(detail['input'])[:60]!r} is no MBID, such as 4b00640f-3be6-43f8-9b34-ff81bd89320a"
    said = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "value_error" and part.written and not isinstance(part.value, str):
        said = f"YAML takes {part.written[:40]} for something else than a name: put it in quotes"
    return f"{key}: {said}" if key else said


def _compare(rules: tuple[Rule, ...], folded: Callable[[str], str], note: Note) -> None:
    """Refuse two rules about one name, and a name that comes instead of another and is itself replaced."""
    said: dict[tuple[str, str, str], Rule] = {}
    for rule in rules:
        for name in dict.fromkeys(map(folded, rule.names)):
            before = said.setdefault((rule.kind, folded(rule.by or ""), name), rule)
            if before is not rule and not _is_own(rule, name, folded):
                same = (before.verb, before.to, before.id) == (rule.verb, rule.to, rule.id)
                what = "says the same" if same else f"says something else ({before.words})"
                note(rule.line, f"{rule.words}: line {before.line} {what}: keep one of them")
    for rule in rules:
        for name in map(folded, rule.to if rule.verb != "split" else ()):
            other = said.get((rule.kind, folded(rule.by or ""), name))
            if other and other is not rule and other.to and not _is_own(other, name, folded):
                note(
                    rule.line,
                    f"{rule.words}: line {other.line} replaces that name in turn ({other.words}): write the last",
                )


def _is_own(rule: Rule, name: str, folded: Callable[[str], str]) -> bool:
    """Whether a rule only says how a name is written, as where several are merged into one of them."""
    return rule.verb in {"rename", "merge"} and name in map(folded, rule.to)


def _nearest(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(sorted(known))}"
