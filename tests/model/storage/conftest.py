"""Fixtures of the window, for what a clerk is told of files."""

from tests.ui.window.conftest import answers, desk

__all__ = ["answers", "desk"]
