"""Reports for tests of the window: a whole one without an error, and what people do to it."""

from model import forms
from model.report import Report, set_cells, set_text

ORGAN = "白桦市水务局"


def whole(year: int = 2024) -> Report:
    """A report of the form in force with every cell and section filled in, and no error."""
    form = forms.in_force(year)
    report = Report(form=form.id, organ=ORGAN, year=year, title=form.title(ORGAN, year))
    zeros = {address: "0" for address in form.cells if address not in form.derivations}
    report = set_cells(form, report, zeros).apply(report)
    texts = {
        "preamble": ["本报告由白桦市水务局依照条例编制，欢迎社会各界监督。"],
        "overview": [
            "水务局坚持把供水、节水、防汛信息及时告知群众。",
            "（一）主动公开。河湖治理进度按季公布。",
            "（二）依申请公开。设专人接收、登记和答复。",
            "（三）政府信息管理。信息发布前逐级审核。",
            "（四）平台建设。网站水务专栏改版。",
            "（五）监督保障。年内开展业务培训。",
        ],
        "problems": ["答复文书的格式还需统一，将印制范本。"],
        "other": ["本年度没有收取信息处理费。"],
        "signature": [ORGAN, f"{year + 1}年1月15日"],
    }
    for part, paragraphs in texts.items():
        report = set_text(report, part, paragraphs).apply(report)
    return report


def with_cells(report: Report, **cells: str) -> Report:
    """The report with cells of table three typed over; ``received__total="5"`` names row and column."""
    form = forms.load(report.form)
    table = form.relations[0].table
    named = {".".join((table, *name.split("__"))): text for name, text in cells.items()}
    return set_cells(form, report, named).apply(report)  # type: ignore[arg-type]
