"""Numbers that Word makes by itself, so that “一、” and “（一）” are not lost with them."""

from dataclasses import dataclass

from lxml import etree

from intake.blocks import whole_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 8  # levels below the first that Word has
_LARGEST = 10_000
_DIGITS = "〇一二三四五六七八九"
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "japaneseCounting",
    "ideographDigital",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its digits, its text with ``%1`` for a number, its first number."""

    form: str
    text: str
    start: int


class Numbers:
    """Counts the automatic numbers of a document; ask once for each paragraph, in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    @property
    def active(self) -> bool:
        """Whether the document has any lists."""
        return bool(self._levels)

    def next(self, properties: etree._Element | None) -> str:
        """Return the number before a paragraph with these ``w:pPr``, empty for none."""
        if properties is None:
            return ""
        style = properties.find(f"{W}pStyle")
        number, level = self._styles.get(style.get(f"{W}val", "") if style is not None else "", ("", 0))
        own = properties.find(f"{W}numPr")
        if own is not None:
            number = _value(own, "numId") or number
            level = whole_number(_value(own, "ilvl"), level, _DEEPEST)
        return self._count(self._lists.get(number, ""), level)

    def _count(self, list_id: str, level: int) -> str:
        levels = self._levels.get(list_id, {})
        if level not in levels or levels[level].form in ("bullet", "none"):
            return ""
        counts = self._counts.setdefault(list_id, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        text = levels[level].text
        for index in range(level + 1):
            if index in levels:
                shown = _digits(levels[index].form, counts.get(index, levels[index].start))
                text = text.replace(f"%{index + 1}", shown)
        return text

    def _read_lists(self, numbering: etree._Element) -> None:
        for abstract in numbering.iter(f"{W}abstractNum"):
            levels = {}
            for item in abstract.iter(f"{W}lvl"):
                depth = whole_number(item.get(f"{W}ilvl"), 0, _DEEPEST)
                start = whole_number(_value(item, "start"), 1, _LARGEST)
                levels[depth] = Level(_value(item, "numFmt"), _value(item, "lvlText"), start)
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for item in numbering.iter(f"{W}num"):
            self._lists[item.get(f"{W}numId", "")] = _value(item, "abstractNumId")

    def _read_styles(self, styles: etree._Element) -> None:
        for style in styles.iter(f"{W}style"):
            own = style.find(f"{W}pPr/{W}numPr")
            if own is not None:
                level = whole_number(_value(own, "ilvl"), 0, _DEEPEST)
                self._styles[style.get(f"{W}styleId", "")] = (_value(own, "numId"), level)


def _value(parent: etree._Element, name: str) -> str:
    child = parent.find(W + name)
    return child.get(f"{W}val", "") if child is not None else ""


def _digits(form: str, number: int) -> str:
    if form in _CHINESE:
        return _chinese(number)
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if form == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x245F + number)
    return str(number)


def _chinese(number: int) -> str:
    """Return a number up to 99 in Chinese digits.

    >>> _chinese(21)
    '二十一'
    """
    tens, ones = divmod(number, 10)
    if tens > 9:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")
