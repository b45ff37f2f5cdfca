"""The fourth step: what each figure speaks of, clause by clause, as the text goes on.

A clause is understood only when every word of it is known; figures in others, or of another time,
another organ or a plan, are left alone with what depends on them. Facts come in the order of the text.
"""

from collections.abc import Callable, Sequence

import msgspec

from model.reading import comparing
from model.reading.answering import is_implying, stated
from model.reading.clauses import Clause
from model.reading.comparing import MOVING, View
from model.reading.context import Context, divides_its_own, labelling, named_again, received_among
from model.reading.each import Each, begin_each, with_labels
from model.reading.facts import Mention, Quantity, may_be_part
from model.reading.grounded import Closed, Counted, Fact, Opened, Stated, divided_wholly
from model.reading.lexicon import SENTENCE_ENDS
from model.reading.meaning import Meaning
from model.reading.phrase import Phrase
from model.reading.resolve import Resolver
from model.reading.scope import Scope
from model.reading.terms import Reference

_REMEMBERED = 6  # figures
_STATING, _TIMES = frozenset(("none", "all")), frozenset(("now", "then"))
_NO_WORDS = Phrase([])


class Grounding:
    """Goes through the clauses of one paragraph; ``facts`` is what it found."""

    def __init__(self, resolver: Resolver, text: str, topic: Reference | None) -> None:
        self._resolver = resolver
        self._text = text
        self._context = Context(topic)
        self._before = Context()
        self._scope = Scope()
        self._labels: list[Phrase] = []
        self._each: Each | None = None
        self._brackets: list[tuple[Context, Mention | None]] = []
        self._whole: Mention | None = None
        self._divided: Mention | None = None  # as ``_whole``, but up to the end of the sentence
        self._first: tuple[Mention, ...] = ()  # of the sentence, behind the last one of that before it
        self._opening: Mention | None = None  # as ``_divided``, of the sentence before
        self._ahead = _NO_WORDS  # what stands before the bracket that was just opened
        self._unknown = False  # what is divided here is not understood
        self._rate = False  # the last figure was a rate of its own: “办结率88.9%”
        self._told: list[Mention] = []  # the last figures
        self._counting = False  # a figure of the sentence was told
        self._just_told = False  # the clause before has a figure
        self.facts: list[Fact] = []

    def take(self, clause: Clause, scope: Scope) -> None:
        """Ground one clause."""
        self._scope = scope
        if clause.whole.says("part"):
            self._divide(clause.whole)
        if clause.pieces:
            self._figures(clause)
        else:
            self._words(clause)
        self._context = self._context.behind_clause(clause.leading_on, listed=clause.is_listed)
        self._just_told = self._group(clause) if clause.group is not None else bool(clause.pieces)
        self._stop(clause)

    def _set(self, **changes: object) -> None:
        self._context = msgspec.structs.replace(self._context, **changes)

    def _add(self, fact: Fact | None) -> None:
        if fact is not None:
            self.facts.append(fact)

    # -------------------------------------------------------------------- words

    def _words(self, clause: Clause) -> None:
        """A clause without figures: it may compare, name a topic, or be the first of several labels."""
        if clause.whole.says_any(comparing.UNTOLD):
            self._add(comparing.untold(self._view(), clause.whole))
        self._topics(clause.whole)
        is_label = clause.stop == "、" and bool(clause.rest)
        self._labels = [*self._labels, clause.whole] if is_label else []

    def _topics(self, phrase: Phrase) -> None:
        if not phrase.says("topic"):
            return
        for topic in phrase.topics:
            self._context = self._context.about(topic, self._resolver.terms)

    def _group(self, clause: Clause) -> bool:
        """Note what says “none” or “all”, where nothing else in it is uncertain; return whether it does."""
        is_blocked = self._unknown or self._scope.blocked or self._scope.excepting
        found = self._stated(clause.group or _NO_WORDS) if not is_blocked else None
        self._add(found)
        return self._just_told and found is not None

    def _stated(self, words: Phrase) -> Stated | None:
        if words.says_any(_STATING):
            return stated(words, self._scope, self._context)
        is_of_it = self._just_told and is_implying(words)
        return Stated(words, self._context, implied=True) if is_of_it else None

    # --------------------------------------------------------------- quantities

    def _figures(self, clause: Clause) -> None:
        certain = self._scope.clean(clause.whole)
        *before, (words, quantity) = clause.pieces
        for phrase, one in before:
            certain = self._quantity(phrase, one, certain)
        last = clause.whole if not before else Phrase([*words.words, *clause.rest])
        self._quantity(last, quantity, certain)
        self._labels = []

    def _quantity(self, phrase: Phrase, quantity: Quantity, certain: bool) -> bool:
        """Note what one figure says; return whether the clause is still understood."""
        if self._notes_past(phrase, quantity):
            return certain
        self._topics(phrase)
        relates = comparing.relates(phrase, quantity)
        if self._belongs_to_each(phrase, quantity, relates=relates):
            return certain
        if relates:
            self._relation(phrase, quantity)
            return certain
        found = self._meanings(phrase, quantity) if certain else ()
        self._note(phrase, quantity, found)
        return bool(found)

    def _notes_past(self, phrase: Phrase, quantity: Quantity) -> bool:
        """Note a figure of last year's; return whether it is one."""
        before = phrase if phrase.words else self._ahead  # “比2022年（31件）”
        if not before.says("last-year"):
            return False
        is_past, fact = comparing.past(self._view(), before, quantity)
        self._add(fact)
        return is_past

    def _relation(self, phrase: Phrase, quantity: Quantity) -> None:
        """Note a percentage, or a figure that rises or falls."""
        is_rate = not phrase.says_any(MOVING | {"share"})
        self._rate = self._rate or is_rate
        labels = self._labels if phrase.says("sum") else ()  # “甲、乙合计占46%”
        self._add(comparing.related(self._view(), with_labels(labels, phrase), quantity))

    def _view(self) -> View:
        return View(
            self._resolver,
            self._text,
            self._scope,
            self._context,
            self._whole,
            self._divided,
            self._first,
            self._rate,
            self._unknown,
            tuple(self._told),
        )

    def _meanings(self, phrase: Phrase, quantity: Quantity) -> tuple[Meaning, ...]:
        """What a figure that counts may speak of."""
        if quantity.name:
            return self._resolver.live(quantity.name)
        everything = with_labels(self._labels, phrase)
        if not self._scope.clean(everything) or self._is_taken_away(phrase, quantity):
            return ()
        found = self._resolver.resolve(phrase, quantity, self._context)
        if everything is phrase or not found:
            return found
        return self._resolver.labelled(found, everything, quantity, self._context)

    def _perhaps(self, phrase: Phrase, quantity: Quantity) -> tuple[Meaning, ...]:
        """What a figure would speak of if unknown words of its clause did not matter, nor “公开”."""
        known = phrase.without(("unknown", "vague"))
        if self._scope.blocked or not phrase.topics or not self._scope.clean(known):
            return ()
        return self._resolver.resolve(known, quantity, self._context)

    def _is_taken_away(self, phrase: Phrase, quantity: Quantity) -> bool:
        """Whether what stands before takes a figure away from the tables."""
        is_part_of_unknown = self._unknown and may_be_part(quantity, self._whole)
        is_other_part = is_part_of_unknown and not self._resolver.stands_alone(phrase, self._context)
        if is_other_part or self._scope.blocked:
            return True
        return self._resolver.follows_unknown(phrase, quantity, self._context)

    def _note(self, phrase: Phrase, quantity: Quantity, found: tuple[Meaning, ...]) -> None:
        """Note a figure that counts, with what it may speak of."""
        meanings, also = self._resolver.terms.with_carried(found)
        label = labelling(self._text, phrase, quantity.start)
        perhaps = () if found else self._perhaps(phrase, quantity)
        said = self._resolver.said(label.words)
        again = self._resolver.tells_again(found, self._context)
        mention = Mention(quantity, meanings, label.text, said, again, also, perhaps, first=label.behind)
        self._rate = False
        self._context = self._resolver.remembered(mention, found, self._context)
        self._told = [*self._told[-_REMEMBERED:], mention]
        if not self._counting:
            self._first = (*self._first, mention)
            self._counting = True
        self.facts.append(Counted(mention, bool(self._brackets), self._context.listed))

    # ------------------------------------------------------------- one each

    def _belongs_to_each(self, phrase: Phrase, quantity: Quantity, *, relates: bool) -> bool:
        """Collect “甲、乙和丙分别为1件、2件和3件”; True while the figures belong to such a list."""
        if self._each is not None:
            if phrase.says_only(("and",)):
                self._each.quantities.append(quantity)
                return True
            self._end_each(self._each)
        if phrase.says("each"):
            self._each = begin_each(self._labels, phrase, quantity, relates=relates)
        return self._each is not None

    def _end_each(self, each: Each) -> None:
        self._each, self._labels = None, []
        if each.relates:
            self._relate_each(each)
        else:
            self._note_each(each)

    def _note_each(self, each: Each) -> None:
        for label, quantity in each.in_turn:
            self._note(label, quantity, self._meanings(label, quantity) if each.is_one_each else ())

    def _relate_each(self, each: Each) -> None:
        last = self._context.last
        for words, told, quantity in each.relations(self.facts):
            self._set(last=told or last)
            self._relation(words, quantity)
        self._set(last=last)

    # ------------------------------------------------------------ parts, stops

    def _divide(self, phrase: Phrase) -> None:
        """“其中”: what follows divides a figure, unless it divides what is named here and not counted."""
        named = named_again(self._text, phrase, self._told)
        if named is not None or not divides_its_own(phrase):
            self._begin_parts(named)

    def _begin_parts(self, named: Mention | None = None) -> None:
        """“其中”: what follows divides the figure before it, of the sentence before if need be."""
        is_of_sentence_before = self._context.last is None and named is None
        opening = self._take_up_sentence_before()
        whole = self._whole = self._divided = named or self._context.last
        self.facts.append(Opened(whole, opening=opening))
        if whole is None:
            return
        divided = self._resolver.divided(whole, self._context, afar=is_of_sentence_before)
        self._unknown = self._unknown or divided is None
        self._context = divided or self._context

    def _take_up_sentence_before(self) -> Mention | None:
        """Go on with the sentence before, where this one has no figure yet; return what that divided."""
        if self._context.last is not None or self._before.last is None:
            return None
        self._context = self._before
        return self._opening

    def _stop(self, clause: Clause) -> None:
        self._ahead = _NO_WORDS
        if clause.stop == "、":
            return  # it goes on
        if self._each is not None:
            self._end_each(self._each)
        self._labels = []
        at_stop = _AT_STOP.get(clause.stop)
        if at_stop is not None:
            at_stop(self, clause)

    def _open_bracket(self, clause: Clause) -> None:
        self._ahead = clause.whole
        self._brackets.append((self._context, self._whole))
        self._whole = self._context.last
        self.facts.append(Opened(self._whole, bracket=True))

    def _close_bracket(self, _clause: Clause) -> None:
        """What a bracket is about is not said of what follows it."""
        if not self._brackets:
            return
        before, self._whole = self._brackets.pop()
        self._set(last=before.last, topic=before.topic, cases=before.cases, between=before.between)
        self.facts.append(Closed(bracket=True))

    def _begin_among(self, clause: Clause) -> None:
        if clause.is_divided_behind:
            self._begin_parts()
        elif clause.whole.says("dividing") and not clause.pieces:
            self._begin_parts(self._divided or self._opening or received_among(self._told))

    def _begin_list(self, clause: Clause) -> None:
        """“收到30件：”, “发布30条信息：”: a colon behind a figure begins its parts.

        “公开信息10条，类别有七类：……”: what follows may divide the figure before it, and need not.
        """
        is_open = self._context.last is None or self._whole is not None or clause.whole.says_any(_TIMES)
        if clause.ends_in_what_it_counts:
            self._begin_parts()
        elif not (clause.pieces or is_open):
            # “……；按结果分：” divides anew.
            again = self._divided if self._context.apart else None
            self._divided = again or self._context.last
            self.facts.append(Opened(self._divided))

    def _end_part(self, _clause: Clause) -> None:
        """What is divided ends with a “；”, but for one in brackets."""
        if not self._brackets:
            self._end_division()
            self.facts.append(Closed())

    def _end_division(self) -> None:
        self._whole, self._unknown = None, False
        self._brackets.clear()
        self._set(column="", apart=True)

    def _end_sentence(self, _clause: Clause) -> None:
        self._end_division()
        whole = divided_wholly(self._divided, self._before.last, self.facts)
        if whole is not None:
            self._set(last=whole)
        self.facts.append(Closed(sentence=True))
        self._opening, self._divided = self._divided, None
        self._counting = False
        if self._context.last is not None:
            self._before = self._context
            self._first = (self._context.last,)
        self._context = Context(self._context.topic, cases=self._context.cases)


_AT_STOP: dict[str, Callable[[Grounding, Clause], None]] = {
    "（": Grounding._open_bracket,
    "）": Grounding._close_bracket,
    "，": Grounding._begin_among,
    "：": Grounding._begin_list,
    "；": Grounding._end_part,
    **dict.fromkeys(SENTENCE_ENDS, Grounding._end_sentence),
}


def ground(
    resolver: Resolver, text: str, topic: Reference | None, clauses: Sequence[Clause], scopes: Sequence[Scope]
) -> tuple[Fact, ...]:
    """Return the facts of a paragraph. ``topic`` is what it is about without saying so, under a table."""
    grounding = Grounding(resolver, text, topic)
    for clause, scope in zip(clauses, scopes, strict=True):
        grounding.take(clause, scope)
    return tuple(grounding.facts)
