"""Regular expressions, compiled once: what a start compiles is kept, as Python keeps byte code.

Compiling them takes a fifth of a start from source. Kept is what Python's compiler hands to its matcher, in
``__pycache__`` (a bundle brings it along from the start), for just this Python and with a checksum. Each is
found by its whole text and its flags, so none is taken for another; whatever is missing or not as it should
be is compiled as ever, and where nothing may be written nothing is kept.

``take`` stands before the compiler from the start; ``keep`` writes down what was compiled until then, and not
what the clerk looks for later.
"""

import marshal
import re
import sys
from array import array
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from threading import RLock
from typing import Any
from zlib import compress, compressobj, decompress, decompressobj

from resources import kept

FILE = kept.file_beside(__file__, "patterns")
"""Where they are kept."""

_MOST = 4000  # expressions; with more of them, those of other years and offices are let go
_LONG = 300  # bytes: longer code is packed, to a tenth, and unpacked when it is asked for
_EVERY = 40  # of so many codes one is in the dictionary that all are packed with: much of them is alike
_WINDOW = 1 << 15  # bytes; zlib looks no farther back
# Python's own, of which it tells no types.
_compiler: Any = import_module("re._compiler")
_sre: Any = import_module("_sre")
_DEBUG = int(re.DEBUG)  # prints what it compiles
_LETTER = next(letter for letter in "IL" if array(letter).itemsize == _sre.CODESIZE)
_PYTHON = (sys.version, _sre.MAGIC, _LETTER, "expressions are packed as one, long code with a dictionary")

# An expression and the flags asked for; the flags it has, its code, groups, their names and numbers.
# Of code is told whether it is packed.
Key = tuple[str, int]
Code = tuple[bytes, bool]
Compiled = tuple[int, Code, int, dict[str, int], tuple[str | None, ...]]

_unkept: set[str] = set()


def of_a_report(expression: str) -> re.Pattern[str]:
    """Compile an expression that has words of a report in it: these are kept nowhere else."""
    _unkept.add(expression)
    return re.compile(expression)


class Patterns:
    """Stands before Python's compiler of regular expressions."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known, self._dictionary = read(file)
        self._new: dict[Key, Compiled] = {}
        self._asked: Key | None = None
        self._lock = RLock()
        self._compile = _compiler.compile

    def begin(self) -> None:
        """Take what is known from here, and listen to what the compiler makes of the rest."""
        _compiler._sre = self
        _compiler.compile = self._compiled

    def keep(self) -> None:
        """Write down what was compiled until now, and listen no longer. What is known is taken as before."""
        with self._lock:
            _compiler._sre = _sre
            new, self._new = self._new, {}
        new = {key: compiled for key, compiled in new.items() if key[0] not in _unkept}
        if new:
            self._dictionary = self._dictionary or _dictionary(code for _, (code, _), *_ in new.values())
            packed = {key: self._packed(compiled) for key, compiled in new.items()}
            self._known = {**self._known, **packed}
            _write(self._file, self._known if len(self._known) <= _MOST else packed, self._dictionary)

    def end(self) -> None:
        """Leave the compiler as it was."""
        _compiler._sre = _sre
        _compiler.compile = self._compile

    def _compiled(self, pattern: Any, flags: int = 0) -> Any:
        """What the compiler is asked."""
        if type(pattern) is not str or flags & _DEBUG:
            return self._compile(pattern, flags)
        known = self._known.get((pattern, flags))
        if known is not None:
            whole, code, groups, names, numbers = known
            return _sre.compile(pattern, whole, self._unpacked(code), groups, names, numbers)
        with self._lock:  # another thread's compiler must not be heard in between
            self._asked = (pattern, int(flags))
            try:
                return self._compile(pattern, flags)
            finally:
                self._asked = None

    def compile(self, pattern: Any, flags: int, code: list[int], *rest: Any) -> Any:
        """What the compiler asks of Python's matcher at last."""
        if self._asked is not None and pattern == self._asked[0]:
            groups, names, numbers = rest
            words = array(_LETTER, code).tobytes()
            self._new[self._asked] = (flags, (words, False), groups, dict(names), tuple(numbers))
        return _sre.compile(pattern, flags, code, *rest)

    def _packed(self, compiled: Compiled) -> Compiled:
        flags, (words, _), groups, names, numbers = compiled
        is_long = len(words) > _LONG
        if is_long:
            packer = compressobj(9, zdict=self._dictionary)
            words = packer.compress(words) + packer.flush()
        return flags, (words, is_long), groups, names, numbers

    def _unpacked(self, code: Code) -> list[int]:
        words, is_packed = code
        if is_packed:
            words = decompressobj(zdict=self._dictionary).decompress(words)
        return array(_LETTER, words).tolist()

    def __getattr__(self, name: str) -> Any:
        """Whatever else the compiler asks of the matcher."""
        return getattr(_sre, name)


def take() -> Patterns:
    """Take from now on what was kept."""
    patterns = Patterns(FILE)
    patterns.begin()
    return patterns


def read(file: Path) -> tuple[dict[Key, Compiled], bytes]:
    """Return what was kept by just this Python, and the dictionary it is packed with; nothing if not so."""
    found = kept.taken(file, _PYTHON)
    if found is None:
        return {}, b""
    expressions, dictionary, compiled = found
    return dict(zip(marshal.loads(decompress(expressions)), compiled, strict=True)), dictionary


def _dictionary(codes: Iterable[bytes]) -> bytes:
    """What code is packed with: some of it, short and long."""
    long = sorted((code for code in codes if len(code) > _LONG), key=len)
    return b"".join(long[::_EVERY])[-_WINDOW:]


def _write(file: Path, found: dict[Key, Compiled], dictionary: bytes) -> None:
    expressions = compress(marshal.dumps(tuple(found)))  # half a megabyte in a bundle, packed a fifth of it
    kept.keep(file, _PYTHON, (expressions, dictionary, tuple(found.values())))
