"""Reports to write out, with sentences of our own and figures that tell every cell apart."""

from dataclasses import replace

from model import forms
from model.address import Address
from model.report import Report

TEXTS = {
    "overview": (
        "全市各级机关围绕中心工作推进政务公开。",
        "（一）主动公开。公开政府文件{{ requests.received.total }}件，“要点”另行列明。",
        "（二）依申请公开",
        "1.办理情况",
        "全年答复申请，先登记后办理；\n同步更新办理台账。",
        "（1）规范流程。逐件登记补正、延期两个环节。",
    ),
    "requests": ("注：本表数据含所属各单位。",),
    "problems": ("一是解读形式比较单一。", "二是更新不够及时。"),
    "other": ("本年度没有收取信息处理费。",),
}


def report(form_id: str = "2021") -> Report:
    """Return a report with a figure of its own in every cell and text in most sections."""
    form = forms.load(form_id)
    year = form.definition.first_year
    return Report(
        form=form_id,
        organ="青石市",
        year=year,
        title=f"青石市人民政府\n{year}年政府信息公开工作年度报告",
        preamble=(f"根据条例规定，现公布{year}年政府信息公开工作年度报告。",),
        sections=dict(TEXTS),
        signature=("青石市人民政府办公室", f"{year + 1}年1月26日"),
        cells={address: str(1000 + number) for number, address in enumerate(form.cells)},
    )


def with_text(report: Report, part: str, *paragraphs: str) -> Report:
    """Return the report with other paragraphs in a section."""
    return replace(report, sections={**report.sections, part: paragraphs})


def with_cell(report: Report, address: str, text: str) -> Report:
    """Return the report with another text in a cell."""
    return replace(report, cells={**report.cells, Address(address): text})
