"""PySide's own support code, compiled when a bundle is made.

Its library holds 14 modules as a packed archive of sources, which it unpacks and compiles at every start. A
folder ``files.dir`` beside it is its own switch to take them from there instead: here they are, unchanged,
with byte code beside.
"""

import compileall
import sys
from pathlib import Path
from py_compile import PycInvalidationMode

FOLDER = "shiboken6/files.dir"


def write(scratch: Path) -> list[tuple[str, str, str]]:
    """Write the modules below ``scratch``; return them as a bundle's entries: name in it, file, kind."""
    from PySide6 import QtCore  # noqa: F401 (the archive is opened with the first module)

    archive = sys.modules["shibokensupport"].__spec__.loader.zfile
    target = scratch / "files.dir"
    archive.extractall(target)
    compileall.compile_dir(
        str(target),
        quiet=1,
        optimize=0,  # under the names that the bundle's Python looks for
        stripdir=str(target),
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
    )
    files = [file for file in sorted(target.rglob("*")) if file.is_file()]
    return [(f"{FOLDER}/{file.relative_to(target).as_posix()}", str(file), "DATA") for file in files]
