"""Reports with texts, for the tests of the window's text parts."""

from dataclasses import replace

from model import forms
from model.report import Report

FORM = forms.load("2021")
RECEIVED = next(address for address in FORM.cells if address == "requests.received.total")


def text_report(**fields: object) -> Report:
    """Return a report of the 2021 form with a title, a preamble and one figure."""
    basic = Report(
        form="2021",
        organ="清河市",
        year=2023,
        title="清河市2023年政府信息公开工作年度报告",
        preamble=("本报告由清河市人民政府办公室编制。",),
        cells={RECEIVED: "3119"},
        overrides=frozenset({RECEIVED}),
    )
    return replace(basic, **fields)  # type: ignore[arg-type]
