"""Texts of the open document kind: what is shown is read, whatever wrote it; what is not is told.

The files are LibreOffice's of our own Word files, with one thing changed in each test.
"""

from pathlib import Path

import pytest

import intake
from tests.intake.test_bad_files import refused
from tests.support.word_xml import rewritten

FILES = Path(__file__).parent / "files"
WHOLE = FILES / "office-2021.odt"
STYLES = "</office:automatic-styles>"


def whole() -> intake.Imported:
    return intake.read(WHOLE)


def overview() -> str:
    return whole().report.section("overview")[-1]


def changed(
    tmp_path: Path, old: str, new: str, style: str = "", part: str = "content.xml"
) -> intake.Imported:
    """The file with a text changed once, and a style more."""

    def change(content: str) -> str:
        assert old in content
        return content.replace(old, new, 1).replace(STYLES, style + STYLES, 1)

    return intake.read(rewritten(WHOLE, tmp_path / "a.odt", change, part))


def with_paragraph(tmp_path: Path, inside: str, style: str = "") -> intake.Imported:
    """The file with one paragraph more behind the last one of the overview."""
    last = overview()[-12:]
    content = f"{last}</text:p>"
    return changed(tmp_path, content, f"{content}{inside}", style)


def sentences(read: intake.Imported) -> list[str]:
    return [str(remark.facts.sentence) for remark in read.remarks]


def text_style(properties: str) -> str:
    return (
        f'<style:style style:name="Z" style:family="text"><style:text-properties {properties}/></style:style>'
    )


def p(inside: str) -> str:
    return f"<text:p>{inside}</text:p>"


def form_field(kind: str, **parameters: str) -> str:
    """A form field that LibreOffice took over from Word."""
    named = ((name.rstrip("_"), value) for name, value in parameters.items())
    given = "".join(f'<field:param field:name="{name}" field:value="{value}"/>' for name, value in named)
    return f'<field:fieldmark field:type="vnd.oasis.opendocument.field.{kind}">{given}</field:fieldmark>'


CHOICES = {"Dropdown_ListEntry": "较少", "Dropdown_ListEntry_": "较多"}
RUBY = "<text:ruby><text:ruby-base>县</text:ruby-base><text:ruby-text>xiàn</text:ruby-text></text:ruby>"
LISTED = "<loext:list-item loext:display-text='丙' loext:value='1'/>"
PROMPT = "<loext:content-control loext:showing-place-holder='true'>{}</loext:content-control>"
SPAN = '<text:p>看得见<text:span text:style-name="Z">甲乙</text:span></text:p>'


@pytest.mark.parametrize(
    ("properties", "what"),
    [
        ('text:display="none"', "隐藏文字"),
        ('style:text-line-through-style="solid"', "带删除线的文字"),
        ('fo:font-size="1pt"', "看不见的小字"),
        ('fo:color="#ffffff"', "与底色同色的文字"),
        ('fo:color="#C00000" fo:background-color="#c00000"', "与底色同色的文字"),
        ('loext:opacity="0%"', "与底色同色的文字"),
    ],
)
def test_what_a_style_hides_is_told(tmp_path: Path, properties: str, what: str) -> None:
    read = with_paragraph(tmp_path, SPAN, text_style(properties))
    assert read.report.section("overview")[-1] == "看得见"
    assert sentences(read) == [f"{what}没有读入：“甲乙”。"]


