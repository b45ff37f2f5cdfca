"""What a sentence has said so far, and which of a clause's words name something."""

from collections.abc import Collection, Iterable, Sequence
from functools import partial
from itertools import chain

import msgspec

from model.reading.facts import Mention, Quantity
from model.reading.tokens.phrase import Phrase, Token
from model.reading.words.meaning import Meaning
from model.reading.words.terms import FOREIGN, Reference, TableTerms, Terms
from model.reading.words.words import sorted_words, unsaid, words_of

_OPENING, _NEAREST = 5, 12  # figures that are remembered of a sentence, and of those that it goes on from
TELLING = frozenset(("row", "verb"))
NOTHING_BEFORE = Mention(Quantity(0, 0, 0, ""))
_DEED, _NO_DEED = frozenset(("verb", "topic")), frozenset(("unknown", "foreign"))
_CAME = 2  # roles of what came, first among those of totals
_DIVIDING = frozenset(("part",))
_FINISHED = frozenset(("results-total", "answered"))
_COUNTING = frozenset(("counts-up", "filler", "copula", "sum"))
_COUNTING_OTHERS = frozenset(("none", "all", "mostly", "column"))


class Context(msgspec.Struct, frozen=True, gc=False):
    """What the sentence has said so far.

    ``rows``: the rows that an applicant's figure would belong to. ``cases``: the kinds of cases spoken of.
    ``column``: the applicant whose figures are being divided. ``last`` is the last figure of the text,
    ``apart`` whether a “；” stands behind it, ``listed`` whether a “、”; ``between`` the last words without a
    figure behind it. ``mentions`` are the figures so far, of very many the first and the last. ``earlier``:
    the kinds of cases that sentences before told of.
    """

    topic: Reference | None = None
    rows: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    column: str = ""
    last: Mention | None = None
    apart: bool = False
    listed: bool = False
    between: Phrase | None = None
    mentions: tuple[Mention, ...] = ()
    earlier: tuple[str, ...] = ()

    def behind_sentence(self, terms: Terms) -> "Context":
        """Return the context of the next sentence: its topic and its cases go on."""
        earlier = self.earlier
        if self.mentions:
            told = [one.row for one in self.told if terms.is_case(one)]
            earlier = tuple(dict.fromkeys((*earlier, *told)))
        return Context(self.topic, cases=self.cases, earlier=earlier)

    def about(self, topic: Reference, terms: Terms) -> "Context":
        """Return the context behind a topic: its cases go on, the widest first, or end."""
        cases = self._cases_with(topic, terms)
        if topic == self.topic and cases == self.cases:
            return self
        return msgspec.structs.replace(self, topic=topic, cases=cases)

    def _cases_with(self, topic: Reference, terms: Terms) -> tuple[str, ...]:
        if topic == FOREIGN or not terms.has_total(topic):
            return ()
        return (topic.item,) if terms.is_wide(topic) else (*self.cases, topic.item)

    def behind_figure(self, mention: Mention) -> "Context":
        """Return the context behind a figure that is not understood."""
        return msgspec.structs.replace(self, last=mention, apart=False, between=None)

    def behind_clause(self, between: Phrase | None, *, listed: bool) -> "Context":
        """Return the context behind a clause, by how it leads on; mostly that is as before."""
        if self.between is between and self.listed is listed:
            return self
        return msgspec.structs.replace(self, between=between, listed=listed)

    @property
    def table(self) -> str:
        """The table that the sentence is about, or an empty text."""
        return self.topic.table if self.topic else ""

    @property
    def topics(self) -> tuple[Reference, ...]:
        """What the sentence is about, if anything is known."""
        return (self.topic,) if self.topic else ()

    @property
    def spoken_of(self) -> tuple[Reference, ...]:
        """What the figure before is of, or else what the sentence is about."""
        before = tuple(Reference(one.table) for one in self.last_known[:1])
        return before if self.last is not None else self.topics

    @property
    def told(self) -> tuple[Meaning, ...]:
        """What the figures so far speak of, for each the first that it may be."""
        return tuple([one.meanings[0] for one in self.mentions if one.meanings])

    @property
    def said(self) -> tuple[Meaning, ...]:
        """All that the figures so far may speak of."""
        return tuple(chain.from_iterable(mention.meanings for mention in self.mentions))

    @property
    def last_known(self) -> tuple[Meaning, ...]:
        """What the last figure may speak of; nothing when there is none, or it is not understood."""
        return self.last.meanings if self.last is not None else ()

    def leaves_unfinished(self, phrase: Phrase) -> bool:
        """“办结35件，剩余1件为企业申请、2件为自然人申请”: whether a figure is of what is not finished."""
        last = self.last or NOTHING_BEFORE
        is_left = phrase.says("remaining") or (self.listed and "remaining" in last.said)
        return is_left and any(not _FINISHED.isdisjoint(one.said) for one in (*self.mentions, last))

    def mentions_beside(self, told: Mention | None) -> tuple[Mention, ...]:
        """Return the figures so far but one."""
        return tuple(one for one in self.mentions if one is not told)

    def tells_of(self, table: str) -> bool:
        """Whether a figure so far speaks of a table."""
        return any(one.table == table for one in self.told)

    def tells_of_some(self, references: Iterable[Reference]) -> bool:
        """Whether a figure so far speaks of the table of one of some things."""
        return any(self.tells_of(one.table) for one in references)

    def goes_on_with_others(self, phrase: Phrase) -> bool:
        """“政务服务事项进驻大厅，申请量3件”: how many came of what is no application for information."""
        if self.topic != FOREIGN or not phrase.says("topic"):
            return False
        return all(word.text in words_of("how-many-came") for word in phrase.those(("topic",)))

    def behind_bracket(self, before: "Context", terms: Terms) -> "Context":
        """Return the context behind a bracket, in which it was about something of its own.

        What divides one applicant (“自然人12件（新收9件、结转3件）”) says nothing of those behind it.
        """
        divided = before.last_known[:1]
        is_of_all = all(one.column == terms.tables[one.table].total for one in divided)
        rows = self.rows if is_of_all else before.rows
        kept = {"topic": before.topic, "cases": before.cases, "between": before.between}
        return msgspec.structs.replace(self, last=before.last, rows=rows, **kept)

    def cases_but_none(self, mention: Mention, found: Meaning, total: str) -> tuple[str, ...]:
        """“行政复议6件、行政诉讼0件，其中3件维持”: what came of cases is said of those there were.

        “纠正0件” tells of no outcome, and there may be cases all the same.
        """
        is_of_none = found.column == total and mention.quantity.is_nought
        return tuple(one for one in self.cases if one != found.row) if is_of_none else self.cases

    def goes_on_bare(self, quantity: Quantity) -> bool:
        """“制发规章0、规范性文件5”: in a list that has no counters."""
        before = self.last if self.listed and self.last_known else None
        return before is not None and not (quantity.counter or before.quantity.counter)

    def goes_on_in_pieces(self, quantity: Quantity) -> bool:
        """“账号19个，注销5个、新申请1个”: counted as what is not understood, and hardly applications."""
        before = self.last if self.listed and not self.last_known else None
        is_counted_so = before is not None and before.quantity.counter == quantity.counter
        return is_counted_so and quantity.counter not in words_of("case-counter")

    def is_of_the_same_deed(self, phrase: Phrase) -> bool:
        """“办理行政复议56件、行政诉讼30件”: what the first are not of our own, the second are not either."""
        before = self.last if self.listed and self.last is not None else NOTHING_BEFORE
        is_told_what_was_done = before.said >= _DEED and before.said.isdisjoint(_NO_DEED)
        is_brought_about = any(word in before.label for word in words_of("brought-about"))
        return (is_told_what_was_done or is_brought_about) and not phrase.says_any(TELLING)

    def counted_up(self, phrase: Phrase) -> Phrase:
        """Return words with those before them that they count: “原因是本机关不掌握，计9件”."""
        between = self.between if phrase.says("counts-up") else None
        if between is None or not phrase.says_only(_COUNTING) or between.says_any(_COUNTING_OTHERS):
            return phrase
        return Phrase([*between.words, *phrase.words]) if between.says("row") else phrase


