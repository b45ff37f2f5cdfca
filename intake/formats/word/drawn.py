"""Fields that draw by their code alone: enclosed characters, phonetic guides, fractions (EQ), and SYMBOL.

Word keeps no result of them, so that the code is all there is. What is drawn is written as text behind the
field; what is not understood is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from intake.blocks import Aside, clean
from intake.formats import symbols
from intake.formats.tree import has
from intake.formats.word.names import T, W

_FIELD, _PART, _CODE = W + "fldChar", W + "fldCharType", W + "instrText"
_SYMBOL = re.compile(r"\s*SYMBOL\s+(0x[0-9A-F]+|\d+)(.*)", re.IGNORECASE | re.DOTALL)
_FONT = re.compile(r"\\f\s+\"?([^\"\\]+)", re.IGNORECASE)
_EQUATION = re.compile(r"\s*EQ\s(.*)", re.IGNORECASE | re.DOTALL)
_SWITCH = re.compile(r"\\\*\s*(?:\"[^\"]*\"|[^\s\\]+)")
# A command with its options: \o\ad(, \s\up 9(, \b\bc\{(.
_COMMAND = re.compile(r"\\([abdfilorsx])((?:\s*\\(?:[blr]c\\.|[a-z]{2}(?:\s*\d+)?))*)\s*\(", re.IGNORECASE)
_ESCAPED = re.compile(r"\\[\\(),;]")
_RAISED = re.compile(r"\\(?:up|do)", re.IGNORECASE)
_RINGS = "○〇◯"
_RINGED = dict(zip(map(str, range(1, 21)), "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", strict=True))
_FRAMES = _RINGS + "□△◇"
_DEEPEST = 10  # commands inside one another


@dataclass
class _Open:
    """A field that is not ended yet."""

    code: list[str] = field(default_factory=list)
    shows: bool = False
    in_code: bool = True


def write(root: etree._Element) -> list[Aside]:
    """Write what fields without a result draw; return those that are not understood."""
    told: list[Aside] = []
    if not has(root, _CODE):
        return told
    for end, code in list(_without_result(root)):
        drawn = _drawn(code)
        run = end.getparent()
        if drawn and run is not None:
            etree.SubElement(run, T).text = drawn
        elif drawn == "":
            told.append(Aside("用域代码画出的文字", clean(code)))
    return told


def _without_result(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The last marks of fields that have no result as text, with their codes."""
    open_fields: list[_Open] = []
    for element in root.iter(_FIELD, _CODE, T):
        part = element.get(_PART) if element.tag == _FIELD else None
        if part == "begin":
            open_fields.append(_Open())
        elif not open_fields:
            continue
        elif part == "separate":
            open_fields[-1].in_code = False
        elif part == "end":
            ended = open_fields.pop()
            if not ended.shows:
                yield element, "".join(ended.code)
        elif element.tag == _CODE:
            open_fields[-1].code.append(element.text or "")
        elif (element.text or "").strip():
            open_fields[-1].shows |= not open_fields[-1].in_code


def _drawn(code: str) -> str | None:
    """What a code draws; empty where that is not understood, None for a field of another kind."""
    symbol = _SYMBOL.fullmatch(code)
    if symbol is not None:
        font = _FONT.search(symbol[2])
        return symbols.character(font[1] if font else "", f"{int(symbol[1], 0):X}")
    equation = _EQUATION.fullmatch(code)
    if equation is None:
        return None
    drawn = _Equation(_SWITCH.sub("", equation[1])).read()
    is_understood = "\\" not in drawn
    return "".join(drawn.split()) if is_understood else ""


class _Equation:
    """Reads the code of an equation from left to right."""

    def __init__(self, code: str) -> None:
        self._code = code
        self._at = 0
        self._depth = 0

    def read(self) -> str:
        """Return what stands up to the end of an argument, or of the code, as text."""
        drawn = ""
        while not self._is_at_end():
            command = _COMMAND.match(self._code, self._at)
            if command is not None and self._depth < _DEEPEST:
                drawn += self._command(command)
            else:
                drawn += self._sign()
        return drawn

    def _is_at_end(self) -> bool:
        """Whether the code is over, or the argument that is being read."""
        if self._at >= len(self._code):
            return True
        return self._depth > 0 and self._code[self._at] in ",;)"

    def _sign(self) -> str:
        """The next character, without the mark that it stands for itself."""
        is_escaped = _ESCAPED.match(self._code, self._at) is not None
        self._at += 2 if is_escaped else 1
        return self._code[self._at - 1]

    def _command(self, command: re.Match[str]) -> str:
        """What a command draws of its arguments; those that are raised count where there are no others."""
        arguments: list[str] = []
        raised: list[str] = []
        self._at = command.end()
        self._depth += 1
        while self._at < len(self._code):
            among = raised if self._raises() else arguments
            among.append(self.read().strip())
            self._at += 1
            if self._code[self._at - 1 : self._at] == ")":
                break
        self._depth -= 1
        return _as_text(command[1].lower(), arguments or raised)

    def _raises(self) -> bool:
        """Whether the next argument is raised or lowered."""
        inner = _COMMAND.match(self._code, self._at)
        if inner is None or inner[1].lower() != "s":
            return False
        return _RAISED.search(inner[2]) is not None


def _as_text(command: str, arguments: list[str]) -> str:
    """What a command draws of its arguments; what is raised above another one is its guide and no text."""
    match command:
        case "f":
            return "/".join(arguments)
        case "r":
            return f"√{arguments[-1]}"
        case "i":
            return "\\"  # an integral: not understood
        case "l":
            return ",".join(arguments)
        case "o":
            return _over_one_another(arguments)
    return "".join(arguments)


def _over_one_another(arguments: list[str]) -> str:
    """Characters drawn over one another: a number in a ring is one character, other frames are left out."""
    text = "".join(one for one in arguments if one not in _FRAMES)
    has_ring = any(one and one in _RINGS for one in arguments)
    return _RINGED.get(text, text) if has_ring else text
