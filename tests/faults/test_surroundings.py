"""The program starts whatever its surroundings are: each kind of trouble at each place it looks at.

The table of docs/evidence.md is this one. The trouble is injected into the system calls that concern a place,
so that the administrator meets it too; ``asleep`` never answers at all.
"""

import builtins
import errno
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from model.address import Address
from model.report import set_cells
from model.storage.files import open_report, save
from model.storage.journal import Journal
from tests.support.shell_reports import whole
from tests.ui.window.conftest import Answers
from ui import app, crash
from ui.settings import Settings

CELL = Address("requests.received.business")
TROUBLES = {
    name: getattr(errno, name)
    for name in ("EACCES", "EIO", "ESTALE", "ENOTCONN", "ETIMEDOUT", "ENAMETOOLONG", "ENOENT", "EPERM")
}
ASLEEP = -1
_CALLS = ("open", "stat", "lstat", "access", "mkdir", "scandir", "listdir", "unlink", "rename", "replace")
_LONGEST_START = 4.0  # seconds; a share without an answer costs less than one


@contextmanager
def troubled(place: Path, number: int) -> Iterator[None]:
    """Let all calls about a place (and what lies in it) fail with an error, or wait until the end."""
    over = threading.Event()

    def wrap(real):  # type: ignore[no-untyped-def]
        def call(*arguments, **named):  # type: ignore[no-untyped-def]
            target = arguments[0] if arguments else None
            if isinstance(target, str | bytes | os.PathLike):
                name = os.fsdecode(target)
                if name == str(place) or name.startswith(f"{place}{os.sep}"):
                    if number == ASLEEP:
                        over.wait()
                        raise OSError(errno.ETIMEDOUT, "at last")
                    raise OSError(number, os.strerror(number), name)
            return real(*arguments, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in _CALLS:
            patch.setattr(os, name, wrap(getattr(os, name)))
        patch.setattr(builtins, "open", wrap(builtins.open))
        import io

        patch.setattr(io, "open", wrap(io.open))
        try:
            yield
        finally:
            over.set()


@pytest.fixture
def state(tmp_path: Path) -> Path:
    folder = tmp_path / "state"
    folder.mkdir()
    return folder


def started(state: Path, files: list[Path]) -> app.Desk:
    began = time.monotonic()
    desk = app.Desk(Settings(state / "settings.ini"), state)
    guard = crash.CrashGuard(state, desk.reports)
    desk.begin(files)
    guard.remove()
    assert time.monotonic() - began < _LONGEST_START
    return desk


def ended(desk: app.Desk, answers: Answers) -> None:
    answers.buttons = [1] * 20  # do not save
    desk.quit()
    if desk.start is not None:
        desk.start.close()


@pytest.mark.parametrize("number", [*TROUBLES.values(), ASLEEP], ids=[*TROUBLES, "asleep"])
class TestARecentReport:
    def test_the_start_page_greys_it(
        self, qtbot: QtBot, state: Path, tmp_path: Path, answers: Answers, number: int
    ) -> None:
        far, near = tmp_path / "far" / "远.nianbao", tmp_path / "近.nianbao"
        for file in (far, near):
            file.parent.mkdir(exist_ok=True)
            save(whole(), file, None)
        settings = Settings(state / "settings.ini")
        settings.remember(near)
        settings.remember(far)
        settings._store.sync()
        with troubled(far.parent, number):
            desk = started(state, [])
            assert desk.start is not None
            items = [desk.start.recent.item(row) for row in range(2)]

            def greyed() -> None:
                tips = [item.toolTip() for item in items]
                assert "\n" in tips[0], tips
                assert tips[0].endswith("。")

            qtbot.waitUntil(greyed, timeout=8000)
            grey, black = (item.foreground().color().name() for item in items)
            assert grey != black
            assert items[1].toolTip() == str(near)
            desk.open_file(near, None)
            assert desk.windows[0].session.report == whole()
            ended(desk, answers)

    def test_another_report_is_saved_and_the_list_goes_on(
        self, qtbot: QtBot, state: Path, tmp_path: Path, answers: Answers, number: int
    ) -> None:
        far, near = tmp_path / "far" / "远.nianbao", tmp_path / "近.nianbao"
        far.parent.mkdir()
        save(whole(), near, None)
        desk = started(state, [near])
        desk.settings.remember(far)
        session = desk.windows[0].session
        session.do(set_cells(session.form, session.report, {CELL: "7"}))
        with troubled(far.parent, number):
            assert desk.windows[0].document_file.save()
            menu = next(menu for menu in desk.windows[0].findChildren(QMenu) if "最近" in menu.title())
            menu.aboutToShow.emit()
            shown = {action.text(): action.isEnabled() for action in menu.actions()}
        assert shown == {near.name: True, far.name: False}
        assert open_report(near).report.cell(CELL) == "7"
        assert answers.asked == []
        ended(desk, answers)


OWN_PLACES = ("locks", "recovery", crash.LOG, crash.FATAL, "settings.ini")


@pytest.mark.parametrize("place", OWN_PLACES)
@pytest.mark.parametrize("number", TROUBLES.values(), ids=TROUBLES)
def test_a_place_of_its_own_that_it_may_not_use(
    qtbot: QtBot, state: Path, tmp_path: Path, answers: Answers, place: str, number: int
) -> None:
    file = tmp_path / "r.nianbao"
    save(whole(), file, None)
    (state / place).touch()
    with troubled(state / place, number):
        desk = started(state, [file])
        (window,) = desk.windows
        assert not window.session.locked
        session = window.session
        session.do(set_cells(session.form, session.report, {CELL: "7"}))
        assert window.document_file.save()
        ended(desk, answers)
    assert open_report(file).report.cell(CELL) == "7"
    assert all("意外" not in text for text in answers.asked)


@pytest.mark.parametrize("number", TROUBLES.values(), ids=TROUBLES)
def test_a_folder_that_takes_no_locks_at_all_is_told_once(
    qtbot: QtBot, state: Path, tmp_path: Path, answers: Answers, number: int
) -> None:
    files = [tmp_path / name / "r.nianbao" for name in "ab"]
    for file in files:
        file.parent.mkdir()
        save(whole(), file, None)
    with pytest.MonkeyPatch.context() as patch:
        real = os.open

        def no_locks(name, *rest, **named):  # type: ignore[no-untyped-def]
            if str(name).endswith(".lock"):
                raise OSError(number, os.strerror(number))
            return real(name, *rest, **named)

        patch.setattr(os, "open", no_locks)
        desk = started(state, files)
    assert [window.session.read_only for window in desk.windows] == [False, False]
    assert [text for text in answers.asked if "同一份报告" in text] == answers.asked
    assert len(answers.asked) == 1
    ended(desk, answers)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EIO, errno.EROFS, errno.ESTALE])
