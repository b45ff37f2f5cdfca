"""Where words behind a figure begin to say something of all that it counts: “……3件全部予以公开”."""

from model.reading.tokens.phrase import Phrase, Token

_BEGINNING = frozenset(("all", "none"))
_NAMING = frozenset(("row", "column", "verb", "topic"))
_OF_THE_YEAR = frozenset(("now", "filler", "copula", "and"))
# Words behind a figure that still only name what it counts: “发布的2件规范性文件均……”.
NAMING_BEHIND = frozenset(("topic", "filler", "copula"))


def says_of_all(token: Token, before: Phrase, behind: Phrase) -> bool:
    """Whether a word of “all” begins to say something of what the words before and behind a figure count."""
    if not token.may_be(_BEGINNING) or not behind.says_only(NAMING_BEHIND):
        return False
    return before.says_any(_NAMING) or _counts_all(before, behind, token)


# “一年来3件申请均……” may be of some that were told of.
def _counts_all(before: Phrase, named: Phrase, token: Token) -> bool:
    """“一年来4件复议案件均……”, “4件复议案件无一……”: a figure of a row that is named behind it alone."""
    is_of_year = before.says("now") and before.says_only(_OF_THE_YEAR)
    is_of_row = any(topic.item for topic in named.topics)
    return is_of_row and (is_of_year or ("none" in token.kinds and not before.words))
