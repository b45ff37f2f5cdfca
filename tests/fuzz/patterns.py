"""Every regular expression of the project, found by itself: ``python -m tests.fuzz.patterns`` prints them.

Run apart, because it must stand in for ``re`` before the project is imported: what is compiled is noted with
the place in the project that asked for it, be it at import, at first use, or out of a resource. Places that
were not reached are found in the source; a pattern that is written out there counts too, one that is put
together there must be reached.
"""

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("model", "intake", "export", "ui")
_FUNCTIONS = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")
ANYWHERE = frozenset(("search", "finditer", "findall", "sub", "subn", "split"))  # try each place of a text
ALL_METHODS = ("fullmatch", "match", "search")


@dataclass(frozen=True)
class Found:
    """A pattern, a place where the project asks for it, and the methods by which it is used."""

    pattern: str
    flags: int
    place: str
    methods: tuple[str, ...]


@cache
def found() -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Return all patterns of the project, and the places whose patterns could not be seen."""
    listed = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.patterns"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    made = json.loads(listed.stdout)
    patterns = tuple(Found(**{**item, "methods": tuple(item["methods"])}) for item in made["patterns"])
    return patterns, tuple(made["unreached"])


# ------------------------------------------------------------------ in the process apart

_noted: dict[tuple[str, int], set[str]] = {}


def _note() -> None:
    """Stand in for the one function through which all of ``re`` compiles."""
    real: Callable = re._compile  # type: ignore[attr-defined]

    def noting(pattern: str | re.Pattern[str], flags: int) -> re.Pattern[str]:
        made = real(pattern, flags)
        place = _asked_by(sys._getframe(1))
        if place:
            _keep(made.pattern, made.flags, place)
        return made

    re._compile = noting  # type: ignore[attr-defined]


def _keep(pattern: str | bytes, flags: int, place: str) -> None:
    """Note a pattern; one of bytes is tried as text, of which its flags allow the same."""
    text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
    _noted.setdefault((text, flags & ~re.DEBUG), set()).add(place)


def _asked_by(frame: FrameType | None) -> str:
    """The place of the project that asked, empty where another library did."""
    while frame is not None and frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    if frame is None:
        return ""
    file = Path(frame.f_code.co_filename)
    inside = file.is_relative_to(ROOT) and file.relative_to(ROOT).parts[0] in ROOMS
    return f"{file.relative_to(ROOT)}:{frame.f_lineno}" if inside else ""


def _import_all() -> None:
    for room in ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def _exercise() -> None:
    """Use what puts patterns together at first use: rules, sentences, word lists, readers."""
    from dataclasses import replace

    import intake
    from export import html, word
    from model import forms
    from model.chinese import organs
    from model.reckoning import tables
    from model.rules import Checker
    from model.rules.catalogue import RULES
    from model.text import wrong_words
    from tests.support import rule_samples, text_corpus
    from tests.support.export_reports import report
    from tests.support.shell_reports import whole
    from ui.command import arguments
    from ui.help import search

    organs.names("白桦市水务局")
    search.hits((), "台账")
    arguments.in_chinese("a complaint that nobody knows")
    wrong_words.wrong_words("，".join(entry.wrong for entry in wrong_words.common()), wrong_words.common())
    for form_id in forms.known():
        Checker(forms.load(form_id), RULES).check(report(form_id))
        tables.named(forms.load(form_id), {}, "一件也没有")
    rule_samples.found({"counts": [{"label": "公报期数", "words": ["公报"]}]}, "counts-missing")
    listed = "全年发布信息100条，其中网站发布90条，微信公众号发布80条，微博发布70条，报刊发布30条。"
    planned = "下一步，我单位在2021年将加大主动公开力度。"
    sentences = [
        line.rpartition("|")[2]
        for file in text_corpus.FOLDER.glob("*.txt")
        for line in file.open("r", encoding="utf-8")
    ]
    parts = replace(whole(), sections={"overview": ("1)做法。", listed, *sentences), "problems": (planned,)})
    Checker(forms.load(parts.form), RULES).check(parts)
    with tempfile.TemporaryDirectory() as folder:
        for write, name in ((word.write, "a.docx"), (html.write, "a.html")):
            write(whole(), Path(folder) / name)
            intake.read(Path(folder) / name)


def _sites() -> Iterator[tuple[str, str, ast.expr]]:
    """Every place of the source that asks ``re`` for a pattern: place, function, the pattern's node."""
    for file in _sources():
        for node in ast.walk(_tree(str(file))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in _FUNCTIONS
                and node.args
            ):
                yield f"{file}:{node.lineno}", node.func.attr, node.args[0]


