import pytest

from model.chinese.numbered import last_sentences, numbered_on, tells_one_figure, units


@pytest.mark.parametrize(
    ("text", "number", "manner", "rest"),
    [
        ("1.图解51篇", 1, "point", "图解51篇"),
        ("（二）图解51篇", 2, "bracket", "图解51篇"),
        ("（12）图解51篇", 12, "bracket", "图解51篇"),
        ("③图解51篇", 3, "circle", "图解51篇"),
        ("一是图解51篇", 1, "han", "图解51篇"),
        ("第三类是图解51篇", 3, "kind", "图解51篇"),
        ("图解51篇", 0, "", "图解51篇"),
        ("1.5万人次", 0, "", "1.5万人次"),
    ],
)
def test_a_number_is_taken_from_a_sentence(text: str, number: int, manner: str, rest: str) -> None:
    (unit,) = units(f"{text}。")
    assert (unit.text, unit.number, unit.manner) == (rest, number, manner)
    assert f"{text}。"[unit.start :].startswith(rest)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1.甲5件；2.乙6件；3.丙1件。", 3),
        ("1.甲5件；2.乙6件；4.丙1件。", 2),
        ("1.甲5件；（2）乙6件。", 1),
        ("1.甲5件；又如丙1件；2.乙6件。", 1),
    ],
)
def test_numbers_go_on_one_by_one_in_one_manner(text: str, count: int) -> None:
    assert numbered_on(list(units(text))) == count


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("图解51篇", True),
        ("政务动态1,230条", True),
        ("图解51篇等", False),
        ("围绕民生，图解51篇", False),
        ("行政复议86件维持52件", False),
        ("加强培训", False),
    ],
)
def test_a_part_is_a_name_and_one_count(text: str, is_one: bool) -> None:
    assert tells_one_figure(text) is is_one


def test_the_last_sentences_begin_behind_a_stop() -> None:
    assert last_sentences("甲。乙；丙。丁。", 2) == 2
    assert last_sentences("", 2) == 0
