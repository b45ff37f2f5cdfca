"""What holds for every test: no screen, no home folder of a person, no stray message."""

import faulthandler
import gc
import os
import sys
from collections.abc import Iterator

# Before anything loads Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Programs that tests start find their byte code and expressions made, as a clerk's do, but for the first.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ui.garbage import collect_what_is_due

# A busy machine is no fault of the code: time is measured in tests/bench alone. `derandomize` makes a red
# run repeatable; tests/fuzz looks further.
settings.register_profile(
    "tests",
    max_examples=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("tests")

# As in the program: what Qt has made is taken down in this thread, never in one that a test has begun.
gc.disable()

_HOMES = (
    "HOME",
    "USERPROFILE",
    "APPDATA",
    "LOCALAPPDATA",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
)


@pytest.fixture(scope="session")
def _cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for the whole run: the list of fonts is made in it only once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, _cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, journals and recent files of a test go to a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    for name in _HOMES:
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(_cache))
    qt = sys.modules.get("PySide6.QtCore")
    if qt is not None:
        # Qt looks at the environment only once for its settings.
        for kind in (qt.QSettings.Format.NativeFormat, qt.QSettings.Format.IniFormat):
            qt.QSettings.setPath(kind, qt.QSettings.Scope.UserScope, str(home))
    return home


_ERRORS = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_ERRORS] = os.dup(2)  # now it is nobody's but the terminal's


@pytest.fixture(autouse=True)
def told_where_it_ended(pytestconfig: pytest.Config) -> Iterator[None]:
    """What ends the whole run says in which test, even after one that tried the program's own guard."""
    yield
    if not faulthandler.is_enabled():
        faulthandler.enable(pytestconfig.stash[_ERRORS])


@pytest.fixture(autouse=True)
def no_garbage() -> Iterator[None]:
    """What a test leaves is collected after it, and by nobody else, whatever the last test did: see above."""
    gc.disable()
    yield
    gc.unfreeze()  # a window lets alone what is loaded by then; Hypothesis looks for what is its own there
    collect_what_is_due()


@pytest.fixture(autouse=True)
def empty_clipboard() -> Iterator[None]:
    """No test finds what another has copied; and what Python made is not left to Qt beyond Python's end."""
    yield
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().setText("")  # cleared, it would have no content object at all


@pytest.fixture(autouse=True)
def undressed() -> Iterator[None]:
    """No test wears the look that another has put on: with a style sheet, letters go other ways."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets is not None else None
    if application is None or application.property("dressed") is None:
        return
    application.setProperty("dressed", None)
    attributes = sys.modules["PySide6.QtCore"].Qt.ApplicationAttribute
    application.setAttribute(attributes.AA_UseStyleSheetPropagationInWidgetStyles, False)
    application.setStyleSheet("")
    application.setStyle("fusion")
    application.setPalette(application.style().standardPalette())
    fonts = sys.modules["PySide6.QtGui"].QFontDatabase
    application.setFont(fonts.systemFont(fonts.SystemFont.GeneralFont))
