"""Makes the pictures of README and manual anew, from the program itself.

A maintainer's tool, run on a screen of 1366×768 with a window manager and Chinese fonts whenever the window
has changed: ``python packaging/pictures.py``. Everything shown is the example report, or made up here. Look
at every picture before it is committed.
"""

import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QRect, Qt, QTimer  # noqa: E402 (the program is found beside this folder)
from PySide6.QtGui import QGuiApplication, QImage  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

import resources  # noqa: E402
from model import forms  # noqa: E402
from model.address import Address  # noqa: E402
from model.report import CellPart, Report, set_cells, set_parts, set_text  # noqa: E402
from model.rules import Span  # noqa: E402
from model.storage.codec import encode  # noqa: E402
from model.storage.files import open_report  # noqa: E402
from model.storage.recovery import Recovery  # noqa: E402
from ui.app import Desk  # noqa: E402
from ui.dialogs import ask  # noqa: E402
from ui.look import style  # noqa: E402
from ui.recent import Card  # noqa: E402
from ui.settings import Settings  # noqa: E402
from ui.start.recovered import RecoveredDialog  # noqa: E402
from ui.window.window import ReportWindow  # noqa: E402

README, MANUAL = ROOT / "docs" / "images", ROOT / "resources" / "help" / "images"
COLOURS = 256  # one byte a pixel
HUE = 0xE0E0E0  # colours that agree in these bits look alike
PAINTED, OPENED = 400, 900  # milliseconds until a change is painted, a window stands with all its flags
ORGAN, YEAR = "青禾市林业局", 2024
FIGURE = "32件"  # in the example's text; the table has another
PASTED = (
    "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n"
    "一、本年新收政府信息公开申请数量\t1,012\t6\t\t\t3\t\n"
    "二、上年结转政府信息公开申请数量\t1\t\t\t\t\t\n"
    "（一）予以公开\t14\t4\t\t1\t2\t\n"
)
PARTS = (CellPart("林政科", "200"), CellPart("森林防火科", "118"))
LAST_YEAR = {
    "overview": ("2023年，青禾市林业局公开各类信息171条，比上年增加12条。",),
    "problems": (
        "一是公开的表格样式不够统一，群众查阅不方便。2024年将统一样式，逐项核对。",
        "二是科室之间会商还不够及时。将建立每月会商制度，由办公室牵头。",
    ),
}


