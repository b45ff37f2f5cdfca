"""The pager of the message bars counts and steps as the list of findings does."""

from pytestqt.qtbot import QtBot

from model.address import Address
from tests.support.shell_reports import whole, with_cells
from tests.ui.window.conftest import Open


def test_the_pager_counts_and_steps_as_the_list(opened: Open, qtbot: QtBot) -> None:
    window = opened(with_cells(whole(), received__natural_person="9", granted__other="4"))
    session = window.session
    findings = window.findings.open_findings()
    assert len(findings) > 1
    told = []
    for _ in findings:
        session.current.step_asked.emit(1)
        told.append(session.current.finding)
        assert session.current.number == len(told)
        assert session.current.count == len(findings)
    assert told == findings
    session.current.step_asked.emit(1)
    assert session.current.finding == findings[0]
    session.current.step_asked.emit(-1)
    assert session.current.finding == findings[-1]
    window.pages.go(Address("requests.received.natural_person"))
    pager = window.pages.page.bar.pager  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: pager.text == f"{session.current.number} / {len(findings)}")
