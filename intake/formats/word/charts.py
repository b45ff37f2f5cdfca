"""Charts that this program drew into a Word file, read back as the paragraphs that call for them.

A hidden bookmark around the caption names the chart: it outlives saving in other programs. Where the caption
is gone, the drawing's own name does.
"""

import re

from lxml import etree

from intake.formats.word.numbering import W
from model.charts import paragraph, written_name

_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_ABOUT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_P, _R, _T, _BOOKMARK, _NAME = (W + name for name in ("p", "r", "t", "bookmarkStart", "name"))
PLACES = (_BOOKMARK, _CHART)
"""Only a document with one of these elements may hold charts of ours."""
_CAPTION = re.compile(r"_?nianbao_chart_\d+_([a-z_]+)")


def put_back(root: etree._Element) -> None:
    """Put the calling paragraph in the place of each chart of ours with its caption."""
    for mark in list(root.iter(_BOOKMARK)):
        found = _CAPTION.fullmatch(mark.get(_NAME, ""))
        holder = next(mark.iterancestors(_P), None)
        if found is None or holder is None:
            continue
        _say(holder, f"chart.{found[1]}")
        above = holder.getprevious()
        if above is not None and next(above.iter(_CHART), None) is not None:
            _empty(above)
    for chart in list(root.iter(_CHART)):
        holder = next(chart.iterancestors(_P), None)
        abouts = (above.find(_ABOUT) for above in chart.iterancestors())
        name = next((about.get("name", "") for about in abouts if about is not None), "")
        if holder is not None and written_name(name):
            _say(holder, name)


def _say(holder: etree._Element, name: str) -> None:
    _empty(holder)
    etree.SubElement(etree.SubElement(holder, _R), _T).text = paragraph(name)


def _empty(holder: etree._Element) -> None:
    for child in list(holder):
        holder.remove(child)
