"""The part of a Word file that holds one chart: DrawingML, figures included.

Years are told apart by full and hollow columns, each with its figure, so that the chart holds in grey print.
"""

from collections.abc import Iterable
from html import escape

from export.chart_shapes import INK
from export.chart_workbook import SHEET
from model.charts import Drawing, Series
from model.values import plain

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_INK = f'<a:solidFill><a:srgbClr val="{INK.lstrip("#")}"/></a:solidFill>'
_HOLLOW = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
_BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
_TEXT = (
    '<c:txPr><a:bodyPr rot="0"/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1050" b="0">'
    f'{_BLACK}<a:latin typeface="宋体"/><a:ea typeface="宋体"/></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)
_NO_LINE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_ACROSS, _UP = 111_111_111, 222_222_222  # ids of the axes


def chart_part(drawing: Drawing) -> str:
    """Return the part's XML; its relation ``rId1`` is the workbook behind it."""
    last = len(drawing.series) - 1
    series = "".join(_series(drawing, one, n, full=n == last) for n, one in enumerate(drawing.series))
    gap = 70 if last == 0 else 60
    legend = f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_TEXT}</c:legend>' if last else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main" xmlns:r="{_OFFICE}">'
        '<c:date1904 val="0"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="{gap}"/><c:axId val="{_ACROSS}"/><c:axId val="{_UP}"/></c:barChart>'
        f"{_axes()}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{_NO_LINE}{_TEXT}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _series(drawing: Drawing, one: Series, number: int, *, full: bool) -> str:
    column, last = "BCDE"[number], len(drawing.labels) + 1
    figures = [
        plain(item.number) if drawn else "" for item, drawn in zip(one.figures, one.drawn, strict=True)
    ]
    flags = "".join(
        f'<c:show{what} val="{int(what == "Val")}"/>'
        for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx>{_texts(f'${column}$1', [one.label])}</c:tx>"
        f'<c:spPr>{_INK if full else _HOLLOW}<a:ln w="9525">{_INK}</a:ln></c:spPr>'
        '<c:invertIfNegative val="0"/>'
        f'<c:dLbls>{_NO_LINE}{_TEXT}<c:dLblPos val="outEnd"/>{flags}</c:dLbls>'
        f"<c:cat>{_texts(f'$A$2:$A${last}', drawing.labels)}</c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{_points(figures)}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _texts(cells: str, texts: Iterable[str]) -> str:
    return f"<c:strRef><c:f>{SHEET}!{cells}</c:f><c:strCache>{_points(list(texts))}</c:strCache></c:strRef>"


def _points(texts: list[str]) -> str:
    points = "".join(
        f'<c:pt idx="{number}"><c:v>{escape(text, quote=False)}</c:v></c:pt>'
        for number, text in enumerate(texts)
        if text
    )
    return f'<c:ptCount val="{len(texts)}"/>{points}'


def _axes() -> str:
    """A line with labels below; no axis upwards, for the figures stand at the columns."""
    no_marks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    format_ = '<c:numFmt formatCode="General" sourceLinked="0"/>'
    return (
        f'<c:catAx><c:axId val="{_ACROSS}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/>{format_}{no_marks}<c:tickLblPos val="low"/>'
        f'<c:spPr><a:ln w="9525">{_BLACK}</a:ln></c:spPr>{_TEXT}<c:crossAx val="{_UP}"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{_UP}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="l"/>{format_}{no_marks}<c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{_ACROSS}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )
