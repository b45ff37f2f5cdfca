"""Makes mutants of a module: one small change each, as a tired hand might make it.

Most kinds of change are mutmut's own; a few are added that it lacks: a condition turned round, a loop never
entered, a call left out, the words of an f-string. What says nothing about behaviour is left alone:
annotations, ``__all__``, the decorators that only make a class or a cache, and code for Windows.
"""

import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider, WhitespaceInclusivePositionProvider
from mutmut.mutation.mutators import mutation_operators

_SILENT_CALLS = m.Call(func=m.Name("len") | m.Name("isinstance") | m.Name("cast"))
_SILENT_DECORATORS = m.Decorator(
    m.OneOf(*(m.Name(name) | m.Call(m.Name(name)) for name in ("dataclass", "lru_cache")))
)
_SILENT_STATEMENTS = m.Assign(targets=[m.AssignTarget(m.Name("__all__"))]) | m.AnnAssign(value=None)
_WINDOWS = m.ComparisonTarget(m.Equal(), m.SimpleString('"win32"'))
_NOT_HERE = m.If(m.Name("TYPE_CHECKING") | m.Comparison(comparisons=[_WINDOWS]))
_NOBODY = m.OneOf(m.Annotation(), _SILENT_CALLS, _SILENT_DECORATORS, _SILENT_STATEMENTS)


@dataclass(frozen=True)
class Mutant:
    """One change of one module; ``start`` and ``end`` are offsets in its text."""

    path: Path
    line: int
    kind: str
    start: int
    end: int
    words: str

    @cached_property
    def source(self) -> str:
        """The whole text of the module, changed."""
        text = read(self.path)
        return text[: self.start] + self.words + text[self.end :]

    @property
    def module(self) -> str:
        """The module's name for an import."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def name(self) -> str:
        """Where it is and what it does, on one line."""
        before = read(self.path)[self.start : self.end]
        return f"{self.path}:{self.line} {self.kind}: {_short(before)} -> {_short(self.words)}"


@lru_cache
def read(path: Path) -> str:
    """Return the text of a module."""
    with tokenize.open(path) as file:
        return file.read()


def mutants(path: Path) -> list[Mutant]:
    """Return all mutants of a module, in the order of its text."""
    maker = _Maker(path)
    MetadataWrapper(cst.parse_module(maker.text), unsafe_skip_copy=True).visit(maker)
    return list(dict.fromkeys(maker.made))


class _Maker(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider, WhitespaceInclusivePositionProvider)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.text = path, read(path)
        self.made: list[Mutant] = []
        self._line_starts = [0]
        for line in self.text.splitlines(keepends=True):
            self._line_starts.append(self._line_starts[-1] + len(line))
        self._module = cst.Module([])

    def on_visit(self, node: cst.CSTNode) -> bool:
        if m.matches(node, _NOBODY):
            return False
        if m.matches(node, _NOT_HERE):
            assert isinstance(node, cst.If)
            if node.orelse is not None:
                node.orelse.visit(self)
            return False
        for kind, old, new in _changes(node):
            self._make(kind, old, new)
        return True

    def _make(self, kind: str, old: cst.CSTNode, new: cst.CSTNode) -> None:
        span = self.get_metadata(WhitespaceInclusivePositionProvider, old)
        start, end = (self._line_starts[p.line - 1] + p.column for p in (span.start, span.end))
        before, after = (self._module.code_for_node(one) for one in (old, new))
        # A node alone knows nothing of its indentation, which means nothing inside brackets.
        assert self.text[start:end].split() == before.split(), f"{self.path}:{span.start.line}: {before!r}"
        if before != after:
            line = self.get_metadata(PositionProvider, old).start.line
            self.made.append(Mutant(self.path, line, kind, start, end, after))


def _changes(node: cst.CSTNode) -> Iterator[tuple[str, cst.CSTNode, cst.CSTNode]]:
    """Yield the kind of each change that can begin at a node, what it takes away and what it puts there."""
    for kind_of_node, operator in mutation_operators:
        if isinstance(node, kind_of_node):
            for new in operator(node):
                yield operator.__name__.removeprefix("operator_"), node, new
    for kind, change in _OWN.items():
        yield from ((kind, old, new) for old, new in change(node))


Change = tuple[cst.CSTNode, cst.CSTNode]


def _condition(node: cst.CSTNode) -> Iterator[Change]:
    if isinstance(node, cst.If | cst.CompIf) and not isinstance(
        node.test, cst.UnaryOperation | cst.Comparison
    ):
        inner = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        yield node.test, cst.UnaryOperation(cst.Not(), inner)


def _loop(node: cst.CSTNode) -> Iterator[Change]:
    if isinstance(node, cst.For):
        yield node.iter, cst.Tuple([])


def _call(node: cst.CSTNode) -> Iterator[Change]:
    if isinstance(node, cst.Expr) and isinstance(node.value, cst.Call | cst.Yield):
        yield node.value, cst.Name("None")


def _words(node: cst.CSTNode) -> Iterator[Change]:
    if isinstance(node, cst.FormattedStringText):
        yield node, node.with_changes(value=f"XX{node.value}")


_OWN: dict[str, Callable[[cst.CSTNode], Iterator[Change]]] = {
    "condition": _condition,
    "loop": _loop,
    "call": _call,
    "words": _words,
}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:34]} … {line[-34:]}"
