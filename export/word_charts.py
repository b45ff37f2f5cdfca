"""A report's charts as native charts of Word: crisp in print, and editable there.

Each has a part of its own with its figures, and a small workbook behind it, so that “edit data” works in
Word and WPS. In the text stand the drawing, with its words for those who do not see it, and its caption;
``intake`` knows both again by the drawing's name and by the hidden bookmark of the caption.
"""

import zipfile
from collections.abc import Iterable
from io import BytesIO
from posixpath import basename, dirname, join
from typing import Any

from lxml import etree

from export.chart_workbook import workbook
from export.package import packed, parse
from export.syntax import step, value
from export.word_chart_part import chart_part
from model.charts import Drawing

_EMU_WIDTH, _EMU_HEIGHT = 5_328_000, 2_286_000  # 148 × 63.5 mm
_FIRST_ID = 90_001  # of drawings and bookmarks: far from those of a template
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KEPT = f"{step('if paragraph.keep')}<w:keepNext/>{step('endif')}"
_EMPTY = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def fields(drawing: Drawing) -> dict[str, Any]:
    """Return what the template text below prints of a chart."""
    number = drawing.number
    return {
        "id": _FIRST_ID + number,
        "relation": _relation(drawing),
        "name": drawing.name,
        "described": drawing.described,
        "caption": drawing.caption,
        "bookmark": f"_nianbao_chart_{number}_{drawing.name.partition('.')[2]}",
    }


def source(style: str, fonts: str) -> str:
    """Return the template text of a chart and its caption.

    ``style`` and ``fonts`` are the XML of a body paragraph's style and fonts: the caption looks like it.
    """
    centred = '<w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'
    # An exact line pitch would cut the drawing off.
    format_ = (
        f'{style}<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="120" w:line="240" '
        f'w:lineRule="auto"/>{centred}'
    )
    small = f'<w:rPr>{fonts}<w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>'
    return "".join(
        (
            f"<w:p><w:pPr>{format_}</w:pPr><w:r><w:drawing>{_inline()}</w:drawing></w:r></w:p>",
            f"<w:p><w:pPr>{style}{_KEPT}{centred}</w:pPr>",
            f'<w:bookmarkStart w:id="{value("paragraph.chart.id")}"'
            f' w:name="{value("paragraph.chart.bookmark")}"/>',
            f'<w:r>{small}<w:t xml:space="preserve">{value("paragraph.chart.caption")}</w:t></w:r>',
            f'<w:bookmarkEnd w:id="{value("paragraph.chart.id")}"/></w:p>',
        )
    )


def _inline() -> str:
    return (
        f'<wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_EMU_WIDTH}" cy="{_EMU_HEIGHT}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{value("paragraph.chart.id")}" name="{value("paragraph.chart.name")}"'
        f' descr="{value("paragraph.chart.described")}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/chart">'
        f'<c:chart xmlns:c="{_DRAWING}/chart" xmlns:r="{_OFFICE}"'
        f' r:id="{value("paragraph.chart.relation")}"/></a:graphicData></a:graphic></wp:inline>'
    )


def added(archive: bytes, document_name: str, drawings: Iterable[Drawing]) -> bytes:
    """Return the archive of a Word file with the parts of its charts."""
    with zipfile.ZipFile(BytesIO(archive)) as source_file:
        parts = {name: source_file.read(name) for name in source_file.namelist()}
    folder = dirname(document_name)
    relations_name = join(folder, "_rels", f"{basename(document_name)}.rels")
    relations = parse(parts.get(relations_name, _EMPTY))
    types = parse(parts["[Content_Types].xml"])
    new: dict[str, bytes] = {}
    for drawing in drawings:
        chart, book = (f"nianbao-chart{drawing.number}.{kind}" for kind in ("xml", "xlsx"))
        chart_name, book_name = join(folder, "charts", chart), join(folder, "embeddings", book)
        _relate(relations, _relation(drawing), "chart", f"charts/{chart}")
        behind = etree.fromstring(_EMPTY)
        _relate(behind, "rId1", "package", f"../embeddings/{book}")
        new[chart_name] = chart_part(drawing).encode()
        new[join(folder, "charts", "_rels", f"{chart}.rels")] = _xml(behind)
        new[book_name] = workbook(drawing)
        _declare(types, chart_name, _CHART_TYPE)
        _declare(types, book_name, _BOOK_TYPE)
    parts |= {"[Content_Types].xml": _xml(types), relations_name: _xml(relations), **new}
    return packed(parts)


def _relation(drawing: Drawing) -> str:
    return f"rIdNianbaoChart{drawing.number}"


def _relate(relations: etree._Element, name: str, kind: str, target: str) -> None:
    made = etree.SubElement(relations, f"{{{_RELATIONSHIPS}}}Relationship")
    made.set("Id", name)
    made.set("Type", f"{_OFFICE}/{kind}")
    made.set("Target", target)


def _declare(types: etree._Element, name: str, kind: str) -> None:
    made = etree.SubElement(types, f"{{{_TYPES}}}Override")
    made.set("PartName", f"/{name}")
    made.set("ContentType", kind)


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