def _names(tree: ast.Module, line: int) -> set[str]:
    """What a pattern compiled in a line is called there."""
    called: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            direct = isinstance(node.value, ast.Call) and node.value.lineno == line
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            called |= {one.id for one in targets if isinstance(one, ast.Name) and direct}
    return called


@cache
def _tree(file: str) -> ast.Module:
    return ast.parse((ROOT / file).read_text("utf-8"))


def _methods(place: str, functions: dict[str, str]) -> tuple[str, ...]:
    """By which methods a pattern compiled in a place is used; all of them where that cannot be seen."""
    file, _, line = place.rpartition(":")
    function = functions.get(place, "compile")
    if function != "compile":
        return (function,)
    called = _names(_tree(file), int(line))
    public = any(not name.startswith("_") for name in called)
    files = [str(one) for one in _sources()] if public else [file]
    if any(called & _uses(one)[1] for one in files):
        return ALL_METHODS  # handed to somebody
    used = {method for one in files for name in called for method in _uses(one)[0].get(name, ())}
    return tuple(sorted(used)) or ALL_METHODS


@cache
def _uses(file: str) -> tuple[dict[str, set[str]], frozenset[str]]:
    """By which methods the names of a file are asked, and which of them are passed on as they are."""
    methods: dict[str, set[str]] = {}
    passed: set[str] = set()
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Attribute) and node.attr in _FUNCTIONS:
            base = node.value
            name = (
                base.id
                if isinstance(base, ast.Name)
                else base.attr
                if isinstance(base, ast.Attribute)
                else ""
            )
            methods.setdefault(name, set()).add(node.attr)
        passed |= _passed_on(node)
    return methods, frozenset(passed)


def _passed_on(node: ast.AST) -> set[str]:
    """Names that are given to a function, or put in a table, as they are."""
    items: list[ast.expr] = []
    if isinstance(node, ast.Call):
        items = [*node.args, *(keyword.value for keyword in node.keywords)]
    elif isinstance(node, ast.Tuple | ast.List):
        items = node.elts
    return {item.id for item in items if isinstance(item, ast.Name)}


@cache
def _sources() -> tuple[Path, ...]:
    files = (file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py")))
    return tuple(file.relative_to(ROOT) for file in files)


def _report() -> dict[str, object]:
    sites = {place: (function, node) for place, function, node in _sites()}
    functions = {place: function for place, (function, _) in sites.items()}
    reached = {place for places in _noted.values() for place in places}
    unreached = []
    for place, (_function, node) in sites.items():
        if place in reached:
            continue
        if isinstance(node, ast.Constant):
            made = re.compile(node.value)
            _keep(made.pattern, made.flags, place)
        else:
            unreached.append(place)
    methods = {place: _methods(place, functions) for place in set().union(*_noted.values())}
    listed = [
        asdict(
            Found(pattern, flags, min(places), tuple(sorted({m for place in places for m in methods[place]})))
        )
        for (pattern, flags), places in _noted.items()
    ]
    return {"patterns": listed, "unreached": unreached}


if __name__ == "__main__":
    _note()
    _import_all()
    _exercise()
    json.dump(_report(), sys.stdout)
