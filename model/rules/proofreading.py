"""Slips of the text itself: numbers in a row, words twice, brackets without their half, wrong words.

A chief and an inspector read these first; none says that a figure is wrong. Punctuation and what is only
doubtful stand in the proof-reading list alone. Sources: GB/T 15834-2011 (punctuation), GB/T 9704-2012 7.3.3
(headings are numbered 一、 （一） 1. （1）).
"""

from collections.abc import Iterator
from functools import cache

import msgspec

from model.forms import OfficialForm
from model.report import Report, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level, Span
from model.text.announced import miscounted
from model.text.doubled_words import doubled_words
from model.text.named_titles import miscounted_titles
from model.text.numbering import is_certain, rows, wrong_rows
from model.text.proofreading import Words
from model.text.punctuation import SlipKind, slips
from model.text.wrong_words import common

_MOST_SHOWN = 8  # numbers of a row told in a sentence
_OPENING, _CLOSING = "（《〈【〔“‘(", "）》〉】〕”’)"
_QUOTES = {"“": "前引号", "”": "后引号", "‘": "前单引号", "’": "后单引号"}
_HALVES = dict(zip(_OPENING + _CLOSING, _CLOSING + _OPENING, strict=True))


class Row(msgspec.Struct, frozen=True):
    """The numbers of a row as written, and what should stand in the place of the wrong one.

    ``announced``: they are right, but not as many as are said to follow; ``expected`` is how many they are.
    ``titles``: the same of titles of documents, which may stand before their number.
    """

    written: tuple[str, ...]
    expected: int
    announced: bool = False
    titles: bool = False


def _units(form: OfficialForm) -> Iterator[Unit[str]]:
    for part in ("preamble", *form.sections):
        yield Unit(part, (text_place(part),))


# ---------------------------------------------------------------- numbers in a row


def _check_rows(_form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[Row]]:
    paragraphs = report.text(part)
    found = rows(paragraphs)
    for row in wrong_rows(found):
        mark = row.wrong
        facts = Row(tuple(one.written for one in row.marks[:_MOST_SHOWN]), row.expected)
        span = Span(part, mark.paragraph, mark.start, mark.end)
        level = Level.WARNING if is_certain(row, paragraphs) else None
        yield NUMBERING.found(facts, (), mark.written, span=span, level=level)
    for one in miscounted(paragraphs, found):
        facts = Row(tuple(mark.written for mark in one.marks[:_MOST_SHOWN]), len(one.marks), announced=True)
        said = paragraphs[one.paragraph][one.start : one.end]
        span = Span(part, one.paragraph, one.start, one.end)
        yield NUMBERING.found(facts, (), said, span=span)
    for index, paragraph in enumerate(paragraphs):
        for named in miscounted_titles(paragraph):
            facts = Row(named.titles[:_MOST_SHOWN], len(named.titles), announced=True, titles=True)
            span = Span(part, index, named.start, named.end)
            yield NUMBERING.found(facts, (), paragraph[named.start : named.end], span=span)


def _row_sentence(_form: OfficialForm, _report: Report, finding: Finding[Row]) -> str:
    row = "、".join(written.rstrip("、") for written in finding.facts.written)
    if finding.facts.announced:
        where = "列出的有" if finding.facts.titles else "后面列了"
        listed = f"{where} {finding.facts.expected} 项（{row}）"
        return f"正文写“{finding.actual}”，但{listed}，请检查是否写错、漏项。"
    return (
        f"序号“{row}”不连续：“{finding.actual}”处应是第 {finding.facts.expected} 个，请检查是否漏项、重号。"
    )


NUMBERING = Rule(
    code="numbering",
    title="正文的序号连续、项数相符",
    level=Level.HINT,
    units=_units,
    check=_check_rows,
    sentence=_row_sentence,
)


# ------------------------------------------------------------------- words twice


def _check_doubled(_form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    for index, paragraph in enumerate(report.text(part)):
        for word in doubled_words(paragraph):
            span = Span(part, index, word.start, word.end)
            yield DOUBLED_WORDS.found(None, (), paragraph[word.start : word.end], word.once, span=span)


def _doubled_sentence(_form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    return f"“{finding.actual}”重复了，可能应为“{finding.expected}”。"


DOUBLED_WORDS = Rule(
    code="doubled-words",
    title="正文没有重复的词语",
    level=Level.HINT,
    units=_units,
    check=_check_doubled,
    sentence=_doubled_sentence,
    rewrites=True,
)


# ----------------------------------------------------- brackets without their half


def _check_unclosed(_form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """A half whose other one stands in another paragraph of the part is left alone: a long quotation."""
    lone = [half for index, paragraph in enumerate(report.text(part)) for half in _lone(index, paragraph)]
    standing: dict[str, set[int]] = {}
    for index, _, mark in lone:
        standing.setdefault(mark, set()).add(index)
    for index, start, mark in lone:
        is_closed_elsewhere = bool(standing.get(_HALVES[mark], set()) - {index})
        if not is_closed_elsewhere:
            yield UNCLOSED.found(None, (), mark, span=Span(part, index, start, start + 1))


def _lone(index: int, paragraph: str) -> Iterator[tuple[int, int, str]]:
    """The halves without their other one in a paragraph: its number, the place, the mark."""
    for slip in slips(paragraph):
        mark = paragraph[slip.start]
        if slip.kind is SlipKind.UNPAIRED and mark in _HALVES:
            yield index, slip.start, mark


def _unclosed_sentence(_form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    here, other = _called(finding.actual), _called(_HALVES[finding.actual])
    return f"{here}不成对，缺少{other}，请补上或者删去。"


def _called(mark: str) -> str:
    """What a mark is called; quotation marks within quotation marks cannot be read."""
    return _QUOTES.get(mark, f"“{mark}”")


UNCLOSED = Rule(
    code="unclosed",
    title="括号、引号、书名号成对",
    level=Level.HINT,
    units=_units,
    check=_check_unclosed,
    sentence=_unclosed_sentence,
)


# ------------------------------------------------------------------- wrong words


def _check_words(_form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """Only words that have no other reading; the doubtful ones stand in the proof-reading list."""
    words = _words()
    for index, paragraph in enumerate(report.text(part)):
        for word in words.certain(paragraph):
            span = Span(part, index, word.start, word.end)
            yield WRONG_WORDS.found(None, (), word.entry.wrong, word.entry.right, span=span)


@cache
def _words() -> Words:
    return Words(common())


def _words_sentence(_form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    return f"“{finding.actual}”应为“{finding.expected}”。"


WRONG_WORDS = Rule(
    code="wrong-words",
    title="正文没有明显的错别字",
    level=Level.WARNING,
    units=_units,
    check=_check_words,
    sentence=_words_sentence,
    rewrites=True,
)

RULES: tuple[AnyRule, ...] = (WRONG_WORDS, DOUBLED_WORDS, NUMBERING, UNCLOSED)