def with_one_more(mentions: tuple[Mention, ...], mention: Mention) -> tuple[Mention, ...]:
    """Return the figures so far and one more; of very many those between the first and the last are left."""
    if len(mentions) < _OPENING + _NEAREST:
        return (*mentions, mention)
    return (*mentions[:_OPENING], *mentions[1 - _NEAREST :], mention)


def columns_of(phrase: Phrase, topics: Iterable[Reference]) -> list[tuple[Reference, ...]]:
    """The columns that words name; of “制发的现行有效文件” and “发布现行有效文件” the last alone.

    What says by itself what was done too (“新增”, “正在办理”) is a column of the tables spoken of, or none.
    """
    words, tables = phrase.words, {topic.table for topic in topics}
    naming = [place for place, word in enumerate(words) if _is_column(word, tables)]
    adding = filter(partial(_says_more, words), naming[:-1])
    return list(dict.fromkeys(words[place].senses.columns for place in (*adding, *naming[-1:])))


def _is_column(word: Token, tables: Collection[str]) -> bool:
    columns = word.senses.columns
    return bool(columns) and (not word.senses.acts or any(one.table in tables for one in columns))


def _says_more(words: Sequence[Token], place: int) -> bool:
    """Whether a column counts beside another; a vague word (“发布”) and an attribute (“制发的”) do not."""
    is_attribute = words[place + 1].text in words_of("attributive")
    return not is_attribute and "vague" not in words[place].kinds


