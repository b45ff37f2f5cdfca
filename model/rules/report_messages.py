"""Sentences about single cells, sections, and dates: what is wrong, where, what to do."""

from collections.abc import Mapping

from model import forms
from model.forms import OfficialForm
from model.report import Report
from model.rules.findings import Finding
from model.rules.wording import Sentence, column_name, row_name, section_name, where
from model.values import Measure

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
_DATED = {"title": "标题", "preamble": "引言"}
_LONGEST_SHOWN = 40  # characters of what stands in a cell


def _not_a_number(form: OfficialForm, _report: Report, finding: Finding) -> str:
    address = finding.addresses[0]
    problem = _PROBLEMS[str(finding.arguments["problem"])]
    todo = _MAY_STAND[form.cells[address].measure]
    stands = _cut(str(finding.actual))
    return f"{where(form, address)}填了“{stands}”，{problem}。{todo}；没有发生填 0，不适用填 /。"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _blank_cell(form: OfficialForm, _report: Report, finding: Finding) -> str:
    first = finding.addresses[0]
    place = f"{section_name(form, form.cells[first].table.id)}，“{row_name(form, first)}”"
    if finding.arguments.get("whole_row"):
        what = f"整行（{len(finding.addresses)} 格）还没有填"
    else:
        names = "、".join(column_name(form, address) for address in finding.addresses)
        what = f"有 {len(finding.addresses)} 格没有填：{names}"
    return f"{place}{what}。没有发生填 0，不适用填 /。"


def _sign_lost(form: OfficialForm, _report: Report, finding: Finding) -> str:
    before, change, after = (str(text) for text in _items(finding, "figures"))
    return (
        f"{where(form, finding.addresses[0])}可能漏了负号：{before} 减 {change} 正好是 {after}，"
        f"如果是减少，应写成 {finding.expected}。"
    )


def _regulations_power(form: OfficialForm, _report: Report, finding: Finding) -> str:
    address = finding.addresses[0]
    return (
        f"{where(form, address)}填了 {finding.actual}：只有设区的市、自治州及以上才能制定规章，"
        f"请核对“{finding.arguments['organ']}”是否应填 0；其他文件请计入规范性文件。"
    )


def _form_year(_form: OfficialForm, report: Report, finding: Finding) -> str:
    mixed = finding.arguments.get("mixed")
    if mixed:
        labels = mixed if isinstance(mixed, str) else "”“".join(_items(finding, "mixed"))
        return f"表格中混用了两种格式：“{labels}”是另一种格式的栏目。请按现行格式重新核对这些数据。"
    used, wanted = (forms.load(form_id).definition for form_id in (finding.actual, finding.expected))
    return (
        f"{report.year} 年度报告应使用{wanted.name}（{wanted.notice}），"
        f"现在用的是{used.name}（{used.notice}）。请换用正确的格式。"
    )


def _section_empty(form: OfficialForm, _report: Report, finding: Finding) -> str:
    section = form.sections[str(finding.arguments["part"])]
    what = "表格和文字都" if section.table else "文字"
    return f"“{section.heading}”是必报的部分，现在{what}没有内容，请填写。"


def _fee_missing(form: OfficialForm, _report: Report, finding: Finding) -> str:
    section = form.sections[str(finding.arguments["part"])]
    if finding.actual:
        return f"“{section.heading}”里{finding.expected}的数额还没有写，请把“{finding.actual}”处补写完整。"
    return (
        f"“{section.heading}”没有说明{finding.expected}的收取情况。请补写一句；"
        f"没有收取的，也要写明本年度未收取{finding.expected}。"
    )


def _overview_parts(form: OfficialForm, _report: Report, finding: Finding) -> str:
    heading = form.sections[str(finding.arguments["part"])].heading
    kind = finding.arguments["kind"]
    if kind == "length":
        return f"“{heading}”现有 {finding.actual} 字，一般不超过 {finding.expected} 字，请考虑精简。"
    missing = "、".join(_items(finding, "missing"))
    if kind == "counts" and form.checks.overview is not None:
        counted = form.checks.overview.counted[0]
        return f"“{heading}”没有写明{counted}的{missing}件数，而表格里有数据，请考虑补写。"
    return f"“{heading}”似乎没有写到：{missing}。一般应包括这些方面，请核对。"


def _dates(_form: OfficialForm, report: Report, finding: Finding) -> str:
    problem = finding.arguments["problem"]
    if problem == "year":
        part = _DATED[str(finding.arguments["part"])]
        return f"{part}中的年份是 {finding.actual} 年，而报告年度是 {finding.expected} 年，请核对。"
    if problem == "no_date":
        return f"落款日期“{finding.actual}”不是一个有效的日期，请核对（如 {report.year + 1}年1月20日）。"
    day = _in_words(finding.actual)
    if problem == "early":
        return f"落款日期 {day}早于报告年度结束（{report.year}年12月31日），请核对年份。"
    return f"落款日期 {day}晚于公布期限 {_in_words(finding.expected)}，请核对。"


def _in_words(iso: str) -> str:
    year, month, day = (int(part) for part in iso.rsplit("-", 2))
    return f"{year}年{month}月{day}日"


def _items(finding: Finding, name: str) -> tuple[str, ...]:
    items = finding.arguments[name]
    assert isinstance(items, tuple | list)
    return tuple(str(item) for item in items)


MESSAGES: Mapping[str, Sentence] = {
    "not-a-number": _not_a_number,
    "blank-cell": _blank_cell,
    "sign-lost": _sign_lost,
    "regulations-power": _regulations_power,
    "form-year": _form_year,
    "section-empty": _section_empty,
    "fee-missing": _fee_missing,
    "overview-parts": _overview_parts,
    "dates": _dates,
}
