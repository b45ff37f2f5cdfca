import pytest

from model.chinese.phrases import phrases


@pytest.mark.parametrize(
    "parts",
    [
        ("青禾县", "住房和城乡建设局"),
        ("临州市", "沙市区", "市场监督管理局"),  # 市 is no end before 区, 州 none before 市
        ("共和县", "共和镇", "人民政府"),  # 和 of a name
        ("公安县", "公安局"),  # a county called like a field of work
        ("北海乡", "茶叶和蚕桑办"),  # not listed: kept together
        ("第四师青山市", "人力资源和社会保障局"),
        ("青禾县", "（县", "档案局）"),
        ("关于青禾县", "供销合作社的", "情况"),
        ("青禾县", "农业农村局、", "水利局"),
        ("2023—2024年", "年度报告"),
    ],
)
def test_what_stays_together(parts: tuple[str, ...]) -> None:
    assert tuple(one.text for one in phrases("".join(parts))) == parts


def test_a_break_between_brackets_or_before_and_is_the_worst() -> None:
    place, inside, bracket, field, organ, year, _ = phrases(
        "青禾县（青禾市场）发展和改革与水利局2024年年度报告"
    )
    assert year.is_year
    assert year.loss < place.loss < organ.loss < field.loss < inside.loss
    assert bracket.loss > place.loss


def test_a_blank_text_has_no_phrases() -> None:
    assert phrases("") == ()