class Studio:
    """The real program on the real screen; what it shows is kept as pictures of few colours."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application = application
        self._folder = folder
        self.settings = Settings(folder / "settings.ini")
        style.dress(application, self.settings)
        style.speak_chinese(application)
        state = folder / "state"
        state.mkdir()
        self.desk = Desk(self.settings, state)

    def opened(self, report: Report | None = None) -> ReportWindow:
        """Open a report, the example by default, in a window that fills the screen."""
        path = self._folder / f"{ORGAN}{YEAR}年年报.nianbao"
        path.write_bytes(
            encode(report) if report else (resources.ROOT / "example/example.nianbao").read_bytes()
        )
        self.desk.open_file(path, None)
        window = self.desk.windows[-1]
        window.showMaximized()
        QTest.qWait(OPENED)
        return window

    def close(self, window: ReportWindow) -> None:
        """Close a window without being asked."""
        window.session.undo_stack.setClean()
        window.close()
        QTest.qWait(PAINTED)

    def screen(self, *files: Path) -> None:
        """Keep the whole screen."""
        QTest.qWait(PAINTED)
        self._keep(QGuiApplication.primaryScreen().grabWindow(0).toImage(), *files)

    def part(self, widget: QWidget, *files: Path, framed: bool = False) -> None:
        """Keep what a widget shows, a window with its title bar (``framed``)."""
        QTest.qWait(PAINTED)
        place = (
            widget.frameGeometry()
            if framed
            else QRect(widget.mapToGlobal(widget.rect().topLeft()), widget.size())
        )
        self._keep(QGuiApplication.primaryScreen().grabWindow(0).toImage().copy(place), *files)

    def modal(self, act: Callable[[], object], show: Callable[[QWidget], None]) -> None:
        """Do what opens a dialog, show the dialog, and close it."""

        def look() -> None:
            dialog = self._application.activeModalWidget()
            assert dialog is not None, "no dialog was opened"
            show(dialog)
            dialog.close()

        QTimer.singleShot(OPENED, look)
        act()
        QTest.qWait(OPENED + 2 * PAINTED)

    @staticmethod
    def _keep(image: QImage, *files: Path) -> None:
        """Write a picture in 256 of its colours: a third of the size, and it looks the same."""
        pixels = image.convertToFormat(QImage.Format.Format_RGB32)
        colours = _chosen(Counter(pixels.constBits().cast("I")))
        few = pixels.convertToFormat(
            QImage.Format.Format_Indexed8, colours, Qt.ImageConversionFlag.ThresholdDither
        )
        for file in files:
            if not few.save(str(file), "PNG", 0):
                raise OSError(f"{file} was not written")


def _chosen(counts: Counter[int]) -> list[int]:
    """The colours to keep: the most frequent of each hue, so that small signs keep theirs, then others."""
    frequent = [colour for colour, _ in counts.most_common()]
    of_each_hue: dict[int, int] = {}
    for colour in frequent:
        of_each_hue.setdefault(colour & HUE, colour)
    return list(dict.fromkeys([*of_each_hue.values(), *frequent]))[:COLOURS]


def main() -> int:
    """Write all pictures."""
    application = QApplication(sys.argv)
    room = application.primaryScreen().size()
    if (room.width(), room.height()) != (1366, 768):
        sys.stderr.write("The screen must have 1366×768 pixels.\n")
        return 2
    folder = Path(tempfile.mkdtemp())
    try:
        studio = Studio(application, folder)
        start_page(studio, folder)
        window = studio.opened()
        table(studio, window)
        text(studio, window)
        preview(studio, window)
        studio.close(window)
        paste(studio)
        parts(studio)
        last_year(studio, folder)
        recovery(studio)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.flush()
    os._exit(0)  # what is left open holds nothing


def start_page(studio: Studio, folder: Path) -> None:
    """The start page with four reports."""
    now = datetime.now().replace(microsecond=0)
    cards = (
        ("青禾县自然资源局", 2025, Card(filled=150, errors=3), timedelta(hours=1)),
        ("青禾县人民政府", 2025, Card(filled=33, unfilled=4), timedelta(days=1)),
        ("青禾县自然资源局", 2024, Card(filled=200), timedelta(days=310)),
        ("青禾县自然资源局", 2020, Card(form="2019", filled=200, doubts=1), timedelta(days=2200)),
    )
    kept = folder / "年报"
    kept.mkdir()
    for organ, year, card, ago in reversed(cards):
        path = kept / f"{organ}{year}年年报.nianbao"
        path.write_text("{}", "utf-8")
        known = {name: getattr(card, name) for name in ("filled", "errors", "doubts", "unfilled")}
        form = card.form or "2021"
        studio.settings.remember(
            path, Card(organ=organ, year=year, form=form, cells=200, edited=(now - ago).isoformat(), **known)
        )
    studio.desk.show_start()
    start = studio.desk.start
    assert start is not None
    start.setWindowState(Qt.WindowState.WindowNoState)
    start.resize(1200, 600)
    QTest.qWait(OPENED)
    studio.part(start, MANUAL / "start.png")


def table(studio: Studio, window: ReportWindow) -> None:
    """Table three at a total that does not add up, and the list of findings beside it."""
    window.pages.show_page("requests")
    wrong = Address("requests.granted.total")
    (finding,) = [one for one in window.session.findings_at(wrong) if one.addresses[0] == wrong][:1]
    window.session.current.show(finding, wrong)
    studio.screen(README / "table-three.png", MANUAL / "window.png")
    studio.part(window.pages.page, MANUAL / "flag.png")
    studio.part(window.findings_dock, MANUAL / "findings.png")


def text(studio: Studio, window: ReportWindow) -> None:
    """Section one at a figure that the table does not have."""
    window.pages.show_page("overview")
    (paragraph,) = (n for n, one in enumerate(window.session.report.section("overview")) if FIGURE in one)
    at = window.session.report.section("overview")[paragraph].index(FIGURE)
    window.pages.go(Span("overview", paragraph, at, at + len(FIGURE) - 1))
    studio.screen(README / "text.png")
    studio.part(window.pages.page, MANUAL / "text.png")


def preview(studio: Studio, window: ReportWindow) -> None:
    """The first page as printed."""

    def show(dialog: QWidget) -> None:
        studio.screen(README / "preview.png")
        studio.part(dialog, MANUAL / "preview.png")

    studio.modal(window.exporter.preview, show)


def paste(studio: Studio) -> None:
    """The preview of a paste with labels, and a figure with a comma."""
    form = forms.load("2021")
    before = _example()
    window = studio.opened(
        set_cells(form, before, {Address("requests.received.natural_person"): "9"}).apply(before)
    )
    window.pages.show_page("requests")
    window.pages.enter()
    QGuiApplication.clipboard().setText(PASTED)
    (action,) = (one for one in window.pages.page.actions() if one.text().startswith("粘贴"))
    studio.modal(action.trigger, lambda dialog: studio.part(dialog, MANUAL / "paste.png"))
    QGuiApplication.clipboard().clear()
    studio.close(window)


def parts(studio: Studio) -> None:
    """A cell whose figure is the sum of two offices' figures."""
    window = studio.opened()
    cell = Address("disclosure.licences.decisions")
    window.session.do(set_parts(window.session.form, window.session.report, {cell: PARTS}))
    window.pages.go(cell)
    (action,) = (one for one in window.pages.page.actions() if "F4" in one.shortcut().toString())
    action.trigger()
    studio.part(window.pages.page, MANUAL / "parts.png")
    studio.close(window)


