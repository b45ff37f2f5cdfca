"""Paragraphs drafted from the tables, with live figures, after phrases that an office can edit.

The phrases are in ``resources/phrases``; jinja2 renders them in its sandbox and is imported at first use.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import resources
from model.forms import OfficialForm
from model.report import Report
from model.text.live import figure
from model.values import parse

if TYPE_CHECKING:
    from jinja2 import Template


class PhraseError(ValueError):
    """A phrase file cannot be used; the text is a sentence for the office that edited it."""


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One phrase: the part it is for, and what the form must have and the tables must say for it."""

    part: str
    label: str
    text: str
    exists: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A paragraph offered for a part (a section id), and what it is about."""

    part: str
    label: str
    paragraph: str


Item = Sequence[str]
"""What is listed: words, a name, a counter; and a name whose presence in the form makes it needless."""


def available(form: OfficialForm, part: str, own: Path | None = None) -> bool:
    """Whether there are phrases for a part at all; nothing is rendered. Raises PhraseError.

    ``own`` is the office's own file of phrases, which stands in for the program's.
    """
    return any(one.part == part and _exist(form, one.exists) for one in phrases(own))


def drafts(form: OfficialForm, report: Report, own: Path | None = None) -> tuple[Draft, ...]:
    """Return the paragraphs that can be drafted from a report's tables; none for tables not filled in.

    ``own`` is the office's own file of phrases, which stands in for the program's.
    Raises PhraseError when a phrase was edited into something that cannot be used.
    """
    made = []
    for one in phrases(own):
        if not _exist(form, one.exists) or not all(_text(form, report, name) for name in one.filled):
            continue
        paragraph = _render(form, report, one)
        if paragraph:
            made.append(Draft(one.part, one.label, paragraph))
    return tuple(made)


def phrases(own: Path | None = None) -> tuple[Phrase, ...]:
    """Return the phrases of the office's own file, or the program's. Raises PhraseError."""
    path = own or resources.path("phrases", "common.toml")
    try:
        return _decoded(path.read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PhraseError(f"句式文件“{path.name}”无法使用，请改正或移走它：{error}") from error


@cache
def _decoded(content: bytes) -> tuple[Phrase, ...]:
    """Windows' own editor may put a mark before the text, or write it in the Chinese code page."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    return msgspec.toml.decode(text, type=_File).phrases


def _render(form: OfficialForm, report: Report, phrase: Phrase) -> str:
    from jinja2 import TemplateError  # at first use: it costs 90 ms

    try:
        text = _template(phrase.text).render(
            year=report.year,
            organ=report.organ,
            figure=_live,
            value=partial(_value, form, report),
            listed=partial(_listed, form, report),
        )
    except (TemplateError, TypeError, ValueError) as error:
        raise PhraseError(f"句式“{phrase.label}”写法有误：{error}") from error
    return "".join(line.strip(" \t") for line in text.splitlines())


@cache
def _template(text: str) -> "Template":
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Plain text for a person, not HTML: nothing to escape.
    environment = ImmutableSandboxedEnvironment(autoescape=False)
    return environment.from_string(text)


def _live(name: str) -> str:
    return f"{{{{ {name} }}}}"


def _text(form: OfficialForm, report: Report, name: str) -> str:
    """The figure's text where it is a number, else nothing."""
    text = figure(form, report.cells, name) or ""
    return text if parse(text).is_number else ""


def _value(form: OfficialForm, report: Report, name: str) -> Decimal:
    return parse(_text(form, report, name)).number


def _listed(form: OfficialForm, report: Report, items: Sequence[Item], between: str = "、") -> str:
    """“自然人12件、商业企业3件”: what is 0 or not in this form is left out."""
    said = []
    for words, name, counter, *instead in items:
        if not any(other in form.names for other in instead) and _value(form, report, name):
            said.append(f"{words}{_live(name)}{counter}")
    return between.join(said)


def _exist(form: OfficialForm, names: Sequence[str]) -> bool:
    return all(name in form.names for name in names)
