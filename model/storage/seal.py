"""A check sum at the end of each line of a journal, and the way back from a single bad byte.

The sum is a key of the line's JSON object like any other, so that a program that does not know it reads the
line all the same: ``{"label":…,"changes":…,"crc":"1a2b3c4d"}``. It is the CRC-32 (as in ZIP files) of all
that stands before the comma. A quotation mark inside a text is escaped, so nothing but a sum looks like one.
"""

import re
import zlib
from functools import cache

_MARK = b',"crc":"'
_SEAL = re.compile(rb',"crc":"([0-9a-f]{8})"\}\n?\Z')
_END = re.compile(rb'(?<=,"crc":"[0-9a-f]{8}"\})')
_POLYNOMIAL = 0xEDB88320  # of CRC-32, reflected


def sealed(content: bytes) -> bytes:
    """Return one JSON object as a line with its check sum."""
    body = content[:-1]
    return body + _MARK + f"{zlib.crc32(body):08x}".encode() + b'"}\n'


def is_sealed(line: bytes) -> bool:
    """Whether a line has a check sum, fitting or not."""
    return _SEAL.search(line) is not None


def opened(line: bytes) -> tuple[bytes, bool] | None:
    """Return the JSON object of a line as it was written, and whether it stands so in the line.

    None for a line without a sum, and for one that cannot be given back.
    """
    seal = _SEAL.search(line)
    if seal is None:
        return None
    body, wanted = line[: seal.start()], int(seal[1], 16)
    if zlib.crc32(body) == wanted:
        return body + b"}", True
    mended = _mended(body, zlib.crc32(body) ^ wanted)
    return None if mended is None else (mended + b"}", False)


def split(content: bytes) -> list[bytes]:
    """Divide a journal into its lines, by their sums as well as by their ends: either may be damaged."""
    first, *others = _END.split(content)
    lines = []
    for piece in (
        first,
        *(other[1:] for other in others),
    ):  # what follows a sum is a line's end, damaged or not
        if opened(piece) is not None:
            lines.append(piece.rstrip(b"\n") + b"\n")
            continue
        lines += piece.splitlines(keepends=True) if b"\n" in piece else [piece]
    return [_ended(line) for line in lines if line]


def _ended(line: bytes) -> bytes:
    """A line with a sum is whole, even when its end was damaged."""
    return line + b"\n" if _SEAL.search(line) and not line.endswith(b"\n") else line


def _mended(body: bytes, difference: int) -> bytes | None:
    """Put right the one byte whose change makes this difference of the sums; None when there is none.

    A sum's register is run backwards from the difference, byte by byte, until it is what a single changed
    byte leaves behind.
    """
    table, back = _tables()
    change_of = {left: change for change, left in enumerate(table) if change}
    for at in range(len(body) - 1, -1, -1):
        change = change_of.get(difference)
        if change is not None:
            return body[:at] + bytes([body[at] ^ change]) + body[at + 1 :]
        low = back[difference >> 24]
        difference = ((difference ^ table[low]) << 8 | low) & 0xFFFFFFFF
    return None


@cache
def _tables() -> tuple[list[int], list[int]]:
    """What each byte leaves in an empty register, and which byte it was by the highest eight bits of that."""
    table = []
    for byte in range(256):
        register = byte
        for _ in range(8):
            register = register >> 1 ^ (_POLYNOMIAL if register & 1 else 0)
        table.append(register)
    back = [0] * 256
    for byte, register in enumerate(table):
        back[register >> 24] = byte
    return table, back
