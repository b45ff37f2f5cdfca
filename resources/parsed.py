"""The program's TOML files, parsed once: what was parsed is kept beside, as Python keeps byte code.

Parsing TOML takes fifty times as long as reading the same as JSON, and a start needs a dozen files. What is
kept (packed, in ``__pycache__``, or beside a bundle's files from the start) carries checksums of the file it
was made from and of itself: whatever is missing or not as it should be is parsed anew, and where nothing may
be written nothing is kept.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import compress, crc32, decompress

import msgspec

_HEAD = 18  # characters: two checksums, a blank, a line's end
Content = dict[str, Any]


class NotToml(ValueError):
    """A file is not TOML; the message says where."""


def toml(file: Path) -> Content:
    """Return what a TOML file holds; each caller's own, to change as it likes. Raises OSError and NotToml."""
    source = file.read_bytes()
    kept = _beside(file)
    found = _taken(kept, source)
    if found is None:
        found = _parsed(source)
        if not sys.dont_write_bytecode and sys.pycache_prefix is None:
            _keep(kept, source, found)
    return found


def keep_all(folder: Path) -> None:
    """Keep what all TOML files below a folder hold; for a bundle, in which nobody may write later."""
    for file in sorted(folder.rglob("*.toml")):
        source = file.read_bytes()
        _keep(_beside(file), source, _parsed(source))


def _beside(file: Path) -> Path:
    return file.parent / "__pycache__" / f"{file.name}.json.zz"


def _parsed(source: bytes) -> Content:
    import tomllib  # seldom needed, and slow to load

    try:
        return tomllib.loads(source.decode("utf-8"))
    except ValueError as error:
        raise NotToml(str(error)) from error


def _taken(kept: Path, source: bytes) -> Content | None:
    """What was kept of just this file, None where that is not so."""
    try:
        content = kept.read_bytes()
    except OSError:
        return None
    head, body = content[:_HEAD], content[_HEAD:]
    if head != _head(source, body):
        return None
    found: Content = msgspec.json.decode(decompress(body))  # in half the time of Python's own
    return found


def _keep(kept: Path, source: bytes, found: Content) -> None:
    import json  # msgspec would write a date as a text

    try:
        body = compress(json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
    except TypeError:  # a date, which JSON does not know
        return
    unfinished = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        kept.parent.mkdir(exist_ok=True)
        unfinished.write_bytes(_head(source, body) + body)
        unfinished.replace(kept)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _head(source: bytes, body: bytes) -> bytes:
    return f"{crc32(source):08x} {crc32(body):08x}\n".encode("ascii")
