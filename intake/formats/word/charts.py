"""Charts that this program drew into a Word file, read back as the paragraphs that call for them.

A hidden bookmark around the caption names the chart: it outlives saving in other programs. Where the caption
is gone, the drawing's own name does.
"""

import re

from lxml import etree

from intake.formats.tree import around, has, remove_all
from intake.formats.word.names import ABOUT_DRAWING, CHART, P, R, T, W
from model.charts import paragraph, written_name

_BOOKMARK, _NAME = W + "bookmarkStart", W + "name"
_CAPTION = re.compile(r"_?nianbao_chart_\d+_([a-z_]+)")


def put_back(root: etree._Element) -> None:
    """Put the calling paragraph in the place of each chart of ours with its caption."""
    for mark in list(root.iter(_BOOKMARK)):
        _put_for_caption(mark)
    for chart in list(root.iter(CHART)):
        _put_for_drawing(chart)


def _put_for_caption(mark: etree._Element) -> None:
    """Put it in the place of a caption, and empty the paragraph above that has the chart."""
    found = _CAPTION.fullmatch(mark.get(_NAME, ""))
    caption = around(mark, P)
    if found is not None and caption is not None:
        _call(caption, f"chart.{found[1]}")
        _empty_chart(caption.getprevious())


def _empty_chart(holder: etree._Element | None) -> None:
    if holder is not None and has(holder, CHART):
        remove_all(list(holder))


def _put_for_drawing(chart: etree._Element) -> None:
    holder, name = around(chart, P), _name(chart)
    if holder is not None and written_name(name):
        _call(holder, name)


def _name(chart: etree._Element) -> str:
    """The name of the drawing that a chart stands in, empty where it has none."""
    for above in chart.iterancestors():
        about = above.find(ABOUT_DRAWING)
        if about is not None:
            return about.get("name", "")
    return ""


def _call(holder: etree._Element, name: str) -> None:
    """Make a paragraph one that calls for a chart."""
    remove_all(list(holder))
    etree.SubElement(etree.SubElement(holder, R), T).text = paragraph(name)
