"""From the words of one clause to the cells that its figure speaks of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from model.chinese.figures import Kind
from model.forms import OfficialForm
from model.reading.meaning import Meaning, joined, meaning
from model.reading.reading import Mention, Quantity
from model.reading.words import Frame, Phrase, Words

COUNTERS = frozenset("件起条宗份项个部例")
_OF_CASES = frozenset("件起宗")
FOREIGN = "foreign"
_NAMING = frozenset(("topic", "act", "outcome", "applicant"))
_HANDLING = frozenset(("take", "finish"))
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


@dataclass(slots=True)
class _Clause:
    """The words of one clause by kind; ``explicit``: it names its topic itself."""

    topics: tuple[str, ...]
    acts: list[frozenset[str]]
    outcome: str
    applicant: str
    explicit: bool


class Resolver:
    """Resolves clauses for one form."""

    def __init__(self, form: OfficialForm, words: Words) -> None:
        self.form = form
        self.frames = words.frames
        self.rowed = {frame.table: frame for frame in reversed(words.frames) if frame.rows}
        self.cases = next(
            (frame.topics for frame in words.frames if not frame.rows and not frame.columns), ()
        )
        self._all_cases, self._wide = frozenset(self.cases), frozenset(self.cases[:2])
        self._results = words.results()
        self._vague = frozenset(act.id for act in words.acts if act.vague)
        self._sure = frozenset(act.id for act in words.acts if act.sure)
        self._of_results = next(frame.topics for frame in words.frames if frame.rows)
        self._decided = frozenset(topic for one in words.frames if one.columns for topic in one.topics)
        self._about: dict[tuple[str, ...], list[Frame]] = {}

    def resolve(self, phrase: Phrase, quantity: Quantity, context: Context) -> tuple[Meaning, ...]:
        """Return what a figure may speak of; nothing when that is not certain."""
        money = quantity.figure is not None and quantity.figure.kind is Kind.MONEY
        if not money and quantity.counter not in COUNTERS:
            return ()
        if quantity.counter == "个" and "applicant" in phrase.kinds:
            return ()  # people, not their requests
        uncertain = not context.topic and quantity.counter not in _OF_CASES
        if uncertain and any(word.senses.acts & self._vague for word in phrase.words):
            return ()  # “公开1234条”: what was published
        return self.named(phrase, context, money=money)

    def labelled(
        self, found: tuple[Meaning, ...], everything: Phrase, quantity: Quantity, context: Context
    ) -> tuple[Meaning, ...]:
        """Return what the figure of “甲、乙1件” speaks of: of both together, or of the last alone.

        Nothing where both together are nothing of the tables: “来信、申请26件”.
        """
        together = self.resolve(everything, quantity, context)
        return tuple(dict.fromkeys((*together, *found))) if together else ()

    def carrying(self, whole: Mention) -> Mention:
        """Return “收到57件” as it is meant before “含上年结转1件”: it may be all that was to be handled."""
        frame = next(frame for frame in self.frames if frame.rows)
        first = whole.meanings[0] if whole.meanings else None
        if first is None or (first.row,) != frame.rows["receive"]:
            return whole
        more = self._meanings(frame, frame.rows["handle_in"], first.column)
        return Mention(whole.quantity, (*whole.meanings, *more), whole.label)

    def alone(self, phrase: Phrase) -> bool:
        """Whether words say enough behind a figure that is not understood.

        “公开行政许可12件，行政处罚3件”: how many decisions there were is not said.
        """
        topics = {topic for word in phrase.words for topic in word.senses.topics}
        if topics.isdisjoint(self._decided):
            return bool(topics) or "act" in phrase.kinds
        acts = [word.senses.acts for word in phrase.words if word.senses.acts]
        return bool(acts) and all(map(_HANDLING.isdisjoint, acts))

    def named(self, phrase: Phrase, context: Context, *, money: bool = False) -> tuple[Meaning, ...]:
        """Return what words alone name, in their context."""
        if phrase.kinds.isdisjoint(_NAMING):
            return self._by_neighbours(phrase, context)
        if "reason" in phrase.kinds:
            phrase = _behind_reasons(phrase)
        said = [word.senses for word in phrase.words]
        topics = tuple(dict.fromkeys([name for one in said for name in one.topics]))
        outcomes = [name for one in said for name in one.outcomes]
        applicants = [name for one in said for name in one.applicants]
        if topics and "other" in phrase.kinds:
            return ()  # “其他行政复议”
        if FOREIGN in topics or len(outcomes) > 1 or len(applicants) > 1:
            return ()
        acts = [one.acts for one in said if one.acts]
        outcome, applicant = "".join(outcomes), "".join(applicants)
        given = self._topics(topics, acts, outcome, context)
        clause = _Clause(given, acts, outcome, applicant, bool(topics))
        found: list[Meaning] = []
        for frame in self._framing(given):
            if frame.money is money:
                found += self._framed(frame, clause, context)
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def live(self, name: str) -> tuple[Meaning, ...]:
        """Return what a live figure speaks of, by its name."""
        known = meaning(self.form, *name.split(".")) if name in self.form.names else None
        return (known,) if known else ()

    def rows(self, found: tuple[Meaning, ...], context: Context) -> tuple[str, ...]:
        """Return the rows that applicants named behind a figure would belong to."""
        frame = self.rowed.get(found[0].table)
        if frame is None or found[0].column != frame.column:
            return ()
        rows = tuple(one.row for one in found)
        if rows == frame.rows["carried_in"] and context.mentions:
            return (*rows, *context.rows, *frame.rows["handle_in"])
        return rows

    def _framing(self, topics: tuple[str, ...]) -> list[Frame]:
        """The frames that know all of some topics."""
        known = self._about.get(topics)
        if known is None:
            known = [frame for frame in self.frames if topics and set(topics) <= set(frame.topics)]
            self._about[topics] = known
        return known

    def bases(self, parts: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
        """Return what a share without a named whole may be a share of."""
        found: list[Meaning | None] = []
        for one in parts:
            for frame in self.frames:
                if frame.table == one.table and frame.column:
                    rows = (one.row, *frame.rows.get("", ()), *(self.cases[:2] if frame.acts else ()))
                    found += [meaning(self.form, one.table, row, frame.column) for row in rows]
        return tuple(dict.fromkeys(one for one in found if one is not None and one not in parts))

    def _topics(
        self, topics: tuple[str, ...], acts: list[frozenset[str]], outcome: str, context: Context
    ) -> tuple[str, ...]:
        """The topic of the clause, or the one that the sentence is about."""
        if topics:
            # “行政诉讼中未经复议直接起诉”: the kind of suit is what counts.
            narrower = tuple(name for name in topics if name not in self._wide)
            return narrower if narrower and set(topics) <= self._all_cases else topics
        if outcome:
            return context.cases[-1:]
        telling = self._sure if context.topic else self._results
        if not all(map(telling.isdisjoint, acts)):
            return self._of_results
        return (context.topic,) if context.topic else ()

    def _framed(self, frame: Frame, clause: "_Clause", context: Context) -> Iterable[Meaning]:
        if frame.rows:
            return [] if clause.outcome else self._of_rows(frame, clause, context)
        if clause.applicant:
            return []
        if frame.columns:
            return [] if clause.outcome else self._of_columns(frame, clause)
        return self._of_cases(frame, clause, context)

    def _of_rows(self, frame: Frame, clause: "_Clause", context: Context) -> list[Meaning]:
        names = self._rows_named(frame, clause)
        if names is None:
            return []
        column = clause.applicant or frame.column
        if len(names) > 1 and not _LEADING.issuperset(names):
            parts = [m for name in names for m in self._meanings(frame, frame.rows[name][:1], column)]
            whole = next((one for one in parts if _has_part(one, parts)), None)
            # “因本机关不掌握无法提供”: the one reason, or all that could not be given.
            return [one for one in parts if set(one.rows) <= set(whole.rows)] if whole else self._sum(parts)
        if names:
            rows = tuple(dict.fromkeys([row for name in names for row in frame.rows[name]]))
        elif clause.applicant:
            rows = context.rows or frame.rows[""][:2]
        else:
            rows = frame.rows[""] if clause.explicit else ()
        found = self._meanings(frame, rows, column)
        if context.column and not clause.applicant:
            found += self._meanings(frame, rows, context.column)
        return found

    def _rows_named(self, frame: Frame, clause: "_Clause") -> list[str] | None:
        """The acts that name rows: one, none, or several results to be added up; None when unclear."""
        names: list[str] = []
        for act in clause.acts:
            known = [name for name in act if name in frame.rows]
            if not known and not act <= _LEADING:
                return None
            if known and min(known) not in names:
                names.append(min(known))
        if len(names) < 2:
            return names
        if _LEADING.issuperset(names):
            return names  # “收到并答复”: the figure of any of them
        results = [name for name in names if name in self._results]
        return results if results and set(names) <= self._results | _LEADING else None

    def _of_columns(self, frame: Frame, clause: "_Clause") -> list[Meaning]:
        known = frame.columns.keys()
        named = {frame.columns[name] for act in clause.acts for name in act & known}
        if any(not act & known and not act <= {"happen"} for act in clause.acts):
            return []
        if len(named) > 1 or (not named and not clause.explicit):
            return []
        columns = named.pop() if named else frame.columns.get("", ())
        found = [
            m
            for column in columns
            for topic in clause.topics
            for m in self._first(frame.table, topic, column)
        ]
        return self._sum(found) if len(clause.topics) > 1 else found

    def _of_cases(self, frame: Frame, clause: "_Clause", context: Context) -> list[Meaning]:
        unfit = any(not act & set(frame.acts) for act in clause.acts)
        if unfit or not (clause.explicit or clause.outcome):
            return []
        column = clause.outcome or frame.column
        if len(clause.topics) > 1:
            return self._sum([m for topic in clause.topics for m in self._first(frame.table, topic, column)])
        rows = list(clause.topics)
        if not clause.explicit:
            # The kind of suit named last, or all suits when the sentence began with them.
            rows += [one for one in context.cases[:1] if one not in rows]
        return [m for row in rows for m in self._first(frame.table, row, column)]

    def _sum(self, parts: list[Meaning]) -> list[Meaning]:
        together = joined(self.form, tuple(parts)) if parts else None
        return [together] if together else []

    def _by_neighbours(self, phrase: Phrase, context: Context) -> tuple[Meaning, ...]:
        """“合计1280件”, “其他1件”: what it means is said by the figures before it."""
        known = [one for mention in context.mentions for one in mention.meanings[:1]]
        if not known or context.last is None or not context.last.meanings:
            return ()
        table, last = known[-1].table, known[-1]
        if "sum" in phrase.kinds:
            rows = [one for one in known[-2:] if one.columns == last.columns]
            sum_ = joined(self.form, tuple(rows)) if len(rows) == 2 else None
            return (
                (sum_,) if sum_ and sum_.name and len(sum_.rows) == len(rows[0].rows + rows[1].rows) else ()
            )
        if "other" in phrase.kinds:
            return tuple(self._others(table, last))
        return ()

    def _others(self, table: str, last: Meaning) -> list[Meaning]:
        frame = next(frame for frame in self.frames if frame.table == table)
        if frame.rows and last.column == frame.column:
            if not any(last.row in rows for act in self._results for rows in [frame.rows.get(act, ())]):
                return []
            rows = frame.rows["other_handling"]
            whole = self._meanings(frame, rows[:1], last.column)
            # Behind one of its rows it may be the last of them alone.
            inside = any(set(last.rows) < set(one.rows) for one in whole)
            return self._meanings(frame, rows, last.column) if inside else whole
        if frame.column and last.column != frame.column:
            return list(self._first(table, last.row, "other"))
        return []

    def _meanings(self, frame: Frame, rows: Iterable[str], column: str) -> list[Meaning]:
        return [m for row in rows for m in self._first(frame.table, row, column)]

    def _first(self, table: str, rows: str, columns: str) -> tuple[Meaning, ...]:
        return _first(self.form, table, rows, columns)


def _behind_reasons(phrase: Phrase) -> Phrase:
    """“重复申请等情形不予处理”: what counts stands behind “等情形”."""
    last = max(n for n, word in enumerate(phrase.words) if "reason" in word.kinds)
    return Phrase(phrase.words[last + 1 :] or phrase.words)


def _has_part(whole: Meaning, others: Sequence[Meaning]) -> bool:
    return any(set(one.rows) < set(whole.rows) for one in others)


@cache
def _first(form: OfficialForm, table: str, rows: str, columns: str) -> tuple[Meaning, ...]:
    """The first of ``a|b`` that the form has."""
    for row in rows.split("|"):
        for column in columns.split("|"):
            found = meaning(form, table, row, column)
            if found is not None:
                return (found,)
    return ()
