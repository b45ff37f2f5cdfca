"""What words without a figure say of “none” or “all”, and whether they are understood."""

from collections.abc import Sequence
from itertools import filterfalse

from model.reading.clauses.scope import Scope
from model.reading.grounding.context import Context
from model.reading.grounding.grounded import Stated
from model.reading.tokens.channels import is_channel
from model.reading.tokens.phrase import Phrase, Token
from model.reading.words.words import sorted_words, words_of

_STATING = frozenset(("none", "all"))
_DENIED = frozenset(("none", "power"))  # “无行政许可职权”
_BECOMING = frozenset(("row", "column", "concluded"))
_IMPLYING = _BECOMING | {"filler", "copula", "timely", "verb", "own", "now"}


def is_answering(word: Token) -> bool:
    """Whether a word says that something was answered or finished: “办结”, “受理并按时答复”."""
    is_answer = any(one in word.text for one in words_of("answered"))
    return any(is_answer or verb.names[:1] == ("results-total",) for verb in word.senses.verbs)


def said_of_all(words: Phrase, scope: Scope, context: Context, *, behind_figure: bool) -> Stated | None:
    """Return what words say of “none” or “all”, or just behind a figure what became of that."""
    if words.says_any(_STATING):
        return _stated(words, scope, context)
    is_of_it = behind_figure and is_implying(words)
    return Stated(words, context, implied=True) if is_of_it else None


def _stated(phrase: Phrase, scope: Scope, context: Context) -> Stated | None:
    """Return what words say of “none” or “all”, if what is not known among them does not matter."""
    spoken = _without_channels(phrase)
    is_known = scope.clean(spoken.without(_DENIED if spoken.says("none") else ()))
    known = spoken if is_known else _without_manner(spoken)
    is_clear = is_known or (known is not None and scope.clean(known))
    return Stated(known, context, supposed=not is_known) if known is not None and is_clear else None


def _without_manner(phrase: Phrase) -> Phrase | None:
    """Return words without the unknown ones of how it was done; None where they may deny it: “均逾期答复”."""
    manner = [word for word in _between(phrase.words) if "unknown" in word.kinds]
    if not manner or any(map(_denies, manner)):
        return None
    return Phrase([word for word in phrase.words if word not in manner])


def is_implying(phrase: Phrase) -> bool:
    """Whether words behind a figure say nothing but what became of it: “行政复议1件，正在审理中”.

    “收到9件，予以公开的，均在网站发布” says it of some.
    """
    says_what_became = phrase.says_any(_BECOMING) and phrase.says_only(_IMPLYING)
    return says_what_became and not phrase.words[-1].text.endswith(sorted_words("attributive"))


def _without_channels(phrase: Phrase) -> Phrase:
    """Return words without how applications came: “均为自然人网上申请”.

    “未收到网上申请”, “网上申请均已办结” are said of some.
    """
    if "none" in phrase.kinds or "unknown" not in phrase.kinds:
        return phrase
    first = next((place for place, word in enumerate(phrase.words) if "all" in word.kinds), 0)
    return Phrase([*phrase.words[:first], *filterfalse(is_channel, phrase.words[first:])])


def _between(words: Sequence[Token]) -> Sequence[Token]:
    """The words between the first “all” and what is the first to say that something was answered."""
    begins = next((place for place, word in enumerate(words) if "all" in word.kinds), len(words))
    ends = next((place for place, word in enumerate(words) if is_answering(word)), begins)
    return words[begins:ends]


def _denies(word: Token) -> bool:
    return any(character in word.text for character in words_of("denying"))
