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

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.corrections.rules import VERBS, Rule, listed
from generator.errors import ConfigError, Fault

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
    node = _node(file)
    faults: list[Fault] = []

    def note(line: int, said: str) -> None:
        faults.append(Fault(str(file), line, said))

    rules = tuple(_rules(node, note))
    _compare(rules, folded, note)
    if faults:
        ordered = tuple(sorted(set(faults), key=lambda fault: (fault.line, fault.said)))
        raise ConfigError("\n".join(map(str, ordered)), ordered)
    return Corrections(rules)


def _node(file: Path) -> yaml.Node | None:
    try:
        return yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        raise ConfigError(f"{file}: there is no such file; corrections: in config.yaml names it") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        raise ConfigError(f"{file}:{mark.line + 1 if mark else 1}: not valid YAML: {error}") from error


Note = Callable[[int, str], None]


def _rules(node: yaml.Node | None, note: Note) -> Iterator[Rule]:
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        note(_line(node), f"holds lists of rules under {listed(VERBS)}")
        return
    seen: dict[str, int] = {}
    for key, rules in node.value:
        verb = str(key.value)
        if verb in seen:
            note(_line(key), f"{verb}: is given twice, on line {seen[verb]} and here: put all into one list")
        elif verb not in VERBS:
            note(_line(key), f"unknown key {verb!r}{_nearest(verb, VERBS)}")
        elif not isinstance(rules, yaml.SequenceNode):
            note(_line(key), f"{verb}: is a list of rules, each after a dash")
        else:
            yield from (rule for item in rules.value for rule in _rule(verb, item, note))
        seen.setdefault(verb, _line(key))


def _rule(verb: str, node: yaml.Node, note: Note) -> Iterator[Rule]:
    model, line = VERBS[verb], _line(node)
    if not isinstance(node, yaml.MappingNode):
        note(line, f"{verb}: a rule holds keys: {listed(model.model_fields)}")
        return
    try:
        said = yaml.constructor.SafeConstructor().construct_document(node)
    except (yaml.YAMLError, ValueError) as error:
        note(line, f"{verb}: cannot be read: {error}")
        return
    keys = {str(key.value): _line(key) for key, _ in node.value}
    if len(keys) < len(node.value):
        note(line, f"{verb}: a key is given twice in this rule")
    try:
        yield model.model_validate(said).rule(verb, line)  # type: ignore[attr-defined]
    except ValidationError as error:
        for detail in error.errors():
            key = str(detail["loc"][0]) if detail["loc"] else ""
            note(keys.get(key, line), f"{verb}: {_sentence(key, detail, model)}")


def _sentence(key: str, detail: ErrorDetails, model: type[BaseModel]) -> str:
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


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1 if node.start_mark else 1


def _nearest(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(sorted(known))}"
