"""Pasting blocks from Excel, WPS and Word: where they land is shown before anything changes."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from intake.clipboard import Copied, Placed, Placement, place, read
from model.address import Address
from ui.grid.body import BodyView
from ui.grid.model import GridModel
from ui.grid.paste_preview import Preview
from ui.mime import local_files

_LABEL = "粘贴"
_MOST_CHARACTERS, _MOST_HTML = 200_000, 4_000_000  # a table of a report has some thousands, styles far more
_TOO_MUCH = "剪贴板里的内容有 {:,} 个字符，不是一张表的数据，没有粘贴。请只复制需要的几行几列，再粘贴。"


class Pasting(QObject):
    """Pastes the clipboard at the selection of one grid; a paste is one undo step."""

    def __init__(self, body: BodyView) -> None:
        super().__init__(body)
        self._body = body
        self._model: GridModel = body.grid_model

    def paste(self) -> None:
        """Paste: one figure at once into all that is selected, a block after its preview; or say why not.

        A file that was copied is opened.
        """
        data = QGuiApplication.clipboard().mimeData()
        text = data.text() if data.hasText() else ""
        html = data.html() if data.hasHtml() else ""
        files = local_files(data)
        session = self._model.session
        if files:
            session.open_asked.emit(files)
        elif len(text) > _MOST_CHARACTERS or len(html) > _MOST_HTML:
            self._refuse(_TOO_MUCH.format(max(len(text), len(html))))
        elif self._body.current is not None and session.may_edit():
            self._place(read(text, html))

    def _place(self, copied: Copied) -> None:
        chosen = self._body.selected()
        placement = place(self._model.session.form, self._model.grid.table.id, copied.rows, chosen[0])
        if not placement.ok:
            self._refuse("\n".join(placement.refusals))
        elif len(placement.cells) == 1 and not placement.labelled and copied.is_whole:
            self._fill_all(placement.cells[0], chosen)
        else:
            self._body.select(tuple(placed.address for placed in placement.cells))
            preview = Preview(self._body.window(), self._model, placement, copied)
            preview.accepted.connect(lambda: self._fill(placement, preview.texts))
            preview.rejected.connect(lambda: self._body.select(chosen))
            preview.open()

    def _fill_all(self, placed: Placed, chosen: Sequence[Address]) -> None:
        """One figure for every cell selected; totals stay calculated where others are selected too."""
        typed = [address for address in chosen if address not in self._model.grid.derived]
        self._model.fill(dict.fromkeys(typed or chosen, placed.text), _LABEL)

    def _fill(self, placement: Placement, texts: dict[Address, str]) -> None:
        self._model.fill(texts, _LABEL)
        self._body.select(tuple(placed.address for placed in placement.cells))

    def _refuse(self, reasons: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "不能粘贴", reasons, parent=self._body.window())
        box.setInformativeText("表格没有改动。")
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()
