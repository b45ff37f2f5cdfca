"""With which characters a word's pattern may begin: so that little is tried at each place."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

_LOOK_AROUNDS = ("(?=", "(?!", "(?<=", "(?<!")
_MAY_BE_LEFT_OUT = ("?", "*", "{0", "{,")
_SIMPLE = re.compile(r"\\.|\[[^\]]*\]|[^(\[\\]", re.DOTALL)  # what is no group
_RUN = re.compile(r"[^|(\[\\]+")  # characters between two atoms that may hold a bar
_SYNTAX = frozenset("\\([?*{|")
_PARENTHESES = re.compile(r"[()]")
_QUANTIFIER = re.compile(r"[?*]|\{\d*(?:,\d*)?\}")


NO_WORD = re.compile("(?!)")


class Openings(dict[str, re.Pattern[str]]):
    """For each character one pattern of the words that may begin with it, longer ones first.

    Made when first asked for: a report uses a part of the words.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        super().__init__()
        self.words: dict[str, list[str]] = {}
        for pattern in sorted(set(patterns), key=lambda text: (-len(text), text)):
            for character in openings(pattern):
                self.words.setdefault(character, []).append(pattern)

    def __missing__(self, character: str) -> re.Pattern[str]:
        words = self.words.get(character)
        self[character] = re.compile("|".join(words)) if words else NO_WORD
        return self[character]

    @cached_property
    def first(self) -> re.Pattern[str]:
        """The characters that a word may begin with."""
        return re.compile("[" + "".join(map(re.escape, sorted(self.words))) + "]")


@cache
def openings(pattern: str) -> frozenset[str]:
    r"""Return the characters that a match of a pattern may begin with.

    Understands what words are written in: characters, ``(?:…|…)``, ``[…]``, ``\d``, look-arounds, and
    ``?``, ``*``, ``{m,n}`` behind them. Raises ValueError for a pattern that can match nothing.
    """
    if _is_plain(pattern):
        return frozenset(pattern[0])
    found: set[str] = set()
    for branch in _branches(pattern):
        if not _add(branch, found):
            raise ValueError(pattern)
    return frozenset(found)


@cache
def finding(pattern: str) -> re.Pattern[str]:
    """Return what finds a pattern of words anywhere in a text.

    With which characters they may begin is said first: so most places of the text are passed over at once.
    """
    characters = sorted(openings(pattern))
    first = "".join(map(re.escape, characters))
    return re.compile(f"(?=[{first}])(?:{pattern})")


def _is_plain(pattern: str) -> bool:
    """Whether it is just characters, as most words are."""
    return pattern != "" and _SYNTAX.isdisjoint(pattern)


def _add(branch: str, found: set[str]) -> bool:
    """Add the characters that one branch may begin with; return whether it must have one of them."""
    for atom, quantifier in _atoms(branch):
        characters, must = _of_atom(atom)
        found.update(characters)
        if must and not quantifier.startswith(_MAY_BE_LEFT_OUT):
            return True
    return False


def _atoms(branch: str) -> Iterator[tuple[str, str]]:
    """Yield what a branch is made of, each with the quantifier behind it."""
    at = 0
    while at < len(branch):
        end = _atom_end(branch, at)
        quantifier = _QUANTIFIER.match(branch, end)
        yield branch[at:end], quantifier[0] if quantifier else ""
        at = quantifier.end() if quantifier else end


@cache  # many words begin with the same list
def _of_atom(atom: str) -> tuple[frozenset[str], bool]:
    """The characters that an atom may begin with, and whether it must have one of them."""
    if atom.startswith("(?:"):
        # A list: every branch must be looked at.
        found: set[str] = set()
        musts = [_add(branch, found) for branch in _branches(atom[3:-1])]
        return frozenset(found), all(musts)
    if atom.startswith(_LOOK_AROUNDS):
        return frozenset(), False
    if atom == r"\d":
        return frozenset("0123456789"), True
    if atom.startswith("["):
        return frozenset(_class(atom[1:-1])), True
    return frozenset(atom[-1]), True


def _class(text: str) -> str:
    between = re.sub(r"(.)-(.)", lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), text)
    return between.replace("\\", "")


def _atom_end(text: str, at: int) -> int:
    simple = _SIMPLE.match(text, at)
    return simple.end() if simple else _group_end(text, at)


def _group_end(text: str, start: int) -> int:
    depth = 0
    for found in _PARENTHESES.finditer(text, start):
        depth += 1 if found[0] == "(" else -1
        if depth == 0:
            return found.end()
    raise ValueError(text)


def _branches(pattern: str) -> list[str]:
    branches, start, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "|":
            branches.append(pattern[start:at])
            start = at = at + 1
        else:
            run = _RUN.match(pattern, at)
            at = run.end() if run else _atom_end(pattern, at)
    return [*branches, pattern[start:]]
