"""Numbers that Word makes by itself, so that “一、” and “（一）” are not lost with them."""

from dataclasses import dataclass

from lxml import etree

from intake.blocks import whole_number
from model.chinese.numerals import DIGITS, one_by_one, written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 8  # levels below the first that Word has
_LONGEST_TEXT = 60  # characters of a level's text with its places for numbers; Word takes 31
_LONGEST_NUMBER = 200  # characters of a number made of it
_MOST_LETTERS = 30  # times that a letter is repeated, as in Word
_LARGEST_ROMAN = 32_767
_LARGEST = 10_000
_MOST_ANCESTORS = 20  # styles that one is based on
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
)
_ONE_BY_ONE = ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital")
_LEGAL = str.maketrans(DIGITS + "十", "零壹贰叁肆伍陆柒捌玖拾")
# Numbers that have characters of their own, from 1 on; beyond them a program shows plain digits.
_CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))
_SIGNS = {
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": "".join(map(chr, range(0x2474, 0x2488))),
    "decimalEnclosedFullstop": "".join(map(chr, range(0x2488, 0x249C))),
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: its digits, its text with ``%1`` for a number, its first number.

    ``style`` is the style that goes with it; ``plain``: the numbers of all levels in it are Arabic.
    """

    form: str
    text: str
    start: int
    style: str
    plain: bool


class Numbers:
    """Counts the automatic numbers of a document; ask once for each paragraph, in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._changed: dict[str, dict[int, Level]] = {}  # levels that one number of a list has its own way
        self._restarts: dict[tuple[str, int], int] = {}
        self._restarted: set[tuple[str, int]] = set()
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
        return self._count(number, level)

    def _count(self, number: str, level: int) -> str:
        list_id = self._lists.get(number, "")
        levels = {**self._levels.get(list_id, {}), **self._changed.get(number, {})}
        if level not in levels or levels[level].form in ("bullet", "none"):
            return ""
        counts = self._counts.setdefault(list_id, {})
        start = self._restarts.get((number, level), levels[level].start)
        if (number, level) in self._restarts and (number, level) not in self._restarted:
            self._restarted.add((number, level))
            counts.pop(level, None)
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        text = levels[level].text
        for index in range(level + 1):
            if index in levels:
                form = "decimal" if levels[level].plain else levels[index].form
                text = text.replace(f"%{index + 1}", digits(form, counts.get(index, levels[index].start)))
        return text[:_LONGEST_NUMBER]

    def _read_lists(self, numbering: etree._Element) -> None:
        linked: dict[str, str] = {}  # a list that has the levels of the list of a style
        owners: dict[str, str] = {}
        for abstract in numbering.iter(f"{W}abstractNum"):
            list_id = abstract.get(f"{W}abstractNumId", "")
            self._levels[list_id] = _levels(abstract)
            linked[list_id] = _value(abstract, "numStyleLink")
            owners.setdefault(_value(abstract, "styleLink"), list_id)
        for list_id, style in linked.items():
            if style in owners and style:
                self._levels[list_id] = self._levels[owners[style]]
        for item in numbering.iter(f"{W}num"):
            number = item.get(f"{W}numId", "")
            self._lists[number] = _value(item, "abstractNumId")
            self._changed[number] = _levels(item)
            for change in item.iter(f"{W}lvlOverride"):
                depth = whole_number(change.get(f"{W}ilvl"), 0, _DEEPEST)
                if change.find(f"{W}startOverride") is not None:
                    start = whole_number(_value(change, "startOverride"), 1, _LARGEST)
                    self._restarts[number, depth] = start

    def _read_styles(self, styles: etree._Element) -> None:
        above: dict[str, str] = {}
        for style in styles.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            above[name] = _value(style, "basedOn")
            own = style.find(f"{W}pPr/{W}numPr")
            if own is not None:
                number = _value(own, "numId")
                levels = self._levels.get(self._lists.get(number, ""), {})
                named = next((depth for depth, level in levels.items() if level.style == name), 0)
                self._styles[name] = (number, whole_number(_value(own, "ilvl"), named, _DEEPEST))
        for name in above:
            ancestor = name
            for _ in range(_MOST_ANCESTORS):
                if ancestor in self._styles:
                    self._styles[name] = self._styles[ancestor]
                    break
                ancestor = above.get(ancestor, "")


def _levels(holder: etree._Element) -> dict[int, Level]:
    """The levels of a list, or those that a number of it has its own way."""
    levels = {}
    for item in holder.iter(f"{W}lvl"):
        depth = whole_number(item.get(f"{W}ilvl"), 0, _DEEPEST)
        start = whole_number(_value(item, "start"), 1, _LARGEST)
        plain = item.find(f"{W}isLgl") is not None
        form, text, style = (_value(item, name) for name in ("numFmt", "lvlText", "pStyle"))
        levels[depth] = Level(form, text[:_LONGEST_TEXT], start, style, plain)
    return levels


def _value(parent: etree._Element, name: str) -> str:
    child = parent.find(W + name)
    return child.get(f"{W}val", "") if child is not None else ""


def digits(form: str, number: int) -> str:
    """Return a number in the digits that a form names (ECMA-376, ST_NumberFormat); plain ones if unknown."""
    signs = _SIGNS.get(form, "")
    if signs:
        return signs[number - 1] if 1 <= number <= len(signs) else str(number)
    if form in _CHINESE:
        return written(number)
    if form in _ONE_BY_ONE:
        return one_by_one(number)
    if form == "chineseLegalSimplified":
        return written(number).translate(_LEGAL)
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if form == "decimalZero":
        return f"{number:02}"
    made = _roman(number) if form.endswith("Roman") else _letters(number) if form.endswith("Letter") else ""
    return (made.upper() if form.startswith("upper") else made) or str(number)


def _letters(number: int) -> str:
    """Return a number in letters; behind z they are doubled. Empty where Word knows no more of them.

    >>> _letters(28)
    'bb'
    """
    again, letter = divmod(max(number, 1) - 1, 26)
    if again >= _MOST_LETTERS:
        return ""
    return chr(ord("a") + letter) * (again + 1)


def _roman(number: int) -> str:
    """Return a number in Roman digits, empty where Word knows no more of them.

    >>> _roman(14)
    'xiv'
    """
    made = ""
    if number > _LARGEST_ROMAN:
        return ""
    for worth, sign in _ROMAN:
        made += sign * (number // worth)
        number %= worth
    return made
