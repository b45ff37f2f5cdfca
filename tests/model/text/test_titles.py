import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.text.titles import LINE, broken, joined, width

REPORT = "政府信息公开工作年度报告"
LONG = f"青禾县自然资源和规划局2024年{REPORT}"


@pytest.mark.parametrize(
    "lines",
    [
        ("青禾县2024年政府信息公开工作年度报告",),
        ("青禾县供电局2024年", REPORT),
        ("青禾县自然资源和规划局2024年", REPORT),
        ("青禾县国有资产监督管理服务中心", f"2024年{REPORT}"),
        ("2024年青禾县自然资源和规划局", REPORT),
        ("青禾县自然资源和规划局", REPORT),  # without a year
        ("青禾县自然资源和规划局", f"{REPORT}（2024年度）"),
        ("青禾县民政局关于2024年度", "政府信息公开工作情况的年度报告"),
        ("荆河市沙河区人民政府办公室", f"2024年{REPORT}"),
        ("公安县民政局2024年", REPORT),  # a county that is called like a field of work
        ("景陵镇市共和乡人民政府2024年", REPORT),
        ("二〇二四年度青禾县住房和城乡建设局", REPORT),
        ("青石市高新技术产业开发区管理委员会", "综合行政执法和应急管理事务中心", f"2024年{REPORT}"),
        (
            "青石维吾尔自治区北山哈萨克自治州青禾县",
            "住房和城乡建设局（县人民防空办公室）",
            f"2024年{REPORT}",
        ),
        ("",),
    ],
)
def test_a_title_is_broken_into_lines_of_whole_words(lines: tuple[str, ...]) -> None:
    assert broken("".join(lines)) == "\n".join(lines)


_PLACES = ["青石市", "北山自治州", "青禾县", "云河区", "清河镇", "临江街道", "某某"]
_ORGANS = ["人民政府", "农业农村局", "住房和城乡建设局", "市场监督管理局", "办公室", "（县档案局）", "茶叶局"]
_YEARS = ["2024年", "2024年度", "二〇二四年", ""]


@given(
    st.lists(st.sampled_from(_PLACES), max_size=4),
    st.lists(st.sampled_from(_ORGANS), max_size=4),
    st.sampled_from(_YEARS),
    st.booleans(),
)
def test_lines_fit_and_hold_more_than_a_year_and_the_title_comes_back(
    places: list[str], organs: list[str], year: str, year_first: bool
) -> None:
    organ = "".join(places + organs)
    title = f"{year}{organ}{REPORT}" if year_first else f"{organ}{year}{REPORT}"
    lines = broken(title).split("\n")
    assert "".join(lines) == title
    assert all(width(line) <= LINE for line in lines)
    assert not set(lines) & {"年", *_YEARS}
    assert not [line for line in lines[1:] if line.startswith(("和", "）", "局", "县", "度"))]
    assert joined("\n".join(lines)) == title


@given(st.text("青啊a1（和 ", min_size=1, max_size=90))
def test_whatever_is_typed_fits_and_nothing_is_lost(title: str) -> None:
    lines = broken(title).split("\n")
    assert all(width(line) <= LINE for line in lines)
    assert "".join("".join(lines).split()) == "".join(title.split())


@pytest.mark.parametrize(
    "title",
    [
        f"青禾县自然资源和规划局\n2024年{REPORT}",
        f"青禾县\n2024年{REPORT}",
        f"青禾县2024年\n{REPORT}",  # would stand in one line
    ],
)
def test_other_breaks_are_a_person_s_own(title: str) -> None:
    assert broken(title) == title
    assert joined(title) == title


def test_a_line_of_a_person_that_is_too_long_is_broken_further() -> None:
    assert broken(f"青禾县人民政府\n关于{LONG}") == (
        f"青禾县人民政府\n关于青禾县自然资源和规划局\n2024年{REPORT}"
    )


def test_what_a_page_breaks_like_that_is_one_line_again() -> None:
    assert joined(broken(LONG)) == LONG
    assert joined(LONG) == LONG


def test_what_is_longer_than_any_title_is_not_weighed() -> None:
    before = time.thread_time()
    for text in ("白桦市水务局和民政局" * 31, "甲" * 50_000):
        assert broken(text) == text
    assert time.thread_time() - before < 0.5
