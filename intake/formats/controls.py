"""What readers share of the controls of forms: the sign of a box to tick, which texts are mere prompts."""

import re

_ASKS = re.compile("单击|点击|选择|输入|键入|填写|click|tap|choose|enter|select", re.IGNORECASE)
_ALONE = re.compile(
    r"[\[【<《(（]?(?:请?(?:在此|于此|单击|点击|点按|轻触)|请(?:输入|填写|选择|键入)|选择一项|(?:click|tap|choose|enter|select)\b)"
    r"[^，。；\d]*[。.]?",
    re.IGNORECASE,
)
_LONGEST_ALONE = 40  # characters


def box(*, is_ticked: bool) -> str:
    """Return the sign of a box to tick."""
    return "☑" if is_ticked else "☐"


def asks(text: str) -> bool:
    """Whether a text asks to be replaced, as it stands where prompts do."""
    return _ASKS.search(text) is not None


def is_prompt(text: str) -> bool:
    """Whether a text in a field is one that it shows while it is empty, by its words alone.

    >>> is_prompt("单击或点击此处输入文字。"), is_prompt("群众可点击首页专栏，填写申请表。")
    (True, False)
    """
    stripped = text.strip()
    return len(stripped) <= _LONGEST_ALONE and _ALONE.fullmatch(stripped) is not None
