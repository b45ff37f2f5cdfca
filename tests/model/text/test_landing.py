"""Drafts land under the heading of what they are about."""

from model import forms
from model.text.drafts import Draft
from model.text.landing import landed

FORM = forms.load("2021")
REQUESTS = Draft("overview", "", "收到申请若干。", "依申请公开")
FILES = Draft("overview", "", "制发文件若干。", "主动公开")
CASES = Draft("overview", "", "复议若干。", "监督保障")
NOTHING = Draft("overview", "", "别的事。")


def test_under_its_own_heading_behind_what_is_written_there() -> None:
    texts = ("（一）主动公开。已写。", "又一段。", "（二）依申请公开。", "（三）平台建设。已写。")
    assert landed(FORM, texts, [REQUESTS, FILES], 0) == (
        "（一）主动公开。已写。",
        "又一段。",
        "制发文件若干。",
        "（二）依申请公开。",
        "收到申请若干。",
        "（三）平台建设。已写。",
    )


def test_without_a_heading_of_its_own_between_its_neighbours() -> None:
    texts = ("（一）主动公开。已写。", "（二）平台建设。已写。")
    assert landed(FORM, texts, [REQUESTS], 0) == (texts[0], "收到申请若干。", texts[1])
    assert landed(FORM, texts, [CASES], 0) == (*texts, "复议若干。")


def test_in_a_text_without_headings_where_the_cursor_is_in_order() -> None:
    assert landed(FORM, ("开头。", "结尾。"), [FILES, REQUESTS], 1) == (
        "开头。",
        "制发文件若干。",
        "收到申请若干。",
        "结尾。",
    )
    assert landed(FORM, (), [FILES, NOTHING], 0) == ("制发文件若干。", "别的事。")


def test_what_is_about_nothing_stands_at_the_cursor_though_others_come_before_it() -> None:
    texts = ("（一）主动公开。已写。", "（二）依申请公开。已写。")
    assert landed(FORM, texts, [FILES, NOTHING], 2) == (texts[0], "制发文件若干。", texts[1], "别的事。")
