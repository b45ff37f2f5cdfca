"""A report as it prints: live figures filled in, and nothing that a file cannot hold.

Word, web page and the reading back of a written file all go by this.
"""

import re
from collections.abc import Callable, Iterable, Mapping

import msgspec

from model import forms
from model.address import Address
from model.charts import Drawing, called_for, drawing, drawings
from model.charts import paragraph as chart_paragraph
from model.forms import OfficialForm
from model.report import Paragraphs, Report
from model.text.headings import Heading, headings
from model.text.live import filler
from model.text.titles import broken

# What XML 1.0 does not allow (control characters, halves of surrogate pairs, U+FFFE and U+FFFF), and what
# nobody sees: soft hyphens, zero-width blanks and joiners, byte order marks that came along with pasted text.
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u00ad\u200b-\u200d\u2060\ufeff]"
)
# Word's own line break is U+000B; pages copied from the web have the others.
# What no line may end in: a web address, a telephone number. Beside one a justified line would be stretched.
_LONG_RUN = re.compile("[!-~]{8,}")
_BLANKS = str.maketrans("\t\xa0", "  ")
_LINE_END = re.compile(r"(?:(?<! ) +)?(?:\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]) *")


class Printed(msgspec.Struct, frozen=True):
    r"""The texts and figures of a report as they stand on paper; a line break is ``\n``.

    ``sections`` has every section of the form, ``cells`` every cell that is not blank. ``charts`` are those
    that paragraphs call for, by part and number of the paragraph (from 0), as far as they have figures.
    """

    form: OfficialForm
    organ: str
    year: int
    title: str
    preamble: Paragraphs
    sections: Mapping[str, Paragraphs]
    signature: Paragraphs
    cells: Mapping[Address, str]
    charts: Mapping[tuple[str, int], Drawing]
    sealed: bool = False

    def headings(self, part: str) -> tuple[Heading | None, ...]:
        """Return the heading, if any, that each paragraph of a part begins with."""
        section = self.form.sections.get(part)
        return headings(self.text(part), note=section is not None and bool(section.table))

    def text(self, part: str) -> Paragraphs:
        """Return the paragraphs of ``title``, ``preamble``, ``signature`` or a section."""
        if part == "title":
            return (self.title,) if self.title else ()
        if part == "preamble":
            return self.preamble
        if part == "signature":
            return self.signature
        return self.sections[part]


def as_printed(report: Report, *, empty_charts: bool = False) -> Printed:
    """Return what a report prints.

    Blank paragraphs are left out, and blanks around a paragraph too: the page's own style indents.
    A report without a title gets the official one; a title too long for a line is broken.
    ``empty_charts`` keeps charts without figures: of a file that was read, which knows no last year's.
    """
    form = forms.load(report.form)
    organ = clean(report.organ)
    texts = {part: report.text(part) for part in ("preamble", *form.sections)}
    if not empty_charts:
        texts = {part: _without_empty_charts(form, report, text) for part, text in texts.items()}
    texts = {part: _paragraphs(form, report, text) for part, text in texts.items()}
    return Printed(
        form=form,
        organ=organ,
        year=report.year,
        title=broken(clean(report.title) or clean(form.title(organ, report.year))),
        preamble=texts["preamble"],
        sections={name: texts[name] for name in form.sections},
        signature=_paragraphs(form, report, report.signature),
        cells=_cells(form, report),
        charts=drawings(form, report, texts),
        sealed=report.sealed,
    )


def clean(text: str) -> str:
    """Return a text without what a file cannot hold, and without blanks around it."""
    lines = _LINE_END.sub("\n", text.translate(_BLANKS))
    return _UNPRINTABLE.sub("", lines).strip()


def has_long_run(text: str) -> bool:
    """Whether a text has an address or number that is not broken, and is set ragged for it."""
    return _LONG_RUN.search(text) is not None


def _without_empty_charts(form: OfficialForm, report: Report, paragraphs: Iterable[str]) -> Paragraphs:
    """A chart that has no figures is printed by nothing, and not counted."""
    return tuple(
        text
        for text in paragraphs
        if not (name := called_for(form, text)) or not drawing(form, report, name).missing
    )


def _paragraphs(form: OfficialForm, report: Report, paragraphs: Iterable[str]) -> Paragraphs:
    filled = filler(form, report)
    made = (_paragraph(form, text, filled) for text in paragraphs)
    return tuple(text for text in made if text)


def _paragraph(form: OfficialForm, text: str, filled: Callable[[str], str]) -> str:
    """A paragraph that calls for a chart is written in one way, so that it reads back the same."""
    name = called_for(form, text)
    return chart_paragraph(name) if name else clean(filled(text))


def _cells(form: OfficialForm, report: Report) -> dict[Address, str]:
    """A cell is one line, whatever was pasted into it."""
    made = ((address, " ".join(clean(report.cell(address)).split())) for address in form.cells)
    return {address: text for address, text in made if text}
