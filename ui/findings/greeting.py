"""What a new report greets with: what to do first, in place of a list of all that is not there yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from model.report import Report
from model.rules import Span
from model.rules.report_parts import Target
from model.rules.standing import Standing, is_begun, standing, still_open
from ui.look.markup import escaped
from ui.session import Session

_LAST_YEAR, _LIST = "last-year", "list"


def greets(session: Session) -> bool:
    """Whether the report is so new that there is nothing to tell but what comes first."""
    calm = (Standing.UNFILLED, Standing.HINT)
    nothing_wrong = all(standing(finding) in calm for finding in session.findings)
    return nothing_wrong and not session.locked and not is_begun(session.form, session.report)


class Greeting(QLabel):
    """The first steps, each a link.

    Signals: ``last_year_asked``; ``list_asked`` when the clerk wants to see the whole list all the same.
    """

    last_year_asked = Signal()
    list_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWordWrap(True)
        self.setMargin(8)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setAccessibleName("先做什么")
        self.linkActivated.connect(self._follow)

    def refresh(self) -> None:
        """Say what comes first as the report stands."""
        report = self._session.report
        steps = [
            _about_last_year(report),
            *map(self._about, self._tables()),
            *map(self._about, self._texts()),
        ]
        items = "".join(f"<p>{number}．{words}</p>" for number, words in enumerate(steps, start=1))
        end = f"有 {still_open(self._session.findings)}，用灰色的 ○ 标着，定稿或导出时会提醒。"
        self.setText(f"<b>先做什么</b>{items}<p>{end}<br>{_link(_LIST, '列出全部')}</p>")

    def _tables(self) -> list[tuple[str, str]]:
        """The first of the tables, with what to know of them."""
        tables = [section for section in self._session.form.sections.values() if section.table][:1]
        return [(one.id, "填{}等各表：没有发生填 0，不适用填 /，合计自动计算。") for one in tables]

    def _texts(self) -> list[tuple[str, str]]:
        """The first of the texts: they are drafted from the tables, so these come before."""
        texts = [section for section in self._session.form.sections.values() if not section.table][:1]
        return [(one.id, "写{}等各部分的文字，最后写落款。") for one in texts]

    def _about(self, step: tuple[str, str]) -> str:
        part, words = step
        return words.format(_link(part, self._session.form.sections[part].short))

    def _follow(self, link: str) -> None:
        if link == _LAST_YEAR:
            self.last_year_asked.emit()
        elif link == _LIST:
            self.list_asked.emit()
        else:
            self._session.jump(self._beginning(link))

    def _beginning(self, part: str) -> Target:
        """The first figure of a table, or the start of a text."""
        form = self._session.form
        table = form.sections[part].table
        return next((a for a in form.cells if table and a.startswith(f"{table}.")), Span(part, 0, 0, 0))


def _about_last_year(report: Report) -> str:
    if report.last_year:
        return "上年报告已导入，结转数已带入。"
    return f"有上年报告的，先{_link(_LAST_YEAR, '导入上年报告')}：带入结转数，选用上年文字。"


def _link(target: str, words: str) -> str:
    return f'<a href="{escaped(target)}">{escaped(words)}</a>'
