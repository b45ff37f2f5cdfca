"""Web pages saved in one file (.mht, .mhtml), by a browser or by Word."""

import re
from pathlib import Path

from intake.failures import Unreadable
from intake.formats.reader import Document, Format, Sample

_HEADER = re.compile(rb"^mime-version\s*:", re.IGNORECASE | re.MULTILINE)
_FIRST_LINE = re.compile(rb"[\w-]+\s*:")


def _recognises(sample: Sample) -> bool:
    head = sample.head.lstrip()
    return _FIRST_LINE.match(head) is not None and _HEADER.search(head) is not None


def _read(path: Path) -> Document:
    import email  # the standard library's, which takes time to load
    from email import policy

    from intake.formats.web import page

    message = email.message_from_bytes(path.read_bytes(), policy=policy.compat32)
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes) and content.strip():
            return Document(tuple(page.blocks(content, path.name)))
    raise Unreadable(
        f"“{path.name}”里没有网页内容，请用浏览器或 Word 打开，另存为“网页（*.html）”或“.docx”后再试。"
    )


FORMAT = Format("mht", (".mht", ".mhtml"), "单文件网页", 24 * 1024 * 1024, _recognises, _read, apart=True)
