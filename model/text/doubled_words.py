"""Words written twice by a slip of the hand, as 审核审核 or 县县政府.

Chinese doubles much on purpose (人人, 一步一步), and characters meet by chance (作为为, 目的的): these are
told by their neighbours; where in doubt nothing is said.
"""

import re
from functools import lru_cache

import msgspec

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# A word of two to six characters, twice. What begins with 一 counts out: 一件一件.
_TWICE = re.compile(rf"(?P<word>(?![一每半几])[{_HAN}]{{2,6}}?)(?P=word)(?![{_HAN}]{{0,5}}?(?P=word))")
# Behind these the second word begins another: 信息公开工作 | 工作人员, 申请 | 申请人.
_GOES_ON = (
    "人员机构制度流程序平台中心小组方案要点指南目录专栏栏目事项内容方式渠道范围条例报告办法规定"
    "意见情况数量表单位部门对象窗口大厅企业群众领域体系标准规范化质效水平能力工作为者费期限权益力"
)
_ON_PURPOSE = frozenset(
    (
        *(
            "研究",
            "讨论",
            "商量",
            "学习",
            "考虑",
            "了解",
            "交流",
            "锻炼",
            "介绍",
            "宣传",
            "非常",
            "很多",
            "许多",
        ),
        *("公开", "服务", "管理", "要求"),  # 按照要求 | 要求各单位
    )
)
# One character twice: only where it is a slip with near certainty, with the words in which it is none.
_SINGLE = re.compile(
    r"(?<![目标有端的众])的的(?!确)|(?<![存现正实潜内所好旨自])在在|(?<![温总饱共调缓平祥谐随附])和和(?![气平美睦谐])"
    r"|(?<![参赋给予])与与(?!会)|(?<![以普涉提危波顾])及及(?![时格早至其])|(?<![名大武即])将将(?![领军要会近])"
    r"|(?<![自理缘事])由由|第第|于于|(?<![作行认称成分变转名化评视因])为为(?![民了何人企群])"
    r"|(?<![针面相反绝核校应成一])对对(?![方口比照接象等外应策联])|(?<![合兼吞一])并并(?![行联排网购])"
    r"|(?:(?<=^)|(?<=[，。；：、（《“\s])|(?<=围绕)|(?<=落实)|(?<=按照)|(?<=通过)|(?<=[由经向]))"
    r"(?:县县|市市|省省|镇镇|局局)(?=[政委人长办级属直局])"
)


class Doubled(msgspec.Struct, frozen=True):
    """Characters ``start`` to ``end`` are a word twice; ``once`` is the word."""

    start: int
    end: int
    once: str


@lru_cache(maxsize=512)
def doubled_words(paragraph: str) -> tuple[Doubled, ...]:
    """Return the doubled words of a paragraph, in order."""
    found = [Doubled(m.start(), m.end(), m[0][0]) for m in _SINGLE.finditer(paragraph)]
    for match in _TWICE.finditer(paragraph):
        word, following = match["word"], paragraph[match.end() :]
        if not _is_meant(word, following):
            found.append(Doubled(match.start(), match.end(), word))
    return tuple(sorted(found, key=lambda one: one.start))


def _is_meant(word: str, following: str) -> bool:
    """Whether a word stands twice by intention, or its second half begins a longer word."""
    if len(set(word)) == 1 or word in _ON_PURPOSE:
        return True
    if following[:1] == word[0]:  # 政|务服务服|务: it is 服务 that stands twice
        return _is_meant(word[1:] + word[0], following[1:])
    return len(word) == 2 and following[:1] in _GOES_ON and bool(following)
