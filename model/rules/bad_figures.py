"""What is no figure in a table of figures."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import msgspec

from model.address import Address, split
from model.forms import OfficialForm
from model.forms.definition import Column
from model.report import Edit, Report, set_cells
from model.rules.cells import reads, rows
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level
from model.rules.wording import cell_name, row_name, section_name, where
from model.values import (
    NOT_APPLICABLE_TEXT,
    Figure,
    Measure,
    in_unit,
    in_yuan,
    parse,
    plain,
    problem,
    without_marks,
)

Judge = Callable[[str], str | None]


_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(
    r"(?P<figure>[+-]?\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|亿|万|元)?)(?P<vague>\s*[余多几来十百千])?"
)
_FALLING = re.compile("[减降少]")
_MAY_STAND = {
    Measure.COUNT: "请填不小于 0 的整数",
    Measure.SIGNED: "请填整数，减少的写负号（如 -3）",
    Measure.AMOUNT: "请填不小于 0 的金额（可带小数）",
    Measure.MONEY: "请填不小于 0 的金额（可带“万元”“元”）",
}
_PROBLEMS = {
    "text": "不是数字",
    "sign": "不应带正负号",
    "fraction": "不应有小数",
    "unit": "不应带单位",
}
_LONGEST_SHOWN = 40  # characters of what stands in a cell


class BadFigure(msgspec.Struct, frozen=True):
    """Why texts may not stand in their cells, a name that ``values.problem`` gives; and the texts."""

    problem: str
    texts: tuple[str, ...]


@lru_cache
def _judge(measure: Measure) -> Judge:
    """Return ``values.problem`` for texts of one measure, remembering its answers."""
    return lru_cache(maxsize=2048)(lambda text: problem(parse(text), measure))


def _judged_units(form: OfficialForm) -> Iterator[Unit[tuple[tuple[Address, Judge], ...]]]:
    for addresses in rows(form):
        judged = tuple((address, _judge(form.cells[address].measure)) for address in addresses)
        yield Unit(judged, reads(addresses))


def _not_a_number(
    _form: OfficialForm, report: Report, judged: tuple[tuple[Address, Judge], ...]
) -> Iterator[Outcome[BadFigure]]:
    """A cell holds something else than a figure, ``/`` or nothing; the dashes of a row are told together."""
    get = report.cells.get
    signs: dict[Address, str] = {}  # texts without any digit
    for address, judge in judged:
        text = get(address)
        wrong = judge(text) if text else None
        if not text or wrong is None:
            continue
        if _DIGIT.search(text):
            yield NOT_A_NUMBER.found(BadFigure(wrong, (text,)), (address,), text)
        else:
            signs[address] = text
    if signs:
        facts = BadFigure("text", tuple(signs.values()))
        yield NOT_A_NUMBER.found(facts, tuple(signs), "、".join(dict.fromkeys(signs.values())))


def _say_not_a_number(form: OfficialForm, _report: Report, finding: Finding[BadFigure]) -> str:
    address, stands = finding.addresses[0], finding.actual
    if len(stands) > _LONGEST_SHOWN:
        stands = f"{stands[:_LONGEST_SHOWN]}…"
    todo = _MAY_STAND[form.cells[address].measure]
    problem = _PROBLEMS[finding.facts.problem]
    place, many = where(form, address), len(finding.addresses)
    if many > 1:
        place = f"{section_name(form, form.cells[address].table.id)}，“{row_name(form, address)}”有 {many} 格"
    return f"{place}填了“{stands}”，{problem}。{todo}；没有发生填 0，不适用填 /。"


def _take_the_figure(form: OfficialForm, report: Report, finding: Finding[BadFigure]) -> Iterator[Edit]:
    """Take the one figure that stands in the text; a text without any means none, or not applicable."""
    address = finding.addresses[0]
    written = unicodedata.normalize("NFKC", without_marks(finding.facts.texts[0], " "))
    if not _DIGIT.search(written):
        yield from _nothing_there(form, report, finding)
        return
    figure = _only_figure(written)
    if figure is not None:
        text = _fit(figure, form.cells[address].column)
        yield set_cells(form, report, {address: text}, f"把{cell_name(form, address)}改为 {text}")


def _nothing_there(form: OfficialForm, report: Report, finding: Finding[BadFigure]) -> Iterator[Edit]:
    """Write 0 or ``/`` for signs such as dashes, in these cells or in all of the table."""
    for text in ("0", NOT_APPLICABLE_TEXT):
        yield _all_to(form, report, finding.addresses, text)
    table = form.cells[finding.addresses[0]].table.id
    same = [address for address, text in report.cells.items() if text in finding.facts.texts]
    alike = [address for address in same if split(address)[0] == table]
    if len(alike) > len(finding.addresses):
        yield _all_to(form, report, alike, "0")


def _all_to(form: OfficialForm, report: Report, addresses: Sequence[Address], text: str) -> Edit:
    what = f"把{cell_name(form, addresses[0])}" if len(addresses) == 1 else f"{len(addresses)} 格都"
    return set_cells(form, report, dict.fromkeys(addresses, text), f"{what}改为 {text}")


def _only_figure(written: str) -> Figure | None:
    """The figure of “12件” or “减少89项”; None where there are several, or it is not written out."""
    whole = parse(written)
    if whole.is_number:
        return whole
    found = list(_FIGURE.finditer(written))
    if len(found) != 1 or found[0]["vague"]:
        return None
    text = found[0]["figure"]
    has_sign = text.startswith(("+", "-"))
    falls = _FALLING.search(written, 0, found[0].start()) is not None
    figure = parse(f"-{text}" if falls and not has_sign else text)
    return figure if figure.is_number else None


def _fit(figure: Figure, column: Column) -> str:
    """A figure as its column asks for it: without a sign or a unit that may not stand there."""
    if column.measure is Measure.MONEY:
        return figure.text.lstrip("+-")
    if column.measure is Measure.AMOUNT:
        return plain(abs(in_unit(figure, column.unit)))
    number = in_yuan(figure, "") if figure.unit else figure.number
    may_fall = column.measure is Measure.SIGNED
    return plain(number if may_fall else abs(number))


NOT_A_NUMBER = Rule(
    code="not-a-number",
    title="所填的都是规范的数据",
    level=Level.ERROR,
    units=_judged_units,
    check=_not_a_number,
    sentence=_say_not_a_number,
    repair=_take_the_figure,
    judges=True,
)

RULES: tuple[AnyRule, ...] = (NOT_A_NUMBER,)
