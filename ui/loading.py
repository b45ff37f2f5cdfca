"""Loads Qt and the window program, which the command line does without."""

from collections.abc import Callable

from ui import enumerations, support_code


def window_program() -> Callable[[list[str], Callable[[], None]], int]:
    """Return what runs the window program. Raises ImportError where Qt is not there."""
    enumerations.make_quickly()  # before PySide makes the first
    with support_code.compiled_once():
        from ui import app

    return app.run
