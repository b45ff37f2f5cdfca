"""What a person does in a window, undone and done again, always ends at the very same report."""

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from model import forms
from model.report import Report
from model.rules import Checker, accepted_as
from model.rules.catalogue import DRAFTING_RULES
from tests.support.random_reports import edits, reports
from ui.session import Session

KEYS = st.sampled_from(["", "", "text/overview/1", "text/problems/2"])


def open_findings(report: Report) -> list:
    found = Checker(forms.load(report.form), DRAFTING_RULES).check(report)
    return [facts(f) for f in found if accepted_as(report, f) is None]


def facts(finding) -> tuple:
    return (finding.code, finding.level, finding.addresses, finding.actual, finding.expected, finding.span)


@settings(
    max_examples=12,
    phases=[Phase.generate],  # shrinking whole reports takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_undo_and_redo_of_any_sequence(qapp, data: st.DataObject) -> None:
    before = data.draw(reports())
    session = Session(before)
    states = {0: before}
    for _ in range(data.draw(st.integers(1, 8))):
        act = data.draw(st.sampled_from(["do", "do", "do", "undo", "redo"]))
        if act == "do":
            edit = data.draw(edits(session.report))
            # Only what a builder makes of the report as it is can be undone.
            assume(edit.inverse().apply(edit.apply(session.report)) == session.report)
            session.do(edit, data.draw(KEYS), unlocking=True)
        elif act == "undo":
            session.undo_stack.undo()
        else:
            session.undo_stack.redo()
        index = session.undo_stack.index()
        states = {number: state for number, state in states.items() if number < index or act != "do"}
        assert states.setdefault(index, session.report) == session.report
        assert [facts(f) for f in session.findings] == open_findings(session.report)
    after, index = session.report, session.undo_stack.index()
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
        assert session.report == states[session.undo_stack.index()]
    assert session.report == before
    assert [facts(f) for f in session.findings] == open_findings(before)
    session.undo_stack.setIndex(index)
    assert session.report == after
