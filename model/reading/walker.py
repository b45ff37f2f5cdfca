"""Goes through a paragraph clause by clause, keeping what the sentence is about.

A clause is understood only when every word of it is known (``resources/words``); figures in clauses that are
not, or that speak of another time, another organ or a plan, are left alone together with
what depends on them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from model.chinese.figures import Kind
from model.reading.meaning import Meaning
from model.reading.pieces import Piece, is_change, is_last_years, split_at_and
from model.reading.reading import Growth, Listing, Mention, Quantity, Reading, Share, Statement
from model.reading.resolve import Context, Resolver
from model.reading.scope import Scope
from model.reading.statements import Statements
from model.reading.wholes import sorted_out
from model.reading.words import Lexicon, Phrase, Word

_SENTENCE_ENDS = "。！？\n"
_SENTENCE = re.compile(f"[^{_SENTENCE_ENDS}]*[{_SENTENCE_ENDS}]|[^{_SENTENCE_ENDS}]+$")
STATING = re.compile("[未无均都]|没有|全部|全都|一律|悉数|不存在")
_GROUP_ENDS = "，：；（）" + _SENTENCE_ENDS
_REST = ("其他", "其它", "其余")
_STATING = frozenset(("none", "all"))
_MOVING = frozenset(("rise", "fall"))
_RELATING = _MOVING | {"compared", "share"}


class Walker:
    """Reads one paragraph of a report."""

    def __init__(
        self, resolver: Resolver, statements: Statements, lexicon: Lexicon, organ: str, topic: str
    ) -> None:
        self._lexicon = lexicon
        self._rowed = resolver.rowed
        self._cases = resolver.cases
        self._resolver = resolver
        self._statements = statements
        self._context = Context(topic=topic)
        self._before = Context()
        self._scope = Scope(organ)
        self._labels: list[Phrase] = []
        self._each: tuple[list[Phrase], list[Quantity]] | None = None
        self._brackets: list[tuple[Context, int | None, bool]] = []
        self._open: int | None = None
        self._rate = False  # the last figure was a rate of its own: “办结率88.9%”
        self._listings: list[tuple[Mention, list[Mention]]] = []
        self._mentions: list[Mention] = []
        self._said: list[Mention] = []
        self._shares: list[Share] = []
        self._growths: list[Growth] = []
        self._stated: list[Statement] = []

    def read(self, plain: str, quantities: Sequence[Quantity], stating: Sequence[int]) -> Reading:
        """Return what the paragraph says.

        ``plain`` is its text with half-width marks widened, ``stating`` where words of ``STATING`` begin.
        What stands behind the last figure or statement says nothing of the tables.
        """
        self._plain = plain
        start = passed = number = states = 0
        for match in _SENTENCE.finditer(plain):
            end, first, before = match.end(), number, states
            while number < len(quantities) and quantities[number].start < end:
                number += 1
            while states < len(stating) and stating[states] < end:
                states += 1
            if number > first or states > before:
                if passed < start:
                    self._pass_by(passed, start)
                self._sentence(start, end, quantities[first:number])
                passed = end
            start = end
        return self._reading()

    def _reading(self) -> Reading:
        listings = tuple(
            Listing(whole, tuple(parts), bool(parts) and parts[-1].label.startswith(_REST))
            for whole, parts in self._listings
            if parts
        )
        mentions, shares, growths = tuple(self._mentions), tuple(self._shares), tuple(self._growths)
        return Reading(mentions, shares, growths, listings, tuple(self._stated))

    def _sentence(self, start: int, end: int, quantities: Sequence[Quantity]) -> None:
        pieces: list[Piece] = []
        words: list[Word] = []
        group: list[Word] = []
        figures = False
        for quantity in (*quantities, None):
            for word in self._lexicon.split(self._plain, start, quantity.start if quantity else end):
                if "stop" not in word.kinds:
                    words.append(word)
                    continue
                self._clause(pieces, words, word.text)
                group += words
                pieces, words = [], []
                if word.text in _GROUP_ENDS:
                    self._group(group, figures=figures)
                    group, figures = [], False
                self._stop(word.text)
            if quantity:
                pieces.append((words, quantity))
                group += words
                words, figures, start = [], True, quantity.stop
        if words or pieces or group or figures or self._context.last is not None:
            self._clause(pieces, words, "。")
            self._group(group + words, figures=figures)
            self._stop("。")

    def _pass_by(self, start: int, end: int) -> None:
        """Note only what sentences without figures are about."""
        phrase = self._lexicon.topical(self._plain, start, end)
        self._scope.take(phrase)
        self._topics(phrase)
        self._end_scope(sentence=True)

    # ------------------------------------------------------------------ clauses

    def _clause(self, pieces: list[Piece], rest: list[Word], stop: str) -> None:
        """Take in a clause: its figures with the words before each, and the words behind the last."""
        if not pieces:
            whole = Phrase(rest)
        elif len(pieces) == 1:
            whole = Phrase(pieces[0][0] + rest)
        else:
            whole = Phrase([word for words, _ in pieces for word in words] + rest)
        self._scope.take(whole)
        if "part" in whole.kinds:
            self._begin_parts()
            if "act" in whole.kinds and any("carried_in" in word.senses.acts for word in whole.words):
                self._include_carried()
        if not pieces:
            self._topics(whole)
            self._labels = [*self._labels, whole] if stop == "、" and rest else []
            return
        certain = self._scope.clean(whole)
        for words, quantity in pieces[:-1]:
            certain = self._quantity(Phrase(words), quantity, certain)
        words, quantity = pieces[-1]
        self._quantity(whole if len(pieces) == 1 else Phrase(words + rest), quantity, certain)
        self._labels = []

    def _topics(self, phrase: Phrase) -> None:
        if "topic" not in phrase.kinds:
            return
        for word in phrase.words:
            for topic in word.senses.topics:
                self._context.topic = topic
                if topic not in self._cases:
                    self._context.cases = ()
                elif topic in self._cases[:2]:
                    self._context.cases = (topic,)
                else:
                    self._context.cases = (*self._context.cases, topic)

    # --------------------------------------------------------------- quantities

    def _quantity(self, phrase: Phrase, quantity: Quantity, certain: bool) -> bool:
        """Note what one figure says; return whether the clause is still understood."""
        self._topics(phrase)
        kind = quantity.figure.kind if quantity.figure else Kind.COUNT
        moving = not phrase.kinds.isdisjoint(_MOVING)
        if kind is Kind.PERCENT or (moving and kind is not Kind.RANGE):
            self._relation(phrase, quantity, moving=moving)
            return certain
        if self._gather_each(phrase, quantity):
            return certain
        found = self._meanings(phrase, quantity) if certain else ()
        self._note(phrase, quantity, found)
        return bool(found)

    def _meanings(self, phrase: Phrase, quantity: Quantity) -> tuple[Meaning, ...]:
        if quantity.name:
            return self._resolver.live(quantity.name)
        everything = phrase
        if self._labels:
            everything = Phrase([word for label in self._labels for word in label.words] + phrase.words)
        if self._scope.blocked or not self._scope.clean(everything) or is_last_years(phrase, quantity):
            return ()
        last = self._context.last
        if last is not None and not last.meanings and not self._resolver.alone(phrase):
            return ()  # it belongs to a figure that is not understood
        found = self._resolver.resolve(phrase, quantity, self._context)
        if self._labels and found:
            return self._resolver.labelled(found, everything, quantity, self._context)
        return found

    def _note(self, phrase: Phrase, quantity: Quantity, found: tuple[Meaning, ...]) -> None:
        self._rate = False
        words = phrase.words
        start = words[0].start if words and words[0].start < quantity.start else quantity.start
        mention = Mention(quantity, found, self._plain[start : quantity.start].strip())
        context = self._context
        if found:
            self._mentions.append(mention)
            context.rows = self._resolver.rows(found, context) or context.rows
            context.mentions.append(mention)
        context.last = mention
        if not self._brackets:
            self._said.append(mention)
        if self._open is not None:
            self._listings[self._open][1].append(mention)

    def _gather_each(self, phrase: Phrase, quantity: Quantity) -> bool:
        """Collect “甲、乙和丙分别为1件、2件和3件”; True while the figures belong to such a list."""
        if self._each is not None:
            if all("and" in word.kinds for word in phrase.words):
                self._each[1].append(quantity)
                return True
            self._end_each()
        if "each" not in phrase.kinds:
            return False
        place = next(n for n, word in enumerate(phrase.words) if "each" in word.kinds)
        labels = [*self._labels, *map(Phrase, split_at_and(phrase.words[:place]))]
        if len(labels) < 2 or any(not label.words for label in labels):
            return False
        self._each = (labels, [quantity])
        return True

    def _end_each(self) -> None:
        if self._each is None:
            return
        labels, quantities = self._each
        self._each, self._labels = None, []
        for label, quantity in zip(labels, quantities, strict=False):
            known = len(labels) == len(quantities)
            self._note(label, quantity, self._meanings(label, quantity) if known else ())

    # ------------------------------------------------------ percentages, growth

    def _relation(self, phrase: Phrase, quantity: Quantity, *, moving: bool) -> None:
        self._rate = self._rate or not (moving or "share" in phrase.kinds)
        rest = Phrase([word for word in phrase.words if word.kinds.isdisjoint(_RELATING)])
        # “其中”, “同比” and the like stand before; what is not known makes all of it uncertain.
        if self._scope.blocked or not self._scope.clean(rest):
            return
        spoken = not rest.kinds.isdisjoint(("topic", "act", "applicant"))
        named = self._resolver.named(rest, self._context) if spoken else ()
        if spoken and not named:
            return
        if moving and self._scope.comparing:
            moved = next(word for word in reversed(phrase.words) if not word.kinds.isdisjoint(_MOVING))
            if is_change(self._plain, moved, quantity):
                self._growth(moved, quantity, named)
        elif not moving and "share" in phrase.kinds:
            if "other" in rest.kinds:
                return  # “其他情况占5%”: no figure of it was told
            self._share(quantity, named)

    def _growth(self, word: Word, quantity: Quantity, named: tuple[Meaning, ...]) -> None:
        subjects = named
        if not subjects:
            last = self._context.last
            if last is None or not last.meanings or self._rate:
                return
            subjects = last.meanings
            if self._open is not None:
                subjects += self._listings[self._open][0].meanings
        start = min(word.start, quantity.start)
        self._growths.append(Growth(start, quantity, "rise" in word.kinds, tuple(dict.fromkeys(subjects))))

    def _share(self, quantity: Quantity, named: tuple[Meaning, ...]) -> None:
        part = self._context.last
        if part is None or not part.meanings:
            return
        wholes = tuple(one for one in self._context.mentions if one is not part)
        if named:
            wholes = ()
        self._shares.append(Share(quantity, part, named or self._resolver.bases(part.meanings), wholes))

    # ------------------------------------------------------------ parts, stops

    def _begin_parts(self) -> None:
        """“其中”: what follows divides the figure before it, of the sentence before if need be."""
        if self._context.last is None and self._before.last is not None:
            self._context = replace(self._before, mentions=list(self._before.mentions))
        whole = self._context.last
        self._open = None
        if whole is None:
            return
        self._listings.append((whole, []))
        self._open = len(self._listings) - 1
        if not whole.meanings:
            self._scope.unknown = True
            return
        frame = self._rowed.get(whole.meanings[0].table)
        if frame is None:
            return
        if whole.meanings[0].column != frame.column:
            self._context.column = whole.meanings[0].column
        carried = frame.rows["carried_in"]
        if all(one.row in carried for mention in self._context.mentions for one in mention.meanings):
            self._scope.unknown = True

    def _include_carried(self) -> None:
        whole = self._context.last
        if whole is None or self._open is None:
            return
        wider = self._context.last = self._resolver.carrying(whole)
        for said in (self._mentions, self._context.mentions):
            said[:] = [wider if one is whole else one for one in said]

    def _group(self, words: list[Word], *, figures: bool) -> None:
        if figures or self._scope.blocked:
            return
        phrase = Phrase(words)
        if phrase.kinds.isdisjoint(_STATING):
            return
        if self._scope.clean(Phrase([word for word in words if "none" not in word.kinds])):
            self._stated += self._statements.made(phrase, self._context)

    def _stop(self, stop: str) -> None:
        if stop != "、":
            self._end_each()
            self._labels = []
        if stop == "（":
            self._brackets.append((replace(self._context), self._open, self._scope.other_time))
            self._listings.append((self._context.last, [])) if self._context.last else None
            self._open = len(self._listings) - 1 if self._context.last else None
        elif stop == "）" and self._brackets:
            # What a bracket is about, and which year, is not said of what follows it.
            before, self._open, self._scope.other_time = self._brackets.pop()
            context = self._context
            context.last, context.topic, context.cases = before.last, before.topic, before.cases
        elif stop == "；" or stop in _SENTENCE_ENDS:
            self._end_scope(sentence=stop != "；")

    def _end_scope(self, *, sentence: bool) -> None:
        self._open = None
        self._brackets.clear()
        self._scope.end_part()
        self._context.column = ""
        if sentence:
            if self._said:
                self._mentions = sorted_out(
                    self._mentions, self._said, self._listings, self._cases, self._statements.is_whole
                )
            self._said = []
            self._scope.end_sentence()
            if self._context.last is not None:
                self._before = self._context
            self._context = Context(topic=self._context.topic, cases=self._context.cases)
