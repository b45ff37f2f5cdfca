"""The template language inside: Jinja between characters that no document can hold.

Its marks are Unicode noncharacters, which neither Word nor an input method makes; ``vetting`` refuses a
template that has them. So nothing that is written in a template, or in a report, is ever run.
"""

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

_MARKS = tuple(map(chr, range(0xFDD0, 0xFDD6)))
_VALUE, _END_VALUE, _STEP, _END_STEP, _NOTE, _END_NOTE = _MARKS
_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'


def has_marks(text: str) -> bool:
    """Whether a text holds one of the marks, which no honest document does."""
    return any(mark in text for mark in _MARKS)


def value(code: str) -> str:
    """Return the template text that prints a value."""
    return f"{_VALUE} {code} {_END_VALUE}"


def step(code: str) -> str:
    """Return the template text of a statement such as ``if``."""
    return f"{_STEP} {code} {_END_STEP}"


def lines(code: str) -> str:
    """Return the template text that prints a list of lines within a ``w:t`` element."""
    parts = (step(f"for line in {code}"), step("if not loop.first"), _LINE_BREAK, step("endif"))
    return "".join((*parts, value("line"), step("endfor")))


def compiled(source: str) -> jinja2.Template:
    """Compile a template. It sees its data and nothing else: no globals, no way into Python."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        variable_start_string=_VALUE,
        variable_end_string=_END_VALUE,
        block_start_string=_STEP,
        block_end_string=_END_STEP,
        comment_start_string=_NOTE,
        comment_end_string=_END_NOTE,
    )
    environment.globals.clear()
    return environment.from_string(source)
