"""What a page's own style sheets and attributes hide or strike out.

Sheets that lie beside a page are not there any more when it was saved alone; nothing is fetched. Of
``@media`` only what holds on every screen counts: rules for paper or narrow screens say nothing here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import tinycss2
from cssselect import ExpressionError, HTMLTranslator, SelectorError, parse
from lxml import etree

_TELLS = re.compile(
    r"display|visibility|mso-hide|font-size|text-decoration|\bfont\b|opacity|\bclip|overflow|:\s*-\d{3}",
    re.IGNORECASE,
)
_NAMES = re.compile(
    r"display|visibility|mso-hide|font(?:-size)?|text-decoration.*|opacity|clip(?:-path)?|overflow(?:-[xy])?"
    r"|left|top|text-indent|(?:max-)?(?:height|width)"
)
_HIDES = re.compile(
    r"none|hidden|collapse|mso-hide|line-through|font(?:-size)?\s*:[^;}]*\b0(?!\.?\d)|opacity\s*:\s*0?\.?0"
    r"|clip\s*:\s*rect|clip-path\s*:\s*inset|:\s*-\d{3}",
    re.IGNORECASE,
)
_TRANSPARENT = re.compile(r"(?:0+(?:\.0+)?|\.0+)%?")
_CUT_OFF = re.compile(r"rect\((?:[01](?:px)?[\s,]*){4}\)|inset\((?:50|100)%.*\)")
_FAR_OUT = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|%)?")
_NOTHING_LEFT = re.compile(r"[01](?:px)?")
_TUCKED_AWAY = 200  # characters: longer text is shown by a script, or is the page's own
_NO_SIZE = re.compile(r"(?:.*\s)?0+(?:\.0+)?(?:px|pt|em|rem|%)?(?:/.*)?")
_APPLIES = re.compile(r"(?!\s*not\b)", re.IGNORECASE)
_EVERY_SCREEN = re.compile(r"\s*+(?:only\s++)?(?:all|screen)?\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"[()\[\]{}]")
_DEEPEST = 40  # brackets inside one another
_LONGEST_SELECTOR = 1000  # characters of all selectors of a rule
_LONGEST_SHEET = 1024 * 1024  # characters
_MOST_RULES = 2_000
_MOST_LOOKED_AT = 10_000_000  # elements, each as often as a selector is tried on it
_INLINE = (1, 0, 0, 0)

Styles = dict[str, str]
_Weight = tuple[bool, tuple[int, ...], int]


@dataclass(frozen=True, slots=True)
class _Rule:
    """One selector of a sheet and what it sets; ``order`` is its place among all rules."""

    search: etree.XPath
    specificity: tuple[int, ...]
    order: int
    declarations: Sequence[tuple[str, str, bool]]
    hides: bool


class Looks:
    """How the elements of a page look, as far as it matters here."""

    def __init__(self, root: etree._Element) -> None:
        self._set: dict[etree._Element, dict[str, tuple[_Weight, str]]] = {}
        rules = list(islice(_rules(root), _MOST_RULES))
        if any(rule.hides for rule in rules):
            self._apply(root, rules)
        for element in root.iter(etree.Element):
            style = element.get("style")
            if style is not None and _TELLS.search(style) and not _is_deep(style):
                for name, value, important in _declarations(style):
                    self._take(element, name, value, (important, _INLINE, 0))

    def _apply(self, root: etree._Element, rules: Sequence[_Rule]) -> None:
        size = sum(1 for _ in root.iter())
        for number, rule in enumerate(rules):
            if number * size > _MOST_LOOKED_AT:
                return
            for element in rule.search(root):
                for name, value, important in rule.declarations:
                    self._take(element, name, value, (important, (0, *rule.specificity), rule.order))

    def _take(self, element: etree._Element, name: str, value: str, weight: _Weight) -> None:
        known = self._set.setdefault(element, {})
        if name not in known or known[name][0] <= weight:
            known[name] = (weight, value)

    def _value(self, element: etree._Element, name: str) -> str:
        return self._set[element].get(name, ((), ""))[1] if element in self._set else ""

    def is_gone(self, element: etree._Element) -> bool:
        """Whether an element is not there at all, and takes no place."""
        return self._value(element, "display") == "none" or self._value(element, "mso-hide") == "all"

    def is_tucked_away(self, element: etree._Element) -> bool:
        """Whether a few words are for screen readers alone: transparent, cut off, far out, of no size."""
        if element not in self._set:
            return False
        cut = self._value(element, "clip"), self._value(element, "clip-path")
        out = (self._value(element, name) for name in ("left", "top", "text-indent"))
        flat = (self._value(element, name) for name in ("height", "max-height", "width", "max-width"))
        tucked = (
            _TRANSPARENT.fullmatch(self._value(element, "opacity"))
            or any(map(_CUT_OFF.fullmatch, cut))
            or any(map(_FAR_OUT.fullmatch, out))
            or (self._value(element, "overflow") == "hidden" and any(map(_NOTHING_LEFT.fullmatch, flat)))
        )
        return bool(tucked) and sum(map(len, element.itertext())) <= _TUCKED_AWAY

    def is_invisible(self, element: etree._Element, around: bool) -> bool:
        """Whether an element is kept in its place but not drawn, given whether the one around it is."""
        visibility = self._value(element, "visibility")
        return visibility in ("hidden", "collapse") if visibility else around

    def has_no_size(self, element: etree._Element, around: bool) -> bool:
        """Whether an element's letters have no size, given whether those around it have none."""
        size = self._value(element, "font-size")
        return _NO_SIZE.fullmatch(size) is not None if size else around

    def is_struck(self, element: etree._Element) -> bool:
        """Whether an element's text is struck out."""
        return "line-through" in self._value(element, "text-decoration")


