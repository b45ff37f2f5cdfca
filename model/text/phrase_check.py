"""Whether a file of phrases can be used: what is misspelt in it, with its line and what was probably meant.

A name that no form knows must never be printed as 0 nor leave a sentence out silently. jinja2 is imported
with this module, which costs 90 ms: at the first draft, or where an office has phrases of its own.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import meta, nodes

from model import forms
from model.text import phrase_language as language
from model.text.phrases import Phrase, PhraseError, PhraseFile, read

_HEAD = re.compile(r"^\s*\[\[\s*phrases\s*\]\]")
_TEXT = re.compile(r"""^\s*text\s*=\s*+("{3}|'{3})?\s*$|^\s*text\s*=""")
_ALIKE = 0.6
_NO_FILTER = re.compile(r"No (filter|test) named '([^']*)'")
Trouble = tuple[int, str]  # a line of the file, and what is wrong there


def proven(own: Path | None = None) -> tuple[tuple[Phrase, int], ...]:
    """Return the phrases when every name in them is known, each with the line in which its sentence begins.

    Raises PhraseError with the lines of the names that are not.
    """
    file = read(own)
    told, lines = _looked_through(file)
    if told:
        listed = "\n".join(f"· {problem}" for problem in told)
        raise PhraseError(f"句式文件“{file.name}”要改正下列各处才能使用：\n{listed}")
    return tuple(zip(file.phrases, lines, strict=True))


@cache
def _looked_through(file: PhraseFile) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """What is wrong with a file, in its order, and the line in which the sentence of each phrase begins."""
    blocks = list(_blocks(file.phrases, file.text))
    told: list[str] = []
    for phrase, (first, lines) in zip(file.phrases, blocks, strict=True):
        found = {*_keys(phrase, lines), *_text(phrase.text, lines)}
        told += (f"第 {first + line + 1} 行（{phrase.label}）：{trouble}" for line, trouble in sorted(found))
    return tuple(told), tuple(first + _first_line(lines) + 1 for first, lines in blocks)


def _blocks(phrases: tuple[Phrase, ...], file: str) -> Iterator[tuple[int, list[str]]]:
    """Where the lines of each phrase begin, and these lines; all of them for tables written in other ways."""
    lines = file.split("\n")
    heads = [number for number, line in enumerate(lines) if _HEAD.match(line)]
    if len(heads) != len(phrases):
        heads = [0] * len(phrases)
        ends = [len(lines)] * len(phrases)
    else:
        ends = [*heads[1:], len(lines)]
    for first, last in zip(heads, ends, strict=True):
        yield first, lines[first:last]


def _keys(phrase: Phrase, lines: list[str]) -> Iterator[Trouble]:
    """What is wrong with the part and the figures that a phrase asks for."""
    if phrase.part not in _parts():
        yield _line_of(phrase.part, lines), _unknown("part", phrase.part, _parts())
    for name in (*phrase.exists, *phrase.filled):
        if name not in known():
            yield _line_of(name, lines), _unknown("数据名称", name, known())


def _text(text: str, lines: list[str]) -> Iterator[Trouble]:
    """What is wrong with the sentence itself."""
    start = _first_line(lines)
    try:
        for line, said in _of_sentence(text):
            yield start + line - 1, said
    except jinja2.TemplateSyntaxError as error:
        yield start + error.lineno - 1, _syntax(error)
    except (RecursionError, MemoryError, SyntaxError):  # of jinja2, and of Python for what jinja2 makes
        yield start, "花括号里套的层数太多，请改短"


def _of_sentence(text: str) -> Iterator[Trouble]:
    """What is wrong with a sentence, with its own lines; jinja2's errors are raised."""
    tree = language.environment().parse(text)
    # All of this first: jinja2 works constants out when it compiles and when it looks for variables, and what
    # is forbidden may be without end: {{ 9 ** 9 ** 9 }}.
    told = [*language.forbidden(tree)]
    told += [
        (line, _unknown("数据名称", name, known())) for line, name in _named(tree) if name not in known()
    ]
    yield from told
    if told:
        undeclared = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"}
        undeclared.difference_update(_assigned(tree))
    else:
        language.compiled(text)
        undeclared = meta.find_undeclared_variables(tree)
    offered = (*language.FUNCTIONS, *language.DATA)
    for name in undeclared - {*offered, "loop"}:
        line = next((n.lineno for n in tree.find_all(nodes.Name) if n.name == name), 1)
        yield line, _unknown("名称", name, (*offered, *_assigned(tree))) + _as_figure(name)


def _named(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """The names of figures that are written out in a phrase, with their lines in it."""
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or not call.args:
            continue
        first = call.args[0]
        if call.node.name in ("figure", "value"):
            yield from _constants([first])
        elif call.node.name == "listed" and isinstance(first, nodes.List | nodes.Tuple):
            for item in first.items:
                if isinstance(item, nodes.List | nodes.Tuple):
                    yield from _constants([*item.items[1:2], *item.items[3:]])


def _constants(items: Iterable[nodes.Expr]) -> Iterator[tuple[int, str]]:
    for item in items:
        if isinstance(item, nodes.Const) and isinstance(item.value, str):
            yield item.lineno, item.value


def _assigned(tree: nodes.Template) -> tuple[str, ...]:
    return tuple(name.name for name in tree.find_all(nodes.Name) if name.ctx == "store")


def _unknown(what: str, name: str, candidates: Iterable[str]) -> str:
    close = get_close_matches(name, tuple(candidates), 1, _ALIKE)
    return f"没有{what}“{name}”" + (f"，是否应为“{close[0]}”？" if close else "，请改正。")


def _as_figure(name: str) -> str:
    tables = {known_name.partition(".")[0] for known_name in known()}
    return '表格里的数字要写成 figure("名称")。' if name in tables else ""


def _syntax(error: jinja2.TemplateSyntaxError) -> str:
    match = _NO_FILTER.search(error.message or "")
    return f"不能用“{match[2]}”" if match else f"花括号里的写法有误（{error.message}）"


def _first_line(lines: list[str]) -> int:
    """The line in which the first line of a phrase's text stands."""
    for number, line in enumerate(lines):
        match = _TEXT.match(line)
        if match:
            return number + 1 if match[1] else number
    return 0


def _line_of(name: str, lines: list[str]) -> int:
    return next((n for n, line in enumerate(lines) if f'"{name}"' in line or f"'{name}'" in line), 0)


@cache
def known() -> frozenset[str]:
    """The names of figures that any form knows: phrases are written for all of them."""
    return frozenset(name for form in forms.known() for name in forms.load(form).names)


@cache
def _parts() -> frozenset[str]:
    sections = (section for form in forms.known() for section in forms.load(form).sections)
    return frozenset(("preamble", *sections))