def test_a_record_that_cannot_be_removed_is_told(
    qtbot: QtBot, state: Path, tmp_path: Path, answers: Answers, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QDialog

    from ui.start.recovered import RecoveredDialog

    journal = Journal.start(state / "recovery", whole(), None)
    journal.append(set_cells(app_form(), whole(), {CELL: "7"}))
    journal.close(keep=True)
    monkeypatch.setattr(RecoveredDialog, "exec", lambda _: QDialog.DialogCode.Accepted)

    def refuse(name, *_rest):  # type: ignore[no-untyped-def]
        raise OSError(number, os.strerror(number), str(name))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "unlink", refuse)
        patch.setattr(os, "truncate", refuse)
        desk = started(state, [])
    assert desk.windows[0].session.report.cell(CELL) == "7"
    assert any("恢复记录" in text for text in answers.asked)
    ended(desk, answers)


def app_form():  # type: ignore[no-untyped-def]
    from model import forms

    return forms.load(whole().form)


NONSENSE = [
    "font_points=²",
    "font_points=999999999999999999999",
    "font_points=-3",
    "font_points=12.5",
    "font_points=" + "9" * 6000,
    "font_points=@Variant(\\0\\0\\0\\x7f\\0\\0\\0\\x4x)",
    "theme=@Invalid()",
    "theme=9",
    "recent=@ByteArray(\\0\\0)",
    'recent="/a\\0b.nianbao"',
    "recent=" + "x" * 5000,
    "recent=a, b, c",
    "folder=\\x0",
    "template_folder=\\x0/\\x0",
    "autosave=oui",
    "layout\\report=nonsense",
    "layout\\report=@ByteArray(\\0\\0\\0\\xff\\0\\0\\0\\0\\xfd\\0\\0)",
    "layout\\report-geometry=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0\\x7f\\xff\\xff\\xff)",
    "]]]\x00\x01===",
]


@pytest.mark.qt_log_ignore("QVariant::load", extend=True)  # Qt's own word on a value of nonsense
@pytest.mark.parametrize("line", NONSENSE, ids=range(len(NONSENSE)))
def test_settings_of_nonsense(qtbot: QtBot, state: Path, tmp_path: Path, answers: Answers, line: str) -> None:
    from PySide6.QtWidgets import QApplication

    from ui.look import style

    file = tmp_path / "r.nianbao"
    save(whole(), file, None)
    (state / "settings.ini").write_text(f"[General]\n{line}\n", "utf-8")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    font = application.font()
    try:
        style.dress(application, Settings(state / "settings.ini"))
        started(state, []).start.close()  # type: ignore[union-attr]
        desk = started(state, [file])
        window = desk.windows[0]
        assert window.isVisible()
        assert window.session.phrases is None
        assert desk.settings.folder.is_dir()
        session = window.session
        session.do(set_cells(session.form, session.report, {CELL: "7"}))
        assert window.document_file.save()
        assert desk.settings.recent[0] == file
        ended(desk, answers)
    finally:
        application.setFont(font)
        application.styleHints().setColorScheme(Qt.ColorScheme.Unknown)


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("name", [crash.LOG, crash.FATAL])
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_a_log_that_is_no_file(qtbot: QtBot, state: Path, answers: Answers, name: str, make) -> None:  # type: ignore[no-untyped-def]
    make(state / name)
    guard = crash.CrashGuard(state, list)
    guard.install()
    guard.caught(ValueError, ValueError("what nobody expected"), None)
    guard.remove()
    assert len(answers.asked) == 1
