"""The sentences about cells and sections, word for word where no planted error has them."""

from dataclasses import replace

import pytest

from model import forms
from model.report import Report
from model.rules import Checker, message
from model.rules.catalogue import RULES
from tests.support.samples import full_report, with_cells

COUNT = "litigation.review.other"


def told(report: Report, code: str) -> list[str]:
    form = forms.load(report.form)
    return [message(form, report, one) for one in Checker(form, RULES).check(report) if one.code == code]


@pytest.mark.parametrize(
    ("form_id", "address", "text", "sentence"),
    [
        ("2021", COUNT, "3万", "填了“3万”，不应带单位。请填不小于 0 的整数；没有发生填 0，不适用填 /。"),
        ("2021", COUNT, "-3", "填了“-3”，不应带正负号。请填不小于 0 的整数；没有发生填 0，不适用填 /。"),
        (
            "2021",
            "disclosure.fees.amount",
            "若干",
            "填了“若干”，不是数字。请填不小于 0 的金额（可带小数）；没有发生填 0，不适用填 /。",
        ),
        (
            "2019",
            "disclosure.licences.change",
            "4.5",
            "填了“4.5”，不应有小数。请填整数，减少的写负号（如 -3）；没有发生填 0，不适用填 /。",
        ),
        (
            "2019",
            "disclosure.procurement.amount",
            "约200",
            "填了“约200”，不是数字。请填不小于 0 的金额（可带“万元”“元”）；没有发生填 0，不适用填 /。",
        ),
    ],
)
def test_what_may_stand_in_a_cell_is_told_by_its_measure(form_id, address, text, sentence):
    (one,) = told(with_cells(full_report(form_id), {address: text}), "not-a-number")
    assert one.endswith(sentence)


@pytest.mark.parametrize(("length", "shown"), [(40, "字" * 40), (41, "字" * 40 + "…")])
def test_a_long_text_of_a_cell_is_cut(length, shown):
    (one,) = told(with_cells(full_report(), {COUNT: "字" * length}), "not-a-number")
    assert f"填了“{shown}”，不是数字" in one


def test_an_empty_section_is_told_by_what_it_should_have():
    report = full_report()
    blank = with_cells(report, {a: "" for a in report.cells if a.startswith("litigation.")})
    assert told(replace(blank, sections={**report.sections, "problems": ()}), "section-empty") == [
        "“四、政府信息公开行政复议、行政诉讼情况”是必报的部分，现在表格和文字都没有内容，请填写。",
        "“五、存在的主要问题及改进情况”是必报的部分，现在文字没有内容，请填写。",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "本机关收取信息处理费（请填写）元。",
            "“六、其他需要报告的事项”里信息处理费的数额还没有写，请把“（请填写）”处补写完整。",
        ),
        (
            "没有其他需要报告的事项。",
            "“六、其他需要报告的事项”没有说明信息处理费的收取情况。请补写一句；"
            "没有收取的，也要写明本年度未收取信息处理费。",
        ),
    ],
)
def test_what_is_missing_on_fees_is_told(text, sentence):
    report = full_report()
    assert told(replace(report, sections={**report.sections, "other": (text,)}), "fee-missing") == [sentence]
