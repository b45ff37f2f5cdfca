"""What can be done with a table besides what is done with its cells."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction

from ui.grid.actions import GridActions
from ui.grid.body import BodyView
from ui.look import icons


@dataclass(frozen=True, slots=True)
class PageHandlers:
    """What the actions of a table's page do."""

    open_menu: Callable[[], object]
    next_finding: Callable[[], object]
    open_parts: Callable[[], object]
    fill_last_year: Callable[[], object]
    enter_note: Callable[[], object]


class PageActions(GridActions):
    """The actions on cells, then those of the page; ``at_hand`` stand in its head, too."""

    def __init__(self, body: BodyView, handlers: PageHandlers) -> None:
        super().__init__(body)
        self.add_all()
        self.separate()
        self.add("处理当前问题(&O)", "Alt+Return", "改正、转到相关单元格、说明情况并接受", handlers.open_menu)
        self.add("本格下一个问题(&X)", "Alt+Down", "看当前单元格的下一个问题", handlers.next_finding)
        self.separate()
        tip = "这一格的数字由哪些科室、哪些单位的数字相加而成；分项的合计自动填入本格"
        self.add("分项：数字从哪里来(&L)", "F4", tip, handlers.open_parts)
        tip = "没有上年报告的文件时，在这里填写或粘贴上年的数据，用来核对结转和增减"
        self.last_year = self._switch("填写上年数据(&Y)", "Shift+F9", tip, handlers.fill_last_year)
        tip = "写在表格下面、随报告一起印出的说明；可以不写"
        self.note = self._switch("表下说明(&U)", "Alt+N", tip, handlers.enter_note)
        self.beside = QAction("对照上年", self)  # in the menus it stands once for all tables
        self.beside.setToolTip("在表格中并排显示上年数和增减（F9）")
        self.beside.setCheckable(True)
        self.at_hand = (
            _short(self.beside, "对照上年", "last-year"),
            _short(self.zeros, "空白填 0", "zero"),
            _short(self.note, "表下说明", "note"),
        )

    def _switch(self, text: str, keys: str, tip: str, act: Callable[[], object]) -> QAction:
        made = self.add(text, keys, tip, act)
        made.setCheckable(True)
        return made


def _short(action: QAction, words: str, icon: str) -> QAction:
    """Give an action the word and the sign that it has in the head of the page."""
    action.setIconText(words)
    action.setIcon(icons.icon(icon))
    return action
