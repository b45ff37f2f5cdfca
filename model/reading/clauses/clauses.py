"""The second step: sentences become clauses, each with its figures and the words before them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from model.chinese.figures import Kind
from model.reading.clauses.came_to import with_what_it_came_to, without_what_it_was
from model.reading.clauses.counted_first import with_marks
from model.reading.clauses.examples import without_examples
from model.reading.clauses.of_all import NAMING_BEHIND, says_of_all
from model.reading.facts import Quantity
from model.reading.tokens.channels import explains_way
from model.reading.tokens.lexicon import SENTENCE_ENDS
from model.reading.tokens.phrase import Phrase, Token
from model.reading.tokens.tokens import Sentence
from model.reading.words.terms import Reference
from model.reading.words.words import words_of

_NAMING, _SMALL = frozenset(("row", "column")), frozenset(("filler", "copula", "and"))
_GROUP_ENDS = "，：；（）" + SENTENCE_ENDS
_AS_IF = "，"
_LEADING_TO_FIGURES = frozenset(("part", "filler", "copula", "now"))
_SAYING_WHICH = _NAMING | {"verb"}


_Piece = tuple[Phrase, Quantity]
"""A figure and the words before it."""


class Clause(msgspec.Struct, frozen=True, gc=False):
    """Words and figures up to the next mark.

    ``pieces`` are its figures, each with the words before it; ``rest`` the words behind the last of them.
    ``whole`` is all its words, ``last`` those of the last figure with what follows it. ``group`` are the
    words since the last mark that is no “、”, where this one ends them and there was no figure among them.
    """

    pieces: tuple[_Piece, ...]
    rest: tuple[Token, ...]
    whole: Phrase
    stop: str
    group: Phrase | None = None
    passing: bool = False

    @property
    def is_divided_behind(self) -> bool:
        """Whether its last figure is divided by what follows: “9件申请中，……”."""
        return bool(self.pieces and self.rest) and "among" in self.rest[-1].kinds

    @property
    def last(self) -> Phrase:
        """The words of the last figure with what follows it."""
        if len(self.pieces) == 1:
            return self.whole
        words, _ = self.pieces[-1]
        return Phrase([*words.words, *self.rest]) if self.rest else words

    @property
    def ends_in_what_it_counts(self) -> bool:
        """Whether nothing stands behind its last figure but the name of what that counts."""
        return bool(self.pieces) and all(word.may_be(NAMING_BEHIND) for word in self.rest)

    @property
    def divides_its_rest(self) -> bool:
        """Whether its first figure is what is left, and the others divide it: “其余9件分别为……2件”."""
        has_parts = len(self.pieces) > 1 and self.pieces[1][0].says("part")
        return has_parts and self.pieces[0][0].says("remaining")

    @property
    def is_listed(self) -> bool:
        """Whether no more than a “、” parts its last figure from what follows."""
        return self.stop == "、" and bool(self.pieces)

    @property
    def leading_on(self) -> Phrase | None:
        """Its words where they have no figure, and a “，” leads on from them."""
        is_leading = self.stop == "，" and not self.pieces
        return self.whole if is_leading else None

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop or the like follows."""
        return self.stop in SENTENCE_ENDS


class _Draft:
    """What was gathered of a clause so far; ``behind`` is where its words behind the last figure begin."""

    __slots__ = ("behind", "pieces", "words")

    def __init__(self) -> None:
        self.pieces: list[_Piece] = []
        self.words: list[Token] = []
        self.behind = 0

    @property
    def rest(self) -> list[Token]:
        """The words behind the last figure."""
        return self.words[self.behind :]

    @property
    def whole(self) -> Phrase:
        """All its words: mostly those before its one figure."""
        is_one_piece = len(self.pieces) == 1 and self.behind == len(self.words)
        return self.pieces[0][0] if is_one_piece else Phrase(self.words)

    def take_in(self, further: "_Draft") -> None:
        """Go on with what stands behind a “、”; “行政处罚12件、无行政强制” begins anew."""
        if self.pieces and further.denies:
            self.words, self.pieces = [], []
        self.words += further.words
        self.pieces += further.pieces

    @property
    def denies(self) -> bool:
        """Whether its words begin with “none”, and there is no figure."""
        return not self.pieces and bool(self.words) and "none" in self.words[0].kinds

    def add_figure(self, quantity: Quantity) -> None:
        """Take a figure, with the words before it; of “收到申请2人3次” the second alone."""
        if self._has_people_just_before(quantity):
            words, _ = self.pieces.pop()
            self.behind -= len(words.words)
        self.pieces.append((Phrase(self.rest), quantity))
        self.behind = len(self.words)

    def _has_people_just_before(self, quantity: Quantity) -> bool:
        """Whether a figure only tells from how many people that came which words and another figure tell."""
        if not self.pieces or self.behind < len(self.words):
            return False
        words, people = self.pieces[-1]
        is_just_before = people.counter in words_of("people") and people.stop == quantity.start
        return is_just_before and bool(words.topics) and all(topic.table for topic in words.topics)


def clauses(sentences: Iterable[Sentence]) -> tuple[Clause, ...]:
    """Return the clauses of all sentences; the last of each ends in a mark of ``SENTENCE_ENDS``."""
    found: list[Clause] = []
    for sentence in sentences:
        found += [_passed(sentence)] if sentence.passing else _with_shared_words([*_clauses(sentence)])
    return tuple(found)


