"""The rules of a page's own style sheets that may hide something, or show it again.

Sheets that lie beside a page are not there any more when it was saved alone; nothing is fetched. Rules inside
rules are unfolded. Of ``@media`` counts what holds on an office's screen, not what is for paper.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice, product

import tinycss2
from cssselect import ExpressionError, HTMLTranslator, SelectorError, parse
from lxml import etree

_NAMES = re.compile(
    r"display|visibility|content-visibility|mso-hide|font(?:-size)?|text-decoration.*|opacity|filter|zoom|transform"
    r"|clip(?:-path)?|overflow(?:-[xy])?|left|top|text-indent|margin-left|(?:max-)?(?:height|width)|position"
    r"|color|background(?:-color|-image|-clip)?|list-style(?:-type)?"
)
_MAY_HIDE = re.compile(
    r"none|hidden|collapse|mso-hide|line-through|opacity|clip|zoom|scale|:\s*-\d{3}|\bcolor\s*:|background|list-style"
    r"|var\(|[;{\s]--[a-z]|\bli\b"
    # A font's size of 0 or 1; up to the next font at most, so that nothing is looked through twice.
    r"|font(?:-size)?\s*:[^;}f]*(?:f(?!ont(?:-size)?\s*:)[^;}f]*)*\b[01](?!\d)",
    re.IGNORECASE,
)
_SPLIT_AT_AND = re.compile(r"\band\b")
_SCREENS = ("", "all", "screen", "only all", "only screen")
_WIDTH = re.compile(
    r"\(\s*(?:(min|max)-(?:device-)?width\s*:|width\s*([<>])=?)\s*(\d+(?:\.\d+)?)(px|r?em)\s*\)"
)
_SCREEN_WIDTH = 1366  # pixels of an office's screen
_PIXELS = {"px": 1, "em": 16, "rem": 16}
_APPLIES = re.compile(r"(?!\s*not\b)", re.IGNORECASE)
_IMAGE = re.compile(r"url\(|gradient\(|image", re.IGNORECASE)
_BRACKETS = re.compile(r"[()\[\]{}]")
_DEEPEST = 40  # brackets inside one another
_LONGEST_SELECTOR = 1000  # characters of all selectors of a rule
_MOST_SELECTORS = 60  # of a rule inside others
_LONGEST_SHEET = 1024 * 1024  # characters
_MOST_RULES = 2_000

_OWN_VALUE = "--"  # begins the name of a value that a page may ask for by var()
_LONGEST_OWN_VALUE = 200  # characters
_WHERE_OF_LISTS = ("inside", "outside")

Declaration = tuple[str, str, bool]
"""Name and value in small letters, and whether it is important."""
_Unfolded = tuple[tuple[str, ...], list[Declaration]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector of a sheet and what it sets; ``order`` is its place among all rules."""

    search: etree.XPath
    specificity: tuple[int, ...]
    order: int
    declarations: Sequence[Declaration]


def are_elsewhere(root: etree._Element) -> bool:
    """Whether a page has sheets that lie elsewhere, of which nothing is known."""
    return any("stylesheet" in (link.get("rel") or "").lower() for link in root.iter("link"))


def rules(root: etree._Element) -> list[Rule]:
    """Return the rules of all sheets of a page that say anything about being seen."""
    return list(islice(_rules(root), _MOST_RULES))


def _rules(root: etree._Element) -> Iterator[Rule]:
    order = count()
    for sheet in root.iter("style"):
        text = sheet.text or ""
        if _is_telling(text) and holds_on_screen(sheet.get("media", "")):
            for selectors, said in _unfolded(tinycss2.parse_stylesheet(text, True, True), ()):
                yield from _of_selectors(selectors, next(order), said)


def _is_telling(sheet: str) -> bool:
    """Whether a sheet may hide something, and is one that a page may have."""
    if len(sheet) > _LONGEST_SHEET or is_deep(sheet):
        return False
    return _MAY_HIDE.search(sheet) is not None


def is_deep(css: str) -> bool:
    """Whether brackets stand inside one another deeper than any style needs."""
    depth = deepest = 0
    for bracket in _BRACKETS.findall(css):
        depth += 1 if bracket in "([{" else -1
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


def holds_on_screen(media: str) -> bool:
    """Whether one of some media queries holds on an office's screen; what is not known does not."""
    return any(map(_query_holds, media.lower().split(",")))


def _query_holds(query: str) -> bool:
    return all(
        condition in _SCREENS or _width_holds(condition)
        for condition in (" ".join(piece.split()) for piece in _SPLIT_AT_AND.split(query))
    )


def _width_holds(condition: str) -> bool:
    found = _WIDTH.fullmatch(condition)
    if found is None:
        return False
    width = float(found[3]) * _PIXELS[found[4]]
    is_least = found[1] == "min" or found[2] == ">"
    return width <= _SCREEN_WIDTH if is_least else width >= _SCREEN_WIDTH


