"""The tables of virtual functions in a C++ library, read out of the file.

A plugin calls the virtual functions of a library by their places in these tables, which it knows from the
headers. No linker notices headers of another version in which a function has another place: the plugin would
call a wrong one. So the library that belongs to the headers is held against the one that will be there.
"""

import re
from pathlib import Path

from host import BuildError, run

_WORD = 8  # bytes of a place in a table; both processors have 64 bits


def tables(library: Path, classes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return the functions of each class in their order, as mangled names.

    A function whose name the library does not tell (inline, kept to itself) is an empty text.
    """
    named: dict[int, str] = {}
    for line in run("readelf", "--relocs", "--wide", library).splitlines():
        words = line.split()
        # Address, information, kind, value, name: what the loader writes there.
        if len(words) >= 5 and words[2] in ("R_X86_64_64", "R_AARCH64_ABS64"):
            named[int(words[0], 16)] = words[4].split("@")[0]
    places = _places(library)
    missing = [name for name in classes if name not in places]
    if missing:
        raise BuildError(f"{library.name} has no virtual functions of {missing}")
    return {
        name: tuple(named.get(address, "") for address in range(*places[name], _WORD)) for name in classes
    }


def hold_against(one: Path, other: Path, classes: tuple[str, ...]) -> None:
    """Raise BuildError where two versions of a library differ in the virtual functions of a class."""
    expected, found = tables(one, classes), tables(other, classes)
    for name in classes:
        if not _alike(expected[name], found[name]):
            raise BuildError(
                f"the virtual functions of {name} differ in {one} and {other}:\n"
                f"{expected[name]}\n{found[name]}"
            )


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two tables have the same functions in the same places, as far as the names are known."""
    both = zip(one, other, strict=False)
    return len(one) == len(other) and all(not a or not b or a == b for a, b in both)


def _places(library: Path) -> dict[str, tuple[int, int]]:
    """Return where the table of each class begins and ends."""
    found = {}
    for line in run("readelf", "--dyn-syms", "--wide", library).splitlines():
        # Number, value, size, type, binding, visibility, section, name.
        words = line.split()
        match = re.match(r"_ZTV\d+(\w+)$", words[7].split("@")[0]) if len(words) > 7 else None
        if match and words[6] != "UND":
            begin, size = int(words[1], 16), int(words[2], 0)
            found[match[1]] = (begin, begin + size)
    return found
