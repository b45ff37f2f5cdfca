"""The fourth step: what each figure speaks of, clause by clause, as the text goes on.

A clause is understood only when every word of it is known; figures in clauses that are not, or that
speak of another time, another organ or a plan, are left alone together with what depends on them.
The step yields facts in the order of the text; ``relations`` makes of them what a sentence says.
"""

from collections import deque
from collections.abc import Sequence

import msgspec

from model.chinese.figures import Kind
from model.reading import comparing
from model.reading.clauses import Clause
from model.reading.comparing import MOVING, View
from model.reading.context import Context
from model.reading.facts import Mention, Quantity
from model.reading.grounded import Closed, Counted, Fact, Opened, Stated
from model.reading.meaning import Meaning
from model.reading.phrase import Phrase, Token
from model.reading.resolve import Resolver
from model.reading.scope import Scope
from model.reading.terms import FOREIGN, Reference

_REMEMBERED = 6  # figures
_STATING = frozenset(("none", "all"))


class _Each(msgspec.Struct, frozen=True):
    """“甲、乙和丙分别为1件、2件和3件”: labels, figures so far, the words before the first of them.

    ``relates``: the figures are shares or changes of what the labels name.
    """

    labels: list[Phrase]
    quantities: list[Quantity]
    said: list[Token]
    relates: bool