# ------------------------------------------------------------- rules inside rules


def _unfolded(nodes: Sequence[tinycss2.ast.Node], around: tuple[str, ...]) -> Iterator[_Unfolded]:
    """The plain rules among nodes, each with its whole selectors, given those of the rule around them."""
    said = list(declarations(nodes)) if around else []
    if said:
        yield around, said
    for node in nodes:
        if node.type == "qualified-rule":
            yield from _unfolded(_content(node), _inside(_divided(node.prelude), around))
        elif node.type == "at-rule" and _applies(node):
            yield from _unfolded(_content(node), around)


def _content(rule: tinycss2.ast.Node) -> Sequence[tinycss2.ast.Node]:
    """What stands in the brackets of a rule."""
    nodes: Sequence[tinycss2.ast.Node] = tinycss2.parse_blocks_contents(rule.content, True, True)
    return nodes


def _applies(rule: tinycss2.ast.AtRule) -> bool:
    condition = tinycss2.serialize(rule.prelude)
    if not rule.content:
        return False
    if rule.lower_at_keyword == "media":
        return holds_on_screen(condition)
    return rule.lower_at_keyword in ("supports", "layer") and _APPLIES.match(condition) is not None


def _divided(prelude: Sequence[tinycss2.ast.Node]) -> list[str]:
    """The selectors of a rule, which commas part."""
    parts: list[list[tinycss2.ast.Node]] = [[]]
    for node in prelude:
        if _is_comma(node):
            parts.append([])
        else:
            parts[-1].append(node)
    return [tinycss2.serialize(part).strip() for part in parts]


def _is_comma(node: tinycss2.ast.Node) -> bool:
    return bool(node.type == "literal" and node.value == ",")


def _inside(selectors: Sequence[str], around: Sequence[str]) -> tuple[str, ...]:
    """The whole selectors of a rule inside another one."""
    if not around:
        return tuple(selectors)
    whole = (_whole(inner, outer) for outer, inner in product(around, selectors))
    return tuple(islice(whole, _MOST_SELECTORS))


def _whole(inner: str, outer: str) -> str:
    """A selector inside another one; ``&`` stands for the outer one."""
    return inner.replace("&", outer) if "&" in inner else f"{outer} {inner}"


def _of_selectors(selectors: Sequence[str], order: int, said: Sequence[Declaration]) -> Iterator[Rule]:
    written = ", ".join(selectors)
    if len(written) > _LONGEST_SELECTOR:  # no page's own, and endless to look for
        return
    try:
        for selector in parse(written):
            if selector.pseudo_element is None:
                search = etree.XPath(HTMLTranslator().selector_to_xpath(selector))
                yield Rule(search, selector.specificity(), order, said)
    except (SelectorError, ExpressionError, etree.XPathError):  # newer than this; nothing is known of it
        return


# ------------------------------------------------------------------ declarations


def of_attribute(style: str) -> Iterator[Declaration]:
    """Yield what an element's own style says about being seen."""
    if not is_deep(style):
        yield from declarations(tinycss2.parse_blocks_contents(style, True, True))


def declarations(nodes: Sequence[tinycss2.ast.Node]) -> Iterator[Declaration]:
    """Yield the declarations among nodes that tell about being seen; short forms as what they set."""
    for one in nodes:
        if one.type != "declaration":
            continue
        value = tinycss2.serialize(one.value).strip().lower()
        if one.lower_name.startswith(_OWN_VALUE):
            value = value if len(value) <= _LONGEST_OWN_VALUE else ""
            yield one.lower_name, value, one.important
        elif _NAMES.fullmatch(one.lower_name):
            for name, part in _written_out(one.lower_name, value, one.value):
                yield name, part, one.important


def _written_out(name: str, value: str, nodes: Sequence[tinycss2.ast.Node]) -> Iterator[tuple[str, str]]:
    """The properties that one sets, with their values."""
    match name:
        case "font":
            yield "font-size", value
        case "list-style":
            yield "list-style-type", _list_style_in(value)
        case "background" if "var(" in value:  # with a colour, mostly
            yield "background-color", value
        case "background":
            has_image = _IMAGE.search(value) is not None
            yield "background-image", "url" if has_image else "none"
            yield "background-color", _colour_in(nodes)
        case _ if name.startswith("text-decoration"):
            yield "text-decoration", value
        case _:
            yield name, value


def _list_style_in(value: str) -> str:
    """The style of numbers among what is said of a list; where only other things are said it is as usual."""
    words = value.split()
    return next((word for word in words if word not in _WHERE_OF_LISTS and "(" not in word), "")


def _colour_in(nodes: Sequence[tinycss2.ast.Node]) -> str:
    """The colour among the values of a background; without one it is transparent."""
    from tinycss2.color4 import parse_color

    found = (tinycss2.serialize([node]).lower() for node in nodes if parse_color(node) is not None)
    return next(found, "transparent")
