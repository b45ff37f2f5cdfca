"""What is left of a report's window that was closed: nothing."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtTest import QTest

from tests.ui.window.conftest import Open


@pytest.fixture
def nothing_frozen() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_a_window_that_was_closed_keeps_no_memory(opened: Open, nothing_frozen: None) -> None:
    opened(name="one.nianbao")  # what stands when the program has loaded is never looked through
    window = opened(name="two.nianbao")
    left = ref(window), ref(window.session), ref(window.pages)
    window.close()
    del window
    QTest.qWait(20)
    gc.collect()
    assert [one() for one in left] == [None, None, None]