class Grounding:
    """Goes through the clauses of one paragraph; ``facts`` is what it found."""

    def __init__(self, resolver: Resolver, text: str, topic: Reference | None) -> None:
        self._resolver = resolver
        self._text = text
        self._context = Context(topic)
        self._before = Context()
        self._scope = Scope()
        self._labels: list[Phrase] = []
        self._each: _Each | None = None
        self._brackets: list[tuple[Context, Mention | None]] = []
        self._whole: Mention | None = None
        self._divided: Mention | None = None  # as ``_whole``, but up to the end of the sentence
        self._first: tuple[Mention, ...] = ()  # of the sentence, behind the last one of that before it
        self._ahead = Phrase([])  # what stands before the bracket that was just opened
        self._unknown = False  # what is divided here is not understood
        self._rate = False  # the last figure was a rate of its own: “办结率88.9%”
        self._told: deque[Mention] = deque(maxlen=_REMEMBERED)  # the last figures
        self._counting = False  # a figure of the sentence was told
        self._listed = False  # a figure and a “、” stand before
        self.facts: list[Fact] = []

    def take(self, clause: Clause, scope: Scope) -> None:
        """Ground one clause."""
        self._scope = scope
        if "part" in clause.whole.kinds:
            self._begin_parts(self._named_again(clause.whole))
        if clause.pieces:
            self._figures(clause)
        else:
            if "level" in clause.whole.kinds and self._scope.comparing:
                self._add(comparing.level(self._view(), clause.whole))
            self._topics(clause.whole)
            self._labels = [*self._labels, clause.whole] if clause.stop == "、" and clause.rest else []
        if clause.group is not None:
            self._group(clause.group)
        self._stop(clause)

    @property
    def _blocked(self) -> bool:
        return self._unknown or self._scope.blocked

    def _set(self, **changes: object) -> None:
        self._context = msgspec.structs.replace(self._context, **changes)

    def _topics(self, phrase: Phrase) -> None:
        if "topic" not in phrase.kinds:
            return
        for topic in phrase.topics:
            cases = self._context.cases
            if topic == FOREIGN or not self._resolver.terms.has_total(topic):
                cases = ()
            elif self._resolver.terms.is_wide(topic):
                cases = (topic.item,)
            else:
                cases = (*cases, topic.item)
            self._set(topic=topic, cases=cases)

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
        before = phrase if phrase.words else self._ahead  # “比2022年（31件）”
        if "last-year" in before.kinds:
            is_past, fact = comparing.past(self._view(), before, quantity)
            self._add(fact)
            if is_past:
                return certain
        self._topics(phrase)
        kind = quantity.figure.kind if quantity.figure else Kind.COUNT
        moving = not phrase.kinds.isdisjoint(MOVING)
        relates = kind is Kind.PERCENT or (moving and kind is not Kind.RANGE)
        if self._gather_each(phrase, quantity, relates=relates):
            return certain
        if relates:
            self._relation(phrase, quantity, moving=moving)
            return certain
        found = self._meanings(phrase, quantity) if certain else ()
        self._note(phrase, quantity, found)
        return bool(found)

    def _perhaps(self, phrase: Phrase, quantity: Quantity) -> tuple[Meaning, ...]:
        """What a figure would speak of if the unknown words of its clause did not matter."""
        known = phrase.without(("unknown",))
        if self._scope.blocked or not phrase.topics or not self._scope.clean(known):
            return ()
        return self._resolver.resolve(known, quantity, self._context)

    def _meanings(self, phrase: Phrase, quantity: Quantity) -> tuple[Meaning, ...]:
        if quantity.name:
            return self._resolver.live(quantity.name)
        everything = phrase
        if self._labels:
            everything = Phrase([word for label in self._labels for word in label.words] + phrase.words)
        blocked = self._scope.blocked or (self._unknown and not self._resolver.stands_alone(phrase))
        if blocked or not self._scope.clean(everything):
            return ()
        last = self._context.last
        is_money = quantity.kind is Kind.MONEY  # of an amount there is no part of something else
        belongs_to_last = last is not None and not last.meanings and not is_money
        if belongs_to_last and not self._resolver.alone(phrase, self._context):
            return ()  # it belongs to a figure that is not understood
        found = self._resolver.resolve(phrase, quantity, self._context)
        if self._labels and found:
            return self._resolver.labelled(found, everything, quantity, self._context)
        return found

    def _note(self, phrase: Phrase, quantity: Quantity, found: tuple[Meaning, ...]) -> None:
        self._rate = False
        before = phrase.before(quantity.start)
        label = self._text[before.words[0].start : quantity.start].strip() if before.words else ""
        comes_first = bool(phrase.words) and not before.words  # “2件为网络申请”
        if comes_first:
            before = phrase
            label = self._text[phrase.words[0].start : phrase.words[-1].end]
        meanings, also = self._resolver.terms.with_carried(found)
        perhaps = () if found else self._perhaps(phrase, quantity)
        mention = Mention(
            quantity,
            meanings,
            label,
            self._resolver.said(before),
            also=also,
            perhaps=perhaps,
            first=comes_first,
        )
        context = self._context
        if found:
            rows = self._resolver.rows(found, context) or context.rows
            self._set(rows=rows, mentions=(*context.mentions, mention))
            if context.topic is None:
                self._set(topic=self._resolver.topic_of(found[0]))
        self._set(last=mention)
        self._told.append(mention)
        if not self._counting:
            self._first = (*self._first, mention)
            self._counting = True
        self.facts.append(Counted(mention, bool(self._brackets), self._listed))

    def _gather_each(self, phrase: Phrase, quantity: Quantity, *, relates: bool) -> bool:
        """Collect “甲、乙和丙分别为1件、2件和3件”; True while the figures belong to such a list.

        ``relates``: the figure is a share or a change, “甲、乙分别占30%、40%”.
        """
        if self._each is not None:
            if all("and" in word.kinds for word in phrase.words):
                self._each.quantities.append(quantity)
                return True
            self._end_each()
        if "each" not in phrase.kinds:
            return False
        place = next(n for n, word in enumerate(phrase.words) if "each" in word.kinds)
        before = phrase.words[:place]
        # “甲、乙占比分别为……”: said of each of them.
        of_each = [word for word in before if relates and "share" in word.kinds]
        named = [word for word in before if word not in of_each]
        labels = [*self._labels, *map(Phrase, _split_at_and(named))]
        are_named = len(labels) > 1 and all(label.words for label in labels)
        if not (are_named or relates):
            return False
        # “甲22件、乙20件，分别占27%、25%”: which of the figures before are meant is not known.
        self._each = _Each(labels if are_named else [], [quantity], of_each + phrase.words[place:], relates)
        return True

    def _end_each(self) -> None:
        each, self._each = self._each, None
        if each is None:
            return
        self._labels = []
        known = len(each.labels) == len(each.quantities)
        for label, quantity in zip(each.labels, each.quantities, strict=False):
            if not each.relates:
                self._note(label, quantity, self._meanings(label, quantity) if known else ())
            elif known:
                said = Phrase([*label.words, *each.said])
                self._relation(said, quantity, moving=not said.kinds.isdisjoint(MOVING))

    # ------------------------------------------------------ percentages, growth

    def _relation(self, phrase: Phrase, quantity: Quantity, *, moving: bool) -> None:
        self._rate = self._rate or (not moving and "share" not in phrase.kinds)
        self._add(comparing.related(self._view(), phrase, quantity))

    def _view(self) -> View:
        view = View(
            self._resolver,
            self._text,
            self._scope,
            self._context,
            self._whole,
            self._divided,
            self._first,
            self._rate,
        )
        return msgspec.structs.replace(view, unknown=True) if self._unknown else view

    def _add(self, fact: Fact | None) -> None:
        if fact is not None:
            self.facts.append(fact)

    # ------------------------------------------------------------ parts, stops

    def _named_again(self, phrase: Phrase) -> Mention | None:
        """The figure that is named again where it is divided: “发布会54场、通气会14场，其中发布会包括……”."""
        *before, dividing = phrase.places("part")
        words = phrase.words[before[-1] + 1 if before else 0 : dividing]
        name = self._text[words[0].start : words[-1].end] if words else ""
        told = (one for one in reversed(self._told) if len(name) > 1 and name in one.label)
        return next(told, None)

    def _begin_parts(self, named: Mention | None = None) -> None:
        """“其中”: what follows divides the figure before it, of the sentence before if need be."""
        if self._context.last is None and self._before.last is not None:
            self._context = self._before
        whole = self._whole = self._divided = named or self._context.last
        self.facts.append(Opened(whole))
        if whole is None:
            return
        if not whole.meanings:
            self._unknown = True
            return
        table = self._resolver.tables[whole.meanings[0].table]
        if not table.counts_one_thing:
            return
        if whole.meanings[0].column != table.total:
            self._set(column=whole.meanings[0].column)
        said = [one for mention in self._context.mentions for one in mention.meanings]
        if all(self._resolver.terms.role(one) == "carried-in" for one in said):
            self._unknown = True

    def _group(self, phrase: Phrase) -> None:
        if self._blocked or phrase.kinds.isdisjoint(_STATING):
            return
        others = Phrase([word for word in phrase.words if "none" not in word.kinds])
        if self._scope.clean(others):
            self.facts.append(Stated(phrase, self._context))

    def _stop(self, clause: Clause) -> None:
        stop, last = clause.stop, self._context.last
        self._listed = stop == "、" and bool(clause.pieces)
        if stop != "、":
            self._end_each()
            self._labels = []
        self._ahead = clause.whole if stop == "（" else Phrase([])
        if stop == "（":
            self._brackets.append((self._context, self._whole))
            self._whole = self._context.last
            self.facts.append(Opened(self._whole, bracket=True))
        elif stop == "）" and self._brackets:
            # What a bracket is about is not said of what follows it.
            before, self._whole = self._brackets.pop()
            self._set(last=before.last, topic=before.topic, cases=before.cases)
            self.facts.append(Closed(bracket=True))
        elif stop == "：" and clause.pieces and last is not None and not clause.rest:
            self._begin_parts()
        elif stop == "：" and not clause.pieces and last is not None and not (last.meanings or self._whole):
            self.facts.append(Opened(last))  # “公开信息10条，类别有七类：……”
        elif (stop == "；" and not self._brackets) or clause.ends_sentence:
            self._end(sentence=stop != "；")

    def _end(self, *, sentence: bool) -> None:
        self._whole, self._unknown = None, False
        self._brackets.clear()
        self._set(column="")
        self.facts.append(Closed(sentence=sentence))
        if sentence:
            self._divided = None
            self._counting = False
            if self._context.last is not None:
                self._before = self._context
                self._first = (self._context.last,)
            self._context = Context(self._context.topic, cases=self._context.cases)


def ground(
    resolver: Resolver,
    text: str,
    topic: Reference | None,
    clauses: Sequence[Clause],
    scopes: Sequence[Scope],
) -> tuple[Fact, ...]:
    """Return the facts of a paragraph. ``topic`` is what it is about without saying so, under a table."""
    grounding = Grounding(resolver, text, topic)
    for clause, scope in zip(clauses, scopes, strict=True):
        grounding.take(clause, scope)
    return tuple(grounding.facts)


def _split_at_and(words: Sequence[Token]) -> list[list[Token]]:
    """Return the labels of “甲、乙和丙分别为……”, parted at “和”."""
    parts: list[list[Token]] = [[]]
    for word in words:
        if "and" in word.kinds:
            parts.append([])
        else:
            parts[-1].append(word)
    return parts
