"""Makes the enumerations of Qt quickly: the window of a report needs 250 of them, with 3,300 members.

When a class of Qt is first used, PySide makes each of its enumerations by ``enum.Enum(NAME, PAIRS)``. Python
looks at every member by itself, as it may be anything that a programmer writes: a seventh of a start. Those
of Qt are whole numbers with plain names: they get the body of an empty enumeration that Python has made, and
all their members in one go.

What comes of it is what Python would have made: before the first of a kind a sample is made both ways and
compared. Where they differ (in another Python), and for all that is not plain, Python's own way stays.
"""

import enum
import sys
from contextlib import suppress
from typing import Any

_Pairs = list[tuple[str, int]]
_SAMPLE = [("Two", 2), ("One", 1), ("Again", 1), ("Both", 3), ("Nothing", 0)]
_LIKE_QT = {"qualname": None, "type": None, "start": 1, "boundary": enum.KEEP}
_NO_PART = ("__dict__", "__weakref__")

_maker: Any = enum.EnumType
_usual: Any = getattr(_maker, "_create_", None)  # no promise of Python's
_kinds: dict[type[enum.Enum], "_Kind | None"] = {}


def make_quickly() -> None:
    """Make the enumerations of Qt quickly from now on, where this Python makes them as it is known to."""
    if _usual is not None:
        _maker._create_ = _create


def _create(cls: type[enum.Enum], class_name: str, names: Any, *, module: str | None, **asked: Any) -> Any:
    """Stands before Python's own ``EnumType._create_``, which takes the caller's module as well."""
    module = module or sys._getframe(2).f_globals.get("__name__")
    if asked == _LIKE_QT and type(names) is list:
        if cls not in _kinds:
            _kinds[cls] = _kind_of(cls)
        known = _kinds[cls]
        if known is not None and known.takes(names):
            return known.made(class_name, names, module)
    return _usual(cls, class_name, names, module=module, **asked)


def _kind_of(base: type[enum.Enum]) -> "_Kind | None":
    """Return what makes enumerations of a kind; None where it makes others than Python does."""
    # Whatever a later Python has changed in the parts of an enumeration costs speed alone, never a start.
    with suppress(Exception):
        kind = _Kind(base)
        if kind.makes_the_same():
            return kind
    return None


def _is_plain(pair: Any) -> bool:
    """Whether a member is a name of the open kind and a whole number."""
    return type(pair) is tuple and type(pair[1]) is int and pair[0][0] != "_"


class _Kind:
    """What all enumerations of a kind (``Enum``, ``IntFlag``, …) have in common."""

    def __init__(self, base: type[enum.Enum]) -> None:
        self._base = base
        self._is_flag = issubclass(base, enum.Flag)
        self._is_number = issubclass(base, int)
        empty = _usual(base, "empty", [], module=__name__, **_LIKE_QT)
        self._body = {name: value for name, value in vars(empty).items() if name not in _NO_PART}
        self._taken = {name for each in base.__mro__ for name in vars(each)}

    def takes(self, pairs: _Pairs) -> bool:
        """Whether all members are whole numbers, with names that mean nothing else to an enumeration."""
        if not all(map(_is_plain, pairs)):
            return False
        names = {name for name, _ in pairs}
        if len(names) < len(pairs) or not names.isdisjoint(self._taken):
            return False
        # A flag below zero means all but some: Python works out which.
        return not self._is_flag or min((value for _, value in pairs), default=0) >= 0

    def made(self, name: str, pairs: _Pairs, module: str | None) -> Any:
        """Return an enumeration."""
        body = {key: v.copy() if type(v) in (list, dict) else v for key, v in self._body.items()}
        body["__module__"] = module
        made: Any = type.__new__(_maker, name, (self._base,), body)
        names, by_name, by_value = made._member_names_, made._member_map_, made._value2member_map_
        hashable = body.get("_hashable_values_", [])  # since Python 3.13
        values = []  # without other names for the same and, of flags, several bits together
        for label, value in pairs:
            member = by_value.get(value)
            if member is None:
                member = int.__new__(made, value) if self._is_number else object.__new__(made)
                member._value_ = value
                member._name_ = label
                member.__objclass__ = made
                member._sort_order_ = len(names)
                by_value[value] = member
                hashable.append(value)
                if not self._is_flag or (value and not value & value - 1):
                    names.append(label)
                    values.append(value)
            by_name[label] = member
            type.__setattr__(made, label, member)
        if self._is_flag:
            _count_bits(made, values)
        return made

    def makes_the_same(self) -> bool:
        """Whether a sample is the same when Python makes it."""
        usual = _usual(self._base, "sample", _SAMPLE, module=__name__, **_LIKE_QT)
        return _parts(self.made("sample", _SAMPLE, __name__)) == _parts(usual)


def _count_bits(made: Any, single: list[int]) -> None:
    mask = 0
    for value in made._value2member_map_:
        mask |= value
    made._flag_mask_ = mask
    made._singles_mask_ = sum(single)
    made._all_bits_ = (1 << mask.bit_length()) - 1
    if single != sorted(single):
        made._iter_member_ = made._iter_member_by_def_


def _parts(made: Any) -> dict[str, object]:
    """Return all that an enumeration is made of, so that another one may be compared with it."""

    def comparable(part: Any) -> object:
        if isinstance(part, made):
            own = {name: value for name, value in vars(part).items() if value is not made}
            return own, made._member_map_[own["_name_"]] is part
        if isinstance(part, dict):
            return {key: comparable(value) for key, value in part.items()}
        return getattr(part, "__func__", part)

    return {name: comparable(part) for name, part in vars(made).items() if name not in _NO_PART}
