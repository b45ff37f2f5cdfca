"""What an official form is, as typed data.

The shapes here are those of ``resources/formats/*.toml``; see CONTRIBUTING for how to add
a form. Nothing outside the definition files knows a row's label or how many rows
a table has. Source of the forms: 国办公开办函〔2019〕60号 and 〔2021〕30号.
"""

from typing import Annotated, Literal

import msgspec

from model.forms.checks import Checks, Struct
from model.values import Measure

SumCode = Literal["row-total", "results-total", "column-balance", "litigation-total"]
"""The codes of findings that a form's sums may carry; each has a rule in ``model.rules.catalogue``."""

_Columns = Annotated[int, msgspec.Meta(ge=1, le=100)]  # no sheet of paper has room for more
_Twips = Annotated[int, msgspec.Meta(ge=1, le=31_680)]  # the widest page that Word knows


class Meaning(Struct, frozen=True):
    """What a row or a column counts, in a sentence or two of plain Chinese, and where that is laid down.

    ``source`` names the article or notice; without a source there is no meaning: nothing is invented.
    """

    text: str
    source: str


class Heading(Struct, frozen=True):
    """A group of rows or of columns: a label cell that spans its members.

    ``within`` names the group that this one stands in, if any. ``role``, ``words`` and ``meaning``
    are those of a ``Row``.
    """

    id: str
    label: str
    variants: tuple[str, ...] = ()
    within: str = ""
    role: str = ""
    words: tuple[str, ...] = ()
    meaning: Meaning | None = None


class Column(Struct, frozen=True):
    """A column of figures; ``span`` counts the grid columns it takes, ``unit`` is for prose.

    ``former`` holds labels of another form that offices leave standing: known when
    read, and told as two forms mixed in one table. ``role``, ``words`` and ``meaning`` are those
    of a ``Row``.
    """

    id: str
    label: str
    measure: Measure = Measure.COUNT
    unit: str = ""
    variants: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    within: str = ""
    span: _Columns = 1
    role: str = ""
    words: tuple[str, ...] = ()
    meaning: Meaning | None = None


class Row(Struct, frozen=True):
    """A row of figures.

    ``role`` says what it is in the course of things, so that no code asks for an id. Rows: ``received``,
    ``carried-in``, ``to-handle``, ``result``, ``reason`` (of a result), ``other-result``, ``results-
    total``, ``carried-out``, ``fee-not-paid``, ``case``. Columns: ``total``, ``applicant``, ``outcome``,
    ``other``, ``decision``, ``amount``, ``stock``. ``resources/words`` says which verbs go with which.
    ``words`` are how sentences speak of it, as regular expressions without groups that capture; its own
    label is such a word without being said. ``meaning`` is shown for its cells.
    """

    id: str
    label: str
    variants: tuple[str, ...] = ()
    within: str = ""
    role: str = ""
    words: tuple[str, ...] = ()
    meaning: Meaning | None = None


class Block(Struct, frozen=True):
    """A part of a table with headings of its own; a band row above it is optional.

    ``across``: the rows stand side by side in one line, each under its own heading
    (table four), instead of one below the other.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    band: str = ""
    band_variants: tuple[str, ...] = ()
    corner: str = ""
    column_groups: tuple[Heading, ...] = ()
    row_groups: tuple[Heading, ...] = ()
    across: bool = False


class Sum(Struct, frozen=True):
    """A relation that holds in every row (``each = "row"``) or every column of a table.

    The members of ``left`` and of ``right`` are ids of columns (``each = "row"``) or of rows; both sides
    have the same sum. ``derived`` names the member that is calculated from the others by
    itself until a person overrides it; it must stand alone on the left.
    """

    code: SumCode
    each: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    derived: bool = False


class NamedSum(Struct, frozen=True):
    """A sum of rows that texts speak of, usable like a row in a live figure.

    ``role`` and ``words`` are those of a ``Row``.
    """

    id: str
    label: str
    rows: tuple[str, ...]
    role: str = ""
    words: tuple[str, ...] = ()


class Table(Struct, frozen=True):
    """One mandated table. ``grid`` holds the widths of its grid columns in twips (1/20 pt).

    ``words`` are how sentences speak of all that the table counts (“申请”); its rows then say what became of
    it. In a table without such words each row is a thing of its own (“行政许可”).
    """

    id: str
    label: str
    grid: tuple[_Twips, ...]
    blocks: tuple[Block, ...]
    label_columns: Annotated[int, msgspec.Meta(ge=0, le=100)] = 1
    sums: tuple[Sum, ...] = ()
    named_sums: tuple[NamedSum, ...] = ()
    words: tuple[str, ...] = ()


class Section(Struct, frozen=True):
    """One of the six sections. ``short`` is the heading for narrow places such as the tree.

    ``words``: behind the section's own number any of these makes a heading of real reports.
    ``guide``: what belongs there, a line each, for a clerk who has not begun to write it.
    """

    id: str
    heading: str
    short: str
    variants: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    guide: tuple[str, ...] = ()
    table: str = ""


class Title(Struct, frozen=True):
    """The report's title; ``pattern`` has the fields ``{organ}`` and ``{year}``.

    ``variants`` are regular expressions of what titles of real reports call the report; the organ and
    the year may stand before, amid or behind it.
    """

    pattern: str
    variants: tuple[str, ...] = ()


class Bar(Struct, frozen=True):
    """One bar (or group of bars, one a year) of a chart: a name that a live figure may use.

    ``label`` stands under it; without one the form's own label does.
    """

    name: str
    label: str = ""


class Chart(Struct, frozen=True):
    """A column chart of figures of one unit, put into a text by the name ``chart.ID``.

    ``both_years``: last year's figures stand beside this year's.
    """

    id: str
    label: str
    bars: tuple[Bar, ...]
    both_years: bool = False


class Form(Struct, frozen=True):
    """One official form: the sections, tables and rules of one notice.

    ``kind`` names the statutory report that the form is for: forms of another kind neither stand in for this
    one's years nor are they compared with it. ``last_year`` is None for the form in force today;
    ``template`` is the Word template's file name under ``resources/templates``.
    """

    id: str
    name: str
    notice: str
    first_year: int
    title: Title
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    template: str
    kind: str
    last_year: int | None = None
    charts: tuple[Chart, ...] = ()
    checks: Checks = Checks()
