"""Goes through a paragraph clause by clause, keeping what the sentence is about.

A clause is understood only when every word of it is known (``resources/words``); figures in clauses that are
not, or that speak of another time, another organ or a plan, are left alone together with
what depends on them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from model.forms import OfficialForm
from model.prose.figures import Kind
from model.prose.meaning import Meaning, meaning
from model.prose.pieces import Token, pieces, split_at_and
from model.prose.reading import Growth, Listing, Mention, Quantity, Reading, Share
from model.prose.resolve import Context, Resolver
from model.prose.scope import Scope
from model.prose.statements import Statements
from model.prose.wholes import not_whole
from model.prose.words import Lexicon, Word, Words

_SENTENCE_ENDS = "。！？\n"
_SENTENCE = re.compile(f"[^{_SENTENCE_ENDS}]*[{_SENTENCE_ENDS}]|[^{_SENTENCE_ENDS}]+$")
STATING = re.compile("[未无均都]|没有|全部|全都|一律|悉数|不存在")
_GROUP_ENDS = "，：；（）" + _SENTENCE_ENDS
_REST = ("其他", "其它", "其余")


class Walker:
    """Reads one paragraph of a report."""

    def __init__(self, form: OfficialForm, words: Words, lexicon: Lexicon, organ: str, topic: str) -> None:
        self._form = form
        self._lexicon = lexicon
        self._frames = words.frames
        self._cases = next((f.topics for f in words.frames if not f.rows and not f.columns), ())
        self._resolver = Resolver(form, words)
        self._statements = Statements(words)
        self._context = Context(topic=topic)
        self._before = Context()
        self._scope = Scope(organ)
        self._labels: list[list[Word]] = []
        self._each: tuple[list[list[Word]], list[Quantity]] | None = None
        self._brackets: list[tuple[Context, int | None, bool]] = []
        self._open: int | None = None
        self._listings: list[tuple[Mention, list[Mention]]] = []
        self._mentions: list[Mention] = []
        self._said: list[Mention] = []
        self._shares: list[Share] = []
        self._growths: list[Growth] = []

    def read(self, plain: str, quantities: Sequence[Quantity]) -> Reading:
        """Return what the paragraph says; ``plain`` is its text with half-width marks widened."""
        self._plain = plain
        start = number = 0
        for match in _SENTENCE.finditer(plain):
            end, first = match.end(), number
            while number < len(quantities) and quantities[number].start < end:
                number += 1
            if number > first or STATING.search(plain, start, end):
                self._sentence(start, end, quantities[first:number])
            else:
                self._pass_by(start, end)
            start = end
        return self._reading()

    def _reading(self) -> Reading:
        listings = tuple(
            Listing(whole, tuple(parts), bool(parts) and parts[-1].label.startswith(_REST))
            for whole, parts in self._listings
            if parts
        )
        statements = tuple(self._statements.found)
        return Reading(tuple(self._mentions), tuple(self._shares), tuple(self._growths), listings, statements)

    def _sentence(self, start: int, end: int, quantities: Sequence[Quantity]) -> None:
        clause: list[Token] = []
        group: list[Token] = []
        for token in self._tokens(start, end, quantities):
            if isinstance(token, Word) and "stop" in token.kinds:
                self._clause(clause, token.text)
                clause = []
                if token.text in _GROUP_ENDS:
                    self._group(group)
                    group = []
                self._stop(token.text)
            else:
                clause.append(token)
                group.append(token)
        if clause or group or self._context.last is not None:
            self._clause(clause, "。")
            self._group(group)
            self._stop("。")

    def _pass_by(self, start: int, end: int) -> None:
        """Note only what a sentence without figures is about."""
        words = list(self._lexicon.topical(self._plain, start, end))
        self._scope.take(words)
        self._topics(words)
        self._end_scope(sentence=True)

    def _tokens(self, start: int, end: int, quantities: Sequence[Quantity]) -> Iterator[Token]:
        for quantity in quantities:
            yield from self._lexicon.split(self._plain, start, quantity.start)
            yield quantity
            start = quantity.stop
        yield from self._lexicon.split(self._plain, start, end)

    # ------------------------------------------------------------------ clauses

    def _clause(self, tokens: list[Token], stop: str) -> None:
        words = [token for token in tokens if isinstance(token, Word)]
        self._scope.take(words)
        if any("part" in word.kinds for word in words):
            self._begin_parts()
            if any("carried_in" in word.ids("act") for word in words):
                self._include_carried()
        if len(words) == len(tokens):
            self._topics(words)
            self._labels = [*self._labels, words] if stop == "、" and words else []
            return
        certain = self._scope.clean(words)
        for piece, quantity in pieces(tokens):
            self._topics(piece)
            certain = self._quantity(piece, quantity, certain)
        self._labels = []

    def _topics(self, words: list[Word]) -> None:
        for word in words:
            for topic in word.ids("topic"):
                self._context.topic = topic
                if topic not in self._cases:
                    self._context.cases = ()
                elif topic in self._cases[:2]:
                    self._context.cases = (topic,)
                else:
                    self._context.cases = (*self._context.cases, topic)

    # --------------------------------------------------------------- quantities

    def _quantity(self, words: list[Word], quantity: Quantity, certain: bool) -> bool:
        """Note what one figure says; return whether the clause is still understood."""
        kind = quantity.figure.kind if quantity.figure else Kind.COUNT
        moving = [word for word in words if word.has("rise") or word.has("fall")]
        if kind is Kind.PERCENT or (moving and kind is not Kind.RANGE):
            self._relation(words, moving, quantity)
            return certain
        if self._gather_each(words, quantity):
            return certain
        found = self._meanings(words, quantity) if certain else ()
        self._note(words, quantity, found)
        return bool(found)

    def _meanings(self, words: list[Word], quantity: Quantity) -> tuple[Meaning, ...]:
        if quantity.name:
            return self._named(quantity.name)
        everything = [word for label in self._labels for word in label] + words
        if self._scope.blocked or not self._scope.clean(everything):
            return ()
        last = self._context.last
        if last is not None and not last.meanings and not self._resolver.alone(words):
            return ()
        found = self._resolver.resolve(words, quantity, self._context)
        if self._labels and found:
            return self._resolver.labelled(found, everything, quantity, self._context)
        return found

    def _named(self, name: str) -> tuple[Meaning, ...]:
        if name not in self._form.names:
            return ()
        known = meaning(self._form, *name.split("."))
        return (known,) if known else ()

    def _note(self, words: list[Word], quantity: Quantity, found: tuple[Meaning, ...]) -> None:
        start = words[0].start if words and words[0].start < quantity.start else quantity.start
        mention = Mention(quantity, found, self._plain[start : quantity.start].strip())
        context = self._context
        if found:
            self._mentions.append(mention)
            context.rows = self._rows(found) or context.rows
            context.mentions.append(mention)
        context.last = mention
        if not self._brackets:
            self._said.append(mention)
        if self._open is not None:
            self._listings[self._open][1].append(mention)

    def _rows(self, found: tuple[Meaning, ...]) -> tuple[str, ...]:
        """The rows that applicants named next would belong to."""
        frame = next((f for f in self._frames if f.rows and f.table == found[0].table), None)
        if frame is None or found[0].column != frame.column:
            return ()
        rows = tuple(one.row for one in found)
        if rows == frame.rows["carried_in"] and self._context.mentions:
            return (*rows, *self._context.rows, *frame.rows["handle_in"])
        return rows

    def _gather_each(self, words: list[Word], quantity: Quantity) -> bool:
        """Collect “甲、乙和丙分别为1件、2件和3件”; True while the figures belong to such a list."""
        if self._each is not None:
            if all(word.has("and") for word in words):
                self._each[1].append(quantity)
                return True
            self._end_each()
        place = next((n for n, word in enumerate(words) if word.has("each")), None)
        if place is None:
            return False
        labels = [*self._labels, *split_at_and(words[:place])]
        if len(labels) < 2 or any(not label for label in labels):
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

    def _relation(self, words: list[Word], moving: list[Word], quantity: Quantity) -> None:
        rest = [word for word in words if not any(map(word.has, ("rise", "fall", "compared", "share")))]
        # “其中”, “同比” and the like stand before; what is not known makes all of it uncertain.
        if self._scope.blocked or not self._scope.clean(rest):
            return
        spoken = any(word.has("topic") or word.has("act") or word.has("applicant") for word in rest)
        named = self._resolver.named(rest, self._context) if spoken else ()
        if spoken and not named:
            return
        if moving and self._scope.comparing:
            self._growth(moving[-1], quantity, named)
        elif not moving and any(word.has("share") for word in words):
            if any(word.has("other") for word in rest):
                return  # “其他情况占5%”: no figure of it was told
            self._share(quantity, named)

    def _growth(self, word: Word, quantity: Quantity, named: tuple[Meaning, ...]) -> None:
        subjects = named
        if not subjects:
            last = self._context.last
            if last is None or not last.meanings:
                return
            subjects = last.meanings
            if self._open is not None:
                subjects += self._listings[self._open][0].meanings
        start = min(word.start, quantity.start)
        self._growths.append(Growth(start, quantity, word.has("rise"), tuple(dict.fromkeys(subjects))))

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
        frame = next((f for f in self._frames if f.rows and f.table == whole.meanings[0].table), None)
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

    def _group(self, tokens: list[Token]) -> None:
        words = [token for token in tokens if isinstance(token, Word) and not token.has("stop")]
        stating = any(not word.kinds.isdisjoint(("none", "all")) for word in words)
        if not stating or len(words) < len(tokens) or self._scope.blocked:
            return
        if self._scope.clean([word for word in words if not word.has("none")]):
            self._statements.look(words, self._context)

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
            parts, self._said = not_whole(self._said), []
            self._mentions = [one for one in self._mentions if one not in parts]
            self._scope.end_sentence()
            if self._context.last is not None:
                self._before = self._context
            self._context = Context(topic=self._context.topic, cases=self._context.cases)
