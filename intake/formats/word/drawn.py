"""Fields that draw by their code alone: enclosed characters, phonetic guides, fractions (EQ), and SYMBOL.

Word keeps no result of them, so that the code is all there is.
"""

import re

from intake.formats import symbols

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


def by_code(code: str) -> str | None:
    """Return what a code draws, None where that is not understood; empty for one that draws nothing."""
    symbol = _SYMBOL.fullmatch(code)
    if symbol is not None:
        font = _FONT.search(symbol[2])
        return symbols.character(font[1] if font else "", f"{int(symbol[1], 0):X}") or None
    equation = _EQUATION.fullmatch(code)
    if equation is None:
        return ""
    drawn = _Equation(_SWITCH.sub("", equation[1])).read()
    is_understood = "\\" not in drawn
    return ("".join(drawn.split()) or None) if is_understood else None


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
