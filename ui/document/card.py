"""What the start page will show of the report: made while it is open, as the start page opens no file."""

from datetime import datetime

from model.rules.standing import Standing, standing
from ui.recent import Card
from ui.session import Session


def card_of(session: Session, written: datetime) -> Card:
    """Return the report as it stands now; ``written``: when its file was."""
    report = session.report
    stand = [standing(finding) for finding in session.findings]
    return Card(
        organ=report.organ,
        year=report.year,
        form=report.form,
        filled=sum(1 for address in session.form.cells if report.cell(address)),
        cells=len(session.form.cells),
        errors=stand.count(Standing.ERROR),
        doubts=stand.count(Standing.WARNING),
        unfilled=stand.count(Standing.UNFILLED),
        final=report.final,
        edited=written.astimezone().isoformat(timespec="seconds"),
    )