def _with_shared_words(found: list[Clause]) -> list[Clause]:
    """The clauses with the words of their neighbours that say of what their figures are."""
    return _ending_alike(_named_by_brackets(found))


def _ending_alike(found: list[Clause]) -> list[Clause]:
    """“29件行政复议、6件行政诉讼尚未审结”: what became of the last is said of those before it too."""
    for place in reversed(range(len(found) - 1)):
        if found[place].is_listed:
            found[place] = _ended_as(found[place], found[place + 1])
    return found


def _are_counted_alike(clause: Clause, behind: Clause) -> bool:
    """Whether figures come before different things of one table, and of the first nothing more is said."""
    are_first = _comes_before_words(clause) and _comes_before_words(behind)
    return are_first and _name_rows_beside(Phrase([*clause.rest]), Phrase([*behind.rest]))


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
    if any(one.stop == "（" for one in found):
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
        return clause
    last = before[-1]
    if _opens_behind_name(last):
        return _named_by(last.whole.words, clause)
    if _are_naming_bracket(before):
        return _named_by(_words_with_bracket(*before), clause)
    return clause


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
    return words.says_any(_NAMING) and words.says_only(_NAMING | _SMALL)


def _is_of_ways_alone(before: Phrase, inside: Phrase) -> bool:
    """“收到申请（含网络、邮寄）91件”, “邮寄（EMS）65件”."""
    return explains_way(before, inside) or (before.says("topic") and inside.says_only(_SMALL | {"part"}))


def _is_bare(clause: Clause) -> bool:
    """Whether a clause begins with a figure."""
    return bool(clause.pieces) and not clause.pieces[0][0].words


def _named_by(words: list[Token], clause: Clause) -> Clause:
    (_, figure), *further = clause.pieces
    pieces = ((Phrase(words), figure), *further)
    return msgspec.structs.replace(clause, pieces=pieces, whole=Phrase([*words, *clause.whole.words]))


def _passed(sentence: Sentence) -> Clause:
    words = [one for one in sentence.tokens if isinstance(one, Token)]
    return Clause((), tuple(words), Phrase(words), "。", passing=True)


def _clauses(sentence: Sentence) -> Iterator[Clause]:
    """Yield the clauses; the last of each group has all its words, where no figure is among them."""
    group: list[_Draft] = []
    for draft, stop in _drafts(sentence):
        whole, stated = draft.whole, None
        group.append(draft)
        if stop in _GROUP_ENDS:
            stated, group = _stated(group, whole), []
        pieces = _with_bases(with_what_it_came_to(draft.pieces))
        whole = without_what_it_was(whole, draft.pieces)
        yield Clause(tuple(pieces), tuple(draft.rest), whole, stop, stated)


def _stated(group: Sequence[_Draft], last: Phrase) -> Phrase | None:
    """All words of a group, where no figure is among them; mostly it is one clause, the ``last``."""
    everything = _joined(group) if len(group) > 1 else group[0]
    if everything.pieces:
        return None
    return Phrase(everything.words) if len(group) > 1 else last


def _joined(group: Iterable[_Draft]) -> _Draft:
    everything = _Draft()
    for draft in group:
        everything.take_in(draft)
    return everything


def _with_bases(pieces: list[_Piece]) -> list[_Piece]:
    """“占办结申请81件的27.2%”: the figure of the base is told by the way, behind the share itself."""
    made = pieces[:]
    for place, pair in enumerate(pairwise(pieces)):
        made[place : place + 2] = _with_base_behind(*pair) or made[place : place + 2]
    return made


def _with_base_behind(before: _Piece, behind: _Piece) -> list[_Piece]:
    """A share, and behind it the figure of its base; nothing for other figures."""
    if not _are_share_of_base(before, behind):
        return []
    (base, counted), (between, share) = before, behind
    named = base.behind(base.first("share").end)
    return [(Phrase([*base.words, *between.words]), share), (named, counted)]


def _are_share_of_base(before: _Piece, behind: _Piece) -> bool:
    """Whether a percentage stands behind the figure of what it is said to be a share of."""
    is_percentage = behind[1].kind is Kind.PERCENT and before[1].kind is not Kind.PERCENT
    return is_percentage and before[0].says("share") and behind[0].says_only(_SMALL)


def _drafts(sentence: Sentence) -> Iterator[tuple[_Draft, str]]:
    """Yield what stands before each mark, with the mark; what none ends is taken as if a full stop did.

    “收到申请3件全部予以公开” is two statements, as if a mark stood before the second.
    """
    draft, is_open, of_all = _Draft(), True, words_of("all-of-them")
    tokens = without_examples(sentence)
    for token in with_marks(tokens) if "and" in sentence.kinds else tokens:
        if isinstance(token, Quantity):
            draft.add_figure(token)
        elif token.text in of_all and _is_said_of_all(token, draft):
            yield draft, _AS_IF
            draft = _Draft()
            draft.words.append(token)
        elif "stop" in token.kinds:
            yield draft, token.text
            draft, is_open = _Draft(), token.text not in SENTENCE_ENDS
        else:
            draft.words.append(token)
    if is_open:
        yield draft, "。"


def _is_said_of_all(token: Token, draft: _Draft) -> bool:
    """Whether a word begins to say something of all that the words around the last figure count."""
    return bool(draft.pieces) and says_of_all(token, draft.pieces[-1][0], Phrase(draft.rest))
