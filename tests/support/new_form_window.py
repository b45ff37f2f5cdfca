"""Opens a report in the real panels and lays its pages out; prints what was seen, as JSON.

Run in a process of its own: ``new_form_window.py REPORT PICTURE`` with the rooms on the path.
"""

import json
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from model.report import set_cells
from model.storage.files import open_report
from ui.document.file import Opened
from ui.grid.panel import GridPanel
from ui.preview.pages import lay_out
from ui.session import Session
from ui.settings import Settings
from ui.window.window import ReportWindow


def main(file: Path, picture: Path) -> None:
    """Walk through all pages, spoil the last figure of each table, and take it back."""
    application = QApplication([])
    session = Session(open_report(file).report)
    settings = Settings(picture.with_suffix(".ini"))
    window = ReportWindow(session, settings, Opened(), picture.parent)
    window.resize(1366, 738)
    window.show()
    seen: dict[str, object] = {"before": _codes(session)}
    flags = {}
    for section in session.form.sections.values():
        window.pages.show_page(section.id)
        application.processEvents()
        panel = window.pages.currentWidget()
        if isinstance(panel, GridPanel):
            address = panel.model.grid.addresses[-1]
            session.do(set_cells(session.form, session.report, {address: "987654"}))
            flags[section.table] = [finding.code for finding in session.findings_at(address)]
            application.processEvents()
            window.grab().save(str(picture.with_name(f"{section.table}.png")))
            session.undo_stack.undo()
    seen["flags"] = flags
    seen["after"] = _codes(session)
    pages = lay_out(session.report)
    seen["pages"] = ["".join(line.text for line in page.texts()) for page in pages]
    window.close()
    print(json.dumps(seen))  # noqa: T201 (what this is for)


def _codes(session: Session) -> list[str]:
    return sorted(finding.code for finding in session.findings)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
