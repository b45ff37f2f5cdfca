"""The tables of virtual functions in a C++ library, read out of the file.

A plugin calls the virtual functions of a library by their places in these tables, which it knows from the
headers. No linker notices headers of another version in which a function has another place: the plugin would
call a wrong one. So the library that belongs to the headers is held against the one that will be there.
"""

import re
from pathlib import Path
from typing import NamedTuple

from host import BuildError, run

_WORD = 8  # bytes of a place in a table; both processors have 64 bits
_NAMED = ("R_X86_64_64", "R_AARCH64_ABS64")
_PLAIN = ("R_X86_64_RELATIVE", "R_AARCH64_RELATIVE")


class Symbol(NamedTuple):
    """A function or a table that a library offers, and where it lies in it."""

    name: str
    address: int
    size: int


def tables(library: Path, classes: tuple[str, ...]) -> dict[str, tuple[frozenset[str], ...]]:
    """Return the functions of each class in their order, as mangled names.

    Functions of the same instructions may share one place in the library, so each has a set of names; it is
    empty where the library keeps the name to itself (an inline function).
    """
    symbols = _symbols(library)
    at: dict[int, set[str]] = {}
    for symbol in symbols:
        at.setdefault(symbol.address, set()).add(symbol.name)
    written: dict[int, frozenset[str]] = {}
    for line in run("readelf", "--relocs", "--wide", library).splitlines():
        # What the loader writes where: address, information, kind; then a value and a name, or an address.
        words = line.split()
        kind = words[2] if len(words) > 3 else ""
        if kind in _NAMED:
            written[int(words[0], 16)] = frozenset({words[4].split("@")[0]})
        elif kind in _PLAIN:
            written[int(words[0], 16)] = frozenset(at.get(int(words[3], 16), ()))
    found = {}
    for name in classes:
        table = next((one for one in symbols if re.fullmatch(rf"_ZTV\d+{name}", one.name)), None)
        if table is None:
            raise BuildError(f"{library.name} has no virtual functions of {name}")
        places = range(table.address, table.address + table.size, _WORD)
        found[name] = tuple(written.get(place, frozenset()) for place in places)
    return found


def hold_against(one: Path, other: Path, classes: tuple[str, ...]) -> None:
    """Raise BuildError where two versions of a library differ in the virtual functions of a class."""
    expected, found = tables(one, classes), tables(other, classes)
    for name in classes:
        if not _alike(expected[name], found[name]):
            raise BuildError(
                f"the virtual functions of {name} differ in {one} and {other}:\n"
                f"{expected[name]}\n{found[name]}"
            )


def _alike(one: tuple[frozenset[str], ...], other: tuple[frozenset[str], ...]) -> bool:
    """Whether two tables have the same functions in the same places, as far as the names are known."""
    both = zip(one, other, strict=False)
    return len(one) == len(other) and all(not a or not b or a & b for a, b in both)


def _symbols(library: Path) -> list[Symbol]:
    """Return what a library offers to others."""
    found = []
    for line in run("readelf", "--dyn-syms", "--wide", library).splitlines():
        # Number, address, size, type, binding, visibility, section, name.
        words = line.split()
        if len(words) > 7 and words[0].rstrip(":").isdigit() and words[6] != "UND":
            found.append(Symbol(words[7].split("@")[0], int(words[1], 16), int(words[2], 0)))
    return found
