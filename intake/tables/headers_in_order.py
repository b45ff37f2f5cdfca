"""Which column of the form each heading is where the grid is lost, so that only their order counts."""

from collections.abc import Collection, Sequence
from itertools import chain, islice

from msgspec import Struct

from intake.blocks import Row
from intake.labels import How, Match
from intake.tables.header import Header, Slot, assumed, known_targets
from intake.tables.words import BlockWords, Head, Leaf, TableWords


class _Named(Struct, frozen=True):
    """A heading of the form as it is written in the file, and how surely it was known."""

    head: Head
    text: str
    how: How

    def as_slot(self, column: int) -> Slot:
        """Return the slot of a column under this heading."""
        return Slot(column, 1, self.head.target, self.text, self.how)


def by_order(words: TableWords, block: BlockWords, lines: Sequence[Row]) -> Header | None:
    """Return the columns of headings whose merges are lost, None when they do not tell.

    The tokens of each line stand under the groups of the line above.
    """
    sequence = [_Named(Head("", None), "", How.OFFICIAL)]
    for row in lines:
        tokens = _without_corner(words, _texts(row))
        if not tokens:
            continue
        expanded = _expand(block, sequence, tokens)
        if expanded is None:
            return _by_leaves(block, lines)
        sequence = expanded
    slots = [named.as_slot(at) for at, named in enumerate(sequence)]
    if len(known_targets(slots)) < len(slots):  # a group without a line of headings under it
        return _by_leaves(block, lines)
    return Header(tuple(slots), placed=False, read=True)


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row if cell.text.strip()]


def _without_corner(words: TableWords, headings: Sequence[str]) -> list[str]:
    return [text for text in headings if words.corners.find(text) is None]


def _expand(block: BlockWords, sequence: Sequence[_Named], tokens: Sequence[str]) -> list[_Named] | None:
    """A line of headings with each group of it as the headings of the line below; None unless all fit.

    What stands above a column goes down to the figures, so that the line below has no token for it.
    """
    below = [_children(block, above.head) for above in sequence]
    wanted = sum(map(len, below))
    if len(tokens) == wanted + 1:  # a corner cell whose words are not the form's
        tokens = tokens[1:]
    if len(tokens) != wanted:
        return None
    made: list[_Named] = []
    left = iter(tokens)
    for above, children in zip(sequence, below, strict=True):
        if not children:
            made.append(above)
            continue
        named = _name(block, children, list(islice(left, len(children))))
        if named is None:
            return None
        made += named
    return made


def _children(block: BlockWords, head: Head) -> Sequence[Head]:
    """What stands right under a heading: nothing under a column's."""
    return block.children[head.id] if head.target is None else ()


def _name(block: BlockWords, children: Sequence[Head], tokens: Sequence[str]) -> list[_Named] | None:
    """Each token's heading among some; tokens that are unknown take what is left over, in order.

    None when fewer than half are known. A heading written twice by a slip is the one that stands at the
    column's own place.
    """
    found = _known_heads(block, children, tokens)
    if len(found) * 2 < len(children):
        return None
    left = dict.fromkeys(children)
    for named in found.values():
        left.pop(named.head)
    unused = iter(left)
    made: list[_Named] = []
    for at, text in enumerate(tokens):
        if at in found:
            made.append(found[at])
        else:
            made.append(_Named(next(unused), text, How.GUESSED))
    return made


def _known_heads(block: BlockWords, children: Sequence[Head], tokens: Sequence[str]) -> dict[int, _Named]:
    """The headings of the tokens that can only be one of some, by the token's place."""
    at_their_places = zip(children, tokens, strict=True)
    taken = {child for child, text in at_their_places if _may_be(block, text, {child})}
    found: dict[int, _Named] = {}
    for at, text in enumerate(tokens):
        # A heading that stands at its own place is that one, however well another one's words fit it too.
        free = set(children) - (taken - {children[at]})
        fitting = _may_be(block, text, free)
        is_certain = len(fitting) == 1
        if is_certain:
            found[at] = _Named(fitting[0].target, text, fitting[0].how)
            taken.add(fitting[0].target)
    return found


def _may_be(block: BlockWords, text: str, heads: Collection[Head]) -> list[Match[Head]]:
    """What a text may be among some headings."""
    return [match for match in block.heads.all(text) if match.target in heads]


def _by_leaves(block: BlockWords, lines: Sequence[Row]) -> Header | None:
    """All columns are named somewhere, though the groups above them are not: the form's order."""
    open_: list[Leaf] = list(block.leaves)
    for text in chain.from_iterable(map(_texts, lines)):
        named = _first_named(block, open_, text)
        if named is not None:
            open_.remove(named)
    if open_:
        return None
    header = assumed(block)
    return Header(header.slots, header.placed, read=True)


def _first_named(block: BlockWords, leaves: Sequence[Leaf], text: str) -> Leaf | None:
    """The first of some columns that a heading may be."""
    targets = {match.target.target for match in block.heads.all(text)}
    return next((leaf for leaf in leaves if leaf.target in targets), None)
