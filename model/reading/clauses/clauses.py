"""The second step: sentences become clauses, each with its figures and the words before them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from model.chinese.figures import Kind
from model.reading.clauses.came_to import with_what_it_came_to, without_what_it_was
from model.reading.clauses.clause import NAMING_BEHIND, SMALL, Clause, Piece
from model.reading.clauses.counted_first import with_marks
from model.reading.clauses.examples import without_examples
from model.reading.clauses.shared_words import with_shared_words
from model.reading.clauses.showing import without_what_is_shown
from model.reading.facts import Quantity
from model.reading.tokens.lexicon import SENTENCE_ENDS
from model.reading.tokens.phrase import Phrase, Token
from model.reading.tokens.tokens import Sentence
from model.reading.words.words import words_of

_GROUP_ENDS = "，：；（）" + SENTENCE_ENDS
_AS_IF = "，"
_BEGINNING = frozenset(("all", "none"))
_NAMING = frozenset(("row", "column", "verb", "topic"))
_OF_THE_YEAR = frozenset(("now", "filler", "copula", "and"))


class _Draft:
    """What was gathered of a clause so far; ``behind`` is where its words behind the last figure begin."""

    __slots__ = ("behind", "pieces", "words")

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.words: list[Token] = []
        self.behind = 0

    def clause(self, stop: str, group: list["_Draft"]) -> Clause:
        """Return the clause that it is before a mark; ``group`` are those since the last mark but “、”."""
        self._leave_out_what_is_shown()
        pieces, whole = self.pieces, self._whole
        stated = _stated(group, whole) if stop in _GROUP_ENDS else None
        if len(pieces) > 1:
            whole = without_what_it_was(whole, pieces)
            pieces = _with_bases(with_what_it_came_to(pieces))
        return Clause(tuple(pieces), tuple(self.words[self.behind :]), whole, stop, stated)

    @property
    def _whole(self) -> Phrase:
        """All its words: mostly those before its one figure."""
        is_one_piece = len(self.pieces) == 1 and self.behind == len(self.words)
        return self.pieces[0][0] if is_one_piece else Phrase(self.words)

    def _leave_out_what_is_shown(self) -> None:
        """“被纠正的3件复议案件反映出……” says how many they are, whatever they show."""
        if len(self.pieces) == 1 and self.behind < len(self.words):
            self.words = without_what_is_shown(self.words, self.behind)

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
        if self.pieces and self.behind == len(self.words):
            self._leave_out_people(quantity)
        self.pieces.append((Phrase(self.words[self.behind :]), quantity))
        self.behind = len(self.words)

    def _leave_out_people(self, behind: Quantity) -> None:
        if _tells_how_many_people(self.pieces[-1], behind):
            words, _ = self.pieces.pop()
            self.behind -= len(words.words)


def _tells_how_many_people(piece: Piece, behind: Quantity) -> bool:
    """Whether a figure only tells from how many people that came which words and another figure tell."""
    words, people = piece
    is_just_before = people.counter in words_of("people") and people.stop == behind.start
    return is_just_before and bool(words.topics) and all(topic.table for topic in words.topics)


def clauses(sentences: Iterable[Sentence]) -> tuple[Clause, ...]:
    """Return the clauses of all sentences; the last of each ends in a mark of ``SENTENCE_ENDS``."""
    found: list[Clause] = []
    for sentence in sentences:
        found += [_passed(sentence)] if sentence.passing else with_shared_words([*_clauses(sentence)])
    return tuple(found)


def _passed(sentence: Sentence) -> Clause:
    words = [one for one in sentence.tokens if isinstance(one, Token)]
    return Clause((), tuple(words), Phrase(words), "。", passing=True)


def _clauses(sentence: Sentence) -> Iterator[Clause]:
    """Yield the clauses; the last of each group has all its words, where no figure is among them."""
    group: list[_Draft] = []
    for draft, stop in _drafts(sentence):
        group.append(draft)
        yield draft.clause(stop, group)
        if stop in _GROUP_ENDS:
            group = []


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


def _with_bases(pieces: list[Piece]) -> list[Piece]:
    """“占办结申请81件的27.2%”: the figure of the base is told by the way, behind the share itself."""
    made = pieces[:]
    for place, pair in enumerate(pairwise(pieces)):
        made[place : place + 2] = _with_base_behind(*pair) or made[place : place + 2]
    return made


def _with_base_behind(before: Piece, behind: Piece) -> list[Piece]:
    """A share, and behind it the figure of its base; nothing for other figures."""
    if not _are_share_of_base(before, behind):
        return []
    (base, counted), (between, share) = before, behind
    named = base.behind(base.first("share").end)
    return [(Phrase([*base.words, *between.words]), share), (named, counted)]


def _are_share_of_base(before: Piece, behind: Piece) -> bool:
    """Whether a percentage stands behind the figure of what it is said to be a share of."""
    is_percentage = behind[1].kind is Kind.PERCENT and before[1].kind is not Kind.PERCENT
    return is_percentage and before[0].says("share") and behind[0].says_only(SMALL)


def _drafts(sentence: Sentence) -> Iterator[tuple[_Draft, str]]:
    """Yield what stands before each mark, with the mark; what none ends is taken as if a full stop did.

    “收到申请3件全部予以公开” is two statements, as if a mark stood before the second.
    """
    draft, is_open, of_all = _Draft(), True, words_of("all-of-them")
    for token in with_marks(without_examples(sentence), sentence.kinds):
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
    """Whether a word begins to say something of all that the words around the last figure count.

    “……3件全部予以公开”.
    """
    if not (draft.pieces and token.may_be(_BEGINNING)):
        return False
    before, behind = draft.pieces[-1][0], Phrase(draft.words[draft.behind :])
    if not behind.says_only(NAMING_BEHIND):
        return False
    return before.says_any(_NAMING) or _counts_all(before, behind, token)


# “一年来3件申请均……” may be of some that were told of.
def _counts_all(before: Phrase, named: Phrase, token: Token) -> bool:
    """“一年来4件复议案件均……”, “4件复议案件无一……”: a figure of a row that is named behind it alone."""
    is_of_year = before.says("now") and before.says_only(_OF_THE_YEAR)
    is_of_row = any(topic.item for topic in named.topics)
    return is_of_row and (is_of_year or ("none" in token.kinds and not before.words))
