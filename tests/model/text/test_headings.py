import pytest

from model.text.headings import HeadingLevel, heading


@pytest.mark.parametrize(
    ("paragraph", "level"),
    [
        ("一、总体情况", HeadingLevel.SECTION),
        ("（一）主动公开情况", HeadingLevel.PART),
        ("(十二)平台建设", HeadingLevel.PART),
        ("　　（二）监督保障", HeadingLevel.PART),
        ("1.加强培训", HeadingLevel.POINT),
        ("２．加强考核", HeadingLevel.POINT),
        ("3、完善制度", HeadingLevel.POINT),
        ("（1）公开目录", HeadingLevel.ITEM),
    ],
)
def test_a_heading_alone_takes_the_whole_paragraph(paragraph: str, level: HeadingLevel) -> None:
    found = heading(paragraph)
    assert found is not None
    assert (found.level, found.end) == (level, len(paragraph))


def test_a_run_in_heading_ends_with_its_full_stop() -> None:
    paragraph = "（一）主动公开。全年公开信息三百条。群众满意。"
    found = heading(paragraph)
    assert found is not None
    assert paragraph[: found.end] == "（一）主动公开。"


@pytest.mark.parametrize("line_end", ["\n", "\u2028"])
def test_a_heading_ends_with_its_line(line_end: str) -> None:
    paragraph = f"（一）主动公开情况{line_end}全年公开信息三百条。"
    found = heading(paragraph)
    assert found is not None
    assert paragraph[: found.end] == "（一）主动公开情况"
    assert heading(f"（一）及时更新目录；{line_end}完善制度。") is None


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "全年公开信息三百条。",
        "2020年，我局公开信息。",
        "1.5倍于上年。",
        "十分重视公开工作。",
        "（以下简称《条例》）",
        "（一）是及时更新目录；",
        "（一）" + "各项制度" * 20 + "。",
    ],
)
def test_what_only_begins_like_a_heading_is_none(paragraph: str) -> None:
    assert heading(paragraph) is None
