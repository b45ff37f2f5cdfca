"""Makes the Word templates of ``resources/templates`` from the form definitions.

A maintainer's tool, run after a form or the official page has changed:
``python packaging/templates.py``. The same input gives the same bytes. Page and fonts follow
GB/T 9704-2012; the tables follow the official blank form of 国办公开办函〔2021〕30号.
Lengths are twips (1/20 pt) unless said otherwise.
"""

import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
PARTS = Path(__file__).resolve().parent / "template"
sys.path.insert(0, str(ROOT))

from model import forms  # noqa: E402 (found beside this folder)
from model.forms import Layout, LayoutCell, OfficialForm, Role  # noqa: E402
from model.forms.definition import Table  # noqa: E402

TYPE_AREA = 8844  # 156 mm
BAND_COLOUR = "C6D9F1"
ROW_HEIGHT = 340
TALL_ROW_HEIGHT = 672  # the one row of figures of table four
BORDER, THIN_BORDER = 8, 4  # eighths of a point
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Margins 37/28/35/26 mm; 22 lines; the page number's dash 7 mm under the type area. The 28 characters a line
# come from the body style (16 pt, drawn together by 0.25 pt): LibreOffice lays out a grid otherwise.
_SECTION = (
    '<w:sectPr><w:footerReference w:type="even" r:id="rId5"/>'
    '<w:footerReference w:type="default" r:id="rId4"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"'
    ' w:header="851" w:footer="1446" w:gutter="0"/><w:cols w:space="425"/>'
    '<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
)
_NAMES = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "font_table.xml",
    "word/footer1.xml": "footer1.xml",
    "word/footer2.xml": "footer2.xml",
}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # a fixed date keeps the file the same


def build(form: OfficialForm) -> bytes:
    """Return the Word template of a form."""
    parts = {name: (PARTS / file).read_bytes() for name, file in _NAMES.items()}
    parts["word/document.xml"] = document(form).encode()
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, content)
    return archive.getvalue()


def document(form: OfficialForm) -> str:
    """Return the document part: title, preamble, sections with their tables, signature."""
    body = [paragraph("GovTitle", "{{ title }}"), paragraph("GovBody", "{{ preamble }}")]
    for section in form.definition.sections:
        body.append(paragraph("Heading1", section.heading))
        if section.table:
            body.append(table(form.tables[section.table], form.layouts[section.table]))
        body.append(paragraph("GovBody", f"{{{{ {section.id} }}}}"))
    body.append(paragraph("GovSignature", "{{ signature }}"))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{"".join(body)}{_SECTION}</w:body></w:document>'
    )


def paragraph(style: str, text: str, *, keep_next: bool = False) -> str:
    """Return a paragraph of one run."""
    keep = "<w:keepNext/>" if keep_next else ""
    run = f"<w:r><w:t>{escape(text)}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{run}</w:p>'


def widths(grid: tuple[int, ...], total: int = TYPE_AREA) -> list[int]:
    """Scale column widths to the type area, rounded so that they add up to it exactly."""
    whole = sum(grid)
    ends = [round(sum(grid[: index + 1]) * total / whole) for index in range(len(grid))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def table(definition: Table, layout: Layout) -> str:
    """Return a table with the labels, merges and proportions of the official form."""
    grid = widths(definition.grid)
    thin = any(block.across for block in definition.blocks)
    size = THIN_BORDER if thin else BORDER
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    rows = "".join(_row(definition, layout, line, grid) for line in range(layout.lines))
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(grid)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0000"/><w:tblCaption w:val="{escape(definition.label)}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(definition: Table, layout: Layout, line: int, grid: list[int]) -> str:
    across = any(block.across for block in definition.blocks)
    tall = across and line == layout.lines - 1
    heading = "<w:tblHeader/>" if line < layout.heading_lines else ""
    # Each row keeps with the next, so that a table that fits on a page is not torn.
    keep = line < layout.lines - 1
    cells = "".join(_cell(definition, cell, line, grid, keep) for cell in _standing_in(layout, line))
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{TALL_ROW_HEIGHT if tall else ROW_HEIGHT}"'
        f' w:hRule="atLeast"/>{heading}<w:jc w:val="center"/></w:trPr>{cells}</w:tr>'
    )


def _standing_in(layout: Layout, line: int) -> Iterator[LayoutCell]:
    """The cells that reach into a line, from left to right."""
    inside = [cell for cell in layout.cells if cell.line <= line < cell.line + cell.line_span]
    return iter(sorted(inside, key=lambda cell: cell.column))


def _cell(definition: Table, cell: LayoutCell, line: int, grid: list[int], keep: bool) -> str:
    width = sum(grid[cell.column : cell.column + cell.column_span])
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    first = cell.line == line
    merge = "" if cell.line_span == 1 else '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    band = cell.role is Role.BAND
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{BAND_COLOUR}"/>' if band else ""
    text = f"{{{{ {cell.address} }}}}" if cell.address else cell.text
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}'
        '<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraph(_style(definition, cell), text if first else '', keep_next=keep)}</w:tc>"
    )


def _style(definition: Table, cell: LayoutCell) -> str:
    """As on the blank form: bands and the labels of a deep table at the left, the rest centred."""
    deep = definition.label_columns > 1
    if cell.role is Role.BAND:
        return "TableBand"
    if cell.role is Role.CORNER and deep:
        return "TableRelation"
    return "TableLabel" if cell.role is Role.LABEL and deep else "TableText"


def main() -> None:
    """Write one template a form."""
    for form_id in forms.known():
        form = forms.load(form_id)
        target = ROOT / "resources" / "templates" / form.definition.template
        target.write_bytes(build(form))


if __name__ == "__main__":
    main()
