"""Last year's figures as a report of their own, for offices that have no file of last year's report."""

from model import forms
from model.address import Address
from model.forms import OfficialForm
from model.report.edits import Edit, set_values
from model.report.report import Place, Report, place
from model.report.totals import overridden


def form_of_last_year(form: OfficialForm, report: Report) -> OfficialForm:
    """Return the form that last year's figures of a report are in; its own where that is not known."""
    last_id = report.last_year_form or form.id
    return forms.load(last_id) if last_id in forms.known() else form


def last_year_report(form: OfficialForm, report: Report) -> Report:
    """Return last year's figures as a report: they are filled in, pasted and summed as this year's are."""
    cells = {address: text for address, text in (report.last_year or {}).items() if address in form.cells}
    return Report(
        form=form.id,
        organ=report.organ,
        year=report.year - 1,
        cells=cells,
        overrides=overridden(form, cells),
    )


def as_last_year(report: Report, edit: Edit) -> Edit:
    """Return the edit of a report's last year that an edit of ``last_year_report`` stands for.

    Cells that last year's form has not are left out: a file with figures in them could not be read again.
    """
    values: dict[Place, object] = {}
    for change in edit.changes:
        name, _, key = change.place.partition("/")
        is_kept = name == "cells" and fits(report, Address(key))
        if is_kept:
            values[place("last_year", key)] = change.after
    begins_last_year = bool(values) and report.last_year is None
    if begins_last_year:
        values[place("last_year_form")] = report.form
    return set_values(report, values, f"上年数据：{edit.label}")


def fits(report: Report, address: Address) -> bool:
    """Whether last year's form has a cell too."""
    form = report.last_year_form
    return report.last_year is None or form in ("", report.form) or address in forms.load(form).cells
