"""Sentences about this year's report held against last year's, with last year's figure."""

from collections.abc import Mapping

from model.address import Address
from model.forms import OfficialForm
from model.report import Report
from model.rules.findings import Finding
from model.rules.wording import Sentence, column_name, row_name, where


def _address(finding: Finding, name: str) -> Address:
    return Address(str(finding.arguments[name]))


def _carried_over(form: OfficialForm, _report: Report, finding: Finding) -> str:
    last = row_name(form, _address(finding, "last"))
    return (
        f"{where(form, finding.addresses[0])}应与上年报告的“{last}”一致：上年为 {finding.expected}，"
        f"现为 {finding.actual}。"
    )


def _in_force(form: OfficialForm, _report: Report, finding: Finding) -> str:
    stock, inflow, outflow = finding.addresses
    before, more, less = (finding.arguments[name] for name in ("last", "inflow", "outflow"))
    return (
        f"{where(form, stock)}与上年对不上：上年 {before} 加{column_name(form, inflow)} {more} "
        f"减{column_name(form, outflow)} {less} 应为 {finding.expected}，现为 {finding.actual}。"
        "如因清理等重新统计，请说明理由后接受。"
    )


def _pending_flow(form: OfficialForm, _report: Report, finding: Finding) -> str:
    first = finding.addresses[0]
    if finding.arguments["kind"] == "left_open":
        last = column_name(form, _address(finding, "last"))
        return (
            f"{where(form, first)}只有 {finding.actual}，少于上年报告的“{last}”{finding.expected}；"
            "上年没有审结的案件一般会计入本年，请核对。"
        )
    arguments = finding.arguments
    reviews = row_name(form, finding.addresses[1])
    return (
        f"{where(form, first)}为 {finding.actual}，多于本年和上年的“{reviews}”之和 {finding.expected}"
        f"（本年 {arguments['reviews']}，上年 {arguments['reviews_then']}），请核对。"
    )


def _big_change(form: OfficialForm, _report: Report, finding: Finding) -> str:
    return (
        f"{where(form, finding.addresses[0])}与上年相差很大：上年 {finding.expected}，"
        f"本年 {finding.actual}。请核对是否填错。"
    )


def _copied_text(form: OfficialForm, _report: Report, finding: Finding) -> str:
    heading = form.sections[str(finding.arguments["part"])].heading
    span = finding.span
    assert span is not None
    how = (
        "与上年报告一字不差"
        if finding.arguments["kind"] == "word_for_word"
        else "与上年报告相比只改了数字或年份"
    )
    return f"“{heading}”第 {span.paragraph + 1} 段{how}，请核对是否符合今年的情况。"


MESSAGES: Mapping[str, Sentence] = {
    "carried-over": _carried_over,
    "in-force": _in_force,
    "pending-flow": _pending_flow,
    "big-change": _big_change,
    "copied-text": _copied_text,
}
