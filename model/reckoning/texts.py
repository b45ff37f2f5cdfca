"""A report's texts and tables, as what is reckoned in them is held against them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from model.chinese.dates import YEAR
from model.forms import OfficialForm
from model.reading.words.year_patterns import one_of
from model.reckoning.names import meant
from model.reckoning.tables import ROLES, ByRole, applications, named
from model.reckoning.told import Paragraph, Told, told
from model.report import Report

_MOST_FIGURES = 2_000  # of all texts together; long reports have three hundred
_YEAR = re.compile(f"{YEAR}年")


class NeedsMoreError(Exception):
    """Asked of a paragraph by itself is what stands in other paragraphs or in the tables."""


class Alone:
    """What is known of a paragraph by itself: the year, and how many applications there were."""

    def __init__(self, year: int, by_role: ByRole) -> None:
        self._year, self._by_role = year, by_role

    @property
    def applications(self) -> list[Decimal]:
        """All applications, by each way to count them."""
        return [value for _, value in self._by_role]

    def applications_of(self, by: str) -> list[Decimal]:
        """Return all that a base may be, by what it says of them: “new”, “finished”, “received”."""
        only = ROLES.get(by)
        return [value for role, value in self._by_role if only is None or role in only]

    def is_of_this_year(self, text: str) -> bool:
        """Whether a stretch speaks of no plan and of no other time than the year reported on."""
        years = _YEAR.finditer(text)
        is_of_another = any(int(year[0][:4]) != self._year for year in years)
        return not is_of_another and one_of("not-yet-reckoned", "of-other-times").search(text) is None

    def in_tables(self, name: str) -> Decimal | None:
        """Return how many applications the tables have of what a name says; no paragraph knows."""
        raise NeedsMoreError(name)

    def named_anywhere(self, name: str) -> Iterator[tuple[Paragraph, Told]]:
        """Yield the figures of all texts that a name may mean, with their paragraphs; one does not know."""
        raise NeedsMoreError(name)

    def counted_anywhere(self, one: Told) -> list[Decimal]:
        """Return all counts of all texts in the unit of one; a paragraph does not know."""
        raise NeedsMoreError(one)


class Texts(Alone):
    """All paragraphs of a report with their figures, each read when it is asked for, and its tables."""

    def __init__(self, form: OfficialForm, report: Report) -> None:
        self.by_role = applications(form, report.cells)
        self.year = report.year
        super().__init__(self.year, self.by_role)
        self._form, self._report = form, report

    def in_tables(self, name: str) -> Decimal | None:
        """Return how many applications the tables have of what a name says."""
        return named(self._form, self._report.cells, name)

    def named_anywhere(self, name: str) -> Iterator[tuple[Paragraph, Told]]:
        """Yield the figures of all texts that a name may mean, each with its paragraph."""
        for paragraph in self._paragraphs:
            for one in meant(name, paragraph.told):
                yield paragraph, one

    def counted_anywhere(self, one: Told) -> list[Decimal]:
        """Return all counts of all texts in the unit of one."""
        return [other.value for paragraph in self._paragraphs for other in paragraph.counted_as(one)]

    @cached_property
    def _paragraphs(self) -> list[Paragraph]:
        """The paragraphs of all parts; none of a book, in which each name would be sought everywhere."""
        parts = ("preamble", *self._form.sections)
        found = [told(paragraph) for part in parts for paragraph in self._report.text(part)]
        is_book = sum(len(one.told) for one in found) > _MOST_FIGURES
        return [] if is_book else found
