"""The characters of a text: unified without moving any for reading, unusual ones made usual."""

import re
import unicodedata
from functools import cache, lru_cache

import resources
from resources import parsed

_MARKS = "(),:;!?０１２３４５６７８９．％\u3000\u00a0"
_PLAIN_MARKS = "（），：；！？0123456789.%  "


@lru_cache(maxsize=512)  # the steps of reading, and what is reckoned and claimed, ask for it apart
def plain(text: str) -> str:
    """Return a text with full-width marks, half-width digits, simplified characters, each at its place."""
    # Most paragraphs are plain already, and to look is ten times as fast as to translate.
    return text.translate(_plain()) if _not_plain().search(text) else text


@cache
def _plain() -> dict[int, str]:
    marks = str.maketrans(_MARKS, _PLAIN_MARKS)
    return {**{mark: chr(usual) for mark, usual in marks.items()}, **traditional()}


@cache
def _not_plain() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(chr, _plain()))}]")


def traditional(*kinds: str) -> dict[int, str]:
    """Return simplified characters by their traditional ones: those of any text, and of further ``kinds``."""
    known = parsed.toml(resources.path("reading", "traditional.toml"))
    pairs = " ".join(known[kind] for kind in ("pairs", *kinds)).split()
    return {ord(pair[0]): pair[1] for pair in pairs}


# Radicals that look like characters, without a common form in Unicode's own tables: each above its character.
_RADICALS = str.maketrans(
    "⺠⺟⺩⺫⺬⺮⻁⻄⻅⻆⻉⻋⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻲⻳⺼⺝⺧⺶⺹⺈⺊⺌⺄⺁",
    "民母王目示竹虎西见角贝车长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟龟龟肉月牛羊老刀卜小乙厂",
)
_HYPHENS = str.maketrans("\u2010\u2011\u2012\ufe63\uff0d", "-----")
# Kangxi radicals and those above, compatibility ideographs, hyphens of typesetters; format characters and
# soft hyphens, which nobody sees; private use, such as the bullets of symbol fonts. Fillers and variation
# selectors are letters and marks to Unicode, and shown by nothing.
_FILLERS = "\u034f\u115f\u1160\u3164\uffa0"
_UNUSUAL = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f\u2010-\u2012\ufe63"
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    f"\ue000-\uf8ff\U000f0000-\U0010ffff\ufe00-\ufe0f\U000e0100-\U000e01ef{_FILLERS}]"
)
_GONE = ("Cf", "Co", "Cn")


def unusual(text: str) -> str:
    """Return the characters of a text that :func:`usual` replaces or takes out, as they stand in it."""
    return "" if text.isascii() else "".join(_UNUSUAL.findall(text))


def usual(text: str) -> str:
    """Return a text in common characters, without what is not seen.

    >>> usual("⼀、⻓期⾏政\u00ad许可\uf06c‑3")
    '一、长期行政许可-3'
    """
    if text.isascii() or not _UNUSUAL.search(text):
        return text
    return _UNUSUAL.sub(lambda found: _usual(found[0]), text)


def _usual(character: str) -> str:
    is_selector = "VARIATION SELECTOR" in unicodedata.name(character, "")
    if unicodedata.category(character) in _GONE or character in _FILLERS or is_selector:
        return ""
    return unicodedata.normalize("NFKC", character.translate(_RADICALS).translate(_HYPHENS))
