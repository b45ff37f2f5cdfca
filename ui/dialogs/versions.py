"""What was saved of a report before: compared with what it is now, and taken back whole or by part."""

from datetime import datetime, timedelta
from functools import partial
from html import escape
from itertools import starmap
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from model.address import Address
from model.report import Edit, Place, Report, take_back, take_back_whole
from model.storage.codec import UnreadableReport
from model.storage.differences import Difference, compared, paragraphs_changed
from model.storage.troubles import StorageError
from model.storage.versions import Version, kept, load
from model.text.live import fill
from ui.look import style
from ui.look.fit import open_at
from ui.session import Session

_LIST_SHARE, _DIFFERENCES_SHARE = 300, 560  # pixels, of a window just opened
_PLACES = Qt.ItemDataRole.UserRole
_EMPTY = "还没有记下以前的版本。以后每次保存，都会在这里留下一份，最多 30 份。"
_HEAD = "最近 30 次保存的内容。左边选一个版本，右边是它与现在的报告不同的地方：勾选要取回的，或者整份取回。"
_FINAL = "报告已定稿，只能查看；要取回，请先取消定稿。"
_READ_ONLY = "报告以只读方式打开，只能查看。"
_MARKS = {"-": ("现在", "error"), "+": ("当时", "good"), " ": ("相同", "calm")}


