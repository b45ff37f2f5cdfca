"""What is wrong in a text: underlines at the figures that findings speak of, and signs beside the lines."""

from PySide6.QtGui import QPalette, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from model.report import Paragraphs
from model.rules import AnyFinding, Level, message
from model.rules.standing import Standing, standing
from ui.current import same
from ui.look import tokens
from ui.narrative import chips
from ui.narrative.places import Places
from ui.narrative.shown import explained
from ui.session import Session

_ORDER = list(Level)
# Told apart by the style of the line as well as by colour.
_STYLES = {
    Level.ERROR: QTextCharFormat.UnderlineStyle.WaveUnderline,
    Level.WARNING: QTextCharFormat.UnderlineStyle.DashUnderline,
    Level.HINT: QTextCharFormat.UnderlineStyle.DotLine,
}


class Marks:
    """The findings with a place in one text part, the gravest first."""

    def __init__(self, session: Session, part: str) -> None:
        self._session = session
        self._part = part

    def findings(self) -> list[AnyFinding]:
        """Return the open findings that point into this part."""
        found = (f for f in self._session.findings_in(self._part) if f.span and f.span.part == self._part)
        return sorted(found, key=lambda f: _ORDER.index(f.level))

    def at(self, paragraph: int, offset: int) -> AnyFinding | None:
        """Return the finding whose stretch touches a character: the current one, or else the gravest."""
        found = [finding for finding in self.findings() if _touches(finding, paragraph, offset)]
        return same(self._session.current.finding, found) or next(iter(found), None)

    def signs(self) -> dict[int, AnyFinding]:
        """Return for each document's paragraph that has any the gravest of what is wrong in it."""
        found: dict[int, AnyFinding] = {}
        for finding in self.findings():
            if finding.span is not None and standing(finding) is not Standing.UNFILLED:
                found.setdefault(finding.span.paragraph, finding)
        return found

    def text(self, finding: AnyFinding) -> str:
        """Return the sentence that a person reads."""
        return message(self._session.form, self._session.report, finding)

    def hint(self, source: str, place: tuple[int, int]) -> str:
        """Return what to say of a live figure (with its braces, or nothing) and of a place."""
        lines = []
        if source:
            form, report = self._session.form, self._session.report
            lines.append(explained(form, report, chips.source_name(source)))
        finding = self.at(*place)
        if finding is not None:
            lines.append(self.text(finding))
        return "\n".join(lines)

    def selections(
        self,
        document: QTextDocument,
        texts: Paragraphs,
        places: Places,
        palette: QPalette,
    ) -> list[QTextEdit.ExtraSelection]:
        """Return the underlines for the editor, which shows ``texts``."""
        colours = tokens.of(palette)
        underlines = {level: _underline(level, colours) for level in Level}
        made = []
        for finding in reversed(self.findings()):
            span = finding.span
            if span is None or span.paragraph >= len(texts):
                continue
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(document)
            cursor.setPosition(places.position(span.paragraph, span.start))
            end = places.position(span.paragraph, span.end)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor  # type: ignore[attr-defined]
            selection.format = underlines[finding.level]  # type: ignore[attr-defined]
            made.append(selection)
        return made


def _touches(finding: AnyFinding, paragraph: int, offset: int) -> bool:
    span = finding.span
    return span is not None and span.paragraph == paragraph and span.start <= offset <= span.end


def _underline(level: Level, colours: tokens.Tokens) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setUnderlineStyle(_STYLES[level])
    made.setUnderlineColor(colours.ink(level.value))
    if level is not Level.HINT:  # a hint may be about a whole paragraph: a ground there is no help
        made.setBackground(colours.soft(level.value))
    return made
