"""Numbers that Word makes: started anew, taken from styles, in every kind of digits."""

from pathlib import Path

import pytest

import intake
from model import forms
from tests.support import documents as d

FORM = forms.load(forms.known()[-1])
SECTIONS = FORM.definition.sections


def level(depth: int, text: str, form: str = "chineseCounting", inside: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{inside}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def a_list(levels: str, name: str = "7") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{levels}</w:abstractNum>'


def number(name: int, change: str = "", of: str = "7") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{change}</w:num>'


def styled(name: str, numbering: str = "", based_on: str = "") -> str:
    own = f"<w:pPr><w:numPr>{numbering}</w:numPr></w:pPr>" if numbering else ""
    return f'<w:style w:styleId="{name}"><w:basedOn w:val="{based_on}"/>{own}</w:style>'


def item(text: str, name: int = 1, depth: int = 0) -> str:
    own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{name}"/></w:numPr>'
    return d.paragraph(text, f"<w:pPr>{own}</w:pPr>")


def of_style(text: str, style: str) -> str:
    return d.paragraph(text, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')


def read(tmp_path: Path, texts, numbering: str, styles: str = "") -> list[tuple[str, ...]]:
    """The sections as read; ``texts`` makes the paragraphs of one, given its number from 1 on."""
    body = d.paragraph(FORM.title("青禾县林业局", 2023))
    for at, section in enumerate(SECTIONS, 1):
        body += d.paragraph(section.heading) + texts(at)
    extra = [
        ("word/numbering.xml", f"<w:numbering {d.NAMESPACES}>{numbering}</w:numbering>"),
        ("word/styles.xml", f"<w:styles {d.NAMESPACES}>{styles}</w:styles>"),
    ]
    report = intake.read(d.write_docx(tmp_path / "x.docx", body, extra)).report
    return [report.section(section.id) for section in SECTIONS]


def test_a_number_that_starts_anew_in_each_section(tmp_path):
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = "".join(number(at, anew) for at in range(1, len(SECTIONS) + 1))
    made = read(
        tmp_path, lambda at: item("甲事", at) + item("乙事", at), a_list(level(0, "（%1）")) + numbers
    )
    assert made == [("（一）甲事", "（二）乙事")] * len(SECTIONS)


def test_numbers_of_one_list_go_on(tmp_path):
    numbers = number(1) + number(2)
    made = read(tmp_path, lambda at: item("甲事", at) if at < 3 else "", a_list(level(0, "（%1）")) + numbers)
    assert made[:2] == [("（一）甲事",), ("（二）甲事",)]


def test_a_number_that_has_a_level_its_own_way(tmp_path):
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "%1.", "decimal")}</w:lvlOverride>'
    made = read(tmp_path, lambda at: item("甲事"), a_list(level(0, "（%1）")) + number(1, own))
    assert made[:2] == [("1.甲事",), ("2.甲事",)]


def test_a_style_has_the_number_of_the_style_it_is_based_on(tmp_path):
    styles = styled("own", based_on="middle") + styled("middle", based_on="first")
    styles += styled("first", '<w:numId w:val="1"/>') + styled("loop", based_on="loop")
    made = read(
        tmp_path,
        lambda at: of_style("甲事", "own") + of_style("乙事", "loop"),
        a_list(level(0, "（%1）")) + number(1),
        styles,
    )
    assert made[:2] == [("（一）甲事", "乙事"), ("（二）甲事", "乙事")]


def test_a_style_takes_the_level_that_names_it(tmp_path):
    levels = level(0, "%1、") + level(1, "（%2）", inside='<w:pStyle w:val="second"/>')
    styles = styled("second", '<w:numId w:val="1"/>')
    made = read(tmp_path, lambda at: of_style("甲事", "second"), a_list(levels) + number(1), styles)
    assert made[0] == ("（一）甲事",)


def test_a_list_that_has_the_levels_of_a_list_style(tmp_path):
    lists = a_list('<w:numStyleLink w:val="s"/>', "8") + a_list(
        f'<w:styleLink w:val="s"/>{level(0, "（%1）")}'
    )
    made = read(tmp_path, lambda at: item("甲事"), lists + number(1, of="8"))
    assert made[0] == ("（一）甲事",)


@pytest.mark.parametrize(
    ("form", "first", "last"),
    [
        ("chineseCounting", "一", "十二"),
        ("ideographDigital", "一", "一二"),
        ("chineseLegalSimplified", "壹", "拾贰"),
        ("decimal", "1", "12"),
        ("decimalZero", "01", "12"),
        ("decimalFullWidth", "１", "１２"),
        ("decimalEnclosedCircleChinese", "①", "⑫"),
        ("decimalEnclosedParen", "⑴", "⑿"),
        ("decimalEnclosedFullstop", "⒈", "⒓"),
        ("ideographEnclosedCircle", "㊀", "12"),
        ("ideographTraditional", "甲", "12"),
        ("lowerLetter", "a", "l"),
        ("upperLetter", "A", "L"),
        ("lowerRoman", "i", "xii"),
        ("upperRoman", "I", "XII"),
    ],
)
def test_every_kind_of_digits(tmp_path, form, first, last):
    made = read(tmp_path, lambda at: item("甲事") * 12, a_list(level(0, "%1）", form)) + number(1))
    assert (made[0][0], made[0][-1]) == (f"{first}）甲事", f"{last}）甲事")


def test_a_level_in_arabic_digits_throughout(tmp_path):
    levels = level(0, "%1、") + level(1, "%1.%2", "decimal", "<w:isLgl/>")
    made = read(tmp_path, lambda at: item("甲事") + item("小事", depth=1), a_list(levels) + number(1))
    assert made[1] == ("二、甲事", "2.1小事")


def test_a_deleted_paragraph_is_not_counted(tmp_path):
    gone = item("", 1).replace("</w:numPr>", "</w:numPr><w:rPr><w:del/></w:rPr>")
    made = read(
        tmp_path, lambda at: item("甲事") + gone + item("乙事"), a_list(level(0, "（%1）")) + number(1)
    )
    assert made[0] == ("（一）甲事", "（二）乙事")
