"""The ways in which applications come, as words and labels name them: “网络”, “邮寄（EMS）”."""

import re
from functools import cache

from model.reading.facts import Mention
from model.reading.tokens.phrase import Phrase, Token
from model.reading.words.words import alternatives


@cache
def way() -> re.Pattern[str]:
    """Return what finds the name of a way."""
    return re.compile(alternatives("channel-name"))


def is_way(mention: Mention) -> bool:
    """Whether a figure that no table knows is said of a way in which applications come."""
    return not mention.meanings and way().search(mention.label) is not None


def is_plain_way(mention: Mention) -> bool:
    """Whether nothing else is said of it: “来电咨询”, “省级平台转来” may be of something else, or of some."""
    return is_way(mention) and not _around().sub("", way().sub("", mention.label)).strip()


@cache
def _around() -> re.Pattern[str]:
    return re.compile(alternatives("channel-before", "channel-behind", "channel-beside"))


def names_way(phrase: Phrase) -> bool:
    """Whether what else is counted only tells in which way applications came: “来信”."""
    foreign = phrase.those(("foreign",))
    return all(way().fullmatch(one.text) for one in foreign)


def explains_way(before: Phrase, inside: Phrase) -> bool:
    """Whether a bracket behind a way names what it is by another: “邮寄（EMS）”, “网上（含电子邮件）”."""
    texts = ["".join(one.text for one in some.words) for some in (before, inside)]
    return all(way().search(text) for text in texts)


def is_channel(word: Token) -> bool:
    """Whether what is not known only tells in which way applications came: “网上申请”."""
    return "unknown" in word.kinds and _with_what_is_around().fullmatch(word.text) is not None


@cache
def _with_what_is_around() -> re.Pattern[str]:
    before, name, behind = map(alternatives, ("channel-before", "channel-name", "channel-behind"))
    return re.compile(f"(?:{before})?(?:{name})(?:{behind})*")
