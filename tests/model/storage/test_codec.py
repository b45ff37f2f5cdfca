import json
import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import forms
from model.address import Address
from model.report import Acceptance, Report
from model.storage.codec import UnreadableReport, decode, encode
from tests.support.random_reports import reports

LEAST = {"version": 1, "form": "2021", "organ": "青禾县", "year": 2024}


def content(**changes: object) -> bytes:
    return json.dumps({**LEAST, **changes}, ensure_ascii=False).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableReport) as caught:
        decode(data)
    return str(caught.value)


@given(reports())
def test_every_report_comes_back_as_it_was(report: Report) -> None:
    assert decode(encode(report)) == report


@given(reports())
def test_the_same_report_is_the_same_file(report: Report) -> None:
    assert encode(decode(encode(report))) == encode(report)


WHOLE = Report(
    form="2021",
    organ="青禾县人民政府",
    year=2024,
    title="标题",
    preamble=("引言一", "引言二"),
    sections={"overview": ("总体情况",), "other": ()},
    signature=("青禾县人民政府", "2025年1月20日"),
    cells={
        Address("litigation.review.total"): "3",
        Address("litigation.review.upheld"): "2",
        Address("disclosure.regulations.issued"): "/",
    },
    overrides=frozenset({Address("litigation.review.total")}),
    last_year={Address("disclosure.regulations.created"): "1"},
    last_year_form="2019",
    last_year_sections={"overview": ("上年情况",)},
    accepted=(
        Acceptance("big-change", (Address("litigation.review.total"),), ("3",), "已核对"),
        Acceptance("growth", (), (), "另有口径", "0:总体情况"),
    ),
    remarks={Address("litigation.review.total"): "待核"},
    final=True,
    sealed=True,
    foreign={"comment": "另一个程序写的"},
)
SAVED = {
    "version": 1,
    "form": "2021",
    "organ": "青禾县人民政府",
    "year": 2024,
    "title": "标题",
    "preamble": ["引言一", "引言二"],
    "sections": {"overview": ["总体情况"], "other": []},
    "signature": ["青禾县人民政府", "2025年1月20日"],
    "cells": {
        "disclosure.regulations.issued": "/",
        "litigation.review.upheld": "2",
        "litigation.review.total": "3",
    },
    "overrides": ["litigation.review.total"],
    "last_year": {"disclosure.regulations.created": "1"},
    "last_year_form": "2019",
    "last_year_sections": {"overview": ["上年情况"]},
    "accepted": [
        {
            "code": "big-change",
            "addresses": ["litigation.review.total"],
            "figures": ["3"],
            "reason": "已核对",
            "quote": "",
        },
        {"code": "growth", "addresses": [], "figures": [], "reason": "另有口径", "quote": "0:总体情况"},
    ],
    "remarks": {"litigation.review.total": "待核"},
    "final": True,
    "sealed": True,
    "comment": "另一个程序写的",
}


def test_the_file_holds_all_of_a_report_under_the_names_other_programs_know() -> None:
    # Line by line, and in this order: cells as the form has them.
    assert encode(WHOLE).decode() == json.dumps(SAVED, ensure_ascii=False, indent=1) + "\n"
    assert decode(encode(WHOLE)) == WHOLE


def test_a_report_with_half_a_character_has_the_same_lines() -> None:
    broken = encode(replace(WHOLE, title="标题\ud83d"))
    assert broken == encode(WHOLE).replace("标题".encode(), "标题\ufffd".encode())


def test_what_is_missing_in_a_file_is_empty() -> None:
    least = Report("2021", "青禾县", 2024)
    assert decode(content()) == least
    empty = dict.fromkeys(SAVED.keys() - LEAST.keys() - {"comment", "overrides", "last_year"})
    shape = {name: type(SAVED[name])() for name in empty}
    assert json.loads(encode(least)) == {**LEAST, **shape, "overrides": [], "last_year": None}


def test_only_calculated_cells_can_be_overridden() -> None:
    report = decode(content(overrides=["litigation.review.total", "litigation.review.upheld", "a.b.c"]))
    assert report.overrides == {"litigation.review.total"}
    sums = {"litigation.review.upheld": "2", "litigation.review.total": "3"}
    assert decode(content(cells=sums, overrides=[])).overrides == frozenset()


def test_what_another_program_must_write_is_little() -> None:
    report = decode(
        content(cells={"requests.received.natural_person": "１，２３４", "requests.granted.other": " "})
    )
    assert report.cells == {"requests.received.natural_person": "1234"}
    assert report.last_year is None


def test_a_total_that_does_not_follow_stays_as_it_was_written() -> None:
    report = decode(content(cells={"litigation.review.upheld": "2", "litigation.review.total": "3"}))
    assert report.overrides == {"litigation.review.total"}


def test_half_characters_do_not_stop_a_save() -> None:
    broken = Report("2021", "青禾县\ud83d", 2024, preamble=("前\ud83d\ude00后",))
    report = decode(encode(broken))
    assert report.organ == "青禾县\ufffd"
    assert report.preamble == ("前😀后",)


def test_a_mark_of_byte_order_is_no_damage() -> None:
    assert decode(b"\xef\xbb\xbf" + content()).organ == "青禾县"


