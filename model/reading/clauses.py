"""The second step: sentences become clauses, each with its figures and the words before them."""

from collections.abc import Iterable, Iterator

import msgspec

from model.reading.facts import Quantity
from model.reading.lexicon import SENTENCE_ENDS
from model.reading.phrase import Phrase, Token
from model.reading.tokens import Sentence
from model.reading.words import words_of

_NAMING, _SMALL = frozenset(("row", "column")), frozenset(("filler", "copula", "and"))
_GROUP_ENDS = "，：；（）" + SENTENCE_ENDS
_AS_IF = "，"
# Words behind a figure that still only name what it counts: “发布的2件规范性文件均……”.
_NAMING_BEHIND = frozenset(("topic", "filler", "copula"))
_SAYING_WHAT = _NAMING | {"topic", "verb"}


class Clause(msgspec.Struct, frozen=True):
    """Words and figures up to the next mark.

    ``pieces`` are its figures, each with the words before it; ``rest`` the words behind the last of them.
    ``whole`` is all its words, ``last`` those of the last figure with what follows it. ``group`` are the
    words since the last mark that is no “、”, where this one ends them and there was no figure among them.
    """

    pieces: tuple[tuple[Phrase, Quantity], ...]
    rest: tuple[Token, ...]
    whole: Phrase
    stop: str
    group: Phrase | None = None
    passing: bool = False

    @property
    def is_divided_behind(self) -> bool:
        """Whether what it ends with is divided by what follows: “9件申请中，……”, “申请中，……”."""
        return bool(self.rest) and "among" in self.rest[-1].kinds

    @property
    def ends_in_what_it_counts(self) -> bool:
        """Whether nothing stands behind its last figure but the name of what that counts."""
        return bool(self.pieces) and all(word.may_be(_NAMING_BEHIND) for word in self.rest)

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
    """What was gathered of a clause so far."""

    __slots__ = ("pieces", "rest", "words")

    def __init__(self) -> None:
        self.pieces: list[tuple[Phrase, Quantity]] = []
        self.rest: list[Token] = []
        self.words: list[Token] = []

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
            self.rest = words.words
        self.pieces.append((Phrase(self.rest), quantity))
        self.rest = []

    def _has_people_just_before(self, quantity: Quantity) -> bool:
        """Whether a figure only tells from how many people that came which words and another figure tell."""
        if self.rest or not self.pieces:
            return False
        words, people = self.pieces[-1]
        is_just_before = people.counter in words_of("people") and people.stop == quantity.start
        return is_just_before and bool(words.topics) and all(topic.table for topic in words.topics)


def clauses(sentences: Iterable[Sentence]) -> tuple[Clause, ...]:
    """Return the clauses of all sentences; the last of each ends in a mark of ``SENTENCE_ENDS``."""
    found: list[Clause] = []
    for sentence in sentences:
        found += [_passed(sentence)] if sentence.passing else _named_by_brackets([*_clauses(sentence)])
    return tuple(found)


def _named_by_brackets(found: list[Clause]) -> list[Clause]:
    """“不予公开（属于内部事务信息）1件”: what stands before and in a bracket names the figure behind it."""
    has_bracket = any(one.stop == "（" for one in found)
    for place in range(2, len(found)) if has_bracket else ():
        before, inside, behind = found[place - 2 : place + 1]
        if _is_naming_bracket(before, inside) and _is_bare(behind):
            is_reason = inside.whole.says("row")  # which names its result too
            words = [] if is_reason else before.whole.words
            found[place] = _named_by([*words, *inside.whole.words], behind)
    return found


def _is_naming_bracket(before: Clause, inside: Clause) -> bool:
    """Whether a bracket names rows or columns and says nothing else, no figure is in it or just before it."""
    is_bracket = before.stop == "（" and inside.stop == "）"
    if not is_bracket or before.pieces or inside.pieces:
        return False
    return inside.whole.says_any(_NAMING) and inside.whole.says_only(_NAMING | _SMALL)


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
    group = _Draft()
    for draft, stop in _drafts(sentence):
        group.take_in(draft)
        stated = None
        if stop in _GROUP_ENDS:
            stated = None if group.pieces else Phrase(group.words)
            group = _Draft()
        yield Clause(tuple(draft.pieces), tuple(draft.rest), Phrase(draft.words), stop, stated)


def _drafts(sentence: Sentence) -> Iterator[tuple[_Draft, str]]:
    """Yield what stands before each mark, with the mark; what none ends is taken as if a full stop did.

    “收到申请3件全部予以公开” is two statements, as if a mark stood before the second.
    """
    draft, is_open = _Draft(), True
    for token in sentence.tokens:
        if isinstance(token, Quantity):
            draft.add_figure(token)
        elif "all" in token.kinds and _is_said_of_all(token, draft):
            yield draft, _AS_IF
            draft = _Draft()
            draft.rest, draft.words = [token], [token]
        elif "stop" in token.kinds:
            yield draft, token.text
            draft, is_open = _Draft(), token.text not in SENTENCE_ENDS
        else:
            draft.rest.append(token)
            draft.words.append(token)
    if is_open:
        yield draft, "。"


def _is_said_of_all(token: Token, draft: _Draft) -> bool:
    """Whether a word begins to say something of all that the words before name and count."""
    if token.text not in words_of("all-of-them") or not draft.pieces:
        return False
    words, _ = draft.pieces[-1]
    is_named_before = words.says_any(_SAYING_WHAT)
    return is_named_before and Phrase(draft.rest).says_only(_NAMING_BEHIND)
