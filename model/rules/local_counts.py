"""Counts that local guidance asks section one to name; off unless the office has a file that says which."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from model.forms import OfficialForm
from model.reading.words.words import alternatives
from model.report import Report, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level
from model.rules.terms import part_name
from model.text.aspects import has_any

_SENTENCE_END = re.compile(r"[。；;！？\n]")
# Figures that count nothing: years and dates, numbers of documents and headings, shares.
_NO_COUNT = re.compile(
    r"[〔\[（(]\d{4}[〕\]）)]\s*第?\d+号|第\d+号|\d{2,4}年度?"
    r"|(?<!\d)\d+(?:号|月份?|日|(?:\.\d+)?[%％])|^\s*[（(]?\d+[）).．、]"
)
_HAN = "一二两三四五六七八九十百千万"


@cache
def _counted() -> re.Pattern[str]:
    """A figure, a live one, a number of things in Chinese, or that there was none."""
    otherwise, thing = alternatives("counted-otherwise"), alternatives("counted-thing")
    number = rf"(?<!{otherwise}|[{_HAN}])[{_HAN}]+余?(?:{thing})"
    return re.compile(rf"\d|\{{\{{|{number}|{alternatives('counted-none')}")


def _units(form: OfficialForm) -> Iterator[Unit[str]]:
    overview = form.checks.overview
    if overview is not None and form.checks.local_counts:
        yield Unit(overview.section, (text_place(overview.section),))


def _check(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """No sentence that counts something, or says there was none, names a count that is asked for."""
    sentences = list(chain.from_iterable(map(_sentences, report.section(part))))
    if not any(sentences):
        return
    counting = [sentence for sentence in sentences if _counts(sentence)]
    missing = [
        count.label
        for count in form.checks.local_counts
        if not any(has_any(sentence, count.words) for sentence in counting)
    ]
    if missing:
        yield COUNTS_MISSING.found(None, (), "", "、".join(missing), part=part)


def _sentences(text: str) -> list[str]:
    return _SENTENCE_END.split("".join(text.split()))


def _counts(sentence: str) -> bool:
    """Whether a sentence holds a figure that counts something, or says that there was nothing."""
    return _counted().search(_NO_COUNT.sub("", sentence)) is not None


def _sentence(form: OfficialForm, _report: Report, finding: Finding[None]) -> str:
    return (
        f"{part_name(form, finding.part)}没有写明本地要求的数据：{finding.expected}。"
        "请补写数字，没有发生的也请写明。"
    )


COUNTS_MISSING = Rule(
    code="counts-missing",
    title="写明了本地要求的数据",
    level=Level.HINT,
    units=_units,
    check=_check,
    sentence=_sentence,
)
RULES: tuple[AnyRule, ...] = (COUNTS_MISSING,)
