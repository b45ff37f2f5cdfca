"""What is being divided as the text goes on: said to be, named again, or told among others."""

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import takewhile
from typing import TypeGuard

from msgspec.structs import replace

from model.chinese.stops import FULL_STOP
from model.reading.clauses.clause import Clause
from model.reading.facts import Mention, counted_alike, gives, is_more
from model.reading.grounding.context import Context, is_of_applicants
from model.reading.grounding.grounded import Closed, Counted, Fact, Opened, Stated
from model.reading.tokens.phrase import Phrase, Token
from model.reading.words.terms import Terms
from model.reading.words.words import alternatives, words_of

_SHORTEST_NAME = 2  # characters
_PAIR, _FARTHEST = 2, 16  # figures, characters between them


def named_again(
    text: str, phrase: Phrase, told: Sequence[Mention], divided: Mention | None, context: Context
) -> Mention | None:
    """Return the figure named again where it is divided: “发布会54场、通气会14场，其中发布会包括……”.

    So is that ``divided`` before: “其中自然人3件、企业1件，内容为征地3件、规划1件”; and all applications, in
    “收到9件，结转下年1件。申请人以居民为主，其中自然人8件”.
    """
    if divided is not None and phrase.says("dividing"):
        return divided
    if context.last is None and _is_of_all(text, told, context.between):
        return received_among(told)
    *before, dividing = phrase.places("part")
    words = phrase.words[before[-1] + 1 if before else 0 : dividing]
    name = text[words[0].start : words[-1].end] if words else ""
    if len(name) < _SHORTEST_NAME:
        return None
    return next((one for one in reversed(told) if name in one.label), None)


def names_its_whole(clause: Clause) -> bool:
    """“网站信息中，动态112条，……”: what is divided has a name and no figure; none behind it is it."""
    ends_so = bool(clause.rest) and "among" in clause.rest[-1].kinds
    return ends_so and not clause.pieces


def names_applications(words: Sequence[Token]) -> bool:
    """“办结的涉企申请中”: whether what is divided is called as the text's topic is, by the word before 中."""
    return any("topic" in word.kinds for word in words[-_PAIR:-1])


def divides_what_it_names(phrase: Phrase) -> bool:
    """Whether what is divided is named just before: “年度报告包括文字解读、图解共3条”."""
    first, *_ = phrase.places("part")
    return any("unknown" in word.kinds for word in phrase.words[:first])


def _is_of_all(text: str, told: Sequence[Mention], between: Phrase | None) -> bool:
    """Whether words that begin a sentence are about all applications, and not about the figure before."""
    if between is None or not _ends_a_row(text, told):
        return False
    return "carried-out" in told[-1].said or is_of_applicants(between, ())


def _ends_a_row(text: str, told: Sequence[Mention]) -> bool:
    """Whether the sentence of the last figure tells others before it: then it is not about that one."""
    if len(told) < _PAIR:
        return False
    before, last = told[-_PAIR:]
    return FULL_STOP.search(text, before.quantity.stop, last.quantity.start) is None


def received_among(told: Sequence[Mention]) -> Mention | None:
    """“收到9件，个人6件；办结8件。从申请方式看，……”: all applications, whatever was told since."""
    is_of_the_tables = bool(told) and bool(told[-1].meanings)
    of_all = (one for one in reversed(told) if "column" not in one.said)
    received = (one for one in of_all if one.also or (one.meanings and "received" in one.said))
    return next(received, None) if is_of_the_tables else None


def divided_by_name(said: Collection[str], phrase: Phrase, told: Sequence[Mention]) -> Mention | None:
    """“新收申请按内容分，……”, “办结的申请按……分”: all received or all finished, as the words say."""
    if not (_names_results(phrase) or "results-total" in said):
        return received_among(told) if "received" in said else None
    of_all = (one for one in reversed(told) if one.meanings and "column" not in one.said)
    return next((one for one in of_all if "results-total" in one.said), None)


def _names_results(phrase: Phrase) -> bool:
    """“收到41件，办结38件。从办理结果看，……”: results are of those that were finished."""
    return any(name in word.text for word in phrase.words for name in words_of("by-results"))


def begins_results(phrase: Phrase, context: Context) -> bool:
    """“收到12件，……；涉及财务的2件。从结果看，……”: results of all, of whatever the figure before is."""
    topic = context.topic
    is_of_applications = topic is not None and topic.is_all_of_a_table
    return is_of_applications and context.last is None and _names_results(phrase)


