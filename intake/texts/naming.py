"""Whose report it is and on which year: from the title, else from the text, and then told."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from intake.labels import simplified
from model.chinese.dates import ANY_DATE, HAN_YEAR, YEAR, years_said
from model.chinese.numerals import arabic
from model.chinese.organs import ENDING
from model.forms import OfficialForm

_YEAR = re.compile(rf"(?<![〔\[\d])({YEAR})年?(?!\d)")
_DATE = re.compile(ANY_DATE)
_ORGAN = re.compile(rf"[一-鿿（）()·、]{{2,40}}{ENDING}(?:[（(][^）)]*[）)])?")
_WRITTEN_BY = re.compile(rf"由(?P<organ>[一-鿿]{{2,30}}?{ENDING})(?:组织|负责|汇总)?(?:编制|编写|发布)")
# “特编制…局2023年政府信息公开工作年度报告”, in what the squeezed preamble says it presents: the organ stands
# between a word of presenting and the year, or the report's name with the year before it.
_PRESENTED = re.compile(
    r"(?:编制|编写|撰写|公布|发布|公开|现将)了?(?:"
    rf"(?P<organ>[一-鿿]{{2,30}}?{ENDING}){YEAR}年度?(?:政府|政务)?信息公开"
    rf"|{YEAR}年度?(?P<behind>[一-鿿]{{2,30}}?{ENDING})(?:政府|政务)?信息公开"
    r")(?:工作)?(?:年度)?(?:工作)?报告"
)
# What makes a found name no whole name: words of the sentence, “我局”, “本级”, or a place left unnamed.
_NO_NAME = re.compile(
    r"[我本该各全市县区省州镇乡局]|.*(?:编制|编写|撰写|公布|发布|公开|现将|以下|关于|按照|根据)"
)
_BLANK = re.compile(r"\s+")
_SHORTEST_NAME = 4  # characters
# “标题：” or “名 称:” before a title, from the index that a web page shows above it; “附件1：”, “【年报】”.
_TITLE_LABEL = re.compile(
    r"\s*+(?:(?:信\s*+息\s*+|文\s*+件\s*+|公\s*+文\s*+)?(?:标\s*+题|题\s*+名|名\s*+称)\s*+[:：]"
    r"|附\s*+件\s*+[\d一二三四五六七八九]?\s*+[:：]|【[^【】\n]{1,12}】)\s*+"
)
# The year in a title, in brackets or not.
_ANY_YEAR = re.compile(rf"(?<!\d)(?:{YEAR}|{HAN_YEAR})(?!\d)")
_YEAR_OF_TITLE = re.compile(rf"\(?(?<!\d)(?:{YEAR}|{HAN_YEAR})(?!\d)年?度?\)?")
# “…局关于公布2023年…报告”, “…局关于做好2023年…报告”: what is done with the report is no part of the name.
_ABOUT = re.compile(r"关于(?:公布|公开|发布|印发|报送|上报|呈报|编制|做好)?$")
_AROUND_ORGAN = "《》:：-—_"
_BEHIND = r"(?:格式模板)?》?(?:[(\[【][^()\[\]【】。]{1,12}[)\]】])?"
_LONGEST_TITLE = 70  # characters
_LONGEST_ORGAN = 40  # characters
_LONGEST_DATE = 100  # characters, with blanks between them


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says; ``year`` is 0 and ``organ`` empty when it does not."""

    organ: str
    year: int


