"""The panel of a text part: editor, actions, findings at the cursor, count of characters."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from model.address import Address
from model.charts import without
from model.report import Paragraphs, text_place
from model.report.last_year import last_texts
from model.rules import AnyFinding, Span
from model.rules.report_parts import page_of
from model.text.landing import landed
from model.text.live import filler
from ui.dialogs.lifetime import deleted_after
from ui.narrative import pointing
from ui.narrative.editor import TextEditor
from ui.narrative.finding_bar import FindingBar
from ui.narrative.guide import Guide
from ui.narrative.head import PageHead
from ui.narrative.long_text_bar import LongTextBar
from ui.narrative.menu import edit_actions, open_menu
from ui.narrative.offers import (
    choose_charts,
    choose_drafts,
    choose_figures,
    may_draft,
    takes_charts,
)
from ui.narrative.parts import count_text, heading_label, part_label
from ui.narrative.slips import SlipCount
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
        shown = ("title", part) if part == "preamble" else (part,)
        self._editors = {name: self._editor(name) for name in shown}
        self.editor = self._last = self._editors[part]
        self.insert_figure = _action(self, "插入表格数据(&I)…", "Ctrl+Shift+D", self.choose_figure)
        self.draft = _action(self, "起草本节文字(&G)…", "", self.choose_draft)
        self.bind = _action(self, "数字随表格变化(&L)…", "", self.bind_figures)
        self.chart = _action(self, "插入图表(&C)…", "", self.choose_chart)
        self.proofreading = _action(self, "校对文字(&B)…", "", self.proofread)
        self._slips = SlipCount(session, shown, self.proofreading)
        self.bar = FindingBar(session, self)
        self._guide = self._made_guide()
        self._lay_out()
        # For the menus and by its key; under the text stand the buttons themselves.
        self.deal = _action(self, "处理当前问题(&O)", "Alt+Return", self.bar.open_menu)
        self._clipboard = edit_actions(self, lambda: self._last)
        self.setFocusProxy(self.editor)
        session.changed.connect(self._on_changed)
        session.current.changed.connect(self._tell)
        session.findings_changed.connect(self._tell)
        session.findings_changed.connect(self._checked, Qt.ConnectionType.SingleShotConnection)
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

    def status(self) -> str:
        """Return the status line's words: where the cursor is, and how much is written."""
        form, number = self._session.form, self._last.cursor_place()[0] + 1
        written = count_text(form, self._part, self._written)
        return f"{part_label(form, self._last.part)}　第 {number} 段　　{written}"

    def choose_figure(self) -> None:
        """Let a figure of the tables be chosen and insert it at the cursor, live."""
        editor = self._last
        from ui.narrative.figure_dialog import FigureDialog  # with all that reads sentences

        with deleted_after(FigureDialog(self._session, self)) as dialog:
            if dialog.exec() and dialog.chosen():
                pointing.select_before(editor, "{{")
                editor.insert_paragraphs((f"{{{{ {dialog.chosen()} }}}}",))
        editor.setFocus()

    def choose_draft(self) -> None:
        """Offer the paragraphs drafted from the tables for this part."""
        chosen = choose_drafts(self._session, self._part, self)
        if chosen:
            texts, at = _standing(self.editor, been_here=self._been_here)
            self.editor.replace(landed(self._session.form, texts, chosen, at), "起草文字")
        self.editor.setFocus()

    def take_last_year(self) -> None:
        """Put last year's paragraphs, with their years moved on, into this section, which is empty."""
        texts = last_texts(self._session.form, self._session.report, self._part)
        self.editor.replace(texts, "带入上年文字")
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

    def add_paragraphs(self, paragraphs: Paragraphs, label: str) -> None:
        """Add paragraphs behind the one the cursor is in, at the end while nobody set it; one undo step."""
        texts, at = _standing(self.editor, been_here=self._been_here)
        self.editor.replace((*texts[:at], *paragraphs, *texts[at:]), label)

    def proofread(self) -> None:
        """List the slips of the texts here."""
        if self._dialog is None:
            from ui.narrative import proofreading_dialog

            self._dialog = proofreading_dialog.ProofreadingDialog(self._session, tuple(self._editors), self)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def _editor(self, name: str) -> TextEditor:
        made = TextEditor(self._session, name, self, joined=name == "preamble")
        made.setAccessibleName(part_label(self._session.form, name))
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(
            lambda point: open_menu(made, point, self._session, self.actions())
        )
        made.entered.connect(lambda: self._entered(made))
        made.figure_wanted.connect(self.choose_figure)
        made.finding_here.connect(lambda finding: self._found(made, finding))
        made.cursorPositionChanged.connect(lambda: self.status_changed.emit(self.status()))
        return made

    def _made_guide(self) -> Guide | None:
        """What an empty section shows; title, preamble and signature have none."""
        section = self._session.form.sections.get(self._part)
        if section is None or not section.guide:
            return None
        made = Guide(section, self.editor.viewport())
        made.draft_asked.connect(self.choose_draft)
        made.last_year_asked.connect(self.take_last_year)
        self.editor.set_guide(made)
        return made

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(PageHead(heading_label(self._session.form, self._part), self.actions(), self))
        layout.addWidget(LongTextBar(self._session, self._editors.values(), self))
        title = self._editors.get("title")
        if title is not None:
            _hold_two_lines(title)
            layout.addWidget(title)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.bar)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Offer drafts where there are phrases for this part; the office may have changed its own."""
        drafts = may_draft(self._session, self._part)
        self.draft.setVisible(drafts)
        if self._guide is not None:
            last = last_texts(self._session.form, self._session.report, self._part)
            self._guide.offer(drafts=drafts, last=len(last))
            self.editor.show_guide()
        super().showEvent(event)
        self._found(self._last, self._last.finding_at_cursor())
        self._tell()

    def _checked(self) -> None:
        self.draft.setVisible(may_draft(self._session, self._part))
        self._show_state()

    def _on_changed(self, places: tuple[str, ...]) -> None:
        own = {text_place(name) for name in self._editors}
        if any(place in own or place.startswith(("cells/", "last_year", "final")) for place in places):
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
        finding = self._session.current.finding
        here = [one for one in self._session.findings if self._is_here(one)]
        self.bar.show_finding(finding if finding in here else None, len(here))

    def _entered(self, editor: TextEditor) -> None:
        self._last = editor
        self._been_here = True
        self._found(editor, editor.finding_at_cursor())

    def _show_state(self) -> None:
        self._written = _characters(self._session, self._part)
        self._slips.count()
        for action in (self.insert_figure, self.bind, self.draft, self.chart):
            action.setEnabled(not self._session.locked)
        self.chart.setVisible(takes_charts(self._session.form, self._part))
        self.status_changed.emit(self.status())


def _action(panel: QWidget, text: str, keys: str, slot: object) -> QAction:
    made = QAction(text, panel)
    made.setIconText(text.partition("(")[0])
    if keys:
        made.setShortcut(QKeySequence(keys))
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.triggered.connect(slot)
    panel.addAction(made)
    return made


def _standing(editor: TextEditor, *, been_here: bool) -> tuple[list[str], int]:
    """The paragraphs that say something, and the number behind the one the cursor is in, or the last."""
    texts = [text for text in editor.paragraphs() if text.strip()]
    at = min(editor.cursor_place()[0] + 1, len(texts)) if been_here else len(texts)
    return texts, at


def _hold_two_lines(title: TextEditor) -> None:
    """Give the title the height of two lines on its paper, whatever the size of the paper becomes."""

    def hold() -> None:
        title.setFixedHeight(round(title.paper.top) + _TITLE_LINES * title.paper.pitch)

    title.dressed.connect(hold)
    hold()
    title.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _characters(session: Session, part: str) -> int:
    """The characters of a part as it prints; counted at every key, over the whole text."""
    form, report = session.form, session.report
    filled = map(filler(form, report), without(form, report.text(part)))
    return len("".join("".join(filled).split()))
