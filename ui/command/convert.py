"""``convert``: reads a report of any kind and writes it as another."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import export
import intake
from model import forms
from model.report import Report
from model.rules import message
from model.storage.files import save
from model.storage.troubles import StorageError
from ui.command.arguments import OUTPUTS
from ui.command.console import DONE, FAILED, UNREADABLE, Console


class _NoPages(Exception):
    """PDF pages cannot be made on this machine; the text is for the user."""


def run(console: Console, source: Path, target: Path, template: Path | None) -> int:
    """Convert one file; return the exit code."""
    kind = target.suffix.lower()
    refusal = _refusal(source, target, kind, template)
    if refusal:
        console.complain(refusal)
        return UNREADABLE
    try:
        read = intake.read(source)
    except intake.Unreadable as error:
        console.complain(str(error))
        return UNREADABLE
    form = forms.load(read.report.form)
    if read.remarks:
        console.say(f"读入“{source}”时有 {len(read.remarks)} 处需要核对：")
    for remark in read.remarks:
        console.say(f"  {message(form, read.report, remark)} [{remark.code}]")
    try:
        if template is not None:
            _tell_of(console, form, template)
        _writers(template)[kind](read.report, target)
    except (StorageError, export.ExportError, _NoPages) as error:
        console.complain(str(error))
        return FAILED
    year = f"{read.report.year}年" if read.report.year else ""
    about = "，".join(part for part in (read.report.organ, year, form.definition.name) if part)
    console.say(f"已写入“{target}”（{about}）。")
    return DONE


def _refusal(source: Path, target: Path, kind: str, template: Path | None) -> str:
    if kind not in OUTPUTS:
        return f"不能输出“{target}”：后缀应为 {' '.join(OUTPUTS)} 之一。"
    if template is not None and kind != ".docx":
        return "--template 只用于输出 .docx。"
    if template is not None and _same(template, target):
        return f"输出“{target}”就是模板文件，没有改动。请换一个输出文件名。"
    if _same(source, target):
        return f"输出“{target}”就是输入文件，没有改动。请换一个输出文件名。"
    return ""


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):  # one of them does not exist (yet)
        return one.samefile(other)
    return False


def _writers(template: Path | None) -> dict[str, Callable[[Report, Path], object]]:
    return {
        ".nianbao": lambda report, path: save(report, path, None),
        ".docx": lambda report, path: _word(report, path, template),
        ".html": _html,
        ".pdf": _pdf,
        ".json": _json,
        ".csv": _csv,
    }


def _word(report: Report, path: Path, template: Path | None) -> None:
    from export import word  # loads the libraries of Word files

    word.write(report, path, template)


def _tell_of(console: Console, form: forms.OfficialForm, template: Path) -> None:
    """Say what of a template does not travel. Raises ExportError."""
    from export import word

    left_out = word.left_out(form, template)
    if left_out:
        console.say(word.said_of_left_out(template, left_out))


def _html(report: Report, path: Path) -> None:
    from export import html

    html.write(report, path)


def _json(report: Report, path: Path) -> None:
    from export import figures

    figures.write_json(report, path)


def _csv(report: Report, path: Path) -> None:
    from export import figures

    figures.write_csv(report, path)


def _pdf(report: Report, path: Path) -> None:
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # pages need no screen
    try:
        from ui.preview import pdf  # the only output that needs Qt
    except ImportError as error:
        raise _NoPages(
            f"无法输出 PDF：这台电脑缺少显示组件（{error}）。可改为输出 .docx，再用 Word 或 WPS 另存为 PDF。"
        ) from error
    pdf.write(report, path)
