"""What web pages and printing set around a report: dates, sources, buttons, page numbers."""

import re

from intake.texts import naming

# What web pages set around a report.
_MARKS = re.compile(
    r"当前位置|您的位置|您现在的位置|首页\s*[>》›/]|发布日期|发布时间|发文日期|成文日期|信息来源|来源：|浏览次数|点击数|访问量|"
    r"字体：|字号：|【字|打印|关闭窗口|【关闭】|\[关闭\]|分享到|扫一扫|上一篇|下一篇|索引号|主题分类|版权所有|ICP备|公网安备|"
    r"主办单位|承办单位|网站标识码|网站地图|联系我们|技术支持"
)
# What printing leaves between paragraphs: “— 3 —”, “第3页 共8页”, “3 / 8”.
_PAGE_NUMBER = re.compile(
    r"[-—–―]+ ?\d{1,3} ?[-—–―]+|第 ?\d{1,3} ?页[ ,，/]*(?:共 ?\d{1,3} ?页)?"
    r"|(?P<page>[1-9]\d{0,2}) ?/ ?(?P<pages>[1-9]\d{0,2})"
)
_LONGEST = 80  # characters
_SENTENCE_END = ("。", "！", "？", "；")
_DAY = r"\d{4}[-年./]\d{1,2}[-月./]\d{1,2}日?(?:\d{1,2}:\d{2}(?::\d{2})?)?"
# A line of nothing but these, blanks and bullets left out, is a page's own.
_LABELLED = re.compile(
    r"(?:[(\[【]?(?:"
    rf"(?:发布|发文|成文|公文生成|生成|公开|更新|印发)?(?:日期|时间):(?:{_DAY})?|"
    r"(?:信息|文章|稿件)?(?:来源|作者|编辑|责任编辑|发布机构|发布单位|发文机关|文号|文章类型):[^。:;]{0,30}|"
    r"(?:字体|字体大小|字号|大小|字体颜色):[\[(【大中小默认超特]*|分享(?:到|至)?:|[大中小]|"
    r"(?:点击|阅读|浏览|访问)(?:次数|量|数)?:\d{0,9}次?|"
    r"(?:加盖|单位|机关)?(?:盖章|公章|印章|签章)|"
    r"语音播报|语音朗读|简明问答|图文解读|无障碍阅读|长者版|设为首页|加入收藏|收藏|分享|关闭|返回"
    r")[)\]】]*){1,12}"
)
_BETWEEN = re.compile(r"[|·•/丨]")
_BRACKETS = re.compile(r"[(\[【](.*)[)\]】]")


def is_page_number(text: str) -> bool:
    """Whether a line is the number of a page."""
    found = _PAGE_NUMBER.fullmatch(text)
    if found is None:
        return False
    is_one_of_many = found["page"] is not None
    return not is_one_of_many or 1 < int(found["pages"]) >= int(found["page"])


def has_mark(text: str) -> bool:
    """Whether a text holds words that web pages set around a report."""
    return _MARKS.search(text) is not None


def is_furniture(text: str) -> bool:
    """Whether a line is what a web page sets around a report. A sentence is the report's own."""
    if len(text) >= _LONGEST or text.endswith(_SENTENCE_END):
        return False
    return has_mark(text) or _LABELLED.fullmatch(_BETWEEN.sub("", naming.squeezed(text))) is not None


def stands_under_title(text: str) -> bool:
    """Whether a line between title and text is no text: furniture, a date alone, or a line without words."""
    if is_furniture(text) or not any(map(str.isalnum, text)):
        return True
    bracketed = _BRACKETS.fullmatch(naming.squeezed(text))
    return naming.is_date(bracketed[1] if bracketed else text)
