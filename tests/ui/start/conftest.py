"""The same window and answers as the window's own tests."""

from tests.ui.window.conftest import answers, desk, opened

__all__ = ["answers", "desk", "opened"]
