"""A Word document of 1997 to 2003 into blocks, by way of a .docx.

The way through msdoc2docx was chosen over reading text and table properties ourselves: automatic numbers,
hidden and struck-out text, tracked changes, fields, notes and headers come out as the .docx has them, and the
one reader of Word documents settles them for both kinds; reading them from the binary ourselves would have to
know all of that once more. The library is young, one author's, and not meant for damaged files: it runs in a
process of its own with bounds of time and memory, and any error of it means a damaged file.
"""

import struct
import tempfile
import zlib
from pathlib import Path

import doc2docx
from doc2docx import errors

from intake.blocks import Aside, Block
from intake.failures import Unreadable
from intake.formats.word import body

# What damaged bytes end in, after the library's own errors for most of them.
_OF_DAMAGE = (
    errors.Doc2DocxError,
    ValueError,
    LookupError,
    ArithmeticError,
    TypeError,
    AttributeError,
    RecursionError,
    struct.error,
    zlib.error,
)
# Fields whose choice the library leaves out without a word: by their code, what they are and what they hold.
_CHOICES = {
    "FORMDROPDOWN": Aside("下拉框", "选中的内容"),
    "FORMCHECKBOX": Aside("勾选框", "是否勾选"),
}
_SAVE_AS = "请用 WPS 或 Word 打开，点“文件—另存为”，文件类型选“Word 文档（*.docx）”，再读入另存的文件"


def blocks(path: Path) -> list[Block]:
    """Return what a document holds, in order. Raises Unreadable."""
    with tempfile.TemporaryDirectory() as folder:
        converted = Path(folder) / "converted.docx"
        _convert(path, converted)
        try:
            return [*body.blocks(converted), *left_out(path.read_bytes())]
        except Unreadable as error:
            raise Unreadable(str(error).replace(converted.name, path.name)) from error


def left_out(content: bytes) -> list[Aside]:
    """Return what a document holds that is not read: fields to choose in, whose code is plain UTF-16."""
    return [told for code, told in _CHOICES.items() if code.encode("utf-16-le") in content]


def _convert(path: Path, converted: Path) -> None:
    name = path.name
    try:
        doc2docx.convert(path, converted)
    except errors.EncryptedDocumentError as error:
        raise Unreadable(f"“{name}”有密码保护，请先用 Word 或 WPS 打开，取消密码并保存，再读入。") from error
    except (errors.InvalidWordDocument, errors.UnsupportedFeatureError) as error:
        raise Unreadable(f"“{name}”已损坏，或是更早的 Word 版本所写，{_SAVE_AS}。") from error
    except _OF_DAMAGE as error:
        raise Unreadable(
            f"“{name}”已损坏或不完整，请重新复制或下载这个文件；能用 Word 打开时，{_SAVE_AS}。"
        ) from error
