"""A report's texts and tables, as what is reckoned in them is held against them."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property

import msgspec

from model.chinese.dates import YEAR
from model.forms import OfficialForm
from model.reading.words.year_patterns import one_of
from model.reckoning.told import Paragraph, Told, told
from model.reckoning.tables import ROLES, applications, named
from model.reckoning.names import meant
from model.report import Report

_YEAR = re.compile(f"{YEAR}年")


class Texts:
    """All paragraphs with their figures, each read when it is asked for."""

    def __init__(self, form: OfficialForm, report: Report) -> None:
        self._form, self._report = form, report

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of all parts."""
        parts = ("preamble", *self._form.sections)
        return [told(paragraph) for part in parts for paragraph in self._report.text(part)]

    @cached_property
    def _by_role(self) -> dict[str, Decimal]:
        return applications(self._form, self._report.cells)

    @property
    def applications(self) -> list[Decimal]:
        """All applications, by each way to count them."""
        return list(self._by_role.values())

    def applications_of(self, by: str) -> list[Decimal]:
        """Return all that a base may be, by what it says of them: “new”, “finished”, “received”."""
        only = ROLES.get(by, self._by_role)
        return [value for role, value in self._by_role.items() if role in only]

    def in_tables(self, name: str) -> Decimal | None:
        """Return how many applications the tables have of what a name says."""
        return named(self._form, self._report.cells, name)

    def named_anywhere(self, name: str) -> Iterator[tuple[Paragraph, Told]]:
        """Yield the figures of all texts that a name may mean, each with its paragraph."""
        for paragraph in self.paragraphs:
            for one in meant(name, paragraph.told):
                yield paragraph, one

    def is_of_this_year(self, text: str) -> bool:
        """Whether a stretch speaks of no plan and of no other time than the year reported on."""
        years = _YEAR.finditer(text)
        is_of_another = any(int(year[0][:4]) != self._report.year for year in years)
        return not is_of_another and one_of("not-yet-reckoned", "of-other-times").search(text) is None


class Misreckoned(msgspec.Struct, frozen=True):
    """What figures do not give.

    ``start`` to ``end`` is where it is told. ``how`` names the manner. ``told`` are the figures it is worked out
    from, with where they stand in its paragraph, ``right`` what they give.
    """

    start: int
    end: int
    how: str
    one: Decimal
    other: Decimal
    right: Decimal
    figures: tuple[tuple[int, int], ...] = ()
    name: str = ""


def places(figures: Sequence[Told]) -> tuple[tuple[int, int], ...]:
    """Return where figures stand."""
    return tuple((one.figure.start, one.figure.end) for one in figures)
