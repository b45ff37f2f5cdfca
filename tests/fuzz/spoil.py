"""Spoils good inputs: bytes, pieces, numbers, nesting, and words that mean something to some reader."""

import random
import re

_WORDS = [
    item.encode()
    for item in (
        "&e;",
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{% for x in cycler.__init__.__globals__ %}{{ x }}{% endfor %}",
        "{{ figures.__init__ }}",
        "{{ requests.received.total }}",
        "\ufdd0 figures.__class__ \ufdd1",
        "1e999",
        "-1",
        "99999999999999999999999999",
        "0.0000001",
        "null",
        "true",
        "[]",
        "{}",
        '{"a":' * 50,
        "[" * 200,
        "\\ud800",
        "<w:tbl><w:tr><w:tc>",
        '<w:gridSpan w:val="99999999"/>',
        '<w:vMerge w:val="restart"/>',
        '<w:numId w:val="-5"/>',
        "<td rowspan=99999 colspan=-3>",
        "<table><tr><td><table>",
        "<meta charset=utf-7>",
        "<meta charset=rot13>",
        "一、总体情况",
        "总计",
        "合计",
        "2099年",
        "（一）",
        "增长百分之负五",
        "亿亿万",
        "..",
        "(((((a+)+)+)+)+)$",
        "\t\t\t",
        '"',
        "\r\n",
        "\0",
        "\ufeff",
        "\u202e",
        "👩‍👩‍👧‍👦",
        "https://127.0.0.1:9/x",
        "PK\x03\x04",
        "PK\x05\x06",
    )
]
_NUMBER = re.compile(rb"\d+")
_NUMBERS = (b"0", b"-1", b"1", b"255", b"65536", b"2147483648", b"9" * 30, b"1e400", b"0x10", b"\xd9\xa3")
_PIECE = re.compile(rb"<[^<>]*>|\"[^\"]*\"|\n|,")


def spoil(good: bytes, chance: random.Random, other: bytes = b"") -> bytes:
    """Return an input with one to four random damages; ``other`` gives pieces to splice in."""
    data = bytearray(good)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        chance.choice(_DAMAGES)(data, chance, other or good)
    return bytes(data)


def _at(data: bytearray, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _flip(data: bytearray, chance: random.Random, _other: bytes) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _cut(data: bytearray, chance: random.Random, _other: bytes) -> None:
    at = _at(data, chance)
    del data[at : at + chance.choice((1, 2, 8, 40, 400))]


def _end(data: bytearray, chance: random.Random, _other: bytes) -> None:
    del data[_at(data, chance) :]


def _repeat(data: bytearray, chance: random.Random, _other: bytes) -> None:
    at = _at(data, chance)
    data[at:at] = data[at : at + chance.choice((1, 5, 30, 300))] * chance.choice((1, 2, 30))


def _splice(data: bytearray, chance: random.Random, other: bytes) -> None:
    at, start = _at(data, chance), chance.randint(0, len(other))
    data[at:at] = other[start : start + chance.choice((4, 40, 400))]


def _word(data: bytearray, chance: random.Random, _other: bytes) -> None:
    at = _at(data, chance)
    data[at:at] = chance.choice(_WORDS)


def _number(data: bytearray, chance: random.Random, _other: bytes) -> None:
    _replace(data, chance, _NUMBER, chance.choice(_NUMBERS))


def _piece(data: bytearray, chance: random.Random, _other: bytes) -> None:
    """Take out, double or swap a tag, a quoted text or a separator."""
    found = _find(data, chance, _PIECE)
    if found is not None:
        start, end = found
        data[start:end] = chance.choice((b"", bytes(data[start:end]) * 2, chance.choice(_WORDS)))


def _replace(data: bytearray, chance: random.Random, what: re.Pattern[bytes], by: bytes) -> None:
    found = _find(data, chance, what)
    if found is not None:
        data[found[0] : found[1]] = by


def _find(data: bytearray, chance: random.Random, what: re.Pattern[bytes]) -> tuple[int, int] | None:
    match = what.search(bytes(data), _at(data, chance)) or what.search(bytes(data))
    return None if match is None else match.span()


_DAMAGES = (_flip, _cut, _end, _repeat, _splice, _word, _word, _number, _number, _piece, _piece)
