"""Paragraphs drafted from the tables, with live figures, after phrases that an office can edit.

What a phrase may say is in ``phrase_language``; jinja2 renders it in its sandbox, imported at first use.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from traceback import walk_tb
from types import FrameType

import msgspec

from model.forms import OfficialForm
from model.report import Report
from model.text.live import figure
from model.text.phrases import Phrase, PhraseError, phrases
from model.values import parse


class Draft(msgspec.Struct, frozen=True):
    """A paragraph offered for a part (a section id), what it tells, and the aspect it is ``about``."""

    part: str
    label: str
    paragraph: str
    about: str = ""


_UNLESS = "请先用 {% if %} 判断，或者改写这一句。"
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
    from model.text.phrase_check import proven  # with jinja2, at first use: it costs 90 ms

    made = []
    for one, line in proven(own):
        if not _exist(form, one.exists) or not all(_text(form, report, name) for name in one.filled):
            continue
        paragraph = _render(form, report, one, line)
        if paragraph:
            made.append(Draft(one.part, one.label, paragraph, one.about))
    return tuple(made)


def _render(form: OfficialForm, report: Report, phrase: Phrase, line: int) -> str:
    """Return a phrase's paragraph; ``line`` is that of the file in which its sentence begins."""
    from jinja2 import TemplateError

    from model.text.phrase_language import compiled

    try:
        text = compiled(phrase.text).render(
            year=report.year,
            organ=report.organ,
            figure=partial(_live, form),
            value=partial(_value, form, report),
            listed=partial(_listed, form, report),
        )
    except ArithmeticError as error:
        raise PhraseError(_placed(phrase, line, error, "算不出来，多半是除数为 0", _UNLESS)) from error
    except (TemplateError, TypeError, ValueError, LookupError, NameError, RecursionError) as error:
        raise PhraseError(_placed(phrase, line, error, f"写法有误：{error}", "")) from error
    return "".join(line.strip(" \t") for line in text.splitlines())


def _placed(phrase: Phrase, line: int, error: Exception, what: str, instead: str) -> str:
    """Say what is wrong with a phrase, and in which line of its file."""
    within = [number for frame, number in walk_tb(error.__traceback__) if _is_phrase(frame)]
    return f"句式“{phrase.label}”第 {line + (within[-1] or 1) - 1 if within else line} 行{what}。{instead}"


def _is_phrase(frame: FrameType) -> bool:
    return frame.f_code.co_filename == "<template>"


def _live(form: OfficialForm, name: str) -> str:
    _must_exist(form, name)
    return f"{{{{ {name} }}}}"


def _text(form: OfficialForm, report: Report, name: str) -> str:
    """The figure's text where it is a number, else nothing."""
    text = figure(form, report.cells, name) or ""
    return text if parse(text).is_number else ""


def _value(form: OfficialForm, report: Report, name: str) -> Decimal:
    _must_exist(form, name)
    return parse(_text(form, report, name)).number


def _must_be_known(name: str) -> None:
    """A name that is in no form must not be passed over. Raises ValueError."""
    from model.text.phrase_check import known  # loaded already, to look the file through

    if name not in known():
        raise ValueError(f"没有数据名称“{name}”")


def _must_exist(form: OfficialForm, name: str) -> None:
    """A name that is not in this form must not be taken for 0. Raises ValueError."""
    _must_be_known(name)
    if name not in form.names:
        said = f"{form.definition.name}没有“{name}”。只用于别的格式的句式，请用 exists 写明"
        raise ValueError(said)


def _listed(form: OfficialForm, report: Report, items: Sequence[Item], between: str = "、") -> str:
    """“自然人12件、商业企业3件”: what is 0 or not in this form is left out."""
    said = []
    for words, name, counter, *instead in items:
        _must_be_known(name)
        needless = name not in form.names or any(other in form.names for other in instead)
        if not needless and _value(form, report, name):
            said.append(f"{words}{_live(form, name)}{counter}")
    return between.join(said)


def _exist(form: OfficialForm, names: Sequence[str]) -> bool:
    return all(name in form.names for name in names)
