"""The template of Caddy: what answers where no file is the answer; it is the same for every tree."""

import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

from generator import paths

# What begins and ends an action. The files that the template includes are read as templates, too, and no JSON has this
# beginning: the bracket would be in a text, the first quote would end that, and no text follows on a text.
BEGIN, END = '<""', ">"

_MOMENTS = ("moment", "bin")  # what only routes with moments need; Caddy reads the template at each request


def handles(routes: Sequence[Mapping[str, Any]]) -> str:
    """What answers routes with moments, and what answers the others."""
    dated = [str(number) for number, route in enumerate(routes, 1) if _has_moments(route)]
    first = f"\t\t@moments vars still_route {' '.join(dated)}\n{_handle('@moments ', text())}" if dated else ""
    return f"""	@template vars still_by template
	handle @template {{
		header {{
			ETag {{http.response.header.X-Still-Etag}}
			-X-Still-Etag
		}}
{first}{_handle("", text(without=_MOMENTS))}	}}
"""


def text(without: Sequence[str] = ()) -> str:
    """The template on one line, without its comments and without some of its parts."""
    found = (files("generator") / "hosts" / "caddy.tmpl").read_text(encoding="utf-8")
    found = re.sub(r"{{/\*.*?\*/}}", "", found, flags=re.DOTALL)
    for name in without:
        found = re.sub(rf'^{{{{ define "{name}" }}}}.*?^{{{{ end }}}}$', "", found, flags=re.DOTALL | re.MULTILINE)
    for name, value in _constants().items():
        found = found.replace(name, value)
    return re.sub(r"\s*\n\s*", "", found).replace("{{ ", BEGIN).replace(" }}", END)


def _has_moments(route: Mapping[str, Any]) -> bool:
    return any(parameter["is"] == "moment" for parameter in route["parameters"])


def _handle(matcher: str, answer: str) -> str:
    return f"""		handle {matcher}{{
			templates {{
				mime application/json
				between `{BEGIN}` `{END}`
			}}
			respond `{answer}`
		}}
"""


def _constants() -> dict[str, str]:
    """What the template knows of names; in its own texts, a brace behind a dollar would be Caddy's."""
    escaped = {"UNSAFE": paths.UNSAFE, "RESERVED": f"(?i){paths.RESERVED}"}
    return {name: json.dumps(_for_go(pattern)) for name, pattern in escaped.items()} | {"LONGEST": str(paths.LONGEST)}


def _for_go(pattern: str) -> str:
    """A regular expression of Python and JavaScript, as Go reads it."""
    return re.sub(r"\\u([0-9a-f]{4})", r"\\x{\1}", pattern.replace(r"(?![\s\S])", r"\z"))
