"""Sentences about the text against the tables: what it says, what the tables say, what to do."""

from collections.abc import Mapping
from decimal import Decimal

from model.forms import OfficialForm
from model.reading.meaning import Meaning, label
from model.report import Report
from model.rules.findings import Finding
from model.rules.wording import Sentence, cell_name

_MORE = 3  # cells named in a message; the others are counted


def _text_figure(form: OfficialForm, _report: Report, finding: Finding) -> str:
    spoken = _meaning(finding)
    others = finding.arguments.get("others")
    hint = "（合计数也不符）" if isinstance(others, tuple) and others else ""
    return (
        f"正文写“{finding.actual}”，{label(form, spoken)}为 {finding.expected}{hint}。"
        "请改正文字或表格；如果说的是别的数字，可以说明情况并接受。"
    )


def _text_share(form: OfficialForm, _report: Report, finding: Finding) -> str:
    part, whole = _plain(finding.arguments["part"]), _plain(finding.arguments["whole"])
    return (
        f"正文写“{finding.actual}”，按 {part}÷{whole}（{label(form, _meaning(finding))}所占比例）"
        f"计算应为 {finding.expected}。"
    )


def _text_parts(_form: OfficialForm, _report: Report, finding: Finding) -> str:
    parts = finding.arguments["parts"]
    assert isinstance(parts, tuple)
    sum_ = "+".join(_plain(part) for part in parts)
    return (
        f"正文写总数 {finding.actual}，但句中所列各项相加为 {finding.expected}（{sum_}），两者不符，请核对。"
    )


def _growth(form: OfficialForm, _report: Report, finding: Finding) -> str:
    this, last = _plain(finding.arguments["this"]), _plain(finding.arguments["last"])
    return (
        f"正文写“{finding.actual}”，{label(form, _meaning(finding))}今年为 {this}，上年为 {last}，"
        f"应为“{finding.expected}”。"
    )


def _text_field(_form: OfficialForm, _report: Report, finding: Finding) -> str:
    if finding.arguments.get("chart"):
        return f"图表“{{{{ {finding.actual} }}}}”应当单独成段，前后不能有其他文字。请另起一段。"
    if finding.arguments.get("half"):
        return (
            f"“{' '.join(finding.actual.split())}”不是完整的双花括号，会原样印出来。"
            "请删去后从“插入表格数据”中重新选取。"
        )
    return (
        f"“{{{{ {finding.actual} }}}}”不是表格里的数据名称，无法显示数字。"
        "请删去后从“插入表格数据”中重新选取。"
    )


def _text_claim(form: OfficialForm, report: Report, finding: Finding) -> str:
    named = [f"{cell_name(form, a)}为 {report.cell(a)}" for a in finding.addresses[:_MORE]]
    more = f" 等 {len(finding.addresses)} 处" if len(finding.addresses) > _MORE else ""
    return f"正文写“{finding.actual}”，但表格中{'，'.join(named)}{more}，两者不符，请核对。"


def _text_year(_form: OfficialForm, report: Report, finding: Finding) -> str:
    return (
        f"这是 {report.year} 年的报告，正文写的是“{finding.actual}”，应为“{finding.expected}”。"
        "请检查是否沿用了别年的文字。"
    )


def _text_notice(form: OfficialForm, report: Report, finding: Finding) -> str:
    return (
        f"正文引用的“{finding.actual}”不是 {report.year} 年报告（{form.definition.name}）所依据的文件，"
        f"应为“{finding.expected}”。"
    )


def _text_organ(_form: OfficialForm, report: Report, finding: Finding) -> str:
    return (
        f"此处写的机关是“{finding.actual}”，本报告的机关是“{report.organ}”，请检查是否误用了其他机关的文字。"
    )


def _meaning(finding: Finding) -> Meaning:
    spoken = finding.arguments["meaning"]
    assert isinstance(spoken, Meaning)
    return spoken


def _plain(value: object) -> str:
    assert isinstance(value, Decimal)
    return format(value.normalize(), "f")


MESSAGES: Mapping[str, Sentence] = {
    "text-figure": _text_figure,
    "text-share": _text_share,
    "text-parts": _text_parts,
    "growth": _growth,
    "text-field": _text_field,
    "text-claim": _text_claim,
    "text-year": _text_year,
    "text-notice": _text_notice,
    "text-organ": _text_organ,
}
