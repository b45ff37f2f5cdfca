"""The fourth step: what each figure speaks of, clause by clause, as the text goes on.

A clause is understood only when every word of it is known; figures in others, or of another time,
another organ or a plan, are left alone with what depends on them. Facts come in the order of the text.
"""

from collections.abc import Sequence
from itertools import pairwise

from model.reading.clauses.clause import Clause
from model.reading.clauses.scope import Scope
from model.reading.facts import Mention, Quantity, may_be_part
from model.reading.grounding import comparing, dividing
from model.reading.grounding.comparing import UNTOLD, untold
from model.reading.grounding.context import labelling, says_of_all_before, topics_told
from model.reading.grounding.each import Each, begin_each, is_pair, of_each, with_labels
from model.reading.grounding.grounded import Counted, Fact
from model.reading.grounding.resolve import Resolver
from model.reading.grounding.stating import said_of_all
from model.reading.grounding.view import MOVING
from model.reading.grounding.wholes import NO_WORDS, Wholes
from model.reading.tokens.channels import names_way
from model.reading.tokens.phrase import Phrase
from model.reading.words.meaning import Meaning
from model.reading.words.terms import Reference

_REMEMBERED = 16  # figures


class Grounding(Wholes):
    """Goes through the clauses of one paragraph."""

    def __init__(self, resolver: Resolver, text: str, topic: Reference | None) -> None:
        super().__init__(resolver, text, topic)
        self._labels: list[Phrase] = []
        self._each: Each | None = None
        self._clause = NO_WORDS
        self._just_told = False  # the clause before has a figure

    def take(self, clause: Clause, scope: Scope) -> None:
        """Ground one clause."""
        self.scope, self._clause = scope, clause.whole
        if clause.whole.says("part"):
            self._divide(clause)
        if clause.pieces:
            self._figures(clause)
        else:
            self._words(clause)
        self.context = self.context.behind_clause(clause.leading_on, listed=clause.is_listed)
        self._just_told = bool(clause.pieces) if clause.group is None else self._group(clause, clause.group)
        self._stop(clause)

    # -------------------------------------------------------------------- words

    def _words(self, clause: Clause) -> None:
        """A clause without figures: it may compare, name a topic, or be the first of several labels."""
        if clause.whole.says_any(UNTOLD):
            self._add(untold(self, clause.whole))
        if not (self._just_told and says_of_all_before(self.text, clause.whole)):
            self._topics(clause.whole, topics_told(clause.whole, self.resolver.terms))
        is_label = clause.stop == "、" and bool(clause.rest)
        self._labels = [*self._labels, clause.whole] if is_label else []

    def _topics(self, phrase: Phrase, topics: Sequence[Reference]) -> None:
        if not topics:
            return
        is_divided = self.whole is not None and bool(self.whole.meanings)
        is_way = is_divided and phrase.says("foreign") and names_way(phrase)
        for topic in () if is_way or self.context.goes_on_with_others(phrase) else topics:
            self.context = self.context.about(topic, self.resolver.terms)

    def _group(self, clause: Clause, group: Phrase) -> bool:
        """Note what says “none” or “all”, where nothing else in it is uncertain; return whether it does."""
        said = said_of_all(group, self.scope, self.context, behind_figure=self._just_told)
        if said is None or self.is_of_some(clause.whole) or self.scope.blocked or self.scope.excepting:
            return False
        self._add(said)
        return self._just_told

    # --------------------------------------------------------------- quantities

    def _figures(self, clause: Clause) -> None:
        certain = self.scope.clean(clause.whole)
        _, quantity = clause.pieces[-1]
        for (phrase, one), (following, _) in pairwise(clause.pieces):
            begins_pair = is_pair(phrase, one, following)
            if begins_pair and self._each is None:
                self._topics(phrase, phrase.topics)
                self._each = Each([], [one], [], relates=False)
            else:
                certain = self._quantity(phrase, one, certain)
        if clause.divides_its_rest:
            self._divide_rest()
        self._quantity(clause.last, quantity, certain)
        self._labels = []

    def _quantity(self, phrase: Phrase, quantity: Quantity, certain: bool) -> bool:
        """Note what one figure says; return whether the clause is still understood."""
        if self._notes_past(phrase, quantity):
            return certain
        self._topics(phrase, phrase.topics)
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
        """Note a figure of last year's; return whether it is one, or what this year's came from."""
        before = phrase if phrase.words else self._ahead  # “比2022年（31件）”
        if not before.says("last-year"):
            return before.says("came-from")
        is_past, fact = comparing.past(self, before, quantity, self._clause.behind(quantity.end))
        self._add(fact)
        return is_past

    def _relation(self, phrase: Phrase, quantity: Quantity) -> None:
        """Note a percentage, or a figure that rises or falls."""
        is_rate = not phrase.says_any(MOVING | {"share"})
        self.rate = self.rate or is_rate
        labels = self._labels if phrase.says("sum") else ()  # “甲、乙合计占46%”
        self._add(comparing.related(self, with_labels(labels, phrase), quantity))

    def _meanings(self, phrase: Phrase, quantity: Quantity) -> tuple[Meaning, ...]:
        """What a figure that counts may speak of."""
        if quantity.name:
            return self.resolver.live(quantity.name)
        phrase = self.context.counted_up(phrase)
        everything = with_labels(self._labels, phrase)
        if not self.scope.clean(everything) or self._is_taken_away(phrase, quantity):
            return ()
        found = self.own(self.resolver.resolve(phrase, quantity, self.context))
        if everything is phrase or not found:
            return found
        return self.resolver.labelled(found, everything, quantity, self.context)

    def _is_taken_away(self, phrase: Phrase, quantity: Quantity) -> bool:
        """Whether what stands before takes a figure away from the tables."""
        is_part_of_unknown = self.divides_unknown(bracketed=bool(self._brackets)) and may_be_part(
            quantity, self.whole
        )
        is_other_part = is_part_of_unknown and not self.resolver.stands_alone(phrase, self.context)
        if is_other_part or self.scope.blocked:
            return True
        return self.resolver.follows_unknown(phrase, quantity, self.context)

    def _note(self, phrase: Phrase, quantity: Quantity, found: tuple[Meaning, ...]) -> None:
        """Note a figure that counts, with what it may speak of."""
        meanings, also = self.resolver.terms.with_carried(found)
        label = labelling(self.text, phrase, quantity.start)
        perhaps = () if found else self.perhaps(phrase, quantity)
        said = self.with_scope(self.resolver.said(label.words), perhaps)
        again = self.resolver.tells_again(found, self.context)
        mention = Mention(quantity, meanings, label.text, said, again, also, perhaps, first=label.behind)
        self.rate = False
        if self.context.apart and self._counting:
            self.anew = mention
        if found:
            self.context = self.resolver.remembered(mention, found, self.context)
        else:
            self.context = self.context.behind_figure(mention)
        self.told = [*self.told[-_REMEMBERED:], mention]
        self.divided = dividing.told_among(self.text, self.told) or self.divided
        self.row = self.row_with(mention)
        if not self._counting:
            self.first = (*self.first, mention)
            self._counting = True
        self.facts.append(Counted(mention, bool(self._brackets), self.context.listed))

    # ------------------------------------------------------------- one each

    def _belongs_to_each(self, phrase: Phrase, quantity: Quantity, *, relates: bool) -> bool:
        """Collect “甲、乙和丙分别为1件、2件和3件”; True while the figures belong to such a list."""
        if self._each is None:
            return self._begins_each(phrase, quantity, relates=relates)
        if phrase.says_only(("and",)):
            self._each.quantities.append(quantity)
            return True
        self._end_each(self._each)
        return self._begins_each(phrase, quantity, relates=relates)

    def _begins_each(self, phrase: Phrase, quantity: Quantity, *, relates: bool) -> bool:
        if phrase.says("of-each") and not relates:
            self._end_each(of_each(self._labels, phrase, quantity))
            return True
        if phrase.says("each"):
            self._each = begin_each(self._labels, phrase, quantity, relates=relates)
        return self._each is not None

    def _end_each(self, each: Each) -> None:
        self._each, self._labels = None, []
        tell = self._relate_each if each.relates else self._note_each
        tell(each)

    def _note_each(self, each: Each) -> None:
        if each.is_of_those_before:
            self._set(last=Mention(each.quantities[-1]), apart=False, between=None)
            return
        self.unknown = self.unknown or each.is_of_some
        for label, quantity in each.in_turn:
            self._note(label, quantity, self._meanings(label, quantity) if each.is_one_each else ())
        self.row = tuple(self.told[-len(each.quantities) :])

    def _relate_each(self, each: Each) -> None:
        last = self.context.last
        for words, told, quantity in each.relations(self.facts):
            self._set(last=told or last)
            self._relation(words, quantity)
        self._set(last=last)

    def _stop(self, clause: Clause) -> None:
        self._ahead = NO_WORDS
        if clause.stop == "、":
            return  # it goes on
        if self._each is not None:
            self._end_each(self._each)
        self._labels = []
        self._open_or_close(clause)


def ground(
    resolver: Resolver, text: str, topic: Reference | None, clauses: Sequence[Clause], scopes: Sequence[Scope]
) -> tuple[Fact, ...]:
    """Return the facts of a paragraph. ``topic`` is what it is about without saying so, under a table."""
    grounding = Grounding(resolver, text, topic)
    for clause, scope in zip(clauses, scopes, strict=True):
        grounding.take(clause, scope)
    return tuple(grounding.facts)
