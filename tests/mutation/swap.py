"""Puts a mutant into modules that are loaded already: a forked process can begin with its tests at once.

Functions get new code, decorated ones too; tables and other plain values of the module take the place of the
old ones, wherever they were imported. What else may change when a module is imported (classes, rules) cannot
be had this way.
"""

import functools
import gc
import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

Cache = functools._lru_cache_wrapper


class Broken(Exception):
    """The mutant is no program, or cannot be imported."""


class NotSwappable(Exception):
    """The mutant has to be imported anew."""


@dataclass(frozen=True)
class Swap:
    """``code``: what gives way to what; ``old``, ``new``: the whole module, unless only functions change."""

    code: dict[CodeType, CodeType]
    old: CodeType | None
    new: CodeType | None


def swap(path: Path, before: str, after: str) -> Swap:
    """Return how one text of a module becomes another; raises Broken or NotSwappable."""
    try:
        old, new = _compiled(path, before), compile(after, str(path), "exec", dont_inherit=True)
    except SyntaxError as error:
        raise Broken from error
    code = dict(_changed(old, new))
    return Swap(code, None, None) if _shell(old) == _shell(new) else Swap(code, old, new)


def apply(change: Swap, functions: Iterable[FunctionType], module: str) -> None:
    """Put a mutant in its place; raises Broken or NotSwappable."""
    if change.old is not None and change.new is not None:
        _put_values(_executed(change.old, module), _executed(change.new, module), module)
    for function in functions:
        if function.__code__ in change.code:
            try:
                function.__code__ = change.code[function.__code__]
            except ValueError as error:  # it has other names around it than before
                raise NotSwappable from error


def functions_of(paths: Iterable[Path]) -> dict[Path, list[FunctionType]]:
    """Return all living functions of some modules."""
    found: dict[Path, list[FunctionType]] = {path: [] for path in paths}
    for item in gc.get_objects():
        if isinstance(item, FunctionType):
            here = found.get(Path(item.__code__.co_filename))
            if here is not None:
                here.append(item)
    return found


def caches_of(paths: Iterable[Path]) -> list[Cache]:
    """Return the functions of some modules that remember what they returned."""
    names = {str(path) for path in paths}
    caches = [item for item in gc.get_objects() if isinstance(item, Cache)]
    return [item for item in caches if inspect.unwrap(item).__code__.co_filename in names]


@functools.lru_cache
def _compiled(path: Path, text: str) -> CodeType:
    return compile(text, str(path), "exec", dont_inherit=True)


def _changed(old: CodeType, new: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the functions that differ, inner ones too."""
    if old.co_flags & inspect.CO_OPTIMIZED:
        if old == new:
            return
        yield old, new
    elif old.co_name != "<module>" and _shell(old) != _shell(new):
        raise NotSwappable
    inner = [[one for one in code.co_consts if isinstance(one, CodeType)] for code in (old, new)]
    if [one.co_name for one in inner[0]] == [one.co_name for one in inner[1]]:
        for pair in zip(*inner, strict=True):
            yield from _changed(*pair)
    elif not old.co_flags & inspect.CO_OPTIMIZED:
        raise NotSwappable


def _shell(code: CodeType) -> tuple[object, ...]:
    """What a module or class is but for the functions in it."""
    values = [code.co_name if isinstance(one, CodeType) else (type(one), repr(one)) for one in code.co_consts]
    return code.co_code, code.co_names, len(values), str(values)


def _executed(code: CodeType, module: str) -> dict[str, object]:
    names = {key: value for key, value in vars(sys.modules[module]).items() if key.startswith("__")}
    try:
        exec(code, names)
    except Exception as error:  # noqa: BLE001, RUF100 — whatever a mutant raises
        raise Broken from error
    return names


def _put_values(old: Mapping[str, object], new: Mapping[str, object], module: str) -> None:
    """Replace the plain values that differ, under their name, in every module that has them."""
    differing = [key for key in new if not key.startswith("__") and _view(old.get(key)) != _view(new[key])]
    if not differing or not all(key in vars(sys.modules[module]) for key in differing):
        raise NotSwappable
    if any(new[key] is None for key in differing):
        raise NotSwappable  # what stands there may be part of something that was made of it
    values = {key: _adopted(new[key], module) for key in differing}
    for key in differing:
        living = getattr(sys.modules[module], key)
        for other in list(sys.modules.values()):
            if getattr(other, "__dict__", {}).get(key) is living:
                setattr(other, key, values[key])


def _view(value: object) -> object:
    """Something that can be compared, for a value made twice from the same text."""
    if isinstance(value, Mapping):
        return type(value).__name__, [(_view(key), _view(item)) for key, item in value.items()]
    if isinstance(value, tuple | list):
        return type(value).__name__, [_view(item) for item in value]
    inner = inspect.unwrap(value) if callable(value) else value
    if isinstance(inner, FunctionType):
        return inner.__qualname__, repr(inner.__defaults__), repr(inner.__kwdefaults__)
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        return [(name, _view(getattr(value, name))) for name in value.__dataclass_fields__]
    return type(value).__name__, re.sub(r" at 0x[0-9a-f]+", "", repr(value))


def _adopted(value: object, module: str) -> Any:
    """The same value made of the living classes of the module; raises NotSwappable when it is not plain."""
    if isinstance(value, Enum):
        kind = _living(value, module) if type(value).__module__ == module else type(value)
        return kind[value.name]
    if hasattr(value, "__dataclass_fields__") and type(value).__module__ == module:
        fields = value.__dataclass_fields__
        return _living(value, module)(**{name: _adopted(getattr(value, name), module) for name in fields})
    if isinstance(value, dict):
        return {_adopted(key, module): _adopted(item, module) for key, item in value.items()}
    if type(value) in (tuple, list, set, frozenset):
        return type(value)(_adopted(item, module) for item in value)
    if value is None or isinstance(value, str | bytes | int | float | Decimal | re.Pattern):
        return value
    raise NotSwappable


def _living(value: object, module: str) -> Any:
    return getattr(sys.modules[module], type(value).__name__)
