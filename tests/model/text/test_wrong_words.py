"""Each wrong word is found in its own text and not in the other; lists that cannot be used are refused."""

from pathlib import Path

import pytest

from model.text.wrong_words import Certainty, Entry, WordListError, common, parse, with_own, wrong_words

ENTRIES = common()


def test_there_are_many_and_each_stands_once() -> None:
    assert len(ENTRIES) >= 200
    assert len({entry.wrong for entry in ENTRIES}) == len(ENTRIES)
    assert {entry.certainty for entry in ENTRIES} == set(Certainty)


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.wrong for entry in ENTRIES])
def test_the_neighbours_decide(entry: Entry) -> None:
    found = wrong_words(entry.found_in, [entry])
    assert [entry.found_in[word.start : word.end] for word in found] == [entry.wrong]
    assert wrong_words(entry.not_found_in, ENTRIES) == ()


def test_of_two_that_overlap_the_longer_one_is_told() -> None:
    (word,) = wrong_words("优化营商环镜", ENTRIES)
    assert word.entry.right == "营商环境"


def test_an_office_s_own_list_needs_no_examples() -> None:
    (entry,) = parse('certain = [["县民政科", "县民政局"]]'.encode(), "用词.toml")
    (word,) = wrong_words("由县民政科负责", [entry])
    assert (word.start, word.end, word.entry.right) == (1, 5, "县民政局")


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"certain = 3",
        b"words = []",
        'certain = [["布署"]]'.encode(),
        'certain = [["部署", "部署"]]'.encode(),
        'certain = [["", "部署"]]'.encode(),
    ],
)
def test_a_list_that_cannot_be_used_says_why_in_chinese(content: bytes) -> None:
    with pytest.raises(WordListError, match="“用词"):
        parse(content, "用词.toml")


@pytest.mark.parametrize("before", ["(", "(?<!a*)"])
def test_neighbours_that_are_no_expression_are_refused(tmp_path: Path, before: str) -> None:
    own = tmp_path / "用词.toml"
    own.write_text(f'certain = [["布署", "部署", "", "", "{before}", ""]]', "utf-8")
    with pytest.raises(WordListError, match="前后条件"):
        with_own(own)


def test_an_own_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WordListError, match="读不出来"):
        with_own(tmp_path / "用词.toml")
