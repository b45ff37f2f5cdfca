"""Kinds of files that are known and cannot be read, each with the one sentence that says what to do."""

from collections.abc import Callable
from pathlib import Path

from intake.failures import Unreadable
from intake.formats import archive, ole
from intake.formats.reader import Document, Format, Sample

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_SEARCHED = 12 * 1024 * 1024  # bytes looked through for the mark of a password
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_PACKED = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_WORD_XML = b'progid="word.document"'
_SHEETS = (".xls", ".xlsx", ".et", ".ods", ".csv")
_OTHER_WORDS = (".doc", ".wps", ".wpt", ".dot", ".pdf", ".ofd", ".rtf")
_SAVE_AS = "请用 WPS 或 Word 打开，点“文件—另存为”，文件类型选“Word 文档（*.docx）”，再读入另存的文件"


def _encrypted(sample: Sample) -> bool:
    if not sample.head.startswith(ole.MARK):
        return False
    with sample.path.open("rb") as stream:
        return _ENCRYPTED in stream.read(_MOST_SEARCHED)


def _begins(*marks: bytes) -> Callable[[Sample], bool]:
    return lambda sample: sample.head.startswith(marks)


def _named(*suffixes: str) -> Callable[[Sample], bool]:
    return lambda sample: sample.suffix in suffixes


def _old_word(sample: Sample) -> bool:
    return sample.suffix in _OTHER_WORDS and b"<" not in sample.head


def _refusing(sentence: str) -> Callable[[Path], Document]:
    """Return a reader that says a sentence; ``{readable}`` in it is the list of what can be read."""

    def read(path: Path) -> Document:
        from intake import formats  # which lists these kinds too

        suffixes = "、".join(formats.SUFFIXES[1:])
        readable = f"能读入的有：本软件保存的 {formats.SUFFIXES[0]}，以及 {suffixes}"
        raise Unreadable(f"“{path.name}”" + sentence.format(readable=readable))

    return read


def _refused(kind: str, recognises: Callable[[Sample], bool], sentence: str) -> Format:
    return Format(kind, (), "", 1 << 62, recognises, _refusing(sentence))


_NO_REPORT = "是电子表格，不是报告文档；{readable}。表里的数据可以复制后粘贴到相应的表格里。"

# RTF is refused on purpose. Of the libraries looked at (November 2026) striprtf drops the tables,
# aspose-words-foss runs up to Python 3.12 alone and brings pydantic and a PDF writer, anydoc gives Markdown,
# in which merged cells, hidden and struck-out text are lost. A reader of our own would have to learn fields,
# lists, styles, code pages and tables once more, for a kind in which no report was found; WPS and Word save
# it as .docx in one step.
BY_CONTENT: tuple[Format, ...] = (
    _refused("encrypted", _encrypted, "有密码保护，请先用 Word 或 WPS 打开，取消密码并保存，再读入。"),
    _refused("rtf", _begins(b"{\\rtf"), f"是 RTF 文档，不能直接读取，{_SAVE_AS}。"),
    _refused(
        "word-xml",
        lambda sample: _WORD_XML in sample.head.lower(),
        f"是 Word 的 XML 文档，不能直接读取，{_SAVE_AS}。",
    ),
    _refused("picture", _begins(*_PICTURES), "是图片，里面的文字和数据读不出来，请用文字版的报告。"),
    _refused("packed", _begins(*_PACKED), archive.PACKED),
)
"""Known by what is in the file."""

OTHER_CONTENT: tuple[Format, ...] = (
    _refused("compound", _begins(ole.MARK), f"不是 Word 文档，也不是电子表格，不能读取。{_SAVE_AS}。"),
)
"""What is left of files that hold one of several kinds."""

BY_NAME: tuple[Format, ...] = (
    _refused("other", _old_word, f"不能直接读取，{_SAVE_AS}。"),
    _refused(
        "no-docx", _named(".docx"), "不是完整的 Word 文档，可能没有下载完或已损坏，请重新取得这个文件。"
    ),
    _refused("xml", _begins(b"<?xml", b"\xef\xbb\xbf<?xml"), f"是 XML 文档，不能直接读取，{_SAVE_AS}。"),
    _refused("text-sheet", _named(*_SHEETS), _NO_REPORT),
)
"""Text whose name says that it is something else."""
