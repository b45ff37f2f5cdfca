"""Clauses with the words of their neighbours that say of what their figures are."""

from collections.abc import Sequence

import msgspec

from model.reading.clauses.clause import NAMING_BEHIND, SMALL, Clause
from model.reading.tokens.channels import explains_way
from model.reading.tokens.lexicon import SENTENCE_ENDS
from model.reading.tokens.phrase import Phrase, Token
from model.reading.words.terms import Reference

_NAMING = frozenset(("row", "column"))
_LEADING_TO_FIGURES = frozenset(("part", "filler", "copula", "now"))
_SAYING_WHICH = _NAMING | {"verb"}
_WHOSE = SMALL | {"column", "and"}
_HEADING = frozenset(("column", "concluded"))
_COUNTED = frozenset(("topic", "row", "verb"))
_ENDING_A_HEADING = (*SENTENCE_ENDS, "；")


def with_shared_words(found: list[Clause]) -> list[Clause]:
    """Return the clauses with the words of their neighbours that say of what their figures are."""
    stops = {one.stop for one in found}
    for share in [share for stop, share in _SHARING if stop in stops]:
        found = share(found)
    return found


def _headed(found: list[Clause]) -> list[Clause]:
    """“结果维持：直接起诉3件，复议后起诉2件；……”: up to its “；” a heading is said of each figure."""
    made: list[Clause] = []
    heading: Clause | None = None
    for place, one in enumerate(found):
        if _is_heading(one) and _has_no_column(found[place + 1]):
            heading = one
        elif heading is not None and _has_no_column(one):
            made.append(_with_heading(heading, one))
        else:
            made.append(one)
        if one.stop in _ENDING_A_HEADING:
            heading = None
    return made


def _is_heading(clause: Clause) -> bool:
    """Whether a clause has nothing but a column, or that cases are closed, before a “：”."""
    names_column = clause.stop == "：" and not clause.pieces and clause.whole.says_any(_HEADING)
    return names_column and clause.whole.says_only(SMALL | _HEADING)


def _has_no_column(clause: Clause) -> bool:
    """Whether a clause has one figure, of which its words say what it counts and not in which column."""
    says_what = len(clause.pieces) == 1 and clause.whole.says_any(_COUNTED)
    return says_what and clause.whole.says_only(NAMING_BEHIND | _COUNTED)


def _with_heading(heading: Clause, clause: Clause) -> Clause:
    named, figure = clause.pieces[0]
    column = heading.whole.those(_HEADING)
    whole = Phrase([*clause.whole.words, *column])
    return msgspec.structs.replace(clause, pieces=((Phrase([*named.words, *column]), figure),), whole=whole)


def _going_on(found: list[Clause]) -> list[Clause]:
    """“1件由企业提出、属于过程性信息而不予公开”: behind its figure a clause goes on beyond the “、”.

    So does “9件是科研机构、社会公益组织和其他组织的”, which is of all of these.
    """
    for place in reversed(range(len(found) - 1)):
        if found[place].is_listed and _goes_on(found[place], found[place + 1]):
            found[place : place + 2] = [_taking_in(found[place], found[place + 1])]
    return found


def _goes_on(clause: Clause, behind: Clause) -> bool:
    """Whether a clause says behind its figure whose it is, and the next that too, or what became of it."""
    if behind.pieces or not _comes_before_words(clause):
        return False
    whose = Phrase([*clause.rest])
    says_whose = whose.says("column") and whose.says_only(_WHOSE)
    return says_whose and (_says_what_became(behind.whole) or behind.whole.says_only(_WHOSE))


def _says_what_became(words: Phrase) -> bool:
    return words.says("row") and words.says_only(SMALL | {"row"})


def _taking_in(clause: Clause, behind: Clause) -> Clause:
    rest, whole = (*clause.rest, *behind.rest), Phrase([*clause.whole.words, *behind.whole.words])
    return msgspec.structs.replace(clause, rest=rest, whole=whole, stop=behind.stop)


def _ending_alike(found: list[Clause]) -> list[Clause]:
    """“29件行政复议、6件行政诉讼尚未审结”: what became of the last is said of those before it too."""
    for place in reversed(range(len(found) - 1)):
        if found[place].is_listed:
            found[place] = _ended_as(found[place], found[place + 1])
    return found


def _are_counted_alike(clause: Clause, behind: Clause) -> bool:
    """Whether figures come before different things of one table, and of the first nothing more is said."""
    says_it_itself = clause.whole.says("column")  # “1件被复议纠正、3件被法院纠正”
    are_first = _comes_before_words(clause) and _comes_before_words(behind)
    return (
        are_first and not says_it_itself and _name_rows_beside(Phrase([*clause.rest]), Phrase([*behind.rest]))
    )


def _comes_before_words(clause: Clause) -> bool:
    """Whether a clause has one figure, and says what it counts behind it."""
    is_alone = len(clause.pieces) == 1 and bool(clause.rest)
    return is_alone and clause.pieces[0][0].says_only(_LEADING_TO_FIGURES)


