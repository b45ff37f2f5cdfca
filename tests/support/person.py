"""Permissions as any person has them, even where the administrator runs the tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def a_person() -> Iterator[None]:
    """Be asked for permissions as any person is, even where the administrator runs the tests."""
    real, effective, saved = os.getresuid()
    os.setresuid(65534 if real == 0 else real, effective, saved)
    try:
        yield
    finally:
        os.setresuid(real, effective, saved)
