import re
from time import process_time

import pytest

from model import forms
from model.reading.tokens.lexicon import lexicon
from model.reading.words.openings import beginning_with, finding, openings
from model.reading.words.terms import terms
from model.reading.words.words import alternatives, load
from tests.support.text_corpus import sentences


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("收到", "收"),
        ("新?收到", "新收"),
        ("(?:政府)?信息", "政信"),
        ("(?:甲|乙丙)丁", "甲乙"),
        ("(?:甲|乙)*丁", "甲乙丁"),
        ("(?:甲|乙){0,8}丁", "甲乙丁"),
        ("(?:甲|乙){1,8}丁", "甲乙"),
        ("[ab1-3]c", "ab123"),
        (r"\d年", "0123456789"),
        ("(?!甲)乙", "乙"),
        ("(?<=甲)乙", "乙"),
        ("(?<!甲)(?:乙|丙)", "乙丙"),
        ("申请(?=复议)", "申"),
    ],
)
def test_the_characters_a_word_may_begin_with(pattern, expected):
    assert openings(pattern) == frozenset(expected)


def test_a_pattern_for_nothing_is_refused():
    with pytest.raises(ValueError, match="甲"):
        openings("甲?")


@pytest.mark.parametrize(
    ("character", "pattern", "expected"),
    [
        ("甲", "甲乙", "甲乙"),
        ("甲", "(?:甲|乙丙)丁", "(?:甲)丁"),
        ("丁", "(?:甲|乙)?(?:丁|戊)己", "(?:丁)己"),
        ("甲", "(?:甲|乙)?(?:丁|戊)己", "(?:甲)?(?:丁|戊)己"),
        ("甲", "(?:甲|乙)+己", "(?:甲|乙)+己"),
        ("甲", "(?:甲|乙){1,3}己", "(?:甲|乙){1,3}己"),
        ("己", "(?:甲|乙)*己", "己"),
        ("己", "(?:甲|乙){0,8}己", "己"),
        ("乙", "新?(?!甲)[乙丙]", "(?!甲)[乙丙]"),
        ("乙", "新?(?<=甲)[乙丙]", "(?<=甲)[乙丙]"),
        ("丙", "(?:甲|乙?)丙", "(?:甲|乙?)丙"),
        ("丙", "(?:甲|丁(?:乙|丙)|(?:乙|丙)甲)", "(?:(?:丙)甲)"),
    ],
)
def test_what_cannot_come_first_is_left_out(character, pattern, expected):
    assert beginning_with(character, pattern) == expected


def test_no_word_is_lost_by_what_is_left_out():
    known = lexicon(forms.load("2021"), 2024)._openings.words
    narrowed = {
        (character, word): beginning_with(character, word)
        for character, words in known.items()
        for word in words
        if beginning_with(character, word) != word
    }
    assert len(narrowed) > 100
    text = "\n".join(dict.fromkeys(one.text for one in sentences("seen.txt")))
    found = 0
    for (character, word), less in narrowed.items():
        begin = re.compile(f"(?={re.escape(character)})(?:{word})")
        begin_alike = re.compile(f"(?={re.escape(character)})(?:{less})")
        places = [match.span() for match in begin.finditer(text)]
        assert places == [match.span() for match in begin_alike.finditer(text)], (character, word)
        found += len(places)
    assert found > 100


@pytest.mark.parametrize("kinds", [("none", "all"), ("channel-name",)])
def test_it_is_found_where_words_begin(kinds):
    pattern = re.compile(alternatives(*kinds))
    texts = [one.text for one in sentences("seen.txt")]
    begins = [[at for at in range(len(text)) if pattern.match(text, at)] for text in texts]
    assert any(begins)
    found = [[match.start() for match in finding(pattern.pattern).finditer(text)] for text in texts]
    assert found == begins


def test_words_that_may_begin_with_anything_are_found_and_are_soon_compiled():
    pattern = "取消|清理|[一-龥]{1,4}局(?=办)|清退"
    begun = process_time()
    found = finding(pattern)
    assert process_time() - begun < 1
    text = "全年清理三项，由市财政局办理；取消两项。"
    assert [match.start() for match in found.finditer(text)] == [
        at for at in range(len(text)) if re.compile(pattern).match(text, at)
    ]


def test_a_text_is_split_without_loss():
    text = "2024年，全市共收到政府信息公开申请若干件（含上年结转）。"
    words = list(lexicon(forms.load("2021"), 2024).split(text, 0, len(text)))
    assert "".join(word.text for word in words) == text
    assert [word.text for word in words if "topic" in word.kinds] == ["政府信息公开申请"]


def test_no_word_reaches_over_the_end_of_a_sentence():
    # Sentences without figures are looked through in one go, several together.
    patterns = [pattern for entry in load() if not entry.only_list for pattern in entry.words]
    patterns += [term.pattern for form_id in forms.known() for term in terms(forms.load(form_id)).words]
    assert len(patterns) > 100
    # What a word only looks back at may be the end of the sentence before.
    reaching = [re.sub(r"\(\?<=\[[^\]]*\]\)", "", one) for one in patterns]
    assert not [one for one in reaching if re.search(r"[。！？\n]|\[\^|\\[sSDWw]", one)]
    # A dot within a class is a mere dot.
    assert not [one for one in patterns if "." in re.sub(r"\[[^\]]*\]", "", one)]


def test_no_word_may_begin_with_whatever_character() -> None:
    """One that does is entered under each of 20,000 characters: that took half of the first check."""
    words = lexicon(forms.load("2021"), 2024)
    assert 100 < len(words._openings.words) < 1000