def last_year(studio: Studio, folder: Path) -> None:
    """What a file of last year gives to this year's report."""
    form = forms.load("2021")
    empty = Report(
        form=form.id, organ=ORGAN, year=YEAR - 1, title=f"{ORGAN}{YEAR - 1}年政府信息公开工作年度报告"
    )
    typed = [address for address in form.cells if address not in form.derivations]
    figures = dict.fromkeys(typed, "0") | {
        Address("requests.received.natural_person"): "1",
        Address("requests.carried_out.natural_person"): "1",
        Address("disclosure.normative_documents.in_force"): "9",
    }
    then = set_cells(form, empty, figures).apply(empty)
    for section, paragraphs in LAST_YEAR.items():
        then = set_text(then, section, paragraphs).apply(then)
    file = folder / f"{ORGAN}{YEAR - 1}年年报.nianbao"
    file.write_bytes(encode(then))
    window = studio.opened()
    window.pages.show_page("requests")
    asked = ask.file_to_open
    ask.file_to_open = lambda *_args, **_more: file

    def show(dialog: QWidget) -> None:
        studio.screen(README / "last-year.png")
        studio.part(dialog, MANUAL / "last-year.png", framed=True)

    studio.modal(window.report_controller.import_last_year, show)
    ask.file_to_open = asked
    studio.close(window)


def recovery(studio: Studio) -> None:
    """What is asked after the program was ended by force."""
    dialog = RecoveredDialog(
        Recovery(_example(), None, datetime.now().astimezone(), Path("unsaved"), complete=True)
    )
    dialog.show()
    QTest.qWait(OPENED)
    studio.part(dialog, MANUAL / "recover.png", framed=True)
    dialog.close()


def _example() -> Report:
    return open_report(resources.ROOT / "example" / "example.nianbao").report


if __name__ == "__main__":
    sys.exit(main())
