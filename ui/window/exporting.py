"""Export, preview and print; a report with errors goes out as a draft and says so in its name."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from model.report import Report
from model.rules.report_parts import identity
from model.rules.standing import Standing, standing, still_open
from model.storage.names import file_name, marked
from ui.dialogs import ask, writing
from ui.dialogs.lifetime import deleted_after
from ui.document.disk import folder_that_answers
from ui.document.waiting import Waiting
from ui.session import Session
from ui.settings import Settings
from ui.window.actions import Handler
from ui.window.pages import Pages

_FILTERS = {
    ".docx": "Word 文档 (*.docx)",
    ".html": "网页 (*.html)",
    ".pdf": "PDF 文件 (*.pdf)",
    ".xlsx": "Excel 表格 (*.xlsx)",
    ".csv": "CSV 表格 (*.csv)",
    ".json": "JSON 数据 (*.json)",
}
_Put = Callable[[QWidget, Report, Path], None]


class _Kind(NamedTuple):
    """A kind of file that something may be exported as."""

    button: str
    suffix: str
    write: Callable[[Report, Path], None]


class Exporter(QObject):
    """Writes the report for others. ``findings_asked``: the clerk wants to see the errors instead."""

    findings_asked = Signal()

    def __init__(self, session: Session, settings: Settings, pages: Pages) -> None:
        super().__init__(pages)
        self._session = session
        self._settings = settings
        self._pages = pages
        self._waiting = Waiting(self)
        self._agreed_to: frozenset[tuple[object, ...]] = frozenset()  # open, and to go out all the same
        self._folder: Path | None = None  # where this report was last exported to

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions of export do, by name."""
        return {
            "word": self.word,
            "html": self.html,
            "site_editor": self.site_editor,
            "pdf": self.pdf,
            "check_sheet": self.check_sheet,
            "figures": self.figures,
            "preview": self.preview,
            "print": self.print,
        }

    def word(self) -> None:
        """Export as a Word file, through the office's own template where there is one."""
        if not self._may_do_without_folder():
            return
        template = self._template()

        def write(report: Report, path: Path) -> None:
            from export import word

            word.write(report, path, template)

        self._export(".docx", partial(writing.write, how=write))

    def html(self) -> None:
        """Export as a page for the organ's web site."""

        def write(report: Report, path: Path) -> None:
            from export import html

            html.write(report, path)

        self._export(".html", partial(writing.write, how=write))

    def site_editor(self) -> None:
        """Offer the report, or the part shown, for pasting into the editor of the organ's web site."""
        from ui.window.site_editor import offer

        self._pages.commit()
        errors = self._session.errors
        if not self._agreed():
            return

        def save(write: Callable[[Report, Path], None]) -> None:
            path = self._asked(marked(f"{file_name(self._session.report)}网站编辑器用", errors), ".html")
            if path is not None:
                writing.write(self._pages.window(), self._session.report, path, write)

        offer(self._pages.window(), self._session, self._pages.part, save)

    def pdf(self) -> None:
        """Export as PDF, painted by the window itself."""
        from ui.preview import pdf

        self._export(".pdf", partial(writing.write_painted, paint=pdf.painted))

    def check_sheet(self) -> None:
        """Export the check sheet for the chief, as a page or a workbook; a report with errors has one too."""
        from export import check_sheet

        form = self._session.checked_form
        question = "核对说明列出核对项目和算式、待处理和已说明的问题、与上年的对照。用哪种格式？"
        kinds = (
            _Kind("Word 文档(&W)", ".docx", partial(check_sheet.write_word, form=form)),
            _Kind("Excel 表格(&E)", ".xlsx", partial(check_sheet.write_xlsx, form=form)),
        )
        self._export_in_one_of(kinds, "核对说明", question)

    def figures(self) -> None:
        """Export the tables' figures for another program; they are no report, and go out with errors too."""
        from export import figures

        question = "把三张表的数据导出给其他程序使用。用哪种格式？"
        kinds = (
            _Kind("CSV 表格(&C)", ".csv", figures.write_csv),
            _Kind("JSON 数据(&J)", ".json", figures.write_json),
        )
        self._export_in_one_of(kinds, "数据", question)

    def _export_in_one_of(self, kinds: Sequence[_Kind], what: str, question: str) -> None:
        """Ask in which of some kinds of files something is to be exported, and where to."""
        window = self._pages.window()
        self._pages.commit()
        buttons = (*(kind.button for kind in kinds), "取消")
        chosen = ask.choose(window, f"导出{what}", question, buttons)
        if chosen >= len(kinds):
            return
        path = self._asked(f"{file_name(self._session.report)}{what}", kinds[chosen].suffix)
        if path is not None:
            writing.write(window, self._session.report, path, kinds[chosen].write)

    def preview(self) -> None:
        """Show the report as pages."""
        from ui.preview.window import PreviewDialog

        self._pages.commit()
        with deleted_after(PreviewDialog(self._session, self._pages.window())) as dialog:
            dialog.exec()

    def print(self) -> None:
        """Print the report."""
        from ui.preview.printing import print_report

        self._pages.commit()
        print_report(self._session, self._pages.window())

    def _export(self, suffix: str, put: _Put) -> None:
        self._pages.commit()
        errors = self._session.errors
        if not self._agreed():
            return
        chosen = self._asked(marked(file_name(self._session.report), errors), suffix)
        path = None if chosen is None else self._marked_path(chosen, errors)
        if path is not None:
            put(self._pages.window(), self._session.report, path)

    def _asked(self, name: str, suffix: str) -> Path | None:
        """Where to write, asked beside the report; None when the clerk thinks better of it."""
        beside = self._session.path.parent if self._session.path else self._settings.folder
        suggestion = folder_that_answers(self._waiting, self._folder, beside) / f"{name}{suffix}"
        chosen = ask.file_to_save(self._pages.window(), "导出", suggestion, _FILTERS[suffix])
        self._folder = chosen.parent if chosen is not None else self._folder
        return chosen

    def _agreed(self) -> bool:
        """Say what is still open and ask; without errors only once, until something else is open."""
        session = self._session
        session.checking.settle()
        told = still_open(session.findings)
        known = frozenset(identity(one) for one in session.findings if standing(one) is not Standing.HINT)
        if not told or (not session.errors and known <= self._agreed_to):
            return True
        if session.errors:
            go_on = "作为草稿导出(&D)…"
            more = "可以作为草稿导出，供领导审阅；文件名会注明“草稿”。"
        else:
            go_on, more = "仍然导出(&E)…", "这些都已清楚的，可以照样导出；以后不再为它们询问。"
        chosen = ask.choose(
            self._pages.window(),
            "报告还没有做完",
            f"报告有 {told}，不宜正式发布。",
            ("逐处查看(&V)", go_on, "取消"),
            more,
        )
        if chosen == 0:
            self.findings_asked.emit()
        elif chosen == 1:
            self._agreed_to = known
        return chosen == 1

    def _marked_path(self, chosen: Path, errors: int) -> Path | None:
        """A draft keeps its mark under whatever name; ask before it replaces a file that was not chosen."""
        path = chosen.with_name(marked(chosen.stem, errors) + chosen.suffix)
        if path == chosen or not self._waiting.looked(path.exists, True):
            return path
        return path if ask.replace(self._pages.window(), "导出", path) else None

    def _may_do_without_folder(self) -> bool:
        """Ask when the office's folder cannot be reached: the look must not change unnoticed."""
        folder = self._settings.template_folder
        if not folder or self._waiting.looked(Path(folder).is_dir, False):
            return True
        question = f"现在打不开本单位文件夹“{folder}”，用不了里面的 Word 模板。要用软件自带的模板导出吗？"
        buttons = ("用自带模板导出(&U)", "取消")
        return ask.choose(self._pages.window(), "找不到本单位的模板", question, buttons) == 0

    def _template(self) -> Path | None:
        folder = self._settings.template_folder
        if not folder:
            return None
        file = Path(folder) / self._session.form.definition.template
        return file if self._waiting.looked(file.is_file, False) else None
