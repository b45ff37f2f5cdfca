"""The parts of a table of which its style may speak, and in which of them a cell stands.

The names of the parts are those of ECMA-376, ST_TblStyleOverrideType.
"""

from collections.abc import Iterator

from lxml import etree

from intake.formats.tree import around
from intake.formats.word.names import CELL, NO, ROW, TABLE, W

STRENGTH = (
    *("wholeTable", "band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstRow", "lastRow"),
    *("firstCol", "lastCol", "neCell", "nwCell", "seCell", "swCell"),
)
"""The parts, the weakest first: what a stronger one says counts."""
# A table asks for its edges and bands by these names, or by these bits of ``w:val`` in older files.
_BITS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100}
_BITS |= {"noHBand": 0x200, "noVBand": 0x400}
_EDGES = {"firstRow": "firstRow", "lastRow": "lastRow", "firstCol": "firstColumn", "lastCol": "lastColumn"}
_TOP_AND_BOTTOM, _SIDES = {"firstRow", "lastRow"}, {"firstCol", "lastCol"}
_CORNERS = {
    "nwCell": {"firstRow", "firstCol"},
    "neCell": {"firstRow", "lastCol"},
    "swCell": {"lastRow", "firstCol"},
    "seCell": {"lastRow", "lastCol"},
}


class Places:
    """Tells where cells stand; keeps the rows of each table that it was asked about."""

    def __init__(self) -> None:
        self._rows: dict[etree._Element, list[etree._Element]] = {}

    def of(self, cell: etree._Element, band: int) -> frozenset[str]:
        """Return the names of the parts of its table in which a cell stands and that the table asks for.

        ``band``: the rows that one band of the style has. A cell outside any table stands in none.
        """
        row, table = around(cell, ROW), around(cell, TABLE)
        if row is None or table is None:
            return frozenset()
        rows, cells = self._rows_of(table), list(row.iterchildren(CELL))
        at = rows.index(row)
        column = cells.index(cell) if cell in cells else 0
        is_at = {
            "firstRow": at == 0,
            "lastRow": row is rows[-1],
            "firstCol": column == 0,
            "lastCol": column == len(cells) - 1,
        }
        asked = _asked(table)
        edges = {edge for edge, is_there in is_at.items() if is_there and asked[_EDGES[edge]]}
        corners = {corner for corner, sides in _CORNERS.items() if sides <= edges}
        bands = _bands(at, column, band, asked, edges)
        return frozenset(("wholeTable", *edges, *corners, *bands))

    def _rows_of(self, table: etree._Element) -> list[etree._Element]:
        """The rows of a table, without those of tables inside."""
        if table not in self._rows:
            self._rows[table] = [row for row in table.iter(ROW) if around(row, TABLE) is table]
        return self._rows[table]


def _bands(at: int, column: int, band: int, asked: dict[str, bool], edges: set[str]) -> Iterator[str]:
    """The bands in which a cell stands; those at an edge that the style speaks of stand in none."""
    if not asked["noHBand"] and not edges & _TOP_AND_BOTTOM:
        number = (at - asked["firstRow"]) // band % 2 + 1
        yield f"band{number}Horz"
    if not asked["noVBand"] and not edges & _SIDES:
        number = (column - asked["firstColumn"]) % 2 + 1
        yield f"band{number}Vert"


def _asked(table: etree._Element) -> dict[str, bool]:
    """Which parts of a table its style may look after; older files say it as bits."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return dict.fromkeys(_BITS, False)
    bits = _hexadecimal(look.get(f"{W}val", "0"))
    return {name: _is_asked(look.get(W + name), bits & bit) for name, bit in _BITS.items()}


def _is_asked(said: str | None, bit: int) -> bool:
    """Whether a part is asked for: what its own name says counts more than its bit."""
    return bit != 0 if said is None else said not in NO


def _hexadecimal(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return 0