@pytest.mark.parametrize("value", [{"a": [1, None]}, "甲", 10**30, 1.5, None])
def test_what_another_program_added_is_kept(value: object) -> None:
    report = decode(content(comment=value))
    assert report.year == 2024
    assert json.loads(encode(report))["comment"] == value
    assert decode(encode(report)) == report


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "是空的"),
        (b"\xff\xfe\x00", "不完整，到第 1 行就中断了"),
        (content()[:-5], "不完整，到第 1 行就中断了"),
        (b"[" * 100_000, "已损坏"),
        (b'{"a":' * 100_000, "已损坏"),
        (b'{"version": 1' + b"0" * 5000 + b"}", "更新版本|已损坏"),
        (b'{"version": NaN}', "已损坏，无法读取"),
        (b'{"version": 1, "organ": "\\ud800"}', "已损坏，无法读取"),
        (b"[]", "不是本软件保存的"),
        (b"{}", "缺少版本号"),
        (b'{"version": true}', "版本号无效"),
        (b'{"version": "1"}', "版本号无效"),
        (content(version=2), "更新版本.*文件版本 2"),
        (b'{"version": 1, "form": "2021", "organ": "x"}', "缺少“year”"),
        (content(form="1999"), "格式“1999”本软件不认识"),
        (content(form="../2021"), "本软件不认识"),
        (content(year="2024"), "“year”处应为整数，现为文字"),
        (content(year=True), "“year”处应为整数"),
        (content(year=2024.5), "“year”处"),
        (content(year=10**400), "“year”处|已损坏"),
        (content(year=-1), "“year”处"),
        (content(preamble="一段话"), "“preamble”处应为列表"),
        (content(cells={"requests.received.total": 5}), "应为文字（带引号），现为整数"),
        (content(cells={"requests.received.total": None}), "应为文字（带引号），现为空值"),
        (content(cells={"requests.received.nobody": "5"}), "不存在的单元格“requests.received.nobody”"),
        (content(remarks={"a.b.c": "x"}), "不存在的单元格“a.b.c”"),
        (content(sections={"epilogue": []}), "不存在的章节“epilogue”"),
        (content(last_year={"a.b.c": "1"}), "不存在的上年单元格“a.b.c”"),
        (content(last_year={}, last_year_form="1999"), "上年数据使用的格式“1999”"),
        (b'{"version": 1, "version": 1}', "“version”出现了两次"),
        (
            content()[:-1] + b', "cells": {"requests.granted.other": "1", "requests.granted.other": "2"}}',
            "“requests.granted.other”出现了两次",
        ),
    ],
)
def test_what_is_no_whole_report_is_refused_with_a_sentence(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableReport, match=told) as caught:
        decode(data)
    assert str(caught.value).endswith("。")


def test_last_years_figures_may_be_of_the_form_before() -> None:
    former = "disclosure.regulations.created"
    assert former not in forms.load("2021").cells
    assert decode(content(last_year={former: "3"})).last_year == {former: "3"}
    assert "上年单元格" in refusal(content(last_year={former: "3"}, last_year_form="2021"))


def test_the_entry_that_is_wrong_is_named() -> None:
    said = refusal(content(cells={"requests.received.total": "3", "requests.received.business": 4}))
    assert "cells：requests.received.business" in said
    assert "整数" in said
    assert "sections：other" in refusal(content(sections={"overview": ["甲"], "other": "乙"}))


def test_an_accepted_finding_need_not_quote_a_sentence() -> None:
    accepted = {
        "code": "growth",
        "addresses": ["requests.received.total"],
        "figures": ["3"],
        "reason": "已核对",
    }
    (read,) = decode(content(accepted=[accepted])).accepted
    assert read == Acceptance("growth", (Address("requests.received.total"),), ("3",), "已核对", "")


KIND = "(文字（带引号）|整数|数字|true 或 false|列表|成组的数据|空值)"
WRONG = re.compile(
    f"报告文件已损坏：(“[^”$`]+”处(应为{KIND}(或{KIND})?，现为{KIND}|的内容不符合格式)|缺少“code”一项)。文件没有改动。"
)


@pytest.mark.parametrize("key", [key for key in SAVED if key not in ("version", "comment")])
def test_a_value_of_another_kind_is_told_in_words_of_a_clerk(key: str) -> None:
    for value in (None, True, 7, -1, 10**30, 1.5, [], [None], [7], [[7]], [{}], {}):
        for found in (value, {"甲": value}, [value, value]):
            try:
                decode(content(**{key: found}))
            except UnreadableReport as error:
                said = str(error)
                assert not said.startswith("报告文件已损坏") or WRONG.fullmatch(said), said


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists),
    st.sampled_from(list(LEAST)),
)
def test_a_key_of_any_other_kind_never_crashes(value: object, key: str) -> None:
    with suppress(UnreadableReport):
        decode(content(**{key: value}))


@given(st.data(), reports())
def test_a_damaged_file_never_crashes(data: st.DataObject, report: Report) -> None:
    whole = bytearray(encode(report))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableReport):
        decode(bytes(whole))


def test_parts_of_cells_are_saved_under_their_own_key_and_only_then() -> None:
    address = "disclosure.licences.decisions"
    part = {"label": "审批股", "figure": "120", "from": {"kind": "hand", "file": "", "rows": []}}
    report = decode(content(parts={address: [part]}))
    assert report.cells == {address: "120"}  # a program that only adds parts need not add them up
    assert json.loads(encode(report))["parts"] == {address: [part]}
    assert "parts" not in json.loads(encode(decode(content())))


def test_a_figure_that_differs_from_its_parts_was_written_by_a_person() -> None:
    address = "disclosure.licences.decisions"
    part = {"label": "审批股", "figure": "120"}
    report = decode(content(parts={address: [part]}, cells={address: "130"}, overrides=[]))
    assert (report.cells[address], report.overrides) == ("130", {address})


def test_a_total_that_equals_its_sum_follows_again_when_the_report_is_opened() -> None:
    total = "requests.granted.total"
    cells = {"requests.granted.business": "3", "requests.granted.other": "4", total: "7"}
    assert decode(content(cells=cells, overrides=[total])).overrides == frozenset()
    cells[total] = "8"
    assert decode(content(cells=cells, overrides=[total])).overrides == {total}
