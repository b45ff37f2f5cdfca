"""Word's fields that draw by their code alone, and text in the letters of symbol fonts."""

import pytest

from tests.intake.test_unseen import REPORT, read, sentences
from tests.support import documents as d

LAST = REPORT.section("overview")[-1]


def mark(part: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def behind_last(tmp_path, runs: str) -> tuple[str, list[str]]:
    """The paragraph with runs behind its text, as read, without that text; and what was told."""
    paragraph = d.paragraph(LAST)
    imported = read(tmp_path, paragraph, paragraph.replace("</w:p>", f"{runs}</w:p>"))
    return imported.report.section("overview")[-1].removeprefix(LAST), sentences(imported)


@pytest.mark.parametrize(
    ("instruction", "drawn"),
    [
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(kāi),开)', "开"),
        (r"eq \o\ac(○,12)", "⑫"),
        (r"eq \o\ac(□,密)", "密"),
        (r"EQ \f(3,8)", "3/8"),
        (r"EQ \r(2)", "√2"),
        (r"EQ \x(已公开)", "已公开"),
        (r"EQ \b\bc\[(甲\,乙)", "甲,乙"),
        (r"EQ \l(甲,乙)", "甲,乙"),
        (r"EQ \a\al(甲;乙)", "甲乙"),
        (r'SYMBOL 179 \f "Symbol" \s 10', "≥"),
        (r"SYMBOL 0xFC \f Wingdings", "✓"),
    ],
)
def test_what_a_field_draws_by_its_code_is_text(tmp_path, instruction, drawn):
    for separate in ("", mark("separate")):
        runs = mark("begin") + code(instruction[:5]) + code(instruction[5:]) + separate + mark("end")
        assert behind_last(tmp_path, runs) == (drawn, [])


@pytest.mark.parametrize(
    "instruction", [r"EQ \i(0,1,x)", r"EQ \q(甲)", "EQ " + r"\o(" * 300, r"SYMBOL 200000000"]
)
def test_what_is_not_understood_is_told(tmp_path, instruction):
    text, (told,) = behind_last(tmp_path, mark("begin") + code(instruction) + mark("end"))
    assert text == ""
    assert told.startswith("用域代码画出的文字没有读入")


def test_the_result_of_a_field_counts_and_fields_of_other_kinds_draw_nothing(tmp_path):
    result = (
        mark("begin") + code(r"EQ \f(1,2)") + mark("separate") + "<w:r><w:t>一半</w:t></w:r>" + mark("end")
    )
    assert behind_last(tmp_path, result) == ("一半", [])
    other = mark("begin") + code("PAGE") + mark("end")
    assert behind_last(tmp_path, other) == ("", [])


@pytest.mark.parametrize(
    ("font", "text", "read_as"),
    [
        ("Symbol", "\uf0b395%", "≥95%"),
        ("Wingdings", "ü公开", "✓公开"),
        ("Wingdings 2", "R", "☑"),
        ("宋体", "³ü", "³ü"),
    ],
)
def test_text_in_the_letters_of_a_symbol_font(tmp_path, font, text, read_as):
    properties = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>'
    before = f'<w:rPr><w:rPrChange w:id="1">{properties}</w:rPrChange></w:rPr>'
    assert behind_last(tmp_path, f"<w:r>{properties}<w:t>{text}</w:t></w:r>") == (read_as, [])
    if not text.startswith("\uf0b3"):
        assert behind_last(tmp_path, f"<w:r>{before}<w:t>{text}</w:t></w:r>") == (text, [])
