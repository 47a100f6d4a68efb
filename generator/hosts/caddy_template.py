"""The template of Caddy: what answers where no file is the answer; it is the same for every tree."""

import json
import re
from importlib.resources import files

from generator import paths
from generator.hosts.replies import UNDATED

# What begins and ends an action. The files that the template includes are read as templates, too, and no JSON has this
# beginning: the bracket would be in a text, the first quote would end that, and no text follows on a text.
BEGIN, END = '<""', ">"


def handle() -> str:
    """What answers every route from the template."""
    return f"""	@template vars still_by template
	handle @template {{
		header {{
			ETag {{http.response.header.X-Still-Etag}}
			-X-Still-Etag
		}}
		templates {{
			mime application/json
			between `{BEGIN}` `{END}`
		}}
		respond `{text()}`
	}}
"""


def text() -> str:
    """The template on one line, without its comments."""
    found = (files("generator") / "hosts" / "caddy.tmpl").read_text(encoding="utf-8")
    found = re.sub(r"{{/\*.*?\*/}}", "", found, flags=re.DOTALL)
    for name, value in _constants().items():
        found = found.replace(name, value)
    return re.sub(r"\s*\n\s*", "", found).replace("{{ ", BEGIN).replace(" }}", END)


def _constants() -> dict[str, str]:
    """What the template knows of names; in its own texts, a brace behind a dollar would be Caddy's."""
    escaped = {"UNSAFE": paths.UNSAFE, "RESERVED": f"(?i){paths.RESERVED}"}
    return {name: json.dumps(_for_go(pattern)) for name, pattern in escaped.items()} | {
        "LONGEST": str(paths.LONGEST),
        "UNDATED": json.dumps(UNDATED),
    }


def _for_go(pattern: str) -> str:
    """A regular expression of Python and JavaScript, as Go reads it."""
    return re.sub(r"\\u([0-9a-f]{4})", r"\\x{\1}", pattern.replace(r"(?![\s\S])", r"\z"))
