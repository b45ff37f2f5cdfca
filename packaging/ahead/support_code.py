"""PySide's own support code, compiled when a bundle is made.

Its library holds 14 modules as a packed archive of sources, which it unpacks and compiles at every start. A
folder ``files.dir`` beside it is its own switch to take them from there instead: here they are with byte code
beside, unchanged but for one import (``ui/support_code.py`` does the same for a start from source).
"""

import compileall
import sys
from pathlib import Path
from py_compile import PycInvalidationMode

from ui.support_code import LOADER, without_stubs

FOLDER = "shiboken6/files.dir"
_TOLD = "# Changed in this bundle: pyi_generator, which writes stubs, is imported when asked for.\n"


def write(scratch: Path) -> list[tuple[str, str, str]]:
    """Write the modules below ``scratch``; return them as a bundle's entries: name in it, file, kind."""
    from PySide6 import QtCore  # noqa: F401 (the archive is opened with the first module)

    archive = sys.modules["shibokensupport"].__spec__.loader.zfile
    target = scratch / "files.dir"
    archive.extractall(target)
    _leave_stubs(target / LOADER)
    compileall.compile_dir(
        str(target),
        quiet=1,
        optimize=0,  # under the names that the bundle's Python looks for
        stripdir=str(target),
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
    )
    files = [file for file in sorted(target.rglob("*")) if file.is_file()]
    return [(f"{FOLDER}/{file.relative_to(target).as_posix()}", str(file), "DATA") for file in files]


def _leave_stubs(loader: Path) -> None:
    text = loader.read_text("utf-8")
    changed = without_stubs(text)
    if changed != text:
        loader.write_text(_TOLD + changed, "utf-8")
