"""With which characters a word's pattern may begin: so that few patterns are tried at each place."""

import re
from functools import cache

_SYNTAX = frozenset("\\([?*{|")
_PARENTHESES = re.compile(r"[()]")
_QUANTIFIER = re.compile(r"[?*]|\{\d*(?:,\d*)?\}")


@cache
def openings(pattern: str) -> frozenset[str]:
    r"""Return the characters that a match of a pattern may begin with.

    Understands what words are written in: characters, ``(?:…|…)``, ``[…]``, ``\d``, look-aheads, and
    ``?``, ``*``, ``{m,n}`` behind them. Raises ValueError for a pattern that can match nothing.
    """
    if pattern and _SYNTAX.isdisjoint(pattern):
        return frozenset(pattern[0])  # most words are just characters
    found: set[str] = set()
    for branch in _branches(pattern):
        if not _add(branch, found):
            raise ValueError(pattern)
    return frozenset(found)


def _add(branch: str, found: set[str]) -> bool:
    """Add the characters that one branch may begin with; return whether it must have one of them."""
    at = 0
    while at < len(branch):
        end = _atom_end(branch, at)
        atom = branch[at:end]
        quantifier = _QUANTIFIER.match(branch, end)
        at = quantifier.end() if quantifier else end
        if atom.startswith(("(?=", "(?!")):
            continue
        must = _add_atom(atom, found)
        if must and (quantifier is None or quantifier[0].startswith("{")):
            return True
    return False


def _add_atom(atom: str, found: set[str]) -> bool:
    if atom.startswith("(?:"):
        # A list: every branch must be looked at.
        musts = [_add(branch, found) for branch in _branches(atom[3:-1])]
        return all(musts)
    if atom == r"\d":
        found.update("0123456789")
    elif atom.startswith("["):
        found.update(_class(atom[1:-1]))
    else:
        found.add(atom[-1])
    return True


def _class(text: str) -> str:
    between = re.sub(r"(.)-(.)", lambda m: "".join(map(chr, range(ord(m[1]), ord(m[2]) + 1))), text)
    return between.replace("\\", "")


def _atom_end(text: str, at: int) -> int:
    if text[at] == "\\":
        return at + 2
    if text[at] == "[":
        return text.index("]", at) + 1
    if text[at] != "(":
        return at + 1
    depth = 0
    for found in _PARENTHESES.finditer(text, at):
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
            at = _atom_end(pattern, at)
    return [*branches, pattern[start:]]
