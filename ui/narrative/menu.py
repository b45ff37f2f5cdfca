"""The context menu of a text, and what the window's menu of editing has for it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from model.forms import plain_name
from model.text.live import fill, known
from ui.narrative import chips, clipboard, pointing
from ui.narrative.editor import TextEditor
from ui.session import Session


def context_menu(editor: TextEditor, point: QPoint, session: Session, actions: Iterable[QAction]) -> QMenu:
    """Return the menu for a point of an editor's viewport: undo, clipboard, live figure, ``actions``."""
    menu = QMenu(editor)
    free = not session.locked
    chosen = editor.textCursor().hasSelection()
    stack = session.undo_stack
    _add(menu, "撤销", QKeySequence.StandardKey.Undo, session.undo, on=free and stack.canUndo())
    _add(menu, "重做", QKeySequence.StandardKey.Redo, session.redo, on=free and stack.canRedo())
    menu.addSeparator()
    _add(menu, "剪切", QKeySequence.StandardKey.Cut, editor.cut, on=free and chosen)
    _add(menu, "复制", QKeySequence.StandardKey.Copy, editor.copy, on=chosen)
    can_paste = free and clipboard.has_text(QApplication.clipboard().mimeData())
    _add(menu, "粘贴（只取文字）", QKeySequence.StandardKey.Paste, editor.paste, on=can_paste)
    _add(menu, "全选", QKeySequence.StandardKey.SelectAll, editor.selectAll, on=True)
    source = pointing.source_under(editor, point)
    if source and known(session.form, chips.source_name(source)):
        menu.addSeparator()
        named = session.form.names[plain_name(chips.source_name(source))]
        _add(menu, f"转到“{named.label}”", None, lambda: session.jump(named.addresses[0]), on=True)
        plain = fill(session.form, session.report, source)

        def fixed() -> None:
            pointing.select_under(editor, point)
            editor.insert_paragraphs((plain,))

        fix = _add(menu, "改为固定数字（不再随表格变化）", None, fixed, on=free)
        fix.setEnabled(free and bool(plain))
    menu.addSeparator()
    menu.addActions(list(actions))
    return menu


def open_menu(editor: TextEditor, point: QPoint, session: Session, actions: Iterable[QAction]) -> None:
    """Open the menu for a point of an editor's viewport."""
    menu = context_menu(editor, point, session, actions)
    menu.exec(editor.viewport().mapToGlobal(point))
    menu.deleteLater()


def edit_actions(owner: QWidget, current: Callable[[], TextEditor]) -> list[QAction]:
    """Return the clipboard's actions on the current text, for menus: by key the text itself does them."""
    keys = QKeySequence.StandardKey
    made = []
    for text, key, act in (
        ("剪切(&T)", keys.Cut, TextEditor.cut),
        ("复制(&C)", keys.Copy, TextEditor.copy),
        ("粘贴（只取文字）(&P)", keys.Paste, TextEditor.paste),
        ("全选(&L)", keys.SelectAll, TextEditor.selectAll),
    ):
        action = QAction(text, owner)
        action.setShortcut(key)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(lambda _=False, act=act: act(current()))
        made.append(action)
    return made


def _add(menu: QMenu, text: str, keys: QKeySequence.StandardKey | None, slot: object, *, on: bool) -> QAction:
    made = menu.addAction(text)
    if keys is not None:
        made.setShortcut(QKeySequence(keys))
    made.setEnabled(on)
    made.triggered.connect(slot)
    return made
