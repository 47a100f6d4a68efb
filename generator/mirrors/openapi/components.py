"""What several addresses share is said once and referred to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.schemas import Schema

Said = dict[str, Any]  # a part of the description


@dataclass(frozen=True, slots=True)
class Components:
    """Schemas, parameters and responses by their names."""

    schemas: Said = field(default_factory=dict)
    parameters: Said = field(default_factory=dict)
    responses: Said = field(default_factory=dict)

    def schema(self, schema: Schema) -> Said:
        """A schema with a reference in the place of everything in it that has a name."""
        said = {key: self._inner(key, value) for key, value in schema.items() if key != "title"}
        return self._schema_ref(schema["title"], said) if "title" in schema else said

    def parameter(self, name: str, said: Said) -> Said:
        """A reference to a parameter."""
        return _ref("parameters", self.parameters, name, said)

    def response(self, name: str, said: Said) -> Said:
        """A reference to a response; one that is there under another name is that one."""
        return _ref("responses", self.responses, _known(self.responses, said, name), said)

    def _inner(self, key: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value
        """The value of a keyword; what is no schema stays as it is."""
        if key == "properties":
            return {name: self.schema(each) for name, each in value.items()}
        if key in {"items", "additionalProperties"} and isinstance(value, Mapping):
            return self.schema(value)
        return [self.schema(each) for each in value] if key == "anyOf" else value

    def _schema_ref(self, name: str, said: Said) -> Said:
        """A reference to a schema; a record that is there under another name is that one."""
        known = _known(self.schemas, said, name) if "properties" in said else name
        return _ref("schemas", self.schemas, known, said)


def _known(kept: Said, said: Said, name: str) -> str:
    """The name under which something is kept already, or its own."""
    return next((other for other, each in kept.items() if each == said), name)


def _ref(kind: str, kept: Said, name: str, said: Said) -> Said:
    if kept.setdefault(name, said) != said:
        raise ValueError(f"two {kind} of the description are called {name}; give one of them another name")
    return {"$ref": f"#/components/{kind}/{name}"}
