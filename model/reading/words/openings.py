"""With which characters a word's pattern may begin: so that little is tried at each place."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, partial

_LOOK_AROUNDS = ("(?=", "(?!", "(?<=", "(?<!")
_MAY_BE_LEFT_OUT = ("?", "*", "{0", "{,")
_GOES_ON = ("?", "+")  # behind a quantifier: as few or as many as possible
_SIMPLE = re.compile(r"\\.|\[[^\]]*\]|[^(\[\\]", re.DOTALL)  # what is no group
_RUN = re.compile(r"[^|(\[\\]+")  # characters between two atoms that may hold a bar
_SYNTAX = frozenset("\\([?*{|")
_PARENTHESES = re.compile(r"[()]")
_QUANTIFIER = re.compile(r"(?:[?*]|\{\d*(?:,\d*)?\})?")  # or none
_DIGITS = "0123456789"


NO_WORD = re.compile("(?!)")
_MANY = 500
"""With so many characters a word may begin, and not with more, to have a branch for each of them."""


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
        narrowed = dict.fromkeys(beginning_with(character, word) for word in words or ())
        self[character] = re.compile("|".join(narrowed)) if words else NO_WORD
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
    characters, must = _of_list(pattern)
    if not must:
        raise ValueError(pattern)
    return characters


@cache
def beginning_with(character: str, pattern: str) -> str:
    """Return what is left of a pattern where a certain character comes first: it matches the same there.

    Of a long list of words, most begin with other characters: they need be neither tried nor compiled.
    """
    if _is_plain(pattern):
        return pattern
    fitting = filter(partial(_may_begin, character), branches(pattern))
    return "|".join(map(partial(_narrowed, character), fitting))


@cache
def finding(pattern: str) -> re.Pattern[str]:
    """Return what finds where in a text words of a pattern begin; a match is their first character alone.

    Each branch begins with a character of its own: so most places of the text are passed over at once, and at
    the others those words are tried that may begin so. Words that may begin with almost any character (a few
    signs before “局”) are tried at every place: a branch for each of 20,000 takes half a minute to compile.
    """
    by_width = {True: list[str](), False: list[str]()}
    for branch in branches(pattern):
        by_width[len(openings(branch)) > _MANY].append(branch)
    narrow = "|".join(by_width[False])
    characters = sorted(openings(narrow)) if narrow else ()
    made = [f"{re.escape(one)}(?<=(?={beginning_with(one, narrow)}).)" for one in characters]
    made += [f"(?={wide})." for wide in by_width[True]]
    return re.compile("|".join(made))


def _may_begin(character: str, branch: str) -> bool:
    """Whether a match of a branch may begin with a character, or hold none at all."""
    characters, must = _start(branch)
    return character in characters or not must


def _narrowed(character: str, branch: str) -> str:
    """A branch without what cannot be there, up to the first atom that may begin with the character.

    A look-ahead ends it too: what stands behind is left as it is.
    """
    at = 0
    for atom, quantifier in _atoms(branch):
        end = at + len(atom)
        if character in _of_atom(atom)[0]:
            return _narrowed_atom(atom, branch[end:], character) + branch[end:]
        at_next = end + len(quantifier)
        if not quantifier.startswith(_MAY_BE_LEFT_OUT) or branch.startswith(_GOES_ON, at_next):
            break  # a look-ahead, or a group that may be empty
        at = at_next
    return branch[at:]


def _narrowed_atom(atom: str, behind: str, character: str) -> str:
    """A group without the words that begin otherwise; what may come again begins with any of them then."""
    may_come_again = behind.startswith(("+", "*", "{"))
    if may_come_again or not atom.startswith("(?:"):
        return atom
    return f"(?:{beginning_with(character, atom[3:-1])})"


def _is_plain(pattern: str) -> bool:
    """Whether it is just characters, as most words are."""
    return pattern != "" and _SYNTAX.isdisjoint(pattern)


def _of_list(pattern: str) -> tuple[frozenset[str], bool]:
    """The characters that the branches of a list may begin with, and whether each must have one of them."""
    characters, musts = zip(*map(_start, branches(pattern)), strict=True)
    return frozenset().union(*characters), all(musts)


def _start(branch: str) -> tuple[frozenset[str], bool]:
    """The characters that one branch may begin with, and whether it must have one of them."""
    if _is_plain(branch):
        return _alone(branch[0]), True
    return _start_of_pattern(branch)


@cache
def _alone(character: str) -> frozenset[str]:
    return frozenset(character)


@cache  # a list is asked for each character that its words may begin with
def _start_of_pattern(branch: str) -> tuple[frozenset[str], bool]:
    """The same of a branch that is more than characters: as far as its atoms may be left out."""
    found: frozenset[str] = frozenset()
    for atom, quantifier in _atoms(branch):
        characters, must = _of_atom(atom)
        found |= characters
        may_be_left_out = quantifier.startswith(_MAY_BE_LEFT_OUT)
        if must and not may_be_left_out:
            return found, True
    return found, False


def _atoms(branch: str) -> Iterator[tuple[str, str]]:
    """Yield what a branch is made of, each with the quantifier behind it."""
    at = 0
    while at < len(branch):
        end = _atom_end(branch, at)
        quantifier = _QUANTIFIER.match(branch, end)
        assert quantifier is not None
        yield branch[at:end], quantifier[0]
        at = quantifier.end()


@cache  # many words begin with the same list
def _of_atom(atom: str) -> tuple[frozenset[str], bool]:
    """The characters that an atom may begin with, and whether it must have one of them."""
    if atom.startswith("(?:"):
        return _of_list(atom[3:-1])
    if atom.startswith(_LOOK_AROUNDS):
        return frozenset(), False
    return frozenset(_characters(atom)), True


def _characters(atom: str) -> Iterable[str]:
    """The characters that an atom which is one character may be."""
    if atom.startswith("["):
        return _class(atom[1:-1])
    return _DIGITS if atom == r"\d" else atom[-1]


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


def branches(pattern: str) -> list[str]:
    """Return what bars part a pattern into, outside its groups."""
    found, start, at = [], 0, 0
    while at < len(pattern):
        if pattern[at] == "|":
            found.append(pattern[start:at])
            start = at = at + 1
        else:
            run = _RUN.match(pattern, at)
            at = run.end() if run else _atom_end(pattern, at)
    return [*found, pattern[start:]]