def _rules(root: etree._Element) -> Iterator[_Rule]:
    """The rules of all sheets that may hide something, or show it again."""
    sheets = [sheet.text or "" for sheet in root.iter("style")]
    telling = [sheet for sheet in sheets if len(sheet) <= _LONGEST_SHEET and _HIDES.search(sheet)]
    telling = [sheet for sheet in telling if not _is_deep(sheet)]
    parsed = (rule for sheet in telling for rule in _flat(tinycss2.parse_stylesheet(sheet, True, True)))
    for order, rule in enumerate(parsed):
        declarations = list(_declarations(rule.content))
        if declarations:
            yield from _of_selectors(tinycss2.serialize(rule.prelude), order, declarations)


def _is_deep(css: str) -> bool:
    """Whether brackets stand inside one another deeper than any style needs."""
    depth = deepest = 0
    for bracket in _BRACKETS.findall(css):
        depth += 1 if bracket in "([{" else -1
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


def _flat(rules: Sequence[tinycss2.ast.Node]) -> Iterator[tinycss2.ast.QualifiedRule]:
    """The plain rules, with those of ``@media`` and the like that hold on every screen."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and _holds_on_every_screen(rule):
            yield from _flat(tinycss2.parse_rule_list(rule.content, True, True))


def _holds_on_every_screen(rule: tinycss2.ast.AtRule) -> bool:
    condition = tinycss2.serialize(rule.prelude)
    if not rule.content or rule.lower_at_keyword not in ("media", "supports", "layer"):
        return False
    if rule.lower_at_keyword == "media":
        return _EVERY_SCREEN.fullmatch(condition) is not None
    return _APPLIES.match(condition) is not None


def _of_selectors(
    selectors: str, order: int, declarations: Sequence[tuple[str, str, bool]]
) -> Iterator[_Rule]:
    hides = any(_HIDES.search(f"{name}:{value}") for name, value, _ in declarations)
    if len(selectors) > _LONGEST_SELECTOR:  # no page's own, and endless to look for
        return
    try:
        for selector in parse(selectors):
            if selector.pseudo_element is None:
                search = etree.XPath(HTMLTranslator().selector_to_xpath(selector))
                yield _Rule(search, selector.specificity(), order, declarations, hides)
    except (SelectorError, ExpressionError, etree.XPathError):  # newer than this; nothing is known of it
        return


def _declarations(content: str | Sequence[tinycss2.ast.Node]) -> Iterator[tuple[str, str, bool]]:
    """The declarations that tell: name, value in small letters, whether it is important."""
    for one in tinycss2.parse_declaration_list(content, True, True):
        if one.type != "declaration" or not _NAMES.fullmatch(one.lower_name):
            continue
        value = tinycss2.serialize(one.value).strip().lower()
        name = "text-decoration" if one.lower_name.startswith("text-decoration") else one.lower_name
        yield ("font-size" if name == "font" else name), value, one.important
