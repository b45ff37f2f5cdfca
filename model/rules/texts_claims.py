"""What the text says besides figures: all-or-nothing statements, the notice."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby

from model.address import Address
from model.chinese.stops import FULL_STOP
from model.forms import OfficialForm, heads, load
from model.reading.facts import Mention, Statement
from model.reading.words.meaning import Meaning, number
from model.reading.words.terms import terms
from model.report import Report
from model.rules.engine import AnyRule, Outcome, Rule
from model.rules.findings import Finding, Level, Span
from model.rules.joined_texts import across
from model.rules.paragraphs import paragraphs
from model.rules.texts import parts_units
from model.rules.wording import cell_name
from model.values import parse

_NOTICE_MARKS = re.compile(r"[\s〔〕\[\]【】()（）〈〉]+")


_MORE = 3  # cells named in a message; the others are counted

# -------------------------------------------------------------- text-claim


def _text_claim(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """An all-or-nothing statement that the tables contradict."""
    for paragraph in paragraphs(form, report, part):
        said = paragraph.reading
        yield from _claims(form, report, paragraph.span, said.statements, said.mentions)
    for one in across(form, report, part):
        yield from _claims(form, report, one.span, one.statements, one.told)


def _claims(
    form: OfficialForm,
    report: Report,
    span: Callable[[int, int], Span],
    statements: Sequence[Statement],
    told: Sequence[Mention],
) -> Iterator[Outcome[None]]:
    """The statements of each stretch; ``span`` says where it stands, ``told`` are the figures beside."""
    for (start, end), together in groupby(statements, key=lambda said: (said.start, said.end)):
        yield from _claim(form, report, span(start, end), list(together), told)


def _claim(
    form: OfficialForm, report: Report, span: Span, said: list[Statement], mentions: Sequence[Mention]
) -> Iterator[Outcome[None]]:
    """What is said of one stretch of text, against every cell that must be 0 if it is true."""
    said = [one for one in said if not _is_explained(form, report, one)]
    must_be_zero = list(chain.from_iterable(one.zero for one in said))
    if any(_is_exception(form, report, span, mention, must_be_zero) for mention in mentions):
        return  # the text itself names it
    wrong = _not_zero(report, must_be_zero)
    if not wrong:
        return  # also where every statement is explained
    is_hint = all(one.hint for one in said)
    text = report.text(span.part)[span.paragraph][span.start : span.end]
    yield TEXT_CLAIM.found(None, tuple(wrong), text, span=span, level=Level.HINT if is_hint else None)


def _is_exception(
    form: OfficialForm, report: Report, span: Span, told: Mention, must_be_zero: Sequence[Meaning]
) -> bool:
    """Whether a figure is of what is said to be none.

    “自然人提出3件。未收到自然人的申请”: of one kind of applicants another sentence tells no exception.
    """
    named = [one for one in told.meanings if one in must_be_zero]
    is_of_some = _counts_applicants(form, named) and not _is_in_its_sentence(report, span, told)
    return bool(named) and not is_of_some


def _is_in_its_sentence(report: Report, span: Span, told: Mention) -> bool:
    first, last = sorted((told.quantity.start, span.start))
    return FULL_STOP.search(report.text(span.part)[span.paragraph], first, last) is None


def _counts_applicants(form: OfficialForm, named: Sequence[Meaning]) -> bool:
    """Whether figures are of some applicants, and not of all."""
    tables = ((one, terms(form).tables[one.table]) for one in named)
    return all(table.counts_one_thing and one.column != table.total for one, table in tables)


def _is_explained(form: OfficialForm, report: Report, said: Statement) -> bool:
    """Whether something makes a statement hold all the same, or it holds of one of several."""
    if any(number(form, report.cells, one) != 1 for one in said.only):
        return True
    holds_of_one = said.either and not all(number(form, report.cells, one) for one in said.zero)
    return holds_of_one or any(number(form, report.cells, one) for one in said.unless)


def _not_zero(report: Report, must_be_zero: Sequence[Meaning]) -> list[Address]:
    addresses = dict.fromkeys(chain.from_iterable(one.addresses for one in must_be_zero))
    return [address for address in addresses if _counts(report, address)]


def _counts(report: Report, address: Address) -> bool:
    figure = parse(report.cell(address))
    return bool(figure.is_number and figure.number)


def _say_text_claim(form: OfficialForm, report: Report, finding: Finding[None]) -> str:
    named = [f"{cell_name(form, a)}为 {report.cell(a)}" for a in finding.addresses[:_MORE]]
    more = f" 等 {len(finding.addresses)} 处" if len(finding.addresses) > _MORE else ""
    return f"正文写“{finding.actual}”，但表格中{'，'.join(named)}{more}，两者不符，请核对。"


TEXT_CLAIM = Rule(
    code="text-claim",
    title="“全部”等说法与表格一致",
    level=Level.WARNING,
    units=parts_units("cells/*", "year", "organ"),
    check=_text_claim,
    sentence=_say_text_claim,
)

# ------------------------------------------------------------- text-notice


def _text_notice(form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """The text cites the notice of another form."""
    for index, paragraph in enumerate(report.text(part)):
        for start, end in _notices(form.id, paragraph):
            wanted = form.definition.notice
            span = Span(part, index, start, end)
            yield TEXT_NOTICE.found(None, (), paragraph[start:end], wanted, span=span)


@lru_cache(maxsize=512)
def _notices(form_id: str, paragraph: str) -> tuple[tuple[int, int], ...]:
    kind = load(form_id).definition.kind
    others = [one.notice for one in heads(kind) if one.id != form_id]
    return tuple(m.span() for notice in others for m in _notice(notice).finditer(paragraph))


@lru_cache(maxsize=64)
def _notice(notice: str) -> re.Pattern[str]:
    """A notice's number with any brackets and blanks: 国办公开办函[2019]60号."""
    parts = [re.escape(part) for part in _NOTICE_MARKS.split(notice.replace("号", ""))]
    return re.compile(r"[\s〔\[【(（〕\]】)）]+".join(parts) + r"\s*号")


def _say_text_notice(form: OfficialForm, report: Report, finding: Finding[None]) -> str:
    return (
        f"正文引用的“{finding.actual}”不是 {report.year} 年报告（{form.definition.name}）所依据的文件，"
        f"应为“{finding.expected}”。"
    )


TEXT_NOTICE = Rule(
    code="text-notice",
    title="引用的格式文件是现行文件",
    level=Level.WARNING,
    units=parts_units(),
    check=_text_notice,
    sentence=_say_text_notice,
    rewrites=True,
)

RULES: tuple[AnyRule, ...] = (TEXT_CLAIM, TEXT_NOTICE)
