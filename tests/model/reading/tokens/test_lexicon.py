"""What a word is never depends on what was read before it."""

import pytest

from model import forms
from model.chinese.characters import plain
from model.reading.tokens.lexicon import Lexicon
from model.reading.tokens.phrase import Token
from model.reading.words.terms import terms
from tests.support.text_corpus import sentences

TERMS = terms(forms.load("2021"))
FILES = ("seen.txt", "held_out.txt", "fresh.txt", "manners.txt")


def split(lexicon: Lexicon, text: str) -> list[tuple[str, object]]:
    read = plain(text)
    return [(word.text, word.kinds) for word in lexicon.split(read, 0, len(read))]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("上年度无申请。", "上年度无结转。"),
        ("信访、来电5件。", "信访、举报5件。"),
        ("个人申报3件。", "个人申请3件。"),
        ("因工作不当处理3件。", "因工作不当而被提起行政复议3件。"),
    ],
)
def test_words_that_look_ahead(first: str, then: str) -> None:
    for one, other in ((first, then), (then, first)):
        used = Lexicon(TERMS, 2024)
        split(used, one)
        assert split(used, other) == split(Lexicon(TERMS, 2024), other)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("年底有效12件。", "依法有效12件。"),
        ("办理报装，居民用户4件。", "申请人为居民用户4件。"),
        ("市局本级4件。", "市级和本级4件。"),
    ],
)
def test_words_that_look_behind(first: str, then: str) -> None:
    test_words_that_look_ahead(first, then)


@pytest.mark.parametrize("name", FILES)
def test_the_corpus_read_backwards(name: str) -> None:
    texts = [one.text for one in sentences(name)]
    forwards, backwards = Lexicon(TERMS, 2024), Lexicon(TERMS, 2024)
    expected = [split(forwards, text) for text in texts]
    assert [split(backwards, text) for text in reversed(texts)] == expected[::-1]


@pytest.mark.parametrize(
    ("find", "look"),
    [(Lexicon.split, Lexicon._words), (Lexicon.topical, Lexicon._topical_words)],
    ids=["split", "topical"],
)
def test_what_is_remembered_of_a_stretch_is_what_stands_there(find, look) -> None:
    lexicon, found = Lexicon(TERMS, 2024), 0
    for one in dict.fromkeys(plain(one.text) for one in sentences("seen.txt")):
        for before in ("", "县", "不予", "2024年，全市共", "。"):
            text, start = f"{before}{one}未", len(before)
            end = start + len(one)
            find(lexicon, text, start, end)
            again, there = find(lexicon, text, start, end), look(lexicon, text[:end], start)
            placed = [(at, at + len(word), word, senses.kinds) for at, word, senses in there]
            assert [*map(_placed, again)] == placed, text
            found += len(again)
    assert found > 100


def _placed(word: Token) -> tuple[object, ...]:
    return word.start, word.end, word.text, word.kinds
