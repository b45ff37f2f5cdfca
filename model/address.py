"""The one way to name a cell: ``table.row.column``.

An address is a plain string at run time, so that it is hashed, compared and
saved without conversion; the type only keeps it apart from other strings.
"""

from typing import NewType

Address = NewType("Address", str)


def make(table: str, row: str, column: str) -> Address:
    """Return the address of one cell, e.g. ``requests.received.total``."""
    return Address(f"{table}.{row}.{column}")


def split(address: Address) -> tuple[str, str, str]:
    """Return table, row and column of an address.

    Raises ValueError when the text is not made of three parts.
    """
    table, row, column = address.split(".")
    return table, row, column
