"""The preview window and printing, on real widgets."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from model.report import set_text
from tests.support.pdf_text import pages_of
from tests.support.text_reports import text_report
from ui.preview import printing
from ui.preview.pages import Page
from ui.preview.turns import finished
from ui.preview.view import Fit
from ui.preview.window import PreviewDialog
from ui.session import Session

LONG = {"overview": ("全年围绕群众关切发布信息，解读政策，回应疑问。",) * 40}


@pytest.fixture
def dialog(qtbot: QtBot) -> PreviewDialog:
    made = PreviewDialog(Session(text_report(sections=LONG)))
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_pages_are_turned_by_keys(qtbot: QtBot, dialog: PreviewDialog) -> None:
    last = dialog.number.maximum()
    assert last == len(dialog.pages())
    for key, page in (
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_PageDown, 3),
        (Qt.Key.Key_PageUp, 2),
        (Qt.Key.Key_End, last),
        (Qt.Key.Key_Home, 1),
    ):
        qtbot.keyClick(dialog.view, key)
        assert dialog.view.page == page
        assert dialog.number.value() == page
    dialog.number.setValue(2)
    assert dialog.view.page == 2


def test_zoom_fits_and_is_chosen(qtbot: QtBot, dialog: PreviewDialog) -> None:
    wide = dialog.view.zoom
    dialog.resize(1000, 600)
    assert dialog.view.zoom > wide
    dialog.zoom.setCurrentIndex(dialog.zoom.findData(Fit.PAGE))
    dialog.zoom.activated.emit(dialog.zoom.currentIndex())
    assert dialog.view.zoom < wide
    qtbot.keyClick(dialog.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert dialog.view.zoom == 1
    assert dialog.zoom.currentText() == "100%"
    qtbot.keyClick(dialog.view, Qt.Key.Key_Plus)
    assert dialog.view.zoom == pytest.approx(1.15)


def test_the_page_stays_when_the_zoom_changes(qtbot: QtBot, dialog: PreviewDialog) -> None:
    dialog.view.go_to(3)
    dialog.view.set_zoom(0.5)
    assert dialog.view.page == 3


def test_the_paper_is_painted(dialog: PreviewDialog) -> None:
    image = dialog.view.grab().toImage()
    assert image.pixelColor(image.width() // 2, 60) == Qt.GlobalColor.white


def test_it_follows_the_report(qtbot: QtBot, dialog: PreviewDialog) -> None:
    before = dialog.number.maximum()
    session = dialog._session
    session.do(set_text(session.report, "overview", ("短。",)))
    qtbot.waitUntil(lambda: dialog.number.maximum() < before)


def test_a_printer_gets_the_pages_asked_for(dialog: PreviewDialog, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printing.set_page(printer)
    printer.setFromTo(2, 3)
    assert finished(printing.print_pages(dialog.pages(), printer))
    assert [page[-3:] for page in pages_of(path)] == ["—2—", "—3—"]


def test_printing_goes_page_by_page(
    dialog: PreviewDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    monkeypatch.setattr(Page, "paint", lambda page, _painter: painted.append(page.number))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    pages = dialog.pages()
    work = printing.print_pages(pages, printer)
    for page in pages:
        next(work)
        assert painted[-1] == page.number
    assert finished(work)


def test_without_a_printer_pdf_is_offered(qtbot: QtBot, dialog: PreviewDialog) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("a printer is installed here")
    seen: list[str] = []

    def answer() -> bool:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            return False
        seen.append(box.text())
        box.reject()
        return True

    timer = QTimer(dialog, interval=20)
    timer.timeout.connect(lambda: answer() and timer.stop())
    timer.start()
    printing.print_report(dialog._session, dialog)
    assert seen == ["这台电脑上没有可用的打印机。"]


def test_a_book_has_no_pages_and_that_is_said(qtbot: QtBot) -> None:
    made = PreviewDialog(Session(text_report(sections={"overview": ("逐件登记，分类答复。" * 20_001,)})))
    qtbot.addWidget(made)
    made.show()
    assert made.trouble.isVisible()
    assert "太长" in made.trouble.text()
    assert "Word" in made.trouble.text()
    session = made._session
    session.do(set_text(session.report, "overview", ("短。",)))
    qtbot.waitUntil(lambda: not made.trouble.isVisible())
    assert made.number.maximum() > 0


def test_the_window_is_painted_while_a_long_report_is_set(qtbot: QtBot) -> None:
    ticks: list[float] = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start()
    filler = "逐件登记，分类答复，按时办结12件。" * 4
    made = PreviewDialog(Session(text_report(sections={"overview": (filler,) * 400})))
    qtbot.addWidget(made)
    timer.stop()
    assert made.number.maximum() > 30
    assert ticks
