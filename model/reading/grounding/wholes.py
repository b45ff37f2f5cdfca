"""What is divided as the text goes on: where a whole, a bracket or a list begins, and where it ends."""

from collections.abc import Callable

import msgspec

from model.reading.clauses.clause import Clause
from model.reading.facts import Mention
from model.reading.grounding import dividing
from model.reading.grounding.context import Context, of_those_named
from model.reading.grounding.grounded import Closed, Fact, Opened
from model.reading.grounding.resolve import Resolver
from model.reading.grounding.view import Bracket, View, behind
from model.reading.tokens.lexicon import SENTENCE_ENDS
from model.reading.tokens.phrase import Phrase
from model.reading.words.terms import Reference

_TIMES = frozenset(("now", "then"))
NO_WORDS = Phrase([])


class Wholes(View):
    """Notes what opens and closes; ``facts`` is what was found so far."""

    def __init__(self, resolver: Resolver, text: str, topic: Reference | None) -> None:
        super().__init__(resolver, text, topic)
        self._before = Context()
        self._brackets: list[Bracket] = []
        self._opening: Mention | None = None  # as ``divided``, of the sentence before
        self._ahead = NO_WORDS  # what stands before the bracket that was just opened
        self._counting = False  # a figure of the sentence was told
        self.facts: list[Fact] = []

    def _set(self, **changes: object) -> None:
        self.context = msgspec.structs.replace(self.context, **changes)

    def _add(self, fact: Fact | None) -> None:
        if fact is not None:
            self.facts.append(fact)

    def _divide(self, clause: Clause) -> None:
        """“其中”: what follows divides a figure, unless it divides what is named here and not counted."""
        named = dividing.named_again(self.text, clause.whole, self.told, self.divided, self.context)
        if named is not None or not (clause.divides_its_rest or dividing.divides_what_it_names(clause.whole)):
            self._begin_parts(named)

    def _begin_parts(self, named: Mention | None = None) -> None:
        """“其中”: what follows divides the figure before it, of the sentence before if need be."""
        is_first = self.context.last is None
        if is_first and self._before.last is not None:
            self.context = self._before
        whole = self.whole = self.divided = (
            named or dividing.all_of(self.divided, self.facts) or self.context.last
        )
        self.facts.append(Opened(whole))
        if whole is None:
            return
        divided = self.resolver.divided(whole, self.context, afar=is_first and named is None)
        self.unknown = self.unknown or divided is None
        self.context = divided or self.context

    def _divide_rest(self) -> None:
        """“其余9件分别为……”: what is left is of what was told, though no table knows how much it is."""
        was_unknown, context = self.unknown, self.context
        self._begin_parts()
        self.unknown, self.context = was_unknown, msgspec.structs.replace(context, last=self.context.last)

    def _open_or_close(self, clause: Clause) -> None:
        """Go on behind the mark that ends a clause."""
        at_stop = _AT_STOP.get(clause.stop)
        if at_stop is not None:
            at_stop(self, clause)

    def _open_bracket(self, clause: Clause) -> None:
        self._ahead = clause.whole
        self._brackets.append(behind(clause, self.context, self.whole, len(self.facts)))
        self.whole = self.context.last
        self.facts.append(Opened(self.whole, bracket=True))

    def _close_bracket(self, _clause: Clause) -> None:
        """What a bracket is about is not said of what follows it."""
        if not self._brackets:
            return
        bracket = self._brackets.pop()
        before, self.whole = bracket.context, bracket.whole
        self._add(bracket.rate(self.text, self.facts))
        if bracket.behind is None:
            self.facts = dividing.naming_a_bracket(self.facts, bracket.place)
        self.context = self.context.behind_bracket(before, self.resolver.terms)
        self.facts.append(Closed(bracket=True))

    def _begin_among(self, clause: Clause) -> None:
        if clause.is_divided_behind:
            self._begin_parts()
            self.named = self.whole.meanings if self.whole is not None else ()
        elif clause.whole.says("dividing") and not clause.pieces:
            named = dividing.divided_by_name(self.resolver.said(clause.whole), clause.whole, self.told)
            whole = named or self.divided or self._opening or dividing.received_among(self.told)
            whole = whole or dividing.finished_before_rest(self.told)
            if whole is None and dividing.begins_results(clause.whole, self.context):
                self.facts.append(Opened(None))
            else:
                self._begin_parts(whole)
        elif dividing.names_its_whole(clause):
            self._name_whole(clause)

    def _name_whole(self, clause: Clause) -> None:
        """“办结的申请中，……”: what the sentence divides, which none of its figures is."""
        named = self.spoken(clause.whole) if self.certain(clause.whole) else None
        self.named = named or ()
        self.context = of_those_named(self.named, self.context, self.resolver.terms)
        self.unknown |= self._names_some(clause)
        self.facts += [] if self._counting else [Opened(None)]

    def _names_some(self, clause: Clause) -> bool:
        """“办结的涉企申请中”: of which no table knows."""
        return dividing.names_applications(clause.rest) and not self.scope.clean(clause.whole)

    def _begin_list(self, clause: Clause) -> None:
        """“收到30件：”, “发布30条信息：”: a colon behind a figure begins its parts.

        “公开信息10条，类别有七类：……”: what follows may divide the figure before it, and need not.
        """
        is_open = self.context.last is None or self.whole is not None or clause.whole.says_any(_TIMES)
        if clause.ends_in_what_it_counts:
            self._begin_parts()
        elif not (clause.pieces or is_open):
            # “……；按结果分：” divides anew.
            again = self.divided if self.context.apart else None
            self.divided = again or self.context.last
            self.facts.append(Opened(self.divided))

    def _end_part(self, _clause: Clause) -> None:
        """What is divided ends with a “；”, but for one in brackets."""
        if not self._brackets:
            last = dividing.going_on_from(self.resolver.terms, self.whole, self.context.last)
            self._end_division()
            self._set(column="", apart=True, last=last)
            self.facts.append(Closed())

    def _end_division(self) -> None:
        self.whole, self.unknown = None, False
        self._brackets.clear()

    def _end_sentence(self, _clause: Clause) -> None:
        self._end_division()
        last = dividing.divided_wholly(self.divided, self._before.last, self.facts) or self.context.last
        self.facts.append(Closed(sentence=True))
        self._opening, self.divided = self.divided, None
        self._counting, self.anew, self.named = False, None, ()
        if last is not None:
            self._before = msgspec.structs.replace(self.context, last=last, column="", apart=True)
            self.first = (last,)
        self.context = self.context.behind_sentence(self.resolver.terms)


_AT_STOP: dict[str, Callable[[Wholes, Clause], None]] = {
    "（": Wholes._open_bracket,
    "）": Wholes._close_bracket,
    "，": Wholes._begin_among,
    "：": Wholes._begin_list,
    "；": Wholes._end_part,
    **dict.fromkeys(SENTENCE_ENDS, Wholes._end_sentence),
}
