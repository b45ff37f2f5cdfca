"""What a sentence has said so far, and which of a clause's words name something."""

from collections.abc import Collection, Sequence

import msgspec

from model.reading.facts import Mention
from model.reading.meaning import Meaning
from model.reading.phrase import Phrase, Token
from model.reading.terms import Reference
from model.reading.words import words_of


class Context(msgspec.Struct, frozen=True):
    """What the sentence has said so far.

    ``rows``: the rows that an applicant's figure would belong to. ``cases``: the kinds of cases spoken of.
    ``column``: the applicant whose figures are being divided. ``last`` is the last figure of the text.
    """

    topic: Reference | None = None
    rows: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    column: str = ""
    last: Mention | None = None
    mentions: tuple[Mention, ...] = ()

    @property
    def table(self) -> str:
        """The table that the sentence is about, or an empty text."""
        return self.topic.table if self.topic else ""

    @property
    def topics(self) -> tuple[Reference, ...]:
        """What the sentence is about, if anything is known."""
        return (self.topic,) if self.topic else ()

    @property
    def told(self) -> tuple[Meaning, ...]:
        """What the figures so far speak of, for each the first that it may be."""
        return tuple(one.meanings[0] for one in self.mentions if one.meanings)

    @property
    def last_known(self) -> tuple[Meaning, ...]:
        """What the last figure may speak of; nothing when there is none, or it is not understood."""
        return self.last.meanings if self.last is not None else ()

    def tells_of(self, table: str) -> bool:
        """Whether a figure so far speaks of a table."""
        return any(one.table == table for one in self.told)


def columns_of(words: Sequence[Token], tables: Collection[str]) -> list[tuple[Reference, ...]]:
    """The columns that words name; of “制发的现行有效文件” and “发布现行有效文件” the last alone.

    What is a verb too (“新增”) is a column of the tables spoken of, or none.
    """
    naming = [place for place, word in enumerate(words) if _is_column(word, tables)]
    *before, last = naming or [0]
    counting = [place for place in before if not _says_nothing_more(words, place)]
    named = (words[place].senses.columns for place in (*counting, last)) if naming else ()
    return list(dict.fromkeys(named))


def _is_column(word: Token, tables: Collection[str]) -> bool:
    columns = word.senses.columns
    return bool(columns) and (not word.senses.verbs or any(one.table in tables for one in columns))


def _says_nothing_more(words: Sequence[Token], place: int) -> bool:
    """“发布”, “制发的”: beside another column, a vague word and what “的” makes an attribute add nothing."""
    return "vague" in words[place].kinds or words[place + 1].text in words_of("attributive")


def behind_reasons(phrase: Phrase) -> Phrase:
    """“重复申请等情形不予处理”: what counts stands behind “等情形”."""
    last = phrase.places("reason")[-1]
    return Phrase(phrase.words[last + 1 :] or phrase.words)
