"""What another program, or a newer version of this one, added to a saved report: kept as it is.

Beside the file's own keys an addition is kept under its name. Inside an accepted finding or a part of a
figure it is kept by what this version knows of that entry: it stays with the entry wherever it moves, and
goes when the entry goes or becomes another one.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

_WITH_ENTRIES = ("accepted", "parts")


def found(head: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, object]:
    """Return what a file holds beyond what would be written of it now."""
    made: dict[str, object] = {
        name: value for name, value in head.items() if name not in known and name not in _WITH_ENTRIES
    }
    for name in _WITH_ENTRIES:
        added = dict(_additions(head.get(name), known.get(name)))
        if added:
            made[name] = added
    return made


def put_back(known: dict[str, Any], additions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries of a file with what others added."""
    whole = dict(known)
    for name, added in additions.items():
        if name not in _WITH_ENTRIES:
            whole[name] = added
        elif name in known:
            whole[name] = _with_additions(known[name], added)
    return whole


def _additions(entry: object, known: object) -> Iterator[tuple[str, dict[str, object]]]:
    """The keys of each object inside an entry that are not known, by what is known of it."""
    if isinstance(entry, dict) and isinstance(known, dict):
        yield from _of_object(entry, known)
    elif isinstance(entry, list) and isinstance(known, list | tuple):
        # Where not as many are known, nobody can tell which is which.
        pairs = zip(entry, known, strict=True) if len(entry) == len(known) else ()
        for one, one_known in pairs:
            yield from _additions(one, one_known)


def _of_object(
    entry: Mapping[str, object], known: Mapping[str, object]
) -> Iterator[tuple[str, dict[str, object]]]:
    more = {name: value for name, value in entry.items() if name not in known}
    if more and known:
        yield _name(known), more
    for name, value in known.items():
        yield from _additions(entry.get(name), value)


def _with_additions(known: Any, added: Mapping[str, dict[str, object]]) -> Any:
    if isinstance(known, dict):
        inside = {name: _with_additions(value, added) for name, value in known.items()}
        return {**inside, **added.get(_name(known), {})}
    if isinstance(known, list | tuple):
        return [_with_additions(one, added) for one in known]
    return known


def _name(known: Mapping[str, Any]) -> str:
    return json.dumps(known, ensure_ascii=True, sort_keys=True)
