"""What to send back to the organs below: their findings, as text for a message and as a Word file."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from export import atomic
from intake.submissions import Submission

_TITLE = "下级报告退回意见"
_FONT = "宋体"
_NOTHING = "没有发现问题。"


def as_text(submissions: Iterable[Submission]) -> str:
    """Return the findings of some reports, one organ after the other, as a message to be sent."""
    return "\n\n".join("\n".join(_lines(one)) for one in submissions)


def write_word(submissions: Sequence[Submission], path: Path) -> None:
    """Write the findings as a Word file, each organ from a heading on. Raises ExportError."""
    from docx import Document  # with its library only when a file is written

    document = Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = _TITLE
    _in_song(document.styles["Normal"])
    _in_song(document.styles["Title"])
    _in_song(document.styles["Heading 1"])
    document.add_heading(_TITLE, 0)
    for one in submissions:
        name, *told = _lines(one)
        document.add_heading(name, 1)
        for line in told:
            document.add_paragraph(line)
    content = BytesIO()
    document.save(content)
    atomic.write_exactly(path, content.getvalue())


def _in_song(style: Any) -> None:
    """Chinese letters in 宋体, which every office has; Word keeps their font apart from the Latin one."""
    style.font.name = _FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(_qn(name), _FONT)
    for theme in ("w:asciiTheme", "w:eastAsiaTheme", "w:hAnsiTheme"):
        fonts.attrib.pop(_qn(theme), None)


def _qn(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(name)


def _lines(one: Submission) -> list[str]:
    told = one.findings or ((one.why,) if one.why else (_NOTHING,))
    numbered = told if told == (_NOTHING,) else [f"{number}. {text}" for number, text in enumerate(told, 1)]
    return [f"{one.name}：", *numbered]