def behind_reasons(phrase: Phrase) -> Phrase:
    """“重复申请等情形不予处理”: what counts stands behind “等情形”."""
    if not phrase.says("reason"):
        return phrase
    last = phrase.places("reason")[-1]
    return Phrase(phrase.words[last + 1 :] or phrase.words)


class Label(msgspec.Struct, frozen=True, gc=False):
    """The words that label a figure, and their text; they stand ``behind`` it in “其中2件为网络申请”."""

    words: Phrase
    text: str = ""
    behind: bool = False


def labelling(text: str, phrase: Phrase, place: int) -> Label:
    """Return the label of a figure at a place of a text."""
    if not phrase.words:
        return Label(phrase)
    before = phrase.before(place)
    is_named_behind = before is not phrase and before.says_only(_DIVIDING)
    if not is_named_behind:
        return Label(before, text[before.words[0].start : place].strip())
    behind = phrase.words[len(before.words) :]
    return Label(Phrase(behind), text[behind[0].start : behind[-1].end], behind=True)


def tells_what_was_done(phrase: Phrase) -> bool:
    """“9件实为查阅档案，按行政查询事项告知，占25%”: whether words only say what was done with a figure."""
    begins_so = phrase.words[0].text.startswith(sorted_words("done-with-it"))
    return begins_so and not phrase.says("mostly")


def names_other_cases(phrase: Phrase) -> bool:
    """“其他行政复议”: beside those told before, of which nothing is known."""
    return phrase.says("other") and bool(phrase.topics)


def topics_told(phrase: Phrase, terms: Terms) -> tuple[Reference, ...]:
    """The topics of words without a figure; of “申请多涉及行政处罚” no decisions, as they are asked about."""
    topics = phrase.topics
    if not topics or not (topics[0].is_all_of_a_table or _names_applicants(phrase)):
        return topics
    return tuple(one for one in topics if not terms.is_document_or_decision(one))


def _names_applicants(phrase: Phrase) -> bool:
    return phrase.words[0].text in words_of("applicants")


def says_of_all_before(text: str, phrase: Phrase) -> bool:
    """“被诉2件，都走过复议程序”: what is not understood is said of the figure before, and no topic."""
    return _tells_what_it_is_about(text, phrase) or (phrase.says("all") and phrase.says("unknown"))


def _tells_what_it_is_about(text: str, phrase: Phrase) -> bool:
    """“收到9件，多为职业索赔人申请公开举报案件情况”: what the cases just told are about, no topic either."""
    names_else = phrase.says("foreign")
    return names_else and text.startswith(sorted_words("about-them"), phrase.words[0].start)


def is_of_applicants(phrase: Phrase, told: Sequence[Mention]) -> bool:
    """Return whether words are about whoever applied: “本年度申请人均为自然人”, where no figure was told."""
    return not told and any(word.text in words_of("applicants") for word in phrase.words)


def with_rows_of(whole: Mention, context: Context) -> Context:
    """Return the context in which applicants named are those of a figure, be it told before the last."""
    if whole is context.last:
        return context
    return msgspec.structs.replace(context, rows=tuple(one.row for one in whole.readings))


def of_those_named(named: Sequence[Meaning], context: Context, terms: Terms) -> Context:
    """“结转下年的申请中，自然人44件”: applicants are those of what is named, or of all that came."""
    table = terms.tables[named[0].table] if named else None
    if table is None or not table.counts_one_thing:
        return context
    is_of_all = named[0].column == table.total
    return _with_rows_named(named, table, context) if is_of_all else _of_applicants(named[0], context)


def _with_rows_named(named: Sequence[Meaning], table: TableTerms, context: Context) -> Context:
    """With rows besides those of what came, if these are not named themselves."""
    rows, came = tuple(one.row for one in named), table.rows(*unsaid().names[:_CAME])
    if not set(rows).isdisjoint(came):
        return context
    return msgspec.structs.replace(context, rows=(*rows, *came))


def _of_applicants(named: Meaning, context: Context) -> Context:
    """“自然人申请中，予以公开6件”."""
    return msgspec.structs.replace(context, column=named.column)


def with_rows_of_the_new(table: TableTerms, applicants: Meaning, context: Context) -> tuple[str, ...]:
    """“共1280件，其中自然人新提出1180件，企业46件”: the rows of applicants behind the new ones of another."""
    new = table.rows("received")
    return tuple(dict.fromkeys((*context.rows, *new))) if (applicants.row,) == new else ()


def names_decisions(phrase: Phrase) -> bool:
    """Return whether decisions are named, “……20条；行政处罚处理决定3件”: as the table calls them."""
    return any(name in word.text for word in phrase.words for name in words_of("decided"))
