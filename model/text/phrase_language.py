"""The language of phrases: as much of Jinja as a sentence needs; any phrase ends soon and stays small.

A list of what is allowed and not of what is not: no calls but the three functions of a phrase, no
attributes, no macros, loops over written lists and at most two deep. What can make a text longer or a number
larger than a sentence has any use for is bounded. jinja2 is imported with this module, at the first draft: it
costs 90 ms.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

FUNCTIONS = ("figure", "value", "listed")
DATA = ("year", "organ")
_LONGEST = 20_000  # characters of a text, items of a list
_LARGEST = 10**30
_DEEPEST = 2  # loops inside one another
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Assign,
    nodes.Name,
    nodes.Const,
    nodes.Tuple,
    nodes.List,
    nodes.Call,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.FloorDiv,
    nodes.Mod,
    nodes.Neg,
    nodes.Pos,
    nodes.CondExpr,
    nodes.Getitem,
    nodes.Concat,
    nodes.Keyword,
)
_FILTERS = (
    "format|join|round|int|float|abs|default|d|length|count|trim|first|last|sum|min|max|list|select|reject"
)
_TESTS = "defined|divisibleby|even|odd|none|number|string|in|eq|equalto|ne|ge|gt|greaterthan|le|lt|lessthan"
_WIDTH = re.compile(r"%[^a-zA-Z%]*(?:\d{3}|\*)")  # “%.1f” is one, “%100000d” fills the memory


class TooMuch(ValueError):
    """A phrase would make a text or a number that no sentence needs; the text says so."""


class _Environment(ImmutableSandboxedEnvironment):
    """Sandboxed, without what Jinja offers beyond the lists above."""

    intercepted_binops = frozenset("+*%")

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with bounds."""
        if not (_has_length(left) or _has_length(right)):
            made = super().call_binop(context, operator, left, right)
            if abs(made) > _LARGEST:
                raise TooMuch("算出的数字太大")
            return made
        if operator != "+":
            raise TooMuch(f"“{operator}”只能用于数字")
        return bounded(left + right)


def _has_length(value: object) -> bool:
    return isinstance(value, str | list | tuple)


def bounded(made: Any) -> Any:
    """Return a text or a list, unless it is longer than any sentence."""
    if len(made) > _LONGEST:
        raise TooMuch("得到的文字太长")
    return made


def _join(items: Iterable[object], between: str = "") -> str:
    made: list[str] = []
    length = 0
    for item in items:
        made.append(str(item))
        length += len(made[-1]) + len(between)
        if length > _LONGEST:
            raise TooMuch("得到的文字太长")
    return between.join(made)


def _format(pattern: str, *values: object) -> str:
    if _WIDTH.search(str(pattern)):
        raise TooMuch("“format”的宽度太大")
    return str(pattern) % values


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """Return what renders phrases: plain text for a person, not HTML, so nothing is escaped."""
    made = _Environment(autoescape=False, undefined=jinja2.StrictUndefined)
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS.split("|")}
    made.filters |= {"join": _join, "format": _format}
    made.tests = {name: made.tests[name] for name in _TESTS.split("|")}
    return made


@cache
def compiled(text: str) -> jinja2.Template:
    """Compile a phrase. Raises jinja2.TemplateSyntaxError for what is no phrase."""
    tree = _Joined().visit(environment().parse(text))
    return environment().from_string(tree)


class _Joined(NodeTransformer):
    """Puts texts together by the bounded filter, where ``~`` would know no bounds."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 -- jinja2's name for it
        self.generic_visit(node)
        items = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(items, "join", [], [], None, None, lineno=node.lineno)


def forbidden(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield the lines of a phrase, counted in its own text, that use what phrases cannot; and what it is."""
    for node, depth in _walk(tree, 0):
        fault = _fault(node, depth)
        if fault:
            yield node.lineno, fault


def _fault(node: nodes.Node, depth: int) -> str:
    """What is wrong with a part of a phrase, empty for nothing; ``depth``: of the loops around it."""
    is_known = isinstance(node, _ALLOWED) or _is_of_loop(node)
    if not is_known:
        return f"句式里不能用这种写法（{type(node).__name__}），请参照自带的句式"
    if isinstance(node, nodes.Call) and not _is_function(node.node):
        return "句式里只能调用 figure、value、listed"
    if isinstance(node, nodes.For) and not _is_short(node, depth):
        return "for 只能用于直接写出的列表，最多套两层"
    return ""


def _is_short(loop: nodes.For, depth: int) -> bool:
    """Whether a loop goes through a list that is written there, and not through too many at once."""
    return depth <= _DEEPEST and isinstance(loop.iter, nodes.List | nodes.Tuple)


def _walk(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.Node, int]]:
    deeper = depth + isinstance(node, nodes.For)
    yield node, deeper
    for child in node.iter_child_nodes():
        yield from _walk(child, deeper)


def _is_of_loop(node: nodes.Node) -> bool:
    """Whether it asks a loop where it is: ``loop.last``."""
    return isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "loop"


def _is_function(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Name) and node.name in FUNCTIONS
