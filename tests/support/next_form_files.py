"""Run in a copy of the project: full reports of every form, said to be on one year, in several kinds of file.

``python next_form_files.py FOLDER YEAR`` writes FORM.docx, FORM.html and FORM.txt for each form.
"""

import sys
from dataclasses import replace
from pathlib import Path

from export import html, word
from model import forms
from model.report import Report
from tests.support.samples import full_report


def main(folder: Path, year: int) -> None:
    """Write the files."""
    for form in forms.of_kind():
        report = full_report(form.id)
        old = str(report.year)
        report = replace(
            report,
            year=year,
            title=form.title(report.organ, year),
            preamble=tuple(text.replace(old, str(year)) for text in report.preamble),
            signature=(report.organ, f"{year + 1}年1月20日"),
        )
        word.write(report, folder / f"{form.id}.docx")
        html.write(report, folder / f"{form.id}.html")
        (folder / f"{form.id}.txt").write_text(_text(form, report), "utf-8")


def _text(form: forms.OfficialForm, report: Report) -> str:
    """The report as copied into plain text: a line of a table is a line, its cells stand behind tabs."""
    lines = [report.title, *report.preamble]
    for section in form.definition.sections:
        lines += [section.heading, *report.section(section.id)]
        cells = form.layouts[section.table].cells if section.table else ()
        rows: dict[int, list[str]] = {}
        for cell in cells:
            shown = cell.text if cell.address is None else report.cell(cell.address)
            rows.setdefault(cell.line, []).append(shown)
        lines += ["\t".join(row) for row in rows.values()]
    return "\n".join([*lines, *report.signature])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
