"""The preview: the report as pages, with zoom and print."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QSpinBox, QToolBar, QVBoxLayout, QWidget

from ui.dialogs import task
from ui.look.wheel import only_with_focus
from ui.preview.pages import Pages, TooLong, laid_out
from ui.preview.printing import print_report, save_pdf
from ui.preview.view import Fit, PagesView
from ui.session import Session

_SETTLE = 200  # ms after a change before the pages are set again
_MARGIN = 12  # pixels around a sentence in the place of pages
_PERCENT = (50, 75, 100, 125, 150, 200)


class PreviewDialog(QDialog):
    """Follows the report while it is open."""

    _is_setting = False

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle("预览")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.view = PagesView(self)
        self.trouble = QLabel(self)
        self.trouble.setWordWrap(True)
        self.trouble.setMargin(_MARGIN)
        self.number = QSpinBox(self)
        self.number.setAccessibleName("页码")
        self.total = QLabel(self)
        self.zoom = QComboBox(self)
        only_with_focus(self.zoom)
        self.zoom.setAccessibleName("显示比例")
        self._lay_out()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self.refresh)
        session.changed.connect(self._wait)  # a method, not a lambda: it must not outlive the dialog
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)
        self.number.valueChanged.connect(self.view.go_to)
        self.zoom.activated.connect(self._choose_zoom)
        self.refresh()
        self._resize()
        self.view.setFocus()

    def pages(self) -> Pages:
        """Return the report's pages as they are now."""
        return task.in_turns(laid_out(self._session.report))

    def refresh(self) -> None:
        """Set the pages again, or say why there are none."""
        if self._is_setting:  # the report changed while a long one is being set
            self._wait()
            return
        self._is_setting = True
        try:
            pages, trouble = self._made()
        finally:
            self._is_setting = False
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self.view.show_pages(pages)
        self.number.setRange(1, len(pages))
        self.total.setText(f" / {len(pages)} 页 ")
        self._show_page(self.view.page)

    def _made(self) -> tuple[Pages, str]:
        """The pages, or the sentence that tells why there are none."""
        try:
            return self.pages(), ""
        except TooLong as error:
            return (), str(error)

    def _wait(self) -> None:
        self._settle.start()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Paint again when the colours of the window change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.view.viewport().update()

    def _lay_out(self) -> None:
        tools = QToolBar(self)
        tools.setAccessibleName("预览工具")
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        tools.addAction(self._action("打印…", QKeySequence(QKeySequence.StandardKey.Print), self._print))
        tools.addAction(self._action("保存为 PDF…", QKeySequence(), self._save))
        tools.addSeparator()
        tools.addAction(self._action("上一页", QKeySequence(), lambda: self.view.go_to(self.view.page - 1)))
        tools.addWidget(self.number)
        tools.addWidget(self.total)
        tools.addAction(self._action("下一页", QKeySequence(), lambda: self.view.go_to(self.view.page + 1)))
        tools.addSeparator()
        self.zoom.addItem("适合宽度", Fit.WIDTH)
        self.zoom.addItem("整页", Fit.PAGE)
        for percent in _PERCENT:
            self.zoom.addItem(f"{percent}%", percent / 100)
        tools.addWidget(self.zoom)
        tools.addSeparator()
        tools.addAction(self._action("关闭", QKeySequence(), self.close))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(tools)
        layout.addWidget(self.trouble)
        layout.addWidget(self.view)

    def _action(self, text: str, keys: QKeySequence, slot: object) -> QAction:
        made = QAction(text, self)
        made.setShortcut(keys)
        made.triggered.connect(slot)
        if not keys.isEmpty():
            made.setToolTip(f"{text}（{keys.toString(QKeySequence.SequenceFormat.NativeText)}）")
        return made

    def _resize(self) -> None:
        room = self.screen().availableSize()
        wanted = self.view.sizeHint()
        self.resize(min(wanted.width() + 80, room.width() - 40), min(wanted.height(), room.height() - 60))

    def _show_page(self, page: int) -> None:
        self.number.blockSignals(True)
        self.number.setValue(page)
        self.number.blockSignals(False)

    def _show_zoom(self, zoom: float) -> None:
        if self.view.fit is not Fit.FREE:
            self.zoom.setCurrentIndex(self.zoom.findData(self.view.fit))
            return
        known = self.zoom.findData(zoom)
        self.zoom.setCurrentIndex(known)
        if known < 0:
            self.zoom.setPlaceholderText(f"{zoom:.0%}")

    def _choose_zoom(self, index: int) -> None:
        chosen = self.zoom.itemData(index)
        if isinstance(chosen, Fit):
            self.view.set_fit(chosen)
        else:
            self.view.set_zoom(chosen)
        self.view.setFocus()

    def _print(self) -> None:
        print_report(self._session, self)

    def _save(self) -> None:
        save_pdf(self._session, self)
