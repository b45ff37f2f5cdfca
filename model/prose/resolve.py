"""From the words of one clause to the cells that its figure speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from model.forms import OfficialForm
from model.prose.figures import Kind
from model.prose.meaning import Meaning, joined, meaning
from model.prose.reading import Mention, Quantity
from model.prose.words import Frame, Word, Words

COUNTERS = frozenset("件起条宗份项个部例")
FOREIGN = "foreign"
# Acts that only lead up to a result: “办结……，予以公开12件”.
_LEADING = frozenset(("receive", "take", "finish", "answer", "happen", "decide", "charge"))


@dataclass(slots=True)
class Context:
    """What the sentence has said so far.

    ``rows``: the rows that an applicant's figure would belong to. ``suits``: the kinds of cases spoken of.
    ``column``: the applicant whose figures are being divided. ``last`` is the last figure of the text.
    """

    topic: str = ""
    rows: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    column: str = ""
    last: Mention | None = None
    mentions: list[Mention] = field(default_factory=list)


class Resolver:
    """Resolves clauses for one form."""

    def __init__(self, form: OfficialForm, words: Words) -> None:
        self._form = form
        self._frames = words.frames
        self._results = words.results()
        self._sure = frozenset(act.id for act in words.acts if act.sure)
        self._of_results = next(frame.topics for frame in words.frames if frame.rows)

    def resolve(self, words: Sequence[Word], quantity: Quantity, context: Context) -> tuple[Meaning, ...]:
        """Return what a figure may speak of; nothing when that is not certain."""
        money = quantity.figure is not None and quantity.figure.kind is Kind.MONEY
        if not money and quantity.counter not in COUNTERS:
            return ()
        return self.named(words, context, money=money)

    def named(self, words: Sequence[Word], context: Context, *, money: bool = False) -> tuple[Meaning, ...]:
        """Return what words alone name, in their context."""
        topics = list(dict.fromkeys(name for word in words for name in word.ids("topic")))
        acts = [set(word.ids("act")) for word in words if word.has("act")]
        outcomes = [name for word in words for name in word.ids("outcome")]
        applicants = [name for word in words for name in word.ids("applicant")]
        if FOREIGN in topics or len(outcomes) > 1 or len(applicants) > 1:
            return ()
        if not topics and not acts and not outcomes and not applicants:
            return self._by_neighbours(words, context)
        given = self._topics(topics, acts, outcomes, context)
        found: list[Meaning] = []
        for frame in self._frames:
            if frame.money is money and given and set(given) <= set(frame.topics):
                found += self._framed(frame, given, acts, outcomes, applicants, context, bool(topics))
        return tuple(dict.fromkeys(found))

    def _topics(
        self, topics: list[str], acts: list[set[str]], outcomes: list[str], context: Context
    ) -> tuple[str, ...]:
        """The topic of the clause, or the one that the sentence is about."""
        if topics:
            specific = [name for name in topics if not (name == "suits" and "suit" in "".join(topics[1:]))]
            return tuple(specific or topics)
        if outcomes:
            return context.cases[-1:]
        if any(act & (self._sure if context.topic else self._results) for act in acts):
            return self._of_results
        return (context.topic,) if context.topic else ()

    def _framed(
        self,
        frame: Frame,
        topics: tuple[str, ...],
        acts: list[set[str]],
        outcomes: list[str],
        applicants: list[str],
        context: Context,
        explicit: bool,
    ) -> Iterable[Meaning]:
        if frame.rows:
            return [] if outcomes else self._of_rows(frame, acts, applicants, context, explicit)
        if applicants:
            return []
        if frame.columns:
            return [] if outcomes else self._of_columns(frame, topics, acts, explicit)
        return self._of_cases(frame, topics, acts, outcomes, context, explicit)

    def _of_rows(
        self, frame: Frame, acts: list[set[str]], applicants: list[str], context: Context, explicit: bool
    ) -> list[Meaning]:
        known = [act & frame.rows.keys() for act in acts]
        if any(not names and not act <= _LEADING for names, act in zip(known, acts, strict=True)):
            return []
        names = [min(one) for one in known if one]
        results = [name for name in names if name in self._results]
        if len(set(names)) > 1:
            names = results if results and all(n in self._results or n in _LEADING for n in names) else []
            if not names:
                return []
        column = applicants[0] if applicants else frame.column
        if len(set(results)) > 1:
            parts = [
                m for name in dict.fromkeys(results) for m in self._meanings(frame, frame.rows[name], column)
            ]
            sum_ = joined(self._form, tuple(parts)) if parts else None
            return [sum_] if sum_ else []
        if names:
            rows = frame.rows[names[0]]
        elif applicants:
            rows = context.rows or frame.rows[""][:2]
        else:
            rows = frame.rows[""] if explicit else ()
        found = self._meanings(frame, rows, column)
        if context.column and not applicants:
            found += self._meanings(frame, rows, context.column)
        return found

    def _of_columns(
        self, frame: Frame, topics: tuple[str, ...], acts: list[set[str]], explicit: bool
    ) -> list[Meaning]:
        if len(topics) > 1:
            return []
        names = {name for act in acts for name in act & frame.columns.keys()}
        if any(not act & frame.columns.keys() and not act <= {"happen"} for act in acts):
            return []
        if len(names) > 1 or (not names and not explicit):
            return []
        columns = frame.columns.get(names.pop() if names else "", ())
        found = []
        for column in columns:
            found += self._first(frame.table, topics[0], column)
        return found

    def _of_cases(
        self,
        frame: Frame,
        topics: tuple[str, ...],
        acts: list[set[str]],
        outcomes: list[str],
        context: Context,
        explicit: bool,
    ) -> list[Meaning]:
        if any(not act & set(frame.acts) for act in acts) or not (explicit or outcomes):
            return []
        column = outcomes[0] if outcomes else frame.column
        if len(topics) > 1:
            parts = [m for topic in topics for m in self._first(frame.table, topic, column)]
            sum_ = joined(self._form, tuple(parts)) if parts else None
            return [sum_] if sum_ else []
        rows = topics
        if not explicit and "suits" in context.cases and topics[0] != "review":
            rows = (*topics, "suits")
        return [m for row in rows for m in self._first(frame.table, row, column)]

    def _by_neighbours(self, words: Sequence[Word], context: Context) -> tuple[Meaning, ...]:
        """“合计1280件”, “其他1件”: what it means is said by the figures before it."""
        known = [one for mention in context.mentions for one in mention.meanings[:1]]
        if not known or context.last is None or not context.last.meanings:
            return ()
        table, last = known[-1].table, known[-1]
        if any(word.has("sum") for word in words):
            rows = [one for one in known[-2:] if one.columns == last.columns]
            sum_ = joined(self._form, tuple(rows)) if len(rows) == 2 else None
            return (
                (sum_,) if sum_ and sum_.name and len(sum_.rows) == len(rows[0].rows + rows[1].rows) else ()
            )
        if any(word.has("other") for word in words):
            return tuple(self._others(table, last))
        return ()

    def _others(self, table: str, last: Meaning) -> list[Meaning]:
        frame = next(frame for frame in self._frames if frame.table == table)
        if frame.rows and last.column == frame.column:
            if not any(last.row in rows for act in self._results for rows in [frame.rows.get(act, ())]):
                return []
            return self._meanings(frame, frame.rows["other_handling"], last.column)
        if frame.column and last.column != frame.column:
            return self._first(table, last.row, "other")
        return []

    def _meanings(self, frame: Frame, rows: Iterable[str], column: str) -> list[Meaning]:
        return [m for row in rows for m in self._first(frame.table, row, column)]

    def _first(self, table: str, rows: str, columns: str) -> list[Meaning]:
        """The first of ``a|b`` that the form has."""
        for row in rows.split("|"):
            for column in columns.split("|"):
                found = meaning(self._form, table, row, column)
                if found is not None:
                    return [found]
        return []
