"""Dialogs that are gone once they have been answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtWidgets import QDialog

Some = TypeVar("Some", bound=QDialog)


@contextmanager
def deleted_after(dialog: Some) -> Iterator[Some]:
    """Give a dialog for one block; without this its parent would keep it, hidden, as long as it stands."""
    try:
        yield dialog
    finally:
        dialog.deleteLater()