class VersionsDialog(QDialog):
    """Accepted: ``edit`` takes back what was chosen, of the version saved at ``taken``."""

    def __init__(self, session: Session, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._earlier: Report | None = None
        self._everything = Edit("", ())  # what would take the whole version back
        self.edit = Edit("", ())
        self.taken = ""
        self.setWindowTitle("以前保存的版本")
        self._versions, trouble = _kept(folder, session.report)
        if self._versions:
            open_at(self, 900, 560)
        head = QLabel(trouble or (_HEAD if self._versions else _EMPTY))
        head.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("以前保存的版本")
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.addItems([_entry(version, session.path) for version in self._versions])
        self.caption = QLabel()
        self.caption.setWordWrap(True)
        self.differences = QTreeWidget()
        self.differences.setHeaderHidden(True)
        self.differences.setAccessibleName("与现在的报告不同之处")
        self.text = QTextBrowser()
        self.text.setAccessibleName("文字对照")
        self._buttons = self._make_buttons()
        self._arrange(head)
        self.list.currentRowChanged.connect(self._show)
        self.differences.currentItemChanged.connect(self._show_text)
        self.differences.itemChanged.connect(self._allow)
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._allow()

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.some = buttons.addButton("取回勾选的内容(&T)", QDialogButtonBox.ButtonRole.ActionRole)
        self.whole = buttons.addButton("整份取回(&W)", QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole).setDefault(True)
        self.some.clicked.connect(self._take_some)
        self.whole.clicked.connect(self._take_whole)
        buttons.rejected.connect(self.reject)
        return buttons

    def _arrange(self, head: QLabel) -> None:
        right = QWidget()
        below = QVBoxLayout(right)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.caption)
        below.addWidget(self.differences, 3)
        below.addWidget(self.text, 2)
        sides = QSplitter()
        sides.setChildrenCollapsible(False)
        sides.addWidget(self.list)
        sides.addWidget(right)
        sides.setSizes([_LIST_SHARE, _DIFFERENCES_SHARE])
        column = QVBoxLayout(self)
        column.addWidget(head)
        column.addWidget(sides, 1)
        for part in (sides, self.some, self.whole):  # nothing to choose from: the sentence alone
            part.setVisible(bool(self._versions))
        column.addWidget(self._buttons)

    def _show(self, row: int) -> None:
        """Compare a version with the report as it is now."""
        self._earlier = None
        self.differences.clear()
        self.text.hide()
        if row < 0:
            return
        try:
            earlier = load(self._versions[row])
        except (StorageError, UnreadableReport):
            self.caption.setText("这个版本已经损坏或读不出，请选别的版本。")
            self._allow()
            return
        self._earlier = earlier
        self._everything = take_back_whole(self._session.report, earlier)
        shown = self._differences(earlier)
        said = "现在的内容 → 取回后的内容（自动合计跟着变，不另列出）：" if shown else "与现在的报告相同。"
        locked = _READ_ONLY if self._session.read_only else _FINAL if self._session.report.final else ""
        self.caption.setText(f"{locked}{said}")
        self._list(shown)
        self._allow()

    def _differences(self, earlier: Report) -> list[Difference]:
        """What differs and can be taken back by itself."""
        found = compared(self._session.form, self._session.report, earlier)
        own = [one for one in found if one.places != ("final",)]
        return [one for one in own if not self._follows(one.places[0], earlier)]

    def _follows(self, where: Place, earlier: Report) -> bool:
        """Whether a place is a total that nobody typed, neither now nor then."""
        name, _, key = where.partition("/")
        address = Address(key)
        if name != "cells" or address not in self._session.form.derivations:
            return False
        both = (self._session.report, earlier)
        return not any(address in report.overrides or address in report.parts for report in both)

    def _list(self, shown: list[Difference]) -> None:
        groups: dict[str, QTreeWidgetItem] = {}
        self.differences.blockSignals(True)  # nothing of it is a clerk's tick
        for one in shown:
            if one.group not in groups:
                group = groups[one.group] = QTreeWidgetItem(self.differences, [one.group])
                group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate)
                group.setCheckState(0, Qt.CheckState.Unchecked)
            item = QTreeWidgetItem(groups[one.group], [one.text])
            item.setData(0, _PLACES, one.places)
            item.setToolTip(0, one.line)
            item.setCheckState(0, Qt.CheckState.Unchecked)
        self.differences.blockSignals(False)
        self.differences.expandAll()
        for first in self._items()[:1]:
            self.differences.setCurrentItem(first)

    def _show_text(self, item: QTreeWidgetItem | None) -> None:
        """Show the paragraphs of a text, now and then."""
        places = () if item is None else item.data(0, _PLACES) or ()
        part = places[0].removeprefix("sections/") if places else ""
        is_text = part in ("preamble", "signature", *self._session.form.sections)
        self.text.setVisible(is_text)
        if is_text and self._earlier is not None:
            changes = paragraphs_changed(self._session.report.text(part), self._earlier.text(part))
            self.text.setHtml("".join(starmap(partial(self._paragraph, self._earlier), changes)))

    def _paragraph(self, earlier: Report, mark: str, text: str) -> str:
        """A paragraph as it reads with the figures of the report that it stands in, and whose it is."""
        said, name = _MARKS[mark]
        colour = style.colour(self.palette(), name).name()
        text = fill(self._session.form, earlier if mark == "+" else self._session.report, text)
        return f'<p><span style="color:{colour}">【{said}】</span>{escape(text)}</p>'

    def _items(self) -> list[QTreeWidgetItem]:
        groups = [self.differences.topLevelItem(n) for n in range(self.differences.topLevelItemCount())]
        return [group.child(n) for group in groups if group is not None for n in range(group.childCount())]

    def _checked(self) -> list[Place]:
        ticked = [item for item in self._items() if item.checkState(0) == Qt.CheckState.Checked]
        return [where for item in ticked for where in item.data(0, _PLACES)]

    def _allow(self) -> None:
        may = self._earlier is not None and not self._session.locked
        self.some.setEnabled(may and bool(self._checked()))
        self.whole.setEnabled(may and bool(self._everything))

    def _take_some(self) -> None:
        if self._earlier is not None:
            session = self._session
            self._take(take_back(session.form, session.report, self._earlier, self._checked()))

    def _take_whole(self) -> None:
        self._take(self._everything)

    def _take(self, edit: Edit) -> None:
        self.edit = edit
        self.taken = moment(self._versions[self.list.currentRow()].when)
        self.accept()


def moment(when: datetime, now: datetime | None = None) -> str:
    """Return a time as a person says it, near days by name."""
    here, today = when.astimezone(), (now or datetime.now().astimezone()).date()
    names = {today: "今天", today - timedelta(days=1): "昨天", today - timedelta(days=2): "前天"}
    # In words of our own: strftime fails on Chinese where the system's locale cannot write it.
    day = names.get(here.date()) or f"{here:%Y}年{here.month}月{here.day}日"
    return f"{day} {here:%H:%M}"


def _entry(version: Version, path: Path | None) -> str:
    """A version in the list: when, of which file where it was called otherwise, what it changed."""
    called = f"（{version.name}）" if version.name and (path is None or version.name != path.name) else ""
    return f"{moment(version.when)}{called}\n{version.changed or '不知道改了什么'}"


def _kept(folder: Path, report: Report) -> tuple[list[Version], str]:
    try:
        return kept(folder, report), ""
    except StorageError as error:
        return [], f"以前的版本读不出来。{error}"
