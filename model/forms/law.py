"""What the law says of every form of a kind, put into each form's definition before it is read.

``resources/law/KIND.toml`` holds it once. It only completes what a form has: nothing there adds a row, a
section or a check, and what a form says itself stands. Definitions are plain mappings here, as TOML gives
them; whether they are right is found out afterwards, so that whatever is no mapping or list is passed over.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import resources
from resources import parsed

_MEANINGS = "meanings"
_WORDINGS = "wordings"
_ITEMS = (
    "rows",
    "columns",
    "row_groups",
    "column_groups",
)  # of a block: whatever may carry a meaning and words


@cache
def law(kind: str) -> dict[str, Any]:
    """Return what holds for every form of a kind; empty for a kind without a file.

    Raises NotToml for a file that is not TOML.
    """
    file = resources.path("law", f"{kind}.toml")
    if not kind.isidentifier() or not file.is_file():
        return {}
    return parsed.toml(file)


def complete(form: dict[str, Any]) -> None:
    """Put into a form's definition what the law of its kind says of the parts that it has."""
    content = dict(law(str(form.get("kind", ""))))
    meanings = content.pop(_MEANINGS, {})
    wordings = content.pop(_WORDINGS, {})
    _add(form, content)
    for table in _mappings(form.get("tables")):
        name = str(table.get("id"))
        own_wordings = wordings.get(name, {})
        for item in _items(table):
            _explain(item, meanings.get(name, {}), own_wordings)
        for named_sum in _mappings(table.get("named_sums")):
            _explain(named_sum, {}, own_wordings)


def _add(own: dict[str, Any], common: dict[str, Any]) -> None:
    """Complete a mapping by another: single values and lists it lacks, and what is inside of what it has."""
    for name, value in common.items():
        if isinstance(value, dict):
            if isinstance(own.get(name), dict):
                _add(own[name], value)
        elif any("id" in item for item in _mappings(value)):
            _add_by_id(own.get(name), value)
        elif isinstance(value, list):
            _add_items(own.setdefault(name, []), value)
        else:
            own.setdefault(name, value)


def _add_by_id(own: object, common: object) -> None:
    """Complete the mappings of a list, each by that of the same id."""
    by_id = {str(item.get("id")): item for item in _mappings(common)}
    for item in _mappings(own):
        _add(item, by_id.get(str(item.get("id")), {}))


def _add_items(own: object, common: list[Any]) -> None:
    """Add what a list lacks; what is no list in ``own`` stays what it is."""
    if isinstance(own, list):
        own += [item for item in common if item not in own]


def _items(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows, columns and groups of a table."""
    for block in _mappings(table.get("blocks")):
        for kind in _ITEMS:
            yield from _mappings(block.get(kind))


def _explain(item: dict[str, Any], meanings: dict[str, Any], wordings: dict[str, Any]) -> None:
    """Give a row, a column, a group or a sum its meaning, and how reports word it besides its own words."""
    name = str(item.get("id"))
    if name in meanings:
        item.setdefault("meaning", meanings[name])
    _add_items(item.setdefault("words", []), wordings.get(name, []))


def _mappings(value: object) -> Iterator[dict[str, Any]]:
    """The mappings of a list, none where it is no list."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