def _name_rows_beside(one: Phrase, other: Phrase) -> bool:
    return one.says_only(NAMING_BEHIND) and _are_beside(one.topics, other.topics)


def _are_beside(some: tuple[Reference, ...], others: tuple[Reference, ...]) -> bool:
    """Whether things are different rows of one table."""
    has_both = bool(some and others) and set(some).isdisjoint(others)
    return has_both and len({(one.table, bool(one.item)) for one in (*some, *others)}) == 1


def _ended_as(clause: Clause, behind: Clause) -> Clause:
    """Return a clause with what its neighbour says became of things like its own, not what did not."""
    if "none" in behind.whole.kinds or not _are_counted_alike(clause, behind):
        return clause
    words = [word for word in behind.rest if "column" in word.kinds]
    whole = Phrase([*clause.whole.words, *words])
    return msgspec.structs.replace(clause, rest=(*clause.rest, *words), whole=whole)


def _named_by_brackets(found: list[Clause]) -> list[Clause]:
    """What stands before a bracket names the figure that begins it, or with it the one behind it."""
    for place in range(1, len(found)):
        first = max(place - 2, 0)
        found[first : place + 1] = _named(found[first:place], found[place])
    return found


def _named(before: list[Clause], clause: Clause) -> list[Clause]:
    """Clauses with the last one named by those before; what a bracket belongs to states nothing then."""
    named = _named_by_words_before(before, clause)
    is_named_by_bracket = named is not clause and not _opens_behind_name(before[-1])
    return [*(map(_silent, before) if is_named_by_bracket else before), named]


def _silent(clause: Clause) -> Clause:
    return msgspec.structs.replace(clause, group=None)


def _named_by_words_before(before: Sequence[Clause], clause: Clause) -> Clause:
    """Return a clause with the words that name its figure.

    “予以公开（3件）”, “不予公开（属于内部事务信息）1件”.
    """
    if not _is_bare(clause):
        return _named_by_reason_before(before, clause)
    last = before[-1]
    if _opens_behind_name(last):
        return _named_by(last.whole.words, clause)
    if _are_naming_bracket(before):
        return _named_by(_words_with_bracket(*before), clause)
    return clause


def _named_by_reason_before(before: Sequence[Clause], clause: Clause) -> Clause:
    """“涉及商业秘密（第三方合法权益）不予公开1件”: what the bracket explains is the reason."""
    if not _has_reason_before(before, clause):
        return clause
    (named, figure), *further = clause.pieces
    reason = before[0].whole.words
    pieces = ((Phrase([*reason, *named.words]), figure), *further)
    return msgspec.structs.replace(clause, pieces=pieces, whole=Phrase([*reason, *clause.whole.words]))


def _has_reason_before(before: Sequence[Clause], clause: Clause) -> bool:
    if not (clause.pieces and _are_naming_bracket(before) and before[0].whole.says("row")):
        return False
    named = clause.pieces[0][0]
    return named.says("row") and _names_nothing_else(named)


def _words_with_bracket(before: Clause, inside: Clause) -> list[Token]:
    """The words before and in a bracket; of a reason, which names its result too, these alone."""
    is_reason = inside.whole.says("row")
    return inside.whole.words if is_reason else [*before.whole.words, *inside.whole.words]


def _are_naming_bracket(clauses: Sequence[Clause]) -> bool:
    return len(clauses) > 1 and _is_naming_bracket(*clauses)


def _opens_behind_name(clause: Clause) -> bool:
    """Whether a bracket opens behind words that say which figure is meant."""
    return clause.stop == "（" and not clause.pieces and clause.whole.says_any(_SAYING_WHICH)


def _is_naming_bracket(before: Clause, inside: Clause) -> bool:
    """Whether a bracket names rows, columns or the ways in which they came; no figure is in or before it."""
    is_bracket = before.stop == "（" and inside.stop == "）"
    if not is_bracket or before.pieces or inside.pieces:
        return False
    return _names_nothing_else(inside.whole) or _is_of_ways_alone(before.whole, inside.whole)


def _names_nothing_else(words: Phrase) -> bool:
    return words.says_any(_NAMING) and words.says_only(_NAMING | SMALL)


def _is_of_ways_alone(before: Phrase, inside: Phrase) -> bool:
    """“收到申请（含网络、邮寄）91件”, “邮寄（EMS）65件”."""
    return explains_way(before, inside) or (before.says("topic") and inside.says_only(SMALL | {"part"}))


def _is_bare(clause: Clause) -> bool:
    """Whether a clause begins with a figure."""
    return bool(clause.pieces) and not clause.pieces[0][0].words


def _named_by(words: list[Token], clause: Clause) -> Clause:
    (_, figure), *further = clause.pieces
    pieces = ((Phrase(words), figure), *further)
    return msgspec.structs.replace(clause, pieces=pieces, whole=Phrase([*words, *clause.whole.words]))


# What is done where a mark stands, in this order.
_SHARING = (("、", _going_on), ("：", _headed), ("（", _named_by_brackets), ("、", _ending_alike))
