import pytest

from model.text.titles import broken, joined

LONG = "青禾县自然资源和规划局2024年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        (LONG, "青禾县自然资源和规划局2024年\n政府信息公开工作年度报告"),
        ("青禾县住房和城乡建设局2024年度信息公开报告", "青禾县住房和城乡建设局2024年度\n信息公开报告"),
        ("青禾县政府2024年政府信息公开工作年度报告",) * 2,  # 20 wide
        ("青禾县供电局2024年政府信息公开工作年度报告", "青禾县供电局2024年\n政府信息公开工作年度报告"),
        ("青禾县自然资源和规划局\n2024年政府信息公开工作年度报告",) * 2,  # a person's own break
        ("青禾县自然资源和规划局政府信息公开工作年度报告",) * 2,  # no year to break behind
        ("青禾县自然资源和规划局政府信息公开工作年度报告2024年",) * 2,  # nothing to stand on the second line
        ("",) * 2,
    ],
)  # fmt: skip
def test_a_title_too_long_for_a_line_is_broken_behind_the_year(title: str, printed: str) -> None:
    assert broken(title, 2024) == printed
    assert broken(printed, 2024) == printed


def test_what_a_page_breaks_like_that_is_one_line_again() -> None:
    assert joined(broken(LONG, 2024), 2024) == LONG
    assert joined(LONG, 2024) == LONG


@pytest.mark.parametrize(
    "title",
    [
        "青禾县自然资源和规划局\n2024年政府信息公开工作年度报告",
        "青禾县\n2024年政府信息公开工作年度报告",
        "青禾县2024年\n政府信息公开工作年度报告",  # would stand in one line
    ],
)
def test_other_breaks_are_a_person_s_own(title: str) -> None:
    assert joined(title, 2024) == title
