"""Keeps what PySide's own support code compiles to: its library holds 14 modules of it as packed sources.

It unpacks and compiles them at every start, an eighth of a bare window's. What compiles is Python's built-in
``compile``, before which stands another one while PySide is loaded. A bundle brings the code along
(``packaging/ahead/support_code.py``), and nothing is compiled there.

One import is left out: what writes stubs for programmers loads Python's ``logging`` and ``argparse``, and is
imported when asked for.
"""

import builtins
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType
from typing import Any
from zlib import crc32

from resources import kept

LOADER = "shibokensupport/signature/loader.py"
_FOLDER = "shibokensupport/"
_STUBS = (
    "    put_into_package(PySide6.support.signature.lib, pyi_generator)\n",
    "from shibokensupport.signature.lib import pyi_generator\n",
)
_FILE = kept.file_beside(__file__, "support")
_MADE_BY = (sys.version, "by name, size and sum")
_FLAGS = 0x1FE0000  # of a code: what it has from ``__future__``, which holds for what it compiles as well


def without_stubs(loader: str) -> str:
    """Let the writer of stubs be imported when it is asked for; another version of PySide stays as it is."""
    if all(loader.count(line) == 1 for line in _STUBS):
        for line in _STUBS:
            loader = loader.replace(line, "")
    return loader


@contextmanager
def compiled_once() -> Iterator[None]:
    """While PySide is loaded, take what was kept of its support code, and keep what is compiled."""
    known: dict[tuple[str, int, int], CodeType] = kept.taken(_FILE, _MADE_BY) or {}
    new: dict[tuple[str, int, int], CodeType] = {}
    usual: Any = builtins.compile

    def compiled(source: Any, filename: Any, mode: Any, *more: Any, **named: Any) -> Any:
        if more or named:
            return usual(source, filename, mode, *more, **named)
        flags = sys._getframe(1).f_code.co_flags & _FLAGS
        if type(source) is not bytes or not str(filename).startswith(_FOLDER):
            return usual(source, filename, mode, flags)
        key = (filename, len(source), crc32(source))
        if key in known:
            return known[key]
        if filename == LOADER:
            source = without_stubs(source.decode("utf-8"))
        code = new[key] = usual(source, filename, mode, flags)
        return code

    builtins.compile = compiled
    try:
        yield
    finally:
        builtins.compile = usual
    if new:
        kept.keep(_FILE, _MADE_BY, new)
