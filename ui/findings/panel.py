"""The dock with all findings: verdict, filters, the list, and what can be done about each."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.rules import AnyFinding
from model.rules.report_parts import parts
from model.rules.standing import NAMES, Standing, standing
from ui.findings.arrange import lines
from ui.findings.delegate import MARKS, LineDelegate
from ui.findings.greeting import Greeting, greets
from ui.findings.model import FindingsModel
from ui.look import icons, tokens
from ui.look.area import own_viewport
from ui.look.sheet import dress_as
from ui.look.wheel import leaves_zoom, only_with_focus
from ui.remedies import fill_menu
from ui.session import Session

_REST_MS = 60  # laying 70 sentences out takes as long as a key and its painting: not between two keys
_ALL, _HERE = 0, 1  # the first entries of the choice of pages


class FindingsPanel(QWidget):
    """Lists the findings; what can be done about each is in its menu.

    Signals: ``last_year_asked`` when the clerk of a new report wants to begin with last year's.
    """

    last_year_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._page = ""
        self._waits = True
        self._following = False  # the list is being set to the current finding
        self.model = FindingsModel(session, self)
        self.list = _List(self.model)
        self.standings = {one: _switch(*MARKS[one], NAMES[one]) for one in Standing}
        self.accepted = _switch("accepted", "calm", "已说明并接受的问题")
        self.pages = QComboBox()
        only_with_focus(self.pages)
        self._nothing = QLabel("没有发现问题。")
        self.greeting = Greeting(session)
        self._list_wanted = False  # rather than the greeting
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST_MS)
        self._later.timeout.connect(self.refresh)
        self._arrange()
        self._connect()
        self.refresh()

    def set_page(self, part: str) -> None:
        """Say which page the window shows, for “only this part”."""
        self._page = part
        if self.pages.currentIndex() == _HERE:
            self.refresh()

    def show_only(self, part: str) -> None:
        """List the findings of one part."""
        self.pages.setCurrentIndex(self.pages.findData(part))

    def show_list(self) -> None:
        """Show the list, of a new report too, and put the keyboard there."""
        self._list_wanted = True
        self.refresh()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """List the findings as they are now, keeping the current one current."""
        session = self._session
        self._later.stop()
        self._waits = not session.checked
        found = [standing(finding) for finding in session.findings]
        for one, button in self.standings.items():
            button.setText(str(found.count(one)))
        self.accepted.setText(str(len(session.accepted)))
        shown = frozenset(one for one, button in self.standings.items() if button.isChecked())
        accepted = session.accepted if self.accepted.isChecked() else ()
        index = self.pages.currentIndex()
        part = None if index == _ALL else self._page if index == _HERE else self.pages.currentData()
        self.model.show(lines(session.form, session.findings, accepted, shown, part))
        self._follow()
        empty = self.model.rowCount() == 0
        self._nothing.setText(self._why_nothing(some=bool(found)))
        self._greet(empty=empty)

    def _why_nothing(self, *, some: bool) -> str:
        if not self._session.checked:
            return "正在核对…"
        return "按现在的筛选，没有要显示的问题。" if some else "没有发现问题。"

    def _greet(self, *, empty: bool) -> None:
        """Show the first steps in the place of the list while the report is new, or else the list."""
        greeted = self._session.checked and not self._list_wanted and greets(self._session)
        if greeted:
            self.greeting.refresh()
        self.greeting.setVisible(greeted)
        for choice in (*self.standings.values(), self.accepted, self.pages):
            choice.setVisible(not greeted)
        self._nothing.setVisible(empty and not greeted)
        self.list.setVisible(not empty and not greeted)
        self.setFocusProxy(self.greeting if greeted else self.list)

    def open_findings(self) -> list[AnyFinding]:
        """Return the open findings that the list shows now."""
        self.refresh()
        shown = map(self.model.line, self.model.open_rows())
        return [line.finding for line in shown if line.finding is not None]

    def jump(self) -> None:
        """Show the current finding at its place and put the keyboard there."""
        finding = self.finding()
        if finding is not None:
            self._session.current.show(finding)

    def finding(self) -> AnyFinding | None:
        """Return the current finding."""
        row = self.list.currentIndex().row()
        return None if row < 0 else self.model.line(row).finding

    def menu(self) -> QMenu:
        """Return a menu of what can be done about the current finding."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        finding = self.finding()
        if finding is not None:
            fill_menu(menu, self._session, finding)
        return menu

    def _show_menu(self, at: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not menu.isEmpty():
            beside = self.list.visualRect(self.list.currentIndex())
            menu.popup(self.list.viewport().mapToGlobal(at if beside.contains(at) else beside.center()))

    def _arrange(self) -> None:
        self.pages.addItem("全部内容", None)
        self.pages.addItem("只看当前部分", None)
        for part, label in parts(self._session.form).items():
            self.pages.addItem(label, part)
        self.pages.setAccessibleName("按部分筛选")
        self.pages.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setWordWrap(True)
        self._nothing.setMargin(tokens.EDGE)
        switches = QHBoxLayout()
        switches.setSpacing(tokens.GAP)
        switches.setContentsMargins(tokens.SPACE, 0, tokens.SPACE, 0)
        for button in (*self.standings.values(), self.accepted):
            switches.addWidget(button, 1)
        choice = QHBoxLayout()
        choice.setContentsMargins(tokens.SPACE, tokens.GAP, tokens.SPACE, tokens.GAP)
        choice.addWidget(self.pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(switches)
        column.addLayout(choice)
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self.greeting, 1)

    def _connect(self) -> None:
        # A list of many lines must not hold up the keystroke that changed it.
        self._session.findings_changed.connect(self._refresh_later)
        for switch in (*self.standings.values(), self.accepted):
            switch.toggled.connect(lambda _: self.refresh())
        self.pages.currentIndexChanged.connect(lambda _: self.refresh())
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.jumped.connect(self.jump)
        self.greeting.list_asked.connect(self.show_list)
        self.greeting.last_year_asked.connect(self.last_year_asked)
        self.list.selectionModel().currentChanged.connect(self._gone_to)
        self._session.current.changed.connect(self._follow)
        self._session.current.step_asked.connect(self._step)

    def _refresh_later(self) -> None:
        if self._waits:  # the first findings: nobody is typing yet
            self.refresh()
        else:
            self._later.start()

    def _follow(self) -> None:
        """Mark the current finding in the list, if it is listed."""
        self._following = True
        self.list.setCurrentIndex(self.model.index(self.model.row_of(self._session.current.finding)))
        self._following = False
        self._number()

    def _number(self) -> None:
        """Tell which of the findings listed the current one is."""
        rows = self.model.open_rows()
        here = self.list.currentIndex().row()
        self._session.current.count_as(rows.index(here) + 1 if here in rows else 0, len(rows))

    def _step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) finding of the list, around its end."""
        self.refresh()
        rows, here = self.model.open_rows(), self.list.currentIndex().row()
        if not rows:
            return
        ahead = [row for row in rows if (row > here if by > 0 else row < here)]
        chosen = (ahead or rows)[0 if by > 0 else -1]
        finding = self.model.line(chosen).finding
        if finding is not None:
            self._session.current.show(finding)

    def _gone_to(self, index: QModelIndex) -> None:
        """Show what the clerk goes to in the list; the keyboard stays there."""
        finding = self.model.line(index.row()).finding if index.isValid() else None
        if finding is None or self._following:
            return
        self._session.current.show(finding)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _switch(icon: str, tone: str, name: str) -> QToolButton:
    """A filter that shows or hides findings of one kind."""
    button = QToolButton()
    button.setIcon(icons.icon(icon, tone))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setCheckable(True)
    button.setChecked(True)
    dress_as(button, "filter")
    button.setToolTip(f"显示或隐藏：{name}")
    button.setAccessibleName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class _List(QListView):
    """The list itself; ``jumped`` on Enter or a click."""

    jumped = Signal()

    def __init__(self, model: FindingsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(LineDelegate(self))
        self.setAccessibleName("核对结果")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(lambda _: self.jumped.emit())
        self.doubleClicked.connect(lambda _: self.jumped.emit())  # its second press took the focus back
        self.setFrameShape(QListView.Shape.NoFrame)
        own_viewport(self).setBackgroundRole(QPalette.ColorRole.Window)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter goes to the place, Alt+Enter shows what can be done; the rest is the list's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.customContextMenuRequested.emit(QPoint(-1, -1))
            else:
                self.jumped.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll; with Ctrl the window sizes the letters."""
        if not leaves_zoom(event):
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Break the sentences anew."""
        self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
