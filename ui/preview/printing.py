"""Printing, and PDF where there is no printer."""

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.dialogs import ask, task, writing
from ui.dialogs.lifetime import deleted_after
from ui.document.disk import folder_that_answers
from ui.document.waiting import Waiting
from ui.preview import pdf
from ui.preview.pages import Pages, TooLong, laid_out
from ui.preview.turns import InTurns
from ui.session import Session


def print_report(session: Session, parent: QWidget) -> None:
    """Print the report on a printer that a person chooses; without one, offer a PDF file."""
    if not QPrinterInfo.availablePrinterNames():
        _offer_pdf(session, parent)
        return
    try:
        pages = task.in_turns(laid_out(session.report))
    except TooLong as error:
        ask.tell(parent, "没有打印", str(error))
        return
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(session.report.title.replace("\n", ""))
    set_page(printer)
    with deleted_after(QPrintDialog(printer, parent)) as dialog:
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, False)
        dialog.setMinMax(1, len(pages))
        wanted = dialog.exec()
    if wanted and not task.in_turns(print_pages(pages, printer)):
        QMessageBox.warning(parent, "没有打印", "打印机没有接受任务，请检查打印机是否打开、是否有纸。")


def set_page(printer: QPrinter) -> None:
    """Set A4 with no margins of the printer's own: the page has its margins already."""
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    )


def print_pages(pages: Pages, printer: QPrinter) -> InTurns[bool]:
    """Print the pages that the printer's settings ask for, in turns; return whether it took them."""
    first = printer.fromPage() or 1
    last = printer.toPage() or len(pages)
    chosen = [page for page in pages if first <= page.number <= last]
    dots = printer.resolution() / 72
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        painter.scale(dots, dots)
        for place, page in enumerate(chosen):
            if place and not printer.newPage():
                return False
            page.paint(painter)
            yield
    finally:
        ended = painter.end()
    return ended


def save_pdf(session: Session, parent: QWidget) -> None:
    """Ask for a file name and write the report as PDF."""
    folder = folder_that_answers(Waiting(parent), session.path.parent if session.path else None)
    name = session.report.title.replace("\n", "") or "政府信息公开工作年度报告"
    path = ask.file_to_save(parent, "保存为 PDF", folder / f"{name}.pdf", "PDF 文件 (*.pdf)")
    if path is not None:
        writing.write_painted(parent, session.report, path, pdf.painted)


def _offer_pdf(session: Session, parent: QWidget) -> None:
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle("没有打印机")
    box.setText("这台电脑上没有可用的打印机。")
    box.setInformativeText("可以先保存为 PDF 文件，再拿到有打印机的电脑上打印；也可以请管理员添加打印机。")
    save = box.addButton("保存为 PDF(&S)…", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    with deleted_after(box):
        box.exec()
        wanted = box.clickedButton() is save
    if wanted:
        save_pdf(session, parent)
