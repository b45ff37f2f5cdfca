"""What the law says of every form of a kind, put into each form's definition before it is read.

``resources/law/KIND.toml`` holds it once. It only completes what a form has: nothing there adds a row, a
section or a check, and what a form says itself stands. Definitions are plain mappings here, as TOML gives
them; whether they are right is found out afterwards, so that whatever is no mapping or list is passed over.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

import resources

_MEANINGS = "meanings"
_ITEMS = ("rows", "columns", "row_groups", "column_groups")  # of a block: whatever may carry a meaning


@cache
def law(kind: str) -> dict[str, Any]:
    """Return what holds for every form of a kind; empty for a kind without a file.

    Raises msgspec.DecodeError for a file that is not TOML.
    """
    file = resources.path("law", f"{kind}.toml")
    if not kind.isidentifier() or not file.is_file():
        return {}
    content: dict[str, Any] = msgspec.toml.decode(file.read_bytes())
    return content


def complete(form: dict[str, Any]) -> None:
    """Put into a form's definition what the law of its kind says of the rows and columns that it has."""
    content = law(str(form.get("kind", "")))
    for table in _mappings(form.get("tables")):
        meanings = content.get(_MEANINGS, {}).get(str(table.get("id")), {})
        for block in _mappings(table.get("blocks")):
            for item in (one for kind in _ITEMS for one in _mappings(block.get(kind))):
                name = str(item.get("id"))
                if name in meanings:
                    item.setdefault("meaning", meanings[name])


def _mappings(value: object) -> Iterator[dict[str, Any]]:
    """The mappings of a list, none where it is no list."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
