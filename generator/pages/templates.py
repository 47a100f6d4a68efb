"""Templates are filled: a page's data becomes text."""

from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError
from jinja2 import TemplateError as JinjaError
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from generator.charts import wave
from generator.errors import TemplateError
from generator.pages import template_files, words
from generator.pages.sleeves import sleeve
from generator.pages.template_files import KEPT, TemplatesName


def _spark(counts: Sequence[int]) -> Markup:
    """A sparkline, which is drawn where it stands."""
    return Markup(wave.spark(counts).decode())  # noqa: S704 - our own elements, without words


_FILTERS = {
    "name": words.name, "id": words.breakable, "number": words.number, "day": words.day, "counted": words.counted,
    "fit": words.fit, "sleeve": sleeve, "spark": _spark,
}  # fmt: skip


def filled(templates: TemplatesName, name: str, **context: object) -> bytes:
    """A template, poured full; TemplateError for one that cannot be."""
    try:
        return environment(templates).get_template(name).render(**context).encode()
    except JinjaError as error:
        raise TemplateError(_explained(name, error)) from error


@lru_cache(maxsize=KEPT)
def environment(templates: TemplatesName) -> Environment:
    """The engine of some templates, which compiles each of them once."""
    sources = template_files.texts(templates)

    def load(name: str) -> str | None:
        if name not in sources:
            return None
        if sources[name].fault:
            raise TemplateError(f"templates/{name}: cannot be read: {sources[name].fault}")
        return sources[name].text

    engine = _Engine(
        loader=FunctionLoader(load),
        autoescape=_is_markup,
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    engine.filters |= _FILTERS
    return engine


def _explained(template: str, error: JinjaError) -> str:
    """Which template, and where the engine knows it, which line of it."""
    line = f", line {error.lineno}" if isinstance(error, TemplateSyntaxError) else ""
    return f"templates/{template}: cannot be filled: {error.message}{line}; is it one of your own?"


def _is_markup(name: str | None) -> bool:
    return name is None or name.endswith(".html")


def _finished(value: object) -> object:
    """What a template prints: a name loses the characters that HTML cannot hold."""
    return words.clean(value) if type(value) is str else value


def _printed(value: object) -> str:
    """What a template prints, cleaned and escaped; a page prints thousands of values, most of them again and again."""
    if type(value) is str:
        return _escaped(value)
    return str(value) if type(value) is int else escape(value)


@lru_cache(maxsize=65_536)
def _escaped(text: str) -> Markup:
    return escape(words.clean(text))


class _Generator(CodeGenerator):
    """Compiles `{{ value }}` in a page to one call, where the engine would make three."""

    def _output_child_pre(self, node, frame, finalize):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        if _is_escaped(frame):
            self.write("environment.printed(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node, frame, finalize):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        if _is_escaped(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)


def _is_escaped(frame) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class _Engine(Environment):
    """The engine with a printing of its own."""

    code_generator_class = _Generator
    printed = staticmethod(_printed)
