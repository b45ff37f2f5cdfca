"""Which column of table three the applicant of a line counts in."""

from collections.abc import Sequence

from intake.register.lexicon import Lexicon, plain, words
from intake.register.lines import Record
from intake.register.questions import Question, Questions
from intake.register.results import Unclear


class Applicants:
    """Finds the columns of applicants; what words do not tell is asked."""

    def __init__(self, lexicon: Lexicon, columns: Sequence[str], questions: Questions) -> None:
        self._lexicon = lexicon
        self._columns = tuple(columns)
        self._questions = questions

    def column_of(self, record: Record, *, has_kind: bool) -> str | None:
        """Return the column of a line's applicant, None while that is asked. Raises Unclear.

        ``has_kind``: the register has a column that says what kind of applicant it was.
        """
        kind = record.get("kind")
        if not kind:
            return self._without_kind(record, has_kind=has_kind)
        if not self._lexicon.is_organisation(kind):
            return self._of_kind(kind, record)
        organisation = record.get("unit") or record.get("name")
        if not organisation:
            raise Unclear(f"类别只写了“{kind}”，没有写单位名称")
        return self._of_organisation(organisation, kind, record)

    def _without_kind(self, record: Record, *, has_kind: bool) -> str | None:
        """The column by the name of a unit alone, or of the applicant where the register has no kinds."""
        unit, name = record.get("unit"), record.get("name")
        if unit:
            return self._of_organisation(unit, "", record)
        if has_kind or not name:
            raise Unclear("没有写申请人类别")
        likely = self._lexicon.by_name(name)
        return likely or self._ask("persons", words().persons.ask, "natural_person", record)

    def _of_kind(self, kind: str, record: Record) -> str | None:
        """The column of a kind of applicant that tells by itself, as 公民 does and 单位 does not."""
        key = f"kind:{plain(kind)}"
        meaning = self._lexicon.applicant(kind)
        if meaning is None:
            return self._ask(key, f"申请人类别“{kind}”算哪一栏？", "", record)
        if not meaning.ask:
            return meaning.id
        return self._ask(key, meaning.ask.format(word=kind), meaning.id, record)

    def _of_organisation(self, name: str, kind: str, record: Record) -> str | None:
        """The column of an organisation by its name, asked unless nothing but the name is written."""
        likely = self._lexicon.by_name(name)
        if likely and not kind:
            return likely
        told = words().organisations.ask.format(name=name, word=kind or "（空白）")
        return self._ask(f"kind:{plain(kind)}:{plain(name)}", told, likely, record)

    def _ask(self, key: str, text: str, proposal: str, record: Record) -> str | None:
        return self._questions.ask(Question(key, text, proposal, self._columns), record.line)
