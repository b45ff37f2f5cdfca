"""What kind of file it is, by its content first and its name second; everything else is told what to do."""

from pathlib import Path

from intake import encodings, plain, reader
from intake.archive import packed
from intake.failures import Unreadable
from intake.reader import Imported
from model.storage import codec
from model.storage.troubles import cannot_read

_MOST_BYTES = {"docx": 100 * 1024 * 1024, "html": 12 * 1024 * 1024, "text": 1024 * 1024}
_HEAD = 4096  # bytes that tell the kind of a file
_MOST_BLANK = 1024 * 1024  # bytes
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_DOCUMENTS = {b"%PDF": "PDF 文件", b"{\\rtf": "RTF 文档"}
_WORD_XML = b'progid="word.document"'
_PACKED = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_PAGE_MARKS = (b"<html", b"<!doctype html", b"<body", b"<table", b"<div", b"<head")
_SHEETS = (".xls", ".xlsx", ".et", ".ods", ".csv")
_SAVE_AS = "请用 WPS 或 Word 打开，点“文件—另存为”，文件类型选“Word 文档（*.docx）”，再读入另存的文件"
_READABLE = "能读入的有：本软件保存的 .nianbao，以及 .docx、.html、.htm、.txt"


def read(path: Path) -> Imported:
    """Read a report of any known kind. Raises Unreadable with one sentence for the user."""
    path = Path(path)
    head = _head(path)
    try:
        return _read(path, head)
    except OSError as error:
        raise _not_opened(path, error) from error


def _head(path: Path) -> bytes:
    """The first bytes, after all that can be wrong with the file itself."""
    name = path.name
    if name.startswith("~$"):
        raise Unreadable(f"“{name}”是 Word 打开文件时的临时文件，请选择名称里没有“~$”的那个文件。")
    try:
        if path.is_dir():
            raise Unreadable(f"“{name}”是文件夹，请选择其中的报告文件。")
        if path.is_fifo() or path.is_socket():  # opening one could wait for ever
            raise Unreadable(f"“{name}”不是普通文件，不能读取，请选择报告文件。")
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
            if not head.strip():  # pages made by scripts often begin with hundreds of blank lines
                head = stream.read(_MOST_BLANK).lstrip()[:_HEAD]
    except OSError as error:
        raise _not_opened(path, error) from error
    if not head.strip():
        raise Unreadable(f"“{name}”是空文件，里面没有内容，请确认选对了文件。")
    return head


def _not_opened(path: Path, error: OSError) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        return Unreadable(f"找不到文件“{path}”，请确认文件还在原来的位置。")
    if isinstance(error, PermissionError):
        return Unreadable(
            f"没有权限读取“{path.name}”，或它正被其他程序占用，请关闭正在使用它的程序，或把它复制到自己的文件夹里再试。"
        )
    return Unreadable(cannot_read(path, error))


def _read(path: Path, head: bytes) -> Imported:
    suffix = path.suffix.lower()
    if suffix == ".nianbao":
        return _saved(path)
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    _refuse(path, head)
    if suffix in (".html", ".htm") or any(mark in head.lower() for mark in _PAGE_MARKS):
        from intake import web  # lxml is loaded for pages and Word files alone

        return reader.from_blocks(web.blocks(_content(path, "html"), path.name), path)
    if suffix == ".docx":
        raise Unreadable(f"“{path.name}”不是完整的 Word 文档，可能没有下载完或已损坏，请重新取得这个文件。")
    if suffix in _SHEETS:
        raise Unreadable(_not_a_report(path.name, "电子表格"))
    text = encodings.decode(_content(path, "text"), path.name)
    return reader.from_blocks(list(plain.blocks(text)), path)


def _content(path: Path, kind: str) -> bytes:
    with path.open("rb") as stream:
        content = stream.read(_MOST_BYTES[kind] + 1)
    if len(content) > _MOST_BYTES[kind]:
        raise _too_large(path.name)
    return content


def _too_large(name: str) -> Unreadable:
    return Unreadable(f"“{name}”太大，不像一份年度报告，没有读入，请确认选对了文件。")


def _saved(path: Path) -> Imported:
    try:
        return Imported(codec.decode(_content(path, "html")), ())
    except codec.UnreadableReport as error:
        raise Unreadable(str(error)) from error


def _zipped(path: Path) -> Imported:
    if path.suffix.lower() in _SHEETS:
        raise Unreadable(_not_a_report(path.name, "电子表格"))
    if path.stat().st_size > _MOST_BYTES["docx"]:
        raise _too_large(path.name)
    from intake import word  # lxml is loaded for pages and Word files alone

    return reader.from_blocks(word.blocks(path), path)


def _refuse(path: Path, head: bytes) -> None:
    """Raise Unreadable for the kinds of file that are known and cannot be read."""
    name, suffix = path.name, path.suffix.lower()
    if head.startswith(_OLE):
        if _ENCRYPTED in _content(path, "html"):
            raise Unreadable(f"“{name}”有密码保护，请先用 Word 或 WPS 打开，取消密码并保存，再读入。")
        if suffix in _SHEETS:
            raise Unreadable(_not_a_report(name, "电子表格"))
        raise Unreadable(f"“{name}”是旧格式的文档（.doc 或 .wps），不能直接读取，{_SAVE_AS}。")
    kind = next((kind for mark, kind in _DOCUMENTS.items() if head.startswith(mark)), "")
    kind = "Word 的 XML 文档" if _WORD_XML in head.lower() else kind
    if kind:
        raise Unreadable(f"“{name}”是 {kind}，不能直接读取，{_SAVE_AS}。")
    if head.startswith(_PICTURES):
        raise Unreadable(f"“{name}”是图片，里面的文字和数据读不出来，请用文字版的报告。")
    if head.startswith(_PACKED):
        raise packed(name)
    first = head.lower().lstrip()
    if first.startswith((b"mime-version:", b"from:")) and b"mime-version:" in first:
        raise Unreadable(
            f"“{name}”是单文件网页（.mht），不能直接读取，请在浏览器里另存为“网页（*.html）”后再试。"
        )
    if suffix in (".doc", ".wps", ".wpt", ".dot", ".pdf", ".rtf") and b"<" not in head:
        raise Unreadable(f"“{name}”不能直接读取，{_SAVE_AS}。")


def _not_a_report(name: str, kind: str) -> str:
    return f"“{name}”是{kind}，不是报告文档；{_READABLE}。表里的数据可以复制后粘贴到相应的表格里。"
