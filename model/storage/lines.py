"""Edits as lines of the recovery journal: every value comes back as the very same value."""

import json
from typing import Any

from model.address import Address
from model.report import Acceptance, CellPart, Edit, Origin, Place, Report, with_values
from model.storage import seal


class DamagedLine(ValueError):
    """A line of a journal that is cut off or is no edit."""


def edit_line(edit: Edit) -> bytes:
    """Return an edit as one line. What stood before is not needed to do it again."""
    return line(_content(edit))


def draft_line(edit: Edit | None) -> bytes:
    """Return what is being typed, but not entered yet, as one line; None says that there is nothing more."""
    return line({"draft": None if edit is None else _content(edit)})


def _content(edit: Edit) -> dict[str, Any]:
    changes = [[change.place, _plain(change.after)] for change in edit.changes]
    return {"label": edit.label, "changes": changes}


def apply_line(report: Report, content: dict[str, Any]) -> Report:
    """Return the report after the edit of one line. Raises DamagedLine."""
    try:
        values = {Place(where): _value(value) for where, value in content["changes"]}
        return with_values(report, values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DamagedLine(str(error)) from error


def line(content: dict[str, Any]) -> bytes:
    """Return one JSON line with its check sum; half characters, as input methods may leave, are kept."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return seal.sealed(text.encode("utf-8", "surrogatepass"))


def parse_line(content: bytes) -> dict[str, Any]:
    """Read one line. Raises DamagedLine when it is cut off, does not fit its sum, or is no JSON object.

    A line without a sum, of version 0.1, is taken as it is.
    """
    if not content.endswith(b"\n"):
        raise DamagedLine("cut off")
    found = seal.opened(content)
    is_as_written = found[1] if found is not None else not seal.is_sealed(content)
    if not is_as_written:
        raise DamagedLine("does not fit its sum")
    return _object(content if found is None else found[0])


def mended_line(content: bytes) -> dict[str, Any]:
    """Read a damaged line by its sum, as it was before one byte went bad. Raises DamagedLine."""
    found = seal.opened(content)
    if found is None:
        raise DamagedLine("damaged beyond its sum")
    return _object(found[0])


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise DamagedLine(str(error)) from error
    if not isinstance(found, dict):
        raise DamagedLine("no object")
    return found


def _plain(value: object) -> object:
    """A value of a report as JSON; what JSON does not know is an object with one key that names it."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return {"set": sorted(value)}
    if isinstance(value, Acceptance):
        parts = (value.code, value.addresses, value.figures, value.reason, value.quote)
        return {"acceptance": _plain(parts)}
    if isinstance(value, CellPart):
        origin = value.origin
        return {"part": [value.label, value.figure, origin.kind, origin.file, list(origin.rows)]}
    if hasattr(value, "items"):
        return {"map": [[key, _plain(item)] for key, item in value.items()]}
    raise TypeError(f"no value of a report: {value!r}")


def _value(plain: Any) -> object:
    if isinstance(plain, list):
        return tuple(_value(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    ((kind, content),) = plain.items()
    if kind == "set":
        return frozenset(Address(item) for item in content)
    if kind == "map":
        return {key: _value(item) for key, item in content}
    if kind == "acceptance":
        code, addresses, figures, reason, quote = content
        return Acceptance(code, tuple(map(Address, addresses)), tuple(figures), reason, quote)
    if kind == "part":
        label, figure, source, file, rows = content
        return CellPart(label, figure, Origin(source, file, tuple(rows)))
    raise ValueError(f"unknown kind {kind!r}")
