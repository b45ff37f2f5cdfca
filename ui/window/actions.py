"""All actions of the window, in its menus and its tools."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import msgspec
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.look import icons
from ui.window.top_row import TopRow

Handler = Callable[[], object]
"""What an action does when it is triggered."""


class Item(msgspec.Struct, frozen=True):
    """One action: text with its mnemonic, keys (none, or several apart by blanks), icon (or none), a tip."""

    name: str
    text: str
    keys: str = ""
    icon: str = ""
    tip: str = ""
    checkable: bool = False


_LINE = None
_MENUS: tuple[tuple[str, tuple[Item | None, ...]], ...] = (
    (
        "文件(&F)",
        (
            Item("new", "新建报告(&N)…", "Ctrl+N", "new", "新建一份年度报告，可从上年报告开始"),
            Item("open", "打开(&O)…", "Ctrl+O", "open", "打开报告，或导入 Word、PDF、OFD、网页等格式的报告"),
            Item("recent", "最近的报告(&R)"),
            _LINE,
            Item("save", "保存(&S)", "Ctrl+S", "save", "保存报告"),
            Item("save_as", "另存为(&A)…", "Ctrl+Shift+S F12", "save-as", "换一个名称或位置保存"),
            Item("versions", "以前保存的版本(&E)…", "", "", "查看、比较、取回这份报告以前保存的内容"),
            _LINE,
            Item("word", "导出 Word(&W)…", "Ctrl+E", "export", "导出为公文格式的 Word 文件"),
            Item("html", "导出网页(&H)…", "", "", "导出为可以放到网站上的网页"),
            Item(
                "site_editor",
                "复制到网站编辑器(&B)…",
                "",
                "",
                "整份或本部分，粘贴进网站后台的编辑器：行、对齐和合并的单元格都保留",
            ),
            Item("pdf", "导出 PDF(&D)…", "", "", "导出为 PDF 文件"),
            Item(
                "check_sheet",
                "导出核对说明(&K)…",
                "",
                "",
                "给领导看的核对结果：核对项目、算式、问题和上年对照",
            ),
            Item("figures", "导出数据(&J)…", "", "", "三张表的数据，供其他程序使用：CSV 或 JSON"),
            Item("preview", "预览(&V)…", "Ctrl+Shift+P", "preview", "按页查看报告"),
            Item("print", "打印(&P)…", "Ctrl+P", "print", "打印报告"),
            _LINE,
            Item("settings", "设置(&T)…", "", "settings", "字号、明暗、自动保存、本单位的模板和句式"),
            Item("close", "关闭报告(&C)", "Ctrl+W", "", "关闭这份报告，回到开始页"),
            Item("quit", "退出(&X)", "Ctrl+Q", "", "关闭所有报告并退出"),
        ),
    ),
    (
        "编辑(&E)",
        (
            Item("undo", "撤销(&U)", "Ctrl+Z", "undo", "撤销上一步"),
            Item("redo", "重做(&R)", "Ctrl+Y", "redo", "重做撤销的一步"),
            _LINE,
            Item("find", "查找(&F)…", "Ctrl+F", "find", "在整份报告的文字、数据和项目名称中查找"),
            Item("replace", "替换(&H)…", "Ctrl+H", "", "在整份报告的文字中替换"),
            _LINE,
        ),
    ),
    (
        "报告(&R)",
        (
            Item("facts", "机关、年份和标题(&O)…", "", "", "修改机关名称、报告年份和标题"),
            Item("last_year", "导入上年报告(&L)…", "", "last-year", "带入结转数，对照上年数据，选用上年文字"),
            Item(
                "fill_last_year",
                "手工填写上年数据(&H)",
                "",
                "",
                "没有上年报告的文件时，在表格中填写或粘贴上年的数据",
            ),
            _LINE,
            Item("register", "从台账统计表三(&G)…", "", "", "从依申请公开台账统计表三，逐格记下是哪几行"),
            Item("submissions", "汇总下级报告(&S)…", "", "", "检查一个文件夹里的下级报告，逐格相加"),
            _LINE,
            Item("final", "定稿(&F)", "", "lock", "锁定报告，防止误改；可以随时取消", checkable=True),
        ),
    ),
    (
        "查看(&V)",
        (
            Item("tree", "章节(&T)", "Ctrl+1", "", "显示或隐藏左边的章节", checkable=True),
            Item("findings", "核对结果(&C)", "Ctrl+2", "", "显示或隐藏右边的核对结果", checkable=True),
            Item("show_last_year", "上年数据(&Y)", "F9", "", "在表格中并排显示上年数和增减", checkable=True),
            _LINE,
            Item("next_finding", "下一处问题(&N)", "F8", "", "转到下一处问题"),
            Item("previous_finding", "上一处问题(&P)", "Shift+F8", "", "转到上一处问题"),
            Item("next_page", "下一部分(&D)", "Ctrl+PgDown", "", "转到报告的下一部分"),
            Item("previous_page", "上一部分(&U)", "Ctrl+PgUp", "", "转到报告的上一部分"),
            Item("next_pane", "切换窗格(&W)", "F6", "", "在章节、内容、核对结果之间切换"),
            Item("previous_pane", "反向切换窗格(&B)", "Shift+F6"),
            _LINE,
            Item("larger", "放大字号(&L)", "Ctrl+=", "", "界面文字放大一号"),
            Item("smaller", "缩小字号(&S)", "Ctrl+-", "", "界面文字缩小一号"),
            Item("usual_size", "恢复默认字号(&Z)", "", "", "恢复默认大小；按住 Ctrl 转滚轮也能缩放"),
        ),
    ),
    (
        "帮助(&H)",
        (
            Item("manual", "操作手册(&M)", "F1", "help", "怎样使用本软件"),
            Item("log", "打开运行记录所在文件夹(&L)", "", "", "出现意外时，可把其中的记录文件发给技术人员"),
            Item("about", "关于(&A)", "", "app", "版本和许可"),
        ),
    ),
)
_EDIT = 1  # the number of the menu of editing
_HERE = "本部分(&T)"  # the menu of the page shown stands after it
_TOOLS = (("open", "save"), ("undo", "redo"), ("last_year", "find"), ("preview", "word"))
_TOOL_TEXTS = {"word": "导出 Word", "last_year": "导入上年", "find": "查找", "preview": "预览"}


class Actions:
    """Makes menus and tools of a window.

    ``handlers`` says what each name does; ``given`` are actions that exist already (those of docks).
    """

    def __init__(self, window: QMainWindow, handlers: dict[str, Handler], given: dict[str, QAction]) -> None:
        self._window = window
        self._given = given
        self.all: dict[str, QAction] = {}
        self.recent = QMenu("最近的报告(&R)", window)
        self.here = QMenu(_HERE, window)
        self._edited: tuple[QAction, ...] = ()
        self.row = TopRow(window)
        menus = self.row.menus
        for number, (title, items) in enumerate(_MENUS):
            menu = menus.addMenu(title)
            menu.setToolTipsVisible(True)
            for item in items:
                self._add(menu, item, handlers)
            if number == _EDIT:
                self.edit = menu
                menus.addMenu(self.here)
        self.here.setToolTipsVisible(True)
        self._place_tools()
        window.setMenuWidget(self.row)

    def __getitem__(self, name: str) -> QAction:
        """Return an action by name."""
        return self.all[name]

    def show_page(self, actions: Sequence[QAction], of_editing: Sequence[QAction]) -> None:
        """Offer the actions of the page shown: those of editing in the menu of editing, the others apart."""
        for action in self._edited:
            self.edit.removeAction(action)
        self._edited = tuple(of_editing)
        self.edit.addActions(self._edited)
        others = [action for action in actions if action not in of_editing]
        while others and others[0].isSeparator():
            others.pop(0)
        self.here.clear()
        self.here.addActions(others)
        self.here.setEnabled(bool(others))

    def enable(self, names: Iterable[str], on: bool) -> None:
        """Allow some actions or not."""
        for name in names:
            self.all[name].setEnabled(on)

    def _add(self, menu: QMenu, item: Item | None, handlers: dict[str, Handler]) -> None:
        if item is _LINE or item is None:
            menu.addSeparator()
            return
        if item.name == "recent":
            menu.addMenu(self.recent)
            return
        action = self._given.get(item.name) or QAction(self._window)
        action.setText(item.text)
        action.setCheckable(item.checkable)
        if item.icon:
            action.setIcon(icons.icon(item.icon))
        keys = item.keys.split()
        action.setShortcuts([QKeySequence(one) for one in keys])
        tip = item.tip or item.text.partition("(")[0]
        action.setToolTip(f"{tip}（{'、'.join(keys)}）" if keys else tip)
        if item.name not in self._given:
            action.triggered.connect(partial(_do, handlers[item.name]))
        menu.addAction(action)
        self.all[item.name] = action

    def _place_tools(self) -> None:
        for name in (name for group in _TOOLS for name in group):
            action = self.all[name]
            action.setIconText(_TOOL_TEXTS.get(name, action.text().partition("(")[0]))
        self.row.tools.add(*(tuple(self.all[name] for name in group) for group in _TOOLS))


def _do(handler: Handler, _checked: bool = False) -> None:
    handler()
