"""What is made once and kept beside the program's byte code, in ``__pycache__``, for the next start.

It is taken by just the Python that made it, and with a checksum: whatever is missing or not as it should be
counts as nothing. Where nothing may be written, or no byte code should be, nothing is kept.
"""

import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

_HEAD = 9  # characters: a checksum, a line's end


def file_beside(module: str, name: str) -> Path:
    """Return where a module (its file) keeps something; what other Pythons keep lies beside it."""
    folder = Path(module).resolve().parent / "__pycache__"
    return folder / f"{name}.{sys.implementation.cache_tag}.bin"


def taken(file: Path, maker: tuple[Any, ...]) -> Any:
    """Return what was kept by the same maker; None where that is not so."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    body = content[_HEAD:]
    if content[:_HEAD] != _head(body):
        return None
    # Read as a whole: from a file it would be taken byte by byte, which is slower.
    made_by, *kept = marshal.loads(body)
    return kept[0] if made_by == maker and len(kept) == 1 else None


def keep(file: Path, maker: tuple[Any, ...], what: Any) -> None:
    """Keep what ``marshal`` knows: texts, numbers, code and what is made of them."""
    if sys.dont_write_bytecode or sys.pycache_prefix is not None:
        return
    body = marshal.dumps((maker, what))
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(exist_ok=True)
        unfinished.write_bytes(_head(body) + body)
        unfinished.replace(file)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _head(body: bytes) -> bytes:
    return f"{crc32(body):08x}\n".encode("ascii")
