"""The check sheet as a Word page (A4): dense tables, for the chief to read through and sign."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from export.check_sheet_content import AGREES, PASSED, WRONG, Arithmetic, Checked, Sheet, Sourced, Told
from export.printed import clean
from model.forms.meanings import Explained
from model.values import plain

_WIDTH = 178  # mm: the type area
_SIZE = 9  # points
_LONGEST_PROPERTY = 255  # characters
# Parts of the library's empty document that tell of other programs, or say the styles twice.
_FOREIGN = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
_HALVES = 2  # rules stand in two columns side by side
_MOST_FINDINGS = 60
"""More findings than this are counted, and listed in the workbook alone."""
_MOST_MEANINGS = 6  # rows explained; all of them stand in the workbook
_VERDICT_SIZE = 12  # points
_NUMERALS = "一二三四五六七"
_MOST_SOURCES = 30  # figures whose parts are shown; all of them stand in the workbook
_MOST_PARTS = 8  # parts of one figure
_FEW_SUMS = 12  # sums shown besides those out of balance


def render(sheet: Sheet) -> bytes:
    """Return the .docx file: what the chief must know first, what was checked last."""
    document = Document()
    _set_up(document)
    _own_properties(document, sheet)
    _line(document, "核对说明", "黑体", 16, WD_ALIGN_PARAGRAPH.CENTER)
    _line(document, sheet.title, "宋体", 11, WD_ALIGN_PARAGRAPH.CENTER)
    made = f"{sheet.made_on.year}年{sheet.made_on.month}月{sheet.made_on.day}日"
    _line(document, f"机关：{sheet.organ}　　报告年度：{sheet.year}年　　制表日期：{made}")
    _line(document, f"格式：{sheet.form}")
    verdict = _line(document, f"结论：{sheet.verdict}", "黑体", _VERDICT_SIZE)
    verdict.paragraph_format.space_before = Pt(4)
    for number, (heading, put) in zip(_NUMERALS, _parts(sheet), strict=False):
        _heading(document, f"{number}、{heading}")
        put(document)
    signed = _line(
        document, "经办人：＿＿＿＿＿＿＿＿　　　审核人：＿＿＿＿＿＿＿＿　　　日期：　　　　年　　月　　日"
    )
    signed.paragraph_format.space_before = Pt(10)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _parts(sheet: Sheet) -> Iterator[tuple[str, Callable[[WordDocument], None]]]:
    """The parts with their headings; one that has nothing to say is left out."""
    yield f"待处理的问题（{len(sheet.found)} 处）", lambda document: _findings(document, sheet.found)
    if sheet.accepted:
        heading = f"已说明情况的问题（{len(sheet.accepted)} 处）"
        yield heading, lambda document: _accepted(document, sheet.accepted)
    big = sum(one.big for one in sheet.compared)
    heading = f"与上年对照（▲ 变化较大，{big} 项）" if big else "与上年对照"
    yield heading, lambda document: _compared(document, sheet)
    if sheet.sources:
        yield "数据来源", lambda document: _sources(document, sheet.sources)
    yield "核对的规则", lambda document: _rules(document, sheet.rules)
    yield "主要勾稽关系", lambda document: _sums(document, sheet.sums)
    if sheet.meanings:
        yield "问题所涉项目的含义", lambda document: _meanings(document, sheet.meanings)


# ------------------------------------------------------------------- parts


def _rules(document: WordDocument, rules: Sequence[Checked]) -> None:
    """One line a rule, in two columns."""
    half = -(-len(rules) // _HALVES)
    rows = []
    for pair in zip_longest(rules[:half], rules[half:]):
        cells: list[str] = []
        for one in pair:
            cells += ["", ""] if one is None else [one.title, _outcome(one)]
        rows.append(cells)
    _table(document, ("核对内容", "结果") * _HALVES, (49, 40) * _HALVES, rows)


def _outcome(rule: Checked) -> str:
    """How a rule came out, and over how much."""
    extent = f"（{rule.places} {rule.unit}）" if rule.places is not None and rule.result == PASSED else ""
    return f"{_mark(rule.result)}{extent}"


def _mark(result: str) -> str:
    return f"✓ {result}" if result in (PASSED, AGREES) else f"✗ {result}" if WRONG in result else result


def _sums(document: WordDocument, sums: Sequence[Arithmetic]) -> None:
    """The totals of totals, and whatever is out of balance."""
    wrong = [one for one in sums if one.result == WRONG]
    shown = [one for one in sums if one in wrong or one.key]
    kinds: dict[str, list[Arithmetic]] = {}
    for one in sums:
        kinds.setdefault(one.title, []).append(one)
    rows = [(one.title, one.subject, one.text, _mark(one.result)) for one in shown[: _FEW_SUMS + len(wrong)]]
    _table(document, ("勾稽关系", "行或列", "算式", "结果"), (50, 50, 56, 22), rows, centred=(3,))
    counted = "；".join(
        f"{title}：{len(kind)} 个算式，{sum(one.result == AGREES for one in kind)} 个相符"
        for title, kind in kinds.items()
    )
    _line(document, f"全部算式：{counted}。")


def _findings(document: WordDocument, found: Sequence[Told]) -> None:
    if not found:
        _line(document, "没有。")
        return
    rows = [(one.level, one.sentence) for one in found[:_MOST_FINDINGS]]
    _table(document, ("级别", "问题"), (14, 164), rows, centred=(0,))
    if len(found) > _MOST_FINDINGS:
        _line(document, f"其余 {len(found) - _MOST_FINDINGS} 处见核对说明的 Excel 表格。")


def _meanings(document: WordDocument, meanings: Sequence[Explained]) -> None:
    rows = [(one.label, one.meaning.text, one.meaning.source) for one in meanings[:_MOST_MEANINGS]]
    _table(document, ("项目", "含义", "依据"), (44, 92, 42), rows)


def _accepted(document: WordDocument, accepted: Sequence[Told]) -> None:
    rows = [(one.level, one.sentence, one.reason) for one in accepted]
    _table(document, ("级别", "问题", "说明的理由"), (14, 104, 60), rows, centred=(0,))


def _compared(document: WordDocument, sheet: Sheet) -> None:
    if not sheet.compared:
        _line(document, "没有导入上年报告，无法对照。")
        return
    rows = [
        (
            f"▲ {one.label}" if one.big else one.label,
            _figure(one.last),
            _figure(one.this),
            _signed(one.difference),
            _percent(one.share),
        )
        for one in sorted(sheet.compared, key=lambda one: not one.big)
    ]
    heads = ("项目", f"{sheet.year - 1}年", f"{sheet.year}年", "增减", "增减幅度")
    marked = range(1, 1 + sum(one.big for one in sheet.compared))
    _table(document, heads, (90, 22, 22, 22, 22), rows, right=(1, 2, 3, 4), bold=marked)


def _sources(document: WordDocument, sources: Sequence[Sourced]) -> None:
    """Who answers for a figure; of fifty reports below the largest, all of them in the workbook."""
    rows = []
    for one in sources[:_MOST_SOURCES]:
        told = "；".join(f"{label} {figure}" for label, figure, _ in one.parts[:_MOST_PARTS])
        more = f"；等 {len(one.parts)} 项" if len(one.parts) > _MOST_PARTS else ""
        origin = "、".join(dict.fromkeys(source.split(" ")[0] for _, _, source in one.parts))
        rows.append((one.label, one.figure, f"{told}{more}", origin))
    _table(document, ("项目", "数字", "分项", "来源"), (62, 16, 76, 24), rows, right=(1,))
    if len(sources) > _MOST_SOURCES:
        _line(document, f"另有 {len(sources) - _MOST_SOURCES} 个数字有分项，见核对说明的电子表格。")


def _figure(number: Decimal | None) -> str:
    return "—" if number is None else plain(number)


def _signed(number: Decimal | None) -> str:
    return "—" if number is None else f"{'+' if number > 0 else ''}{plain(number)}"


def _percent(share: Decimal | None) -> str:
    return "—" if share is None else f"{share * 100:+.1f}%" if share else "0"


# ------------------------------------------------------------------- looks


def _set_up(document: WordDocument) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm((210 - _WIDTH) / 2)
    page.top_margin = page.bottom_margin = Mm(15)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.size = Pt(_SIZE)
    normal.font.name = "宋体"
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0


def _own_properties(document: WordDocument, sheet: Sheet) -> None:
    """The sheet's own properties; nothing of who made the library's empty document."""
    own = document.core_properties
    own.title = clean(f"{sheet.title}核对说明")[:_LONGEST_PROPERTY]
    own.author = own.last_modified_by = clean(sheet.organ)[:_LONGEST_PROPERTY]
    own.comments, own.language = "", "zh-CN"
    own.created = own.modified = datetime.combine(sheet.made_on, time())
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, one in relations.items() if one.reltype in _FOREIGN]:
            relations.pop(name)
    languages = [*document.styles.element.iter(qn("w:lang"))]
    languages += document.settings.element.iter(qn("w:themeFontLang"))
    for language in languages:
        for script in ("val", "eastAsia"):
            language.set(qn(f"w:{script}"), "zh-CN")


def _line(
    document: WordDocument,
    text: str,
    face: str = "",
    size: float = _SIZE,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
) -> Paragraph:
    made = document.add_paragraph()
    made.alignment = align
    made.paragraph_format.space_after = Pt(2)
    run = made.add_run(clean(text))
    run.font.size = Pt(size)
    if face:
        run.font.name = face
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    return made


def _heading(document: WordDocument, text: str) -> None:
    made = _line(document, text, "黑体", 10)
    made.paragraph_format.space_before = Pt(5)
    made.paragraph_format.keep_with_next = True


def _table(
    document: WordDocument,
    heads: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[str]],
    *,
    centred: Sequence[int] = (),
    right: Sequence[int] = (),
    bold: Sequence[int] = (),
) -> None:
    """Put a ruled table; ``widths`` in mm, the heading is repeated on each page.

    ``centred`` and ``right`` are columns, ``bold`` are rows.
    """
    listed = [heads, *rows]
    table = document.add_table(len(listed), len(heads), "Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for number, (row, texts) in enumerate(zip(table.rows, listed, strict=True)):
        format_ = row._tr.get_or_add_trPr()
        _append(format_, OxmlElement("w:cantSplit"))
        if number == 0:
            _append(format_, OxmlElement("w:tblHeader"))
        for at, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.width = Mm(widths[at])
            middle, end = number == 0 or at in centred, at in right
            align = WD_ALIGN_PARAGRAPH.CENTER if middle else WD_ALIGN_PARAGRAPH.RIGHT if end else None
            _fill(cell, text, align, head=number == 0, bold=number in bold)
    _tighten(table)


def _fill(cell: _Cell, text: str, align: WD_ALIGN_PARAGRAPH | None, *, head: bool, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    run = paragraph.add_run(clean(text))
    if head:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", "D9E2EF")):
            shade.set(qn(f"w:{name}"), value)
        _append(cell._tc.get_or_add_tcPr(), shade)
    run.font.bold = True if head or bold else None


def _tighten(table: Table) -> None:
    """Narrow margins in the cells: most of the page is tables."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        made = OxmlElement(f"w:{side}")
        made.set(qn("w:w"), "60")
        made.set(qn("w:type"), "dxa")
        _append(margins, made)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    _append(table._tbl.tblPr, margins)
    if look is not None:  # the order that Word asks for
        _append(table._tbl.tblPr, look)


def _append(parent: Any, child: Any) -> None:
    """Python-docx gives its elements narrower types than lxml does."""
    parent.append(child)
