"""Enumerations that are made quickly are what Python would have made; what is not plain, Python makes."""

import enum
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from PySide6 import QtCore, QtGui, QtPrintSupport, QtWidgets

from tests.support.tree import ROOT
from ui import enumerations

KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
ODD: dict[str, Any] = {
    "of a property": [("name", 1), ("value", 2)],
    "of numbers": [("real", 1), ("to_bytes", 2)],
    "hidden": [("_hidden", 1)],
    "texts": [("Text", "text")],
    "truths": [("Right", True)],
    "below nothing": [("Less", -2), ("More", 2)],
    "names alone": ["One", "Two"],
    "a mapping": {"One": 1},
}
A_START = """
import enum
usual, by_python = enum.EnumType._create_, []
def listened(base, name, *more, **asked):
    by_python.append(name)
    return usual(base, name, *more, **asked)
enum.EnumType._create_ = listened
from ui import enumerations
enumerations.make_quickly()
from PySide6.QtCore import Qt
print(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, Qt.Key(65), Qt.CheckState.Checked)
print(*sorted(set(by_python)))
"""


@contextmanager
def quickly() -> Iterator[None]:
    """Make enumerations quickly for a while."""
    maker: Any = enum.EnumType
    before = maker._create_
    enumerations.make_quickly()
    yield
    maker._create_ = before


def made(kind: Any, members: Any) -> Any:
    """Make an enumeration as PySide does."""
    return kind("Made", members, boundary=enum.KEEP)


def of_qt() -> set[Any]:
    """Return all enumerations of Qt."""
    found = set()
    for module in (QtCore, QtGui, QtWidgets, QtPrintSupport):
        for each in (getattr(module, name) for name in dir(module)):
            parts = (each, *getattr(each, "__dict__", {}).values())
            found |= {part for part in parts if isinstance(part, enum.EnumType)}
    return found


def looks(one: Any) -> list[object]:
    """Return what can be seen of an enumeration and of its members."""
    members = [
        (
            label,
            name.name,
            name.value,
            repr(name),
            str(name),
            f"{name}",
            hash(name),
            sorted(vars(name)),
            type(name) is one,
        )
        for label, name in one.__members__.items()
    ]
    order = [each.name for each in one]
    by_value = [one(value).name for value in {each.value for each in one.__members__.values()}]
    seen = [members, order, by_value, repr(one), len(one), sorted(vars(one)), one.__module__, one.__doc__]
    if issubclass(one, enum.Flag) and members:
        every = one(0)
        for each in one:
            every |= each
        seen += [repr(every), repr(~every), repr(~one(1)), repr(one(1 << 40)), [repr(each) for each in every]]
    return seen


def test_every_enumeration_of_qt_is_what_python_would_have_made() -> None:
    found = of_qt()
    assert len(found) > 600
    for one in found:
        kind = one.__mro__[1]
        pairs = [(name, int(member.value)) for name, member in one.__members__.items()]
        usual = made(kind, pairs)
        with quickly():
            quick = made(kind, pairs)
        assert looks(quick) == looks(usual), one


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("members", ODD.values(), ids=ODD)
def test_what_is_not_plain_python_makes(kind: Any, members: Any) -> None:
    def tried() -> list[object]:
        with suppress(TypeError, ValueError):
            return looks(made(kind, members))
        return ["refused"]

    usual = tried()
    with quickly():
        assert tried() == usual


def test_a_name_given_twice_is_refused() -> None:
    with quickly(), pytest.raises(TypeError):
        made(enum.Enum, [("Twice", 1), ("Twice", 2)])


@pytest.mark.parametrize("kind", KINDS)
def test_where_python_makes_more_of_a_member_it_is_left_to_python(
    kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a later Python might."""
    usual = enumerations._usual

    def more(*parts: Any, **asked: Any) -> Any:
        one = usual(*parts, **asked)
        for member in one:
            member._weight_ = 1
        return one

    monkeypatch.setattr(enumerations, "_kinds", {})
    monkeypatch.setattr(enumerations, "_usual", more)
    with quickly():
        assert [member._weight_ for member in made(kind, [("One", 1), ("Two", 2)])] == [1, 1]


@pytest.mark.parametrize("kind", KINDS)
def test_where_python_makes_them_of_other_parts_it_is_left_to_python(
    kind: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a later Python might: what is read of an empty one is not there."""

    def changed(_: Any) -> None:
        raise AttributeError("_member_map_")

    monkeypatch.setattr(enumerations, "_kinds", {})
    monkeypatch.setattr(enumerations, "_Kind", changed)
    with quickly():
        assert [member.name for member in made(kind, [("One", 1), ("Two", 2)])] == ["One", "Two"]


def test_where_python_makes_them_elsewhere_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    maker: Any = enum.EnumType
    before = maker._create_
    monkeypatch.setattr(enumerations, "_usual", None)
    enumerations.make_quickly()
    assert maker._create_ is before


def test_pyside_s_are_made_quickly() -> None:
    """Python makes the samples, and the one set of flags with a member below nothing."""
    command = [sys.executable, "-c", A_START]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["33 65 CheckState.Checked", "LanguageCodeType empty sample"]
