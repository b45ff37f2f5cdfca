"""The ways in which applications come, as words and labels name them: “网络”, “邮寄（EMS）”."""

import re
from functools import cache

from model.reading.facts import Mention
from model.reading.tokens.phrase import Phrase
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
