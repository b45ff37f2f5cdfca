"""Word export: the report through a .docx template, proven by reading it back.

lxml and jinja2 are loaded at the first export, not when the program starts.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from export import proven, readback
from export.printed import Printed, as_printed
from model.forms import OfficialForm
from model.report import Report

if TYPE_CHECKING:
    from export.template import Template


def write(report: Report, path: Path, template: Path | None = None) -> None:
    """Write a report as .docx, with the form's own template or an office's.

    The file is read back and compared before it takes its place; the old file stays on any failure.
    Raises ExportError with a sentence for the user; TemplateRefused for a template that does
    not fit the form.
    """
    printed = as_printed(report)
    ready = _template(printed, template)
    own_text = ready.own_text(printed)
    proven.write(
        path,
        lambda marked: ready.fill(printed, marked),
        lambda file, strict: readback.prove(file, printed, own_text, strict=strict),
    )


def render(report: Report, template: Path | None = None) -> bytes:
    """Return the .docx file of a report, not yet read back. Raises ExportError."""
    printed = as_printed(report)
    return _template(printed, template).fill(printed)


def left_out(form: OfficialForm, template: Path) -> tuple[str, ...]:
    """Return, in the user's language, what of an office's template is kept out of what is written.

    Raises ExportError; TemplateRefused for one that cannot be used.
    """
    from export.template import load

    return load(form, template).left_out


def said_of_left_out(template: Path, left_out: Iterable[str]) -> str:
    """Return the sentence that tells what of a template does not travel."""
    listed = "\n".join(f"· {item}" for item in left_out)
    return f"模板“{template.name}”里的下列内容不会带进导出的文件：\n{listed}"


def _template(printed: Printed, path: Path | None) -> "Template":
    from export.template import load

    return load(printed.form, path)
