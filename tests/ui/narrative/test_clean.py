import pytest

from ui.narrative.clean import clean


@pytest.mark.parametrize(
    ("pasted", "paragraphs"),
    [
        ("第一段\r\n\r\n第二段\n", ("第一段", "第二段")),
        ("\u3000\u3000缩进的一段", ("缩进的一段",)),
        ("\t（一）编号保留\n1.编号保留", ("（一）编号保留", "1.编号保留")),
        ("公开[bookmark: _GoBack]目录", ("公开目录",)),
        ("公\u200b开\ufeff目\u00ad录", ("公开目录",)),
        ("公开\u00a0目录", ("公开目录",)),
        ("依据 2023 年\u00a0Open Data 标准", ("依据 2023 年 Open Data 标准",)),
        ("\uf0b7项目符号", ("项目符号",)),
        ("手动换行\v下一行", ("手动换行", "下一行")),
        (" \n\u3000\n", ()),
    ],
)
def test_clean(pasted: str, paragraphs: tuple[str, ...]) -> None:
    assert clean(pasted) == paragraphs
