"""The panel of a text part: editor, actions, findings at the cursor, count of characters."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QToolBar, QVBoxLayout, QWidget

from model.address import Address
from model.charts import without
from model.report import Paragraphs, text_place
from model.rules import AnyFinding, Span
from model.rules.report_parts import page_of
from model.text.live import fill
from ui.dialogs.lifetime import deleted_after
from ui.narrative import pointing
from ui.narrative.editor import TextEditor
from ui.narrative.finding_bar import FindingBar
from ui.narrative.menu import context_menu, edit_actions
from ui.narrative.offers import (
    choose_charts,
    choose_drafts,
    choose_figures,
    may_draft,
    slips_of,
    takes_charts,
)
from ui.narrative.parts import count_text, heading_label, part_label
from ui.narrative.styles import line_height
from ui.page import Page
from ui.session import Session

_TITLE_LINES = 2


class NarrativePanel(Page):
    """Edits ``preamble`` (with the title above it), ``signature`` or a section's text."""

    def __init__(self, session: Session, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._part = part
        self._dialog: QDialog | None = None
        self._been_here = False
        self._waits = not session.checked
        shown = ("title", part) if part == "preamble" else (part,)
        self._editors = {name: self._editor(name) for name in shown}
        self.editor = self._last = self._editors[part]
        self.insert_figure = self._action("插入表格数据(&I)…", "Ctrl+Shift+D", self.choose_figure)
        self.draft = self._action("起草本节文字(&G)…", "", self.choose_draft)
        self.bind = self._action("数字随表格变化(&L)…", "", self.bind_figures)
        self.chart = self._action("插入图表(&C)…", "", self.choose_chart)
        self.proofreading = self._action("校对文字(&B)…", "", self.proofread)
        self.count = QLabel(self)
        self.count.setAccessibleName("字数")
        self.bar = FindingBar(session, self)
        self._lay_out()
        # For the menus and by its key; under the text stand the buttons themselves.
        self.deal = self._action("处理当前问题(&O)", "Alt+Return", self.bar.open_menu)
        self._clipboard = edit_actions(self, lambda: self._last)
        self.setFocusProxy(self.editor)
        session.changed.connect(self._on_changed)
        session.current.changed.connect(self._tell)
        session.findings_changed.connect(self._tell)
        self._show_state()

    def place(self) -> Span:
        """Return where the cursor is, in the text it was last in."""
        paragraph, at = self._last.cursor_place()
        return Span(self._last.part, paragraph, at, at)

    def edit_actions(self) -> list[QAction]:
        """Return those of the clipboard, for the text the cursor was last in."""
        return self._clipboard

    def show_target(self, target: Address | Span, *, last_year: bool = False) -> None:  # noqa: ARG002
        """Show a stretch of one of the texts here; a text has no cells."""
        if isinstance(target, Span):
            self.focus_span(target)

    def focus_span(self, span: Span) -> None:
        """Select a stretch of one of the texts here and take the focus."""
        self._last = self._editors.get(span.part, self.editor)
        self._last.focus_span(span)

    def characters(self) -> int:
        """Return the characters of the text as it prints, blanks not counted."""
        return _characters(self._session, self._part)

    def choose_figure(self) -> None:
        """Let a figure of the tables be chosen and insert it at the cursor, live."""
        from ui.narrative.figure_dialog import FigureDialog

        editor = self._last
        with deleted_after(FigureDialog(self._session, self)) as dialog:
            if dialog.exec() and dialog.chosen():
                pointing.select_before(editor, "{{")
                editor.insert_paragraphs((f"{{{{ {dialog.chosen()} }}}}",))
        editor.setFocus()

    def choose_draft(self) -> None:
        """Offer the paragraphs drafted from the tables for this part."""
        chosen = choose_drafts(self._session, self._part, self)
        if chosen:
            self.add_paragraphs(chosen)
        self.editor.setFocus()

    def choose_chart(self) -> None:
        """Offer the charts of the form; those chosen stand behind the paragraph the cursor is in."""
        chosen = choose_charts(self._session, self)
        if chosen:
            self.add_paragraphs(chosen, "插入图表")
        self.editor.setFocus()

    def bind_figures(self) -> None:
        """Offer the figures that agree with the tables to follow them from now on."""
        edit = choose_figures(self._session, self._part, self)
        if edit is not None:
            self._session.do(edit)
        self.editor.setFocus()

    def add_paragraphs(self, paragraphs: Paragraphs, label: str = "起草文字") -> None:
        """Add paragraphs behind the one the cursor is in, at the end while nobody set it; one undo step."""
        texts = [text for text in self.editor.paragraphs() if text.strip()]
        at = min(self.editor.cursor_place()[0] + 1, len(texts)) if self._been_here else len(texts)
        self.editor.replace((*texts[:at], *paragraphs, *texts[at:]), label)

    def proofread(self) -> None:
        """List the slips of the texts here."""
        if self._dialog is None:
            from ui.narrative import proofreading_dialog

            self._dialog = proofreading_dialog.ProofreadingDialog(self._session, tuple(self._editors), self)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _action(self, text: str, keys: str, slot: object) -> QAction:
        made = QAction(text, self)
        made.setIconText(text.partition("(")[0])
        if keys:
            made.setShortcut(QKeySequence(keys))
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.triggered.connect(slot)
        self.addAction(made)
        return made

    def _editor(self, name: str) -> TextEditor:
        made = TextEditor(self._session, name, self)
        made.setAccessibleName(part_label(self._session.form, name))
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(lambda point: self._menu(made, point))
        made.entered.connect(lambda: self._entered(made))
        made.figure_wanted.connect(self.choose_figure)
        made.finding_here.connect(lambda finding: self._found(made, finding))
        return made

    def _menu(self, editor: TextEditor, point: QPoint) -> None:
        menu = context_menu(editor, point, self._session, self.actions())
        menu.exec(editor.viewport().mapToGlobal(point))
        menu.deleteLater()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(4)
        title = self._editors.get("title")
        if title is not None:
            layout.addWidget(_heading(self._session, "title", title))
            title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            title.dressed.connect(lambda: _two_lines(title))
            _two_lines(title)
            layout.addWidget(title)
        row = QHBoxLayout()
        row.addWidget(_heading(self._session, self._part, self.editor))
        row.addStretch()
        tools = QToolBar(self)
        tools.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        tools.setAccessibleName("文字工具")
        tools.addActions(self.actions())
        row.addWidget(tools)
        layout.addLayout(row)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.count)
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Offer drafts where there are phrases for this part; the office may have changed its own."""
        self.draft.setVisible(may_draft(self._session, self._part))
        super().showEvent(event)
        self._found(self._last, self._last.finding_at_cursor())

    def _on_changed(self, places: tuple[str, ...]) -> None:
        own = {text_place(name) for name in self._editors}
        if any(place in own or place.startswith(("cells/", "final")) for place in places):
            self._show_state()

    def _found(self, editor: TextEditor, finding: AnyFinding | None) -> None:
        """Let the current finding be the one at the cursor, or else one about this page as a whole."""
        if editor is not self._last or not self.isVisible():
            return
        current = self._session.current.finding
        stays = current is not None and current.span is None and self._is_here(current)
        if finding is not None or not stays:
            self._session.current.select(finding)

    def _is_here(self, finding: AnyFinding | None) -> bool:
        return finding is not None and page_of(self._session.form, finding) == self._part

    def _tell(self) -> None:
        """Tell the current finding in the bar, where it is one of this page."""
        if self._waits and self._session.checked:
            self._waits = False
            self.draft.setVisible(may_draft(self._session, self._part))
            self._show_state()
        finding = self._session.current.finding
        open_here = self._is_here(finding) and finding in self._session.findings
        self.bar.show_finding(finding if open_here else None)

    def _entered(self, editor: TextEditor) -> None:
        self._last = editor
        self._been_here = True
        self._found(editor, editor.finding_at_cursor())

    def _show_state(self) -> None:
        slips = sum(slips_of(self._session, name) for name in self._editors)
        name = f"校对文字（{slips} 处）" if slips else "校对文字"
        self.proofreading.setText(f"{name}(&B)…")
        self.proofreading.setIconText(name)
        free = not self._session.locked
        for action in (self.insert_figure, self.bind, self.draft, self.chart):
            action.setEnabled(free)
        self.chart.setVisible(takes_charts(self._session.form, self._part))
        self.count.setText(count_text(self._session.form, self._part, self.characters()))


def _two_lines(title: TextEditor) -> None:
    title.setFixedHeight(_TITLE_LINES * line_height(title.document()) + 12)


def _heading(session: Session, part: str, editor: TextEditor) -> QLabel:
    made = QLabel(heading_label(session.form, part), editor.parentWidget())
    font = made.font()
    font.setBold(True)
    made.setFont(font)
    made.setBuddy(editor)
    return made


def _characters(session: Session, part: str) -> int:
    """The characters of a part as it prints; counted at every key, over the whole text."""
    form, report = session.form, session.report
    texts = without(form, report.text(part))
    return len("".join("".join(fill(form, report.cells, text) for text in texts).split()))
