"""The names of WordprocessingML (ECMA-376), and what is asked of its elements again and again."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
ABOUT_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
BODY, P, R, T, TABLE, ROW, CELL = (W + name for name in ("body", "p", "r", "t", "tbl", "tr", "tc"))
P_PR, R_PR, ROW_PR = (W + name for name in ("pPr", "rPr", "trPr"))
BR, CR, TAB, P_TAB, HYPHEN = (W + name for name in ("br", "cr", "tab", "ptab", "noBreakHyphen"))
BOX, VAL = W + "txbxContent", W + "val"
NO = ("0", "false", "off")


def value(parent: etree._Element | None, path: str) -> str:
    """Return the ``w:val`` of an element below another; empty where there is none."""
    found = parent.find(path) if parent is not None else None
    return found.get(VAL, "") if found is not None else ""


def is_on(mark: etree._Element | None) -> bool:
    """Whether a property that is on or off is there and on; without a value it is."""
    return mark is not None and mark.get(VAL) not in NO


def owner(mark: etree._Element, properties: str) -> etree._Element | None:
    """Return what a mark is a property of; None when it does not stand in properties of that name."""
    holder = mark.getparent()
    if holder is None or holder.tag != properties:
        return None
    return holder.getparent()


def written(element: etree._Element) -> str:
    """Return the text in an element."""
    return "".join(text.text or "" for text in element.iter(T))