@pytest.mark.parametrize(
    "properties",
    [
        'text:display="true"',
        'style:text-line-through-style="none"',
        'fo:font-size="10.5pt"',
        'fo:font-size="50%"',
        'fo:color="#ffffff" fo:background-color="#1f3864"',
        'fo:color="#ffffff" style:use-window-font-color="true"',
        'fo:color="#7f7f7f"',
    ],
)
def test_what_a_style_does_not_hide_is_read(tmp_path: Path, properties: str) -> None:
    read = with_paragraph(tmp_path, SPAN, text_style(properties))
    assert read.report.section("overview")[-1] == "看得见甲乙"
    assert sentences(read) == []


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<text:p>甲<text:s text:c='2'/>乙<text:tab/>丙<text:line-break/>丁</text:p>", "甲  乙\t丙\n丁"),
        ("<text:p>甲\n   乙</text:p>", "甲 乙"),
        (p(RUBY), "县"),
        (p(f"较上年{form_field('FORMDROPDOWN', **CHOICES, Dropdown_Selected='1')}。"), "较上年较多。"),
        (p(f"较上年{form_field('FORMDROPDOWN', **CHOICES)}。"), "较上年较少。"),
        (p(f"甲{form_field('FORMCHECKBOX', Checkbox_Checked='true')}"), "甲☑"),
        (p(f"甲{form_field('FORMCHECKBOX')}"), "甲☐"),
        (p("甲<text:placeholder text:placeholder-type='text'>&lt;请填&gt;</text:placeholder>"), "甲"),
        (p("甲<text:a><text:span>乙</text:span></text:a><text:page-number>3</text:page-number>"), "甲乙3"),
        ("<text:section><text:p>甲</text:p></text:section>", "甲"),
        (p("<draw:frame><draw:text-box><text:p>框里</text:p></draw:text-box></draw:frame>"), "框里"),
        (p("<draw:g><draw:custom-shape><text:p>形状</text:p></draw:custom-shape></draw:g>"), "形状"),
        (p(f"甲<loext:content-control>{LISTED}乙</loext:content-control>"), "甲乙"),
        (p(f"甲{PROMPT.format('在这里选择')}"), "甲"),
        (p("甲<text:text-input text:description=''>单击或点击此处输入文字。\r</text:text-input>乙"), "甲乙"),
        (p("<text:text-input>群众点击首页，填写申请表。</text:text-input>"), "群众点击首页，填写申请表。"),
        ("<text:p>甲<text:bookmark text:name='a'/><text:soft-page-break/>乙</text:p>", "甲乙"),
        ("<text:list text:style-name='L9'><text:list-item><text:p>甲</text:p></text:list-item>"
         "<text:list-item><text:p>乙</text:p></text:list-item></text:list>", "（二）乙"),
        ("<text:list text:style-name='L9'><text:list-item text:start-value='4'><text:p>甲</text:p>"
         "<text:list><text:list-item><text:p>乙</text:p></text:list-item></text:list></text:list-item></text:list>",
         "4.1乙"),
        ("<text:list text:style-name='L9'><text:list-header><text:p>头</text:p></text:list-header>"
         "<text:list-item><text:p>甲</text:p></text:list-item></text:list>", "（一）甲"),
        ("<text:list><text:list-item><text:h>甲</text:h></text:list-item></text:list>", "甲"),
    ],
)  # fmt: skip
def test_what_is_shown_is_read(tmp_path: Path, inside: str, text: str) -> None:
    levels = (
        '<text:list-level-style-number text:level="1" style:num-prefix="（" style:num-suffix="）"'
        ' style:num-format="一, 二, 三, ..."/>'
        '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    )
    lists = f'<text:list-style style:name="L9">{levels}</text:list-style>'
    read = with_paragraph(tmp_path, inside, lists.replace("一, 二", "1" if "4.1" in text else "一, 二"))
    assert read.report.section("overview")[-1] == text
    assert sentences(read) == []


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<text:section text:display='none'><text:p>甲</text:p></text:section>", "隐藏的节没有读入：“甲”。"),
        ("<text:p><text:hidden-paragraph text:is-hidden='true'/>甲</text:p>", "隐藏文字没有读入：“甲”。"),
        ("<text:p><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p>"
         "</text:note-body></text:note></text:p>", "脚注没有读入：“注”。"),
        ("<text:p><office:annotation><dc:creator>某</dc:creator><text:p>批</text:p></office:annotation></text:p>",
         "批注没有读入：“批”。"),
        (p(PROMPT.format("甲")), "内容控件的提示文字没有读入：“甲”。"),
    ],
)  # fmt: skip
def test_what_is_not_shown_in_the_text_is_told(tmp_path: Path, inside: str, told: str) -> None:
    read = with_paragraph(tmp_path, inside)
    assert read.report.sections == whole().report.sections
    assert sentences(read) == [told]


def test_deleted_text_is_gone(tmp_path: Path) -> None:
    start = "<text:sequence-decls>"
    deleted = (
        "<text:changed-region><text:deletion><text:p>旧话</text:p></text:deletion></text:changed-region>"
    )
    read = changed(tmp_path, start, f"<text:tracked-changes>{deleted}</text:tracked-changes>{start}")
    assert read.report == whole().report
    assert sentences(read) == []


@pytest.mark.parametrize(
    "properties",
    ['style:font-name="Signs"', "fo:font-family=\"'Wingdings 2'\"", 'style:font-name="Wingdings 2"'],
)
def test_letters_of_symbol_fonts_are_read_as_what_they_look_like(tmp_path: Path, properties: str) -> None:
    face = """<style:font-face style:name="Signs" svg:font-family="'Wingdings 2'"/>"""
    span = '<text:span text:style-name="Z">P</text:span><text:span text:style-name="Z">\uf050</text:span>'
    read = with_paragraph(tmp_path, p(f"办结{span}"), text_style(properties) + face)
    assert read.report.section("overview")[-1] == "办结√√"
    assert sentences(read) == []


@pytest.mark.parametrize("visibility", ["collapse", "filter"])
def test_a_hidden_row_is_told(tmp_path: Path, visibility: str) -> None:
    row = '<table:table-row table:style-name="'
    read = changed(tmp_path, row, f'<table:table-row table:visibility="{visibility}" table:style-name="')
    assert any(sentence.startswith("隐藏的表格行没有读入") for sentence in sentences(read))


def test_a_page_header_of_other_words_is_told(tmp_path: Path) -> None:
    header = "<style:header><text:p>内部资料</text:p></style:header>"
    read = changed(tmp_path, "</style:master-page>", f"{header}</style:master-page>", part="styles.xml")
    (told,) = sentences(read)
    assert "页眉" in told
    assert "内部资料" in told


def test_other_open_documents_and_protected_ones_are_told(tmp_path: Path) -> None:
    rewritten(
        WHOLE, tmp_path / "a.odt", lambda text: text.replace("office:text", "office:drawing"), "content.xml"
    )
    assert "不是文字文档" in refused(tmp_path / "a.odt")
    part = "META-INF/manifest.xml"
    rewritten(
        WHOLE,
        tmp_path / "b.odt",
        lambda text: text.replace("<manifest:file-entry", "<encryption-data/><x", 1),
        part,
    )
    assert "密码" in refused(tmp_path / "b.odt")
