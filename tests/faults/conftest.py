"""Fixtures of the window for the faults it meets."""

from tests.ui.window.conftest import answers

__all__ = ["answers"]
