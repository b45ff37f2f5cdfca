"""Words with one alike character exchanged are found in no list; words beside each other are no such word."""

import tomllib
from itertools import pairwise

import pytest

import resources
from model.text.confusion import confused_words
from model.text.proofreading import Proofreader, Words
from model.text.punctuation import SlipKind
from model.text.wrong_words import Certainty, Entry, common

LISTS = ("sayings", "phrases", "words", "others")
DATA = tomllib.loads(resources.path("proofreading", "confusion.toml").read_text("utf-8"))


def told(text: str) -> list[tuple[str, str, Certainty]]:
    found = confused_words(text, sure=True) + confused_words(text, sure=False)
    return [(text[w.start : w.end], w.entry.right, w.entry.certainty) for w in found]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("本局按步就班开展工作", "按步就班", "按部就班"),
        ("做到因地治宜、分类推进", "因地治宜", "因地制宜"),
        ("持续推进简政放全", "简政放全", "简政放权"),
        ("加强对下级单位的业务陪训", "业务陪训", "业务培训"),
        ("召开新闻发步会", "新闻发步会", "新闻发布会"),
        ("加强政策解渎和培训", "政策解渎", "政策解读"),
    ],
)
def test_a_saying_with_one_character_exchanged_is_sure(text: str, wrong: str, right: str) -> None:
    assert (wrong, right, Certainty.CERTAIN) in told(text)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("完成年度任勿", "任勿", "任务"),
        ("机构设至合理", "设至", "设置"),
        ("加强组职领导", "组职", "组织"),
        ("向社会征求意间", "意间", "意见"),
    ],
)
def test_a_short_word_is_worth_a_look(text: str, wrong: str, right: str) -> None:
    assert (wrong, right, Certainty.DOUBTFUL) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "按排名公布结果",
        "发布署名文章",
        "全力推进各项工作",
        "明确处理时限与责任主体",
        "本年度共通过平台答复3件",
        "一是制定计划，二是修订章程，三是制订细则",
        "全县各级权力机关依法行使权利",
        "对突发情况即时处置、即时公开",
        "全局上下戮力同心，形成势不可当的合力",
        "统览全局、勤政廉正、克尽职守",
        "",
        "部",
    ],
)
def test_right_words_that_meet_are_left_alone(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("全局上下持之以恒狠抓落实，做到驰而不息", "", ""),
        ("各部门齐抓公管、久久为攻", "久久为攻", "久久为功"),
        ("坚持刀刃向外，刮骨疗伤", "刮骨疗伤", "刮骨疗毒"),
        ("推动问题整改落实，做到接诉急办", "接诉急办", "接诉即办"),
    ],
)
def test_a_saying_of_fixed_wording_is_worth_a_look_with_whatever_character(
    text: str, wrong: str, right: str
) -> None:
    found = told(text)
    assert not wrong or any((there, meant) == (wrong, right) for there, meant, _ in found)
    assert wrong or found == []


@pytest.mark.parametrize(
    "text",
    [
        "全面公开、按时公开、逐项公开",
        "因村制宜、因时制宜推进",
        "实施防震减灾工程",
        "家庭和睦，身体健康",
    ],
)
def test_what_may_be_said_with_another_character_is_no_saying(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("防止急燥情绪", "急燥", "急躁"),
        ("完成折迁任务", "折迁", "拆迁"),
        ("公开招幕志愿者", "招幕", "招募"),
        ("查处商业贿路案件", "贿路", "贿赂"),
        ("严禁私自开恳荒地", "开恳", "开垦"),
    ],
)
def test_characters_with_one_component_in_common_are_alike(text: str, wrong: str, right: str) -> None:
    assert (wrong, right, Certainty.DOUBTFUL) in told(text)


@pytest.mark.parametrize("text", ["文中有一处", "斯塔万格市给出答复", "三级医院实施员额制管理"])
def test_short_words_are_told_only_between_whole_words(text: str) -> None:
    """中有 are two words; a name that is not known may take a character from its neighbour."""
    assert told(text) == []


def test_a_list_decides_on_the_words_it_knows() -> None:
    by_the_list = Entry("组职", "组织", Certainty.STYLE, "", "", after="(?!领导)")
    assert not list(Words([by_the_list]).all("加强组职领导"))
    (word,) = Words([by_the_list]).all("加强组职建设")
    assert word.entry is by_the_list
    assert not list(Words([], quiet=["组职"]).all("加强组职领导"))


def test_they_stand_in_the_list_of_the_proof_reading_each_by_how_sure_it_is() -> None:
    kinds = [(slip.kind, slip.replacement) for slip in Proofreader(common()).slips("因地治宜，加强组职领导")]
    assert kinds == [(SlipKind.WRONG_WORD, "因地制宜"), (SlipKind.DOUBTFUL_WORD, "组织")]


def test_no_right_word_is_told_and_each_stands_once() -> None:
    words = [word for name in LISTS for word in DATA[name].split()]
    assert len(set(words)) == len(words) > 10_000
    assert [word for word in words if told(word)] == []


def test_no_two_right_words_make_a_wrong_one_often() -> None:
    """Words of three and more characters set side by side: where they meet, next to nothing is told."""
    long = [word for name in LISTS for word in DATA[name].split() if len(word) > 2]
    wrong = [text for one, other in pairwise(long) if told(text := one + other)]
    assert wrong == []


def test_each_word_stands_in_the_list_of_its_length() -> None:
    lengths = {name: {len(word) for word in DATA[name].split()} for name in LISTS}
    assert min(lengths["sayings"] | lengths["phrases"]) > 3
    assert lengths["words"] == {2, 3}
    assert max(length for some in lengths.values() for length in some) <= 9
