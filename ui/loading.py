"""Loads Qt and the window program, which the command line does without."""

from types import ModuleType

from ui import enumerations


def app() -> ModuleType:
    """Return the module of the window program. Raises ImportError where Qt is not there."""
    enumerations.make_quickly()  # before PySide makes the first
    from ui import app

    return app