def finished_before_rest(told: Sequence[Mention]) -> Mention | None:
    """“办结34件，其余2件尚在期限内。从办理结果看，……”: what was finished, not what is left."""
    is_rest = len(told) > 1 and "remaining" in told[-1].said
    return told[-2] if is_rest and told[-2].meanings else None


def all_of(whole: Mention | None, facts: Sequence[Fact]) -> Mention | None:
    """“收到4件，其中征地3件、规划1件，全部答复，其中……”: what is divided, where all was just spoken of."""
    last = facts[-1] if facts else None
    return whole if isinstance(last, Stated) and last.phrase.says("all") else None


def divided_wholly(said: Mention | None, before: Mention | None, facts: Sequence[Fact]) -> Mention | None:
    """Return what a sentence divides without a rest, said so or not: the next one is about that again."""
    if said is not None:
        return said if _is_divided_to_the_end(said, facts) else None
    is_unknown = before is not None and not before.meanings
    return before if before is not None and is_unknown and _is_divided_unsaid(before, facts) else None


def _is_divided_to_the_end(whole: Mention, facts: Sequence[Fact]) -> bool:
    """Whether the figures behind the place where a figure began to be divided add up to it.

    What stands in brackets divides a part again. The next sentence is about the whole then: in
    “其中网络2件，信函1件。其中予以公开2件” both are of all three.
    """
    parts = _parts(takewhile(lambda fact: not _opens(fact), reversed(facts)))
    return bool(parts) and gives(whole, parts)


def _is_divided_unsaid(whole: Mention, facts: Sequence[Fact]) -> bool:
    """“发布解读29篇。图解6篇，视频23篇。其中专家解读9篇”: of things that no table knows."""
    parts = _parts(takewhile(lambda fact: not _ends_a_sentence(fact), reversed(facts)))
    are_unknown = not any(one.meanings for one in (whole, *parts))
    return are_unknown and len(parts) > 1 and counted_alike((whole, *parts)) and gives(whole, parts)


def _parts(backwards: Iterable[Fact]) -> list[Mention]:
    return [fact.mention for fact in backwards if _divides(fact)][::-1]


def _ends_a_sentence(fact: Fact) -> bool:
    return isinstance(fact, Closed) and fact.sentence


def _opens(fact: Fact) -> bool:
    return isinstance(fact, Opened) and not fact.bracket


def _divides(fact: Fact) -> TypeGuard[Counted]:
    return isinstance(fact, Counted) and not fact.bracketed


def told_among(text: str, told: Sequence[Mention]) -> Mention | None:
    """The figure that the last one is told to be among: “10件申请中有3件……”, “10件申请有3件……”."""
    return told[-2] if len(told) > 1 and _is_among(text, told[-2], told[-1]) else None


def _is_among(text: str, whole: Mention, part: Mention) -> bool:
    start, end = whole.quantity.stop, part.quantity.start
    if end - start > _FARTHEST or _among().fullmatch(text, start, end) is None:
        return False
    return counted_alike((whole, part)) and not is_more(part, whole)


@cache
def _among() -> re.Pattern[str]:
    return re.compile(alternatives("told-among"))


def going_on_from(terms: Terms, whole: Mention | None, last: Mention | None) -> Mention | None:
    """“行政处罚132件，其中超载89件；行政强制9件”: behind parts of decisions go on from their whole."""
    if whole is None or last is None or not whole.meanings or last.meanings:
        return last
    return last if terms.tables[whole.meanings[0].table].total else whole


def naming_a_bracket(facts: Sequence[Fact], place: int) -> list[Fact]:
    """“另外8件为另行制作（6件）和不明确（2件）”: what names the figure of a bracket names none before it.

    ``place`` is where the bracket begins, which words part from the figure before it.
    """
    before, inside = facts[max(place - 1, 0) : place], facts[place + 1 :]
    told = _counted((*before, *inside))
    is_alone = len(told) == _PAIR and len(inside) == 1
    if not (is_alone and _has_bare_part(*told)):
        return [*facts]
    whole = told[0]
    unnamed = replace(whole, mention=replace(whole.mention, meanings=(), also=()))
    return [*facts[: place - 1], unnamed, *facts[place:]]


def _counted(facts: Sequence[Fact]) -> list[Counted]:
    return [one for one in facts if isinstance(one, Counted)]


def _has_bare_part(whole: Counted, inside: Counted) -> bool:
    """Whether a figure has a smaller one in the bracket behind it that has no words of its own."""
    is_bare = not inside.mention.label and counted_alike((whole.mention, inside.mention))
    return is_bare and is_more(whole.mention, inside.mention)
