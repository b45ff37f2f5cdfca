"""Text of a document that is left out, gathered by what it is, to be told; what readers call it alike."""

from intake.blocks import Aside, clean

HIDDEN, STRUCK = "隐藏文字", "带删除线的文字"
SAME_COLOUR, TINY = "与底色同色的文字", "看不见的小字"
HIDDEN_ROW, PROMPT = "隐藏的表格行", "内容控件的提示文字"


class LeftOut:
    """What was left out so far."""

    def __init__(self) -> None:
        self._texts: dict[str, dict[object, str]] = {}

    def add(self, what: str, text: str, line: object = None) -> None:
        """Keep a text, unless it is blank: on a line of its own, or behind what else is of the same line."""
        if clean(text):
            texts = self._texts.setdefault(what, {})
            key = object() if line is None else line
            texts[key] = texts.get(key, "") + text

    def asides(self) -> list[Aside]:
        """Return all of it, one for each kind."""
        return [Aside(what, "\n".join(map(clean, texts.values()))) for what, texts in self._texts.items()]
