"""What is said of all: that they were answered, in whatever manner, and of which figure it is said.

“收到16件，均按程序高效办结”; “收到7件，其中网络申请6件，信函申请1件，均按时答复” is said of the seven.
"""

from collections.abc import Sequence

from model.reading.facts import Mention, Mentions, come_to_the_same, gives, has_role
from model.reading.grounding.context import Context
from model.reading.grounding.stating import is_answering
from model.reading.grounding.tables import RESULTS
from model.reading.tokens.phrase import Phrase, Token
from model.reading.words.meaning import Meaning
from model.reading.words.terms import Reference, Terms
from model.reading.words.words import sorted_words, words_of

_CARRIED_IN = "carried-in"
_CARRIED = frozenset((_CARRIED_IN, "carried-out"))


def answered(terms: Terms, told: Mentions, *, rest: bool = False) -> Mention | None:
    """Return the applications told of which all were answered, or (``rest``) all that are left over."""
    stretch = _from_received_on(terms, told)
    is_of_all = _leave_only_answered if rest else _are_divided
    return stretch[0] if stretch and is_of_all(*stretch) else None


def _from_received_on(terms: Terms, told: Mentions) -> Mentions:
    """The last figure that says how many came, with those behind it."""
    received = [place for place, one in enumerate(told) if _is_received(terms, one)]
    return told[received[-1] :] if received else []


def _are_divided(whole: Mention, *behind: Mention) -> bool:
    """Whether the figures behind what was received give it, alone or with those carried in."""
    parts = _without_carried_in(behind)
    carried = [one for one in behind if one not in parts]
    return gives(whole, parts) or come_to_the_same([whole, *carried], parts)


def _leave_only_answered(_whole: Mention, *behind: Mention) -> bool:
    """“收到11件，撤回2件，其余均已办结”; not so where some of the parts may be open."""
    return all(map(_is_ended, _without_carried_in(behind)))


def _is_ended(one: Mention) -> bool:
    """Whether a figure is of applications that had a result, or were taken back."""
    return not one.said.isdisjoint(RESULTS) or any(word in one.label for word in words_of("taken-back"))


def _without_carried_in(told: Mentions) -> list[Mention]:
    return [one for one in told if _CARRIED_IN not in one.said]


def is_of_applications(words: Phrase, said: frozenset[str], context: Context) -> bool:
    """Whether “none” is said of applications that are not named: “上年无结转”, “无不予公开”.

    ``said`` are the roles and kinds of the words.
    """
    return not _CARRIED.isdisjoint(said) or _is_of_results(words, said, context)


def _is_of_results(words: Phrase, said: frozenset[str], context: Context) -> bool:
    """Whether results are named where applications are spoken of: documents are not published either."""
    is_result = "result" in said and "vague" not in said
    return is_result and any(row.table == context.table for row in words.rows)


def is_concluding(word: Token) -> bool:
    """Whether a word says of cases that they are closed."""
    return "concluded" in word.kinds or is_answering(word)


def is_of_courts(phrase: Phrase) -> bool:
    """Whether outcomes are named that courts alone decide: “败诉” need not be said of reviews."""
    return all(word.text in words_of("in-court") for word in phrase.those(("column",)))


def _is_received(terms: Terms, one: Mention) -> bool:
    """Whether a figure is all that were received: of those of one applicant it is not said what is left."""
    return has_role(terms, one, "received") and terms.is_whole(one.meanings[0])


def are_cases(terms: Terms, told: Mentions) -> bool:
    """Whether all figures told are all cases of a kind each: “复议3件、诉讼1件。以上均予以维持”."""
    firsts = [one.meanings[0] for one in told if one.meanings]
    is_all_known = bool(told) and len(firsts) == len(told)
    return is_all_known and all(terms.is_case(one) and terms.is_whole(one) for one in firsts)


def are_applicants(terms: Terms, columns: Sequence[Reference], told: Mentions) -> bool:
    """Whether whoever applied is named, where applications were told: “收到9件，其中自然人8件，无企业”."""
    tables = {one.table for one in columns}
    is_of_told = bool(tables) and tables == {meant.table for one in told[-1:] for meant in one.meanings}
    return is_of_told and all(terms.tables[one].counts_one_thing for one in tables)


def other_kinds(terms: Terms, whole: Meaning, kind: Meaning) -> list[Meaning]:
    """The kinds of cases besides the one that all are, or all of one outcome: “诉讼2件，均为复议后起诉”."""
    # Named without an outcome, or with that of those which it is said of.
    may_be_of_those = kind.columns == whole.columns or kind.column == terms.tables[kind.table].total
    is_kind = may_be_of_those and set(kind.rows) < set(whole.rows)
    others = (row for row in whole.rows if row not in kind.rows)
    return terms.meanings(terms.tables[whole.table], others, whole.column) if is_kind else []


def are_those_carried_in(last: Mention) -> bool:
    """“上年结转的2件已全部办结”: whether it is said of these alone."""
    return "carried-in" in last.said and last.label.endswith(sorted_words("attributive"))


def divided(told: Mentions) -> Mention | None:
    """Return the last figure of the tables that those behind it, of no table, divide without a rest."""
    known = [place for place, one in enumerate(told) if one.meanings]
    if not known or not told[known[-1] + 1 :]:
        return None
    whole, *parts = told[known[-1] :]
    return whole if gives(whole, parts) else None


def stating_words(words: list[Token]) -> Phrase:
    """Return what “none” or “all” is said with, and of what."""
    return Phrase(_from_nought_on(_without_all_of_none(words)))


def _from_nought_on(words: list[Token]) -> list[Token]:
    """“答复实现零复议、零诉讼”: of what it is said stands behind it."""
    first = next((place for place, word in enumerate(words) if "nought" in word.kinds), 0)
    return words[first:]


def _without_all_of_none(words: list[Token]) -> list[Token]:
    """“均未收到”, “都没有发生”: of all of them none, which is none."""
    none_next = [*("none" in word.kinds for word in words[1:]), False]
    pairs = zip(words, none_next, strict=True)
    return [word for word, before_none in pairs if not (before_none and "all" in word.kinds)]