def squeezed(text: str) -> str:
    """Return a text in the form that titles, dates and names are compared in."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def title(form: OfficialForm, text: str) -> Title | None:
    """Return what a title says, or None for a text that is no title of a yearly report."""
    joined = squeezed(without_label(text))
    if len(joined) > _LONGEST_TITLE:
        return None
    end = _end_of_organ(form, simplified(joined))
    if end is None:
        return None
    organ = without_year_or_about(joined[:end])
    if len(organ) > _LONGEST_ORGAN:
        organ = ""
    return Title(organ, _first_year(joined))


def _first_year(title: str) -> int:
    found = _ANY_YEAR.search(title)
    return number(found[0]) if found else 0


def _end_of_organ(form: OfficialForm, text: str) -> int | None:
    """Where in a title stands what it calls the report, with organ and year before it; None for no title."""
    for pattern in _titles(form):
        match = pattern.fullmatch(text)
        if match is not None:
            return match.end("before")
    return None


@lru_cache(maxsize=8)
def _titles(form: OfficialForm) -> tuple[re.Pattern[str], ...]:
    """Whole titles: what they call the report, with the organ before it and perhaps a bracket behind."""
    named = form.definition.title.variants
    return tuple(re.compile(rf"(?P<before>[^。；]*?)(?:{name}){_BEHIND}") for name in named)


def without_year_or_about(text: str) -> str:
    """Return what is left of the beginning of a title without its year and “关于”: the organ, or nothing."""
    left = _YEAR_OF_TITLE.sub("", text).strip(_AROUND_ORGAN)
    return _ABOUT.sub("", left.removeprefix("关于")).strip(_AROUND_ORGAN)


def opens_title(text: str) -> bool:
    """Whether a line may stand above the rest of a title: an organ's name, a year, or both."""
    left = without_year_or_about(squeezed(text))
    return not left or is_organ(left)


def without_label(text: str) -> str:
    """Return a title without a label before it, such as ``标题：``."""
    label = _TITLE_LABEL.match(text)
    return text[label.end() :] if label else text


def number(year: str) -> int:
    """Return a year of Arabic or Chinese digits, 0 for none."""
    digits = arabic(year)
    return int(digits) if digits.isdecimal() else 0


def is_date(text: str) -> bool:
    """Whether a line is nothing but a date, also one with parts lost (``20211230日``)."""
    return len(text) <= _LONGEST_DATE and _DATE.fullmatch(squeezed(text)) is not None


def signed(line: str) -> tuple[str, str]:
    """Return the organ and the date of a line that signs, one of them empty where only the other stands."""
    if is_date(line):
        return "", line
    if len(line) > _LONGEST_DATE:
        return line, ""
    for blank in _BLANK.finditer(line):  # the date may have blanks too: 某局 2024年 1月 20日
        name, rest = line[: blank.start()], line[blank.end() :]
        if is_date(rest):
            return name, rest
    return line, ""


def is_organ(text: str) -> bool:
    """Whether a line is nothing but the name of an organ, as far as its ending tells."""
    return _ORGAN.fullmatch(squeezed(text)) is not None


def year_in(paragraphs: Iterable[str]) -> int:
    """Return the year that texts speak of most, the first one of equals; 0 for none."""
    counts: Counter[int] = Counter()
    for paragraph in paragraphs:
        counts.update(years_said(squeezed(paragraph)))
    return counts.most_common(1)[0][0] if counts else 0


def year_of_name(stem: str) -> int:
    """Return the year in a file's name, 0 for none."""
    found = _YEAR.search(squeezed(stem))
    return int(found[1]) if found else 0


def date_year(signature: Sequence[str]) -> int:
    """Return the year of the date under a report, 0 for none."""
    for line in reversed(signature):
        _, date = signed(line)
        if not date:
            continue
        digits = squeezed(date)
        found = _YEAR.match(arabic(digits))
        return int(found[1]) if found else number(digits[:4])
    return 0


def organ_in(signature: Sequence[str], preamble: Sequence[str]) -> str:
    """Return the organ that signs a report or that its preamble names as its author; empty for none."""
    return _signing_organ(signature) or _named_author(preamble)


def _signing_organ(signature: Sequence[str]) -> str:
    for line in signature:
        name, _ = signed(line)
        if is_organ(name):
            return squeezed(name)
    return ""


def _named_author(preamble: Sequence[str]) -> str:
    """The organ by which a preamble says that the report was written, or whose report it presents."""
    said = list(map(squeezed, preamble))
    for paragraph in said:
        found = _WRITTEN_BY.search(paragraph)
        if found is not None:
            return found["organ"]
    presented = set(chain.from_iterable(map(_presented, said)))
    is_told = len(presented) == 1  # of several the text may only speak, as of those that reports came from
    return presented.pop() if is_told else ""


def _presented(text: str) -> Iterator[str]:
    for found in _PRESENTED.finditer(text):
        name = found["organ"] or found["behind"]
        if len(name) >= _SHORTEST_NAME and not _NO_NAME.match(name):
            yield name
