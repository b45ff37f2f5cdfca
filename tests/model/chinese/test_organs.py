import re

import pytest

from model.chinese.organs import ENDING, may_be_called, names, speaks_for


@pytest.mark.parametrize(
    ("organ", "territory"),
    [
        ("云州市人民政府", "市"),
        ("云州市", "市"),
        ("云岭区人民政府", "区"),
        ("云岭区柳溪街道", "街"),
        ("云岭区柳溪街道办事处", "街"),
        ("青禾县大湾镇人民政府", "镇"),
        ("青禾县高新区管委会", "区"),
        ("云州经济技术开发区管理委员会", "区"),
        ("云州市高新技术产业开发区管理委员会", "区"),
        ("白河自治州人民政府", "州"),
        ("苍原盟", "盟"),
    ],
)
def test_a_government_speaks_for_its_place(organ: str, territory: str) -> None:
    assert speaks_for(organ, territory)


@pytest.mark.parametrize(
    ("organ", "territory"),
    [
        ("青禾县公安局交通警察大队", "县"),
        ("青禾县图书馆", "县"),
        ("青禾县供销合作社联合社", "县"),
        ("青禾县残疾人联合会", "县"),
        ("青禾县人民法院", "县"),
        ("青禾县市场监督管理所", "县"),
        ("云州市住房公积金管理中心", "市"),
        ("青禾县人民政府办公室", "县"),
        ("青禾县大湾镇人民政府", "县"),
        ("云岭区柳溪街道", "区"),
        ("云岭区人民政府", "市"),
    ],
)
def test_a_body_or_a_town_does_not_speak_for_the_place_around_it(organ: str, territory: str) -> None:
    assert not speaks_for(organ, territory)


@pytest.mark.parametrize(
    "name",
    ["县交通警察大队", "市图书馆", "县供销合作社", "市残联", "区人民法院", "乡财政所", "柳溪街道", "苍原盟"],
)
def test_organs_of_every_kind_are_known_by_their_ending(name: str) -> None:
    assert re.fullmatch(f".+{ENDING}", name)


def test_the_government_is_no_fu() -> None:
    assert not re.fullmatch(f"政{ENDING}", "政府")


@pytest.mark.parametrize(
    ("organ", "name", "is_own"),
    [
        ("青禾市公安局河东分局", "区公安分局", True),
        ("青禾市公安局河东分局", "河东区公安分局", True),
        ("青禾市公安局河东分局", "河东分局", True),
        ("青禾市公安局河东分局", "市公安局", False),  # above it
        ("青禾市公安局河东分局", "河西分局", False),
        ("青禾市市场监督管理局", "市市场监管局", True),
        ("青禾市市场监督管理局", "市城市管理局", False),
        ("河东区图书馆", "全馆", True),
        ("河东区公安局交通警察大队", "全大队", True),
        ("河东区文化和旅游局", "全馆", False),
        ("河东区教育局", "全区", False),
    ],
)
def test_what_an_organ_is_called_in_its_own_text(organ: str, name: str, *, is_own: bool) -> None:
    assert may_be_called(organ, name) is is_own


@pytest.mark.parametrize(
    ("organ", "text", "called"),
    [
        ("云州市人民政府外事办公室", "全年市政府外办收到申请", "市政府外办"),
        ("青禾高新技术产业开发区管理委员会", "全年高新区收到申请", "高新区"),
        ("云州市机关事务管理局", "云州市机关事务局收到申请", "云州市机关事务局"),
    ],
)
def test_an_organ_is_called_by_its_short_form(organ: str, text: str, called: str) -> None:
    pattern = names(organ)
    assert pattern is not None
    found = pattern.search(text)
    assert found is not None
    assert found[0] == called


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        ("云州市人民政府外事办公室", "市政府收到申请"),
        ("青禾高新技术产业开发区管理委员会", "新区收到申请"),
        ("云州市人民政府", "市政府外办收到申请"),
    ],
)
def test_no_other_organ_is_called_so(organ: str, text: str) -> None:
    pattern = names(organ)
    assert pattern is None or pattern.search(text) is None
