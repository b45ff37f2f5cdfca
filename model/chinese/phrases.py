"""Names and titles as whole words: where a line may end in them, and how well.

GB/T 9704-2012, 7.3.1: a title of several lines is broken by its meaning. The words are data,
``resources/names/organs.toml``; what is not listed there stays together with what it belongs to.
"""

import re
from functools import cache
from itertools import pairwise

import msgspec

import resources
from resources import parsed

_YEAR = re.compile(r"(?:[0-9０-９]{2,4}[-—–~至])?(?:[0-9０-９]{4}|[〇○零一二三四五六七八九]{4})年度?")
_OPENING, _CLOSING = "（(《〈“‘【〔", "）)》〉”’】〕、，,。；;：:·"
# A kind of place that is no end of a name when one of these follows: 杭州市, 景德镇市, 沙市区.
_GOES_ON = {**dict.fromkeys("州镇乡县旗盟", "市县区旗镇"), "市": "区"}

# How much is lost by ending a line behind a word, in the unit of ``model.text.titles``.
_BEHIND_YEAR, _BEFORE_SUBJECT, _BEHIND_PLACE, _BEFORE_BRACKET, _BEFORE_YEAR = 0.0, 0.0, 1.0, 1.0, 1.5
_BEHIND_WORD, _BEFORE_AND, _INSIDE_BRACKETS = 6.0, 8.0, 20.0
_SUBJECT = ("政府信息", "信息公开", "政务公开")  # what a report is about begins so


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What names of organs are made of; ``short`` are pairs of a stretch and its short form."""

    places: tuple[str, ...]
    organs: tuple[str, ...]
    to_next: tuple[str, ...]
    to_last: tuple[str, ...]
    words: frozenset[str]
    short: tuple[tuple[str, str], ...]


class Phrase(msgspec.Struct, frozen=True):
    """A stretch of a name that is never broken; ``loss`` says how bad a break behind it would be."""

    text: str
    loss: float = _BEHIND_WORD
    is_year: bool = False
    is_place: bool = False
    known: bool = False


def phrases(text: str) -> tuple[Phrase, ...]:
    """Cut a line of a title, or the name of an organ, into what must stay together.

    >>> [one.text for one in phrases("青禾县住房和城乡建设局2024年政府信息公开工作年度报告")]
    ['青禾县', '住房和城乡建设局', '2024年', '政府信息公开工作年度报告']
    """
    made = _joined(_words(text))
    return tuple(_with_loss(made))


def is_place(text: str) -> bool:
    """Whether a text is nothing but names of places: the first line of a long organ's name."""
    made = phrases(text)
    return bool(made) and all(one.is_place for one in made)


@cache
def names_data() -> Names:
    """Return what ``resources/names/organs.toml`` says."""
    return msgspec.convert(parsed.toml(resources.path("names", "organs.toml")), Names)


@cache
def _first_of_small() -> frozenset[str]:
    """The characters with which marks and small words begin."""
    names = names_data()
    return frozenset(one[0] for one in (*names.to_last, *names.to_next, *_OPENING, *_CLOSING))


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """The lengths of the words that begin with a character, the longest first."""
    found: dict[str, set[int]] = {}
    for word in names_data().words:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _words(text: str) -> list[Phrase]:
    """Words, places, years and marks; what is none of them is gathered up to the next one."""
    found: list[Phrase] = []
    unknown, at = "", 0
    while at < len(text):
        phrase = _word(text, at)
        place = "" if phrase else _place(text, at, unknown, found)
        if phrase is None and not place:
            unknown += text[at]
            at += 1
            continue
        if place and not unknown:  # 公安县: the word before it is the place's name
            unknown = found.pop().text
        if place:
            phrase = Phrase(unknown + place, _BEHIND_PLACE, is_place=True)
        elif unknown:
            found.append(Phrase(unknown))
        assert phrase is not None  # one of the two was found
        at += len(place) if place else len(phrase.text)
        unknown = ""
        found.append(phrase)
    return [*found, Phrase(unknown)] if unknown else found


def _word(text: str, at: int) -> Phrase | None:
    """The longest known word at a place, a year, or a mark that is glued to its neighbour."""
    year = _YEAR.match(text, at)
    if year is not None:
        return Phrase(year[0], _BEHIND_YEAR, is_year=True)
    word = _known(text, at)
    if word:
        return Phrase(word, known=True)
    if text[at] not in _first_of_small():
        return None
    names = names_data()
    marks = [one for one in (*names.to_last, *_OPENING, *_CLOSING) if text.startswith(one, at)]
    # “和” is no word of its own in 共和乡.
    small = [one for one in names.to_next if text.startswith(one, at) and _known(text, at + len(one))]
    return Phrase((*marks, *small)[0]) if marks or small else None


def _known(text: str, at: int) -> str:
    """The longest word of the list at a place, empty when there is none."""
    words = names_data().words
    candidates = (text[at : at + length] for length in _lengths().get(text[at : at + 1], ()))
    return next((word for word in candidates if word in words), "")


def _place(text: str, at: int, unknown: str, before: list[Phrase]) -> str:
    """The kind of place that stands here behind a name, empty when there is none."""
    behind_name = bool(unknown) or (bool(before) and before[-1].known)
    kind = next((one for one in names_data().places if text.startswith(one, at)), "") if behind_name else ""
    follows = text[at + len(kind) : at + len(kind) + 1]
    goes_on = bool(follows) and follows in _GOES_ON.get(kind, "")
    return "" if goes_on else kind


def _belongs_to(last: Phrase, word: Phrase) -> bool:
    """Whether a word is a mark that closes, a small word behind another, or 局 behind a field of work."""
    names = names_data()
    if word.text in names.to_last or word.text in _CLOSING:
        return True
    is_field_of_work = last.known and not word.known
    return is_field_of_work and word.text[:1] in names.organs


def _joined(words: list[Phrase]) -> list[Phrase]:
    """Glue marks and small words to their neighbours, and 局 to the field of work before it."""
    names, made = names_data(), list[Phrase]()
    held = ""  # what belongs to the next word
    for word in words:
        if word.text in names.to_next or word.text in _OPENING:
            held += word.text
            continue
        if made and not held and _belongs_to(made[-1], word):
            made[-1] = msgspec.structs.replace(made[-1], text=made[-1].text + word.text)
            continue
        made.append(msgspec.structs.replace(word, text=held + word.text))
        held = ""
    return [*made, Phrase(held)] if held else made


def _with_loss(words: list[Phrase]) -> list[Phrase]:
    made = []
    depth = 0
    for word, following in pairwise([*words, Phrase("")]):
        depth += sum(word.text.count(mark) for mark in _OPENING[:4])
        depth -= sum(word.text.count(mark) for mark in _CLOSING[:4])
        made.append(msgspec.structs.replace(word, loss=_loss(word, following, inside=depth > 0)))
    return made


def _loss(word: Phrase, following: Phrase, *, inside: bool) -> float:
    if inside:
        return _INSIDE_BRACKETS
    if following.is_year:
        return _BEFORE_YEAR
    if following.text.startswith(_SUBJECT):
        return _BEFORE_SUBJECT
    if following.text[:1] in tuple(_OPENING):
        return _BEFORE_BRACKET
    is_and = following.text.startswith(("和", "与", "及", "暨"))
    return _BEFORE_AND if is_and else word.loss
