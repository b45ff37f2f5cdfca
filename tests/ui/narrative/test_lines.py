"""Lines in the text editor end where the printed ones do."""

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from export.signature import CHARACTER, placed
from model.address import Address
from model.report import Report, set_values
from ui.narrative.editor import TextEditor
from ui.paper.items import Line
from ui.paper.measures import CHARACTERS, LEFT
from ui.preview.pages import lay_out
from ui.session import Session

RECEIVED, ISSUED = Address("requests.received.total"), Address("disclosure.normative_documents.issued")
CELLS = {RECEIVED: "1203", ISSUED: "7", Address("disclosure.fees.amount"): "96171.6"}
PLAIN = "本机关按照要求逐条梳理了现行的管理制度并把办理环节中容易出错的地方写成操作指引发给各个科室对照执行"
TEXTS = {
    "only characters": PLAIN * 3,
    "marks at the edge": "。".join(PLAIN[:n] for n in range(20, 34)) + "。",
    "marks in a row": "”，“".join(PLAIN[:n] for n in range(22, 31)) + "（见附件1）。",
    "figures": f"全年新收申请{{{{ {RECEIVED} }}}}件，制发文件{{{{ {ISSUED} }}}}件，" * 6,
    "an amount": "本年收费{{ disclosure.fees.amount }}万元，" * 9,
    "figures by hand": "2024年1月1日至12月31日共办结12,345件，占98.6%，比上年多3件；" * 4,
    "letters": "通过APP、PDF和Word三种格式发布Open Data目录，链接为www.example.gov.cn/zwgk/2024，" * 4,
    "heading": "（一）主动公开。" + PLAIN * 2,
    "heading with figures": "（二）依申请公开2024年共{{ requests.received.total }}件。" + PLAIN,
    "rare characters": "𠮷镇𠮷村" * 30,
    "line break": "第一行文字\n" + PLAIN * 2 + "\n末行",
}


def printed_lines(report: Report, part: str) -> list[str]:
    """The body's lines in the preview, from the first of a section to the next heading."""
    items = [item for page in lay_out(report) for item in page.items]
    lines = [item.text for item in items if isinstance(item, Line) and item.x >= LEFT]
    start = next(n for n, text in enumerate(lines) if text.startswith("五、"))
    end = next(n for n, text in enumerate(lines) if text.startswith("六、"))
    return [text for text in lines[start + 1 : end] if not text.startswith("—")]


def shown_lines(editor: TextEditor) -> list[str]:
    """The editor's lines, live figures with what they show."""
    made = []
    block = editor.document().begin()
    while block.isValid():
        names = iter(editor_sources(editor, block.blockNumber()))
        text = block.text()
        layout = block.layout()
        whole = text.encode("utf-16-le")
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
            piece = whole[start:end].decode("utf-16-le").strip("\u2028")
            made.append("".join(editor.figure_text(next(names)) if c == "\ufffc" else c for c in piece))
        block = block.next()
    return made


def editor_sources(editor: TextEditor, number: int) -> list[str]:
    from ui.narrative.documents import sources

    return sources(editor.document().findBlockByNumber(number))


def report_of(text: str) -> Report:
    return Report(
        form="2021", organ="清河市", year=2024, sections={"problems": (text, "末段。")}, cells=CELLS
    )


def editor_of(qtbot: QtBot, report: Report, width: int) -> TextEditor:
    editor = TextEditor(Session(report), "problems")
    qtbot.addWidget(editor)
    editor.resize(width, 500)
    editor.show()
    return editor


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("width", [500, 890])
def test_lines_end_as_on_the_page(qtbot: QtBot, name: str, width: int) -> None:
    report = report_of(TEXTS[name])
    editor = editor_of(qtbot, report, width)
    assert shown_lines(editor) == printed_lines(report, "problems")


@pytest.mark.parametrize("width", [360, 500, 700, 890, 1448, 2800])
def test_28_characters_fill_a_line_at_every_width(qtbot: QtBot, width: int) -> None:
    editor = editor_of(qtbot, report_of(PLAIN * 3), width)
    layout = editor.document().begin().layout()
    assert [layout.lineAt(n).textLength() for n in (0, 1)] == [CHARACTERS - 2, CHARACTERS]
    assert editor.paper.left >= 0
    assert editor.paper.right <= max(width, editor.paper.sheet)


SIGNED = {
    "organ shorter than the date": ("清河市", "2025年1月20日"),
    "organ longer than the date": ("清河市自然资源和规划局直属分局", "2025年1月20日"),
    "two organs": ("清河市", "青禾县", "2025年1月20日"),
    "an organ of more than a line": ("清河市" + "自然资源和规划" * 5 + "局", "2025年1月20日"),
}


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("name", SIGNED)
def test_the_signature_stands_where_it_prints(qtbot: QtBot, name: str, sealed: bool) -> None:
    report = Report(form="2021", organ="清河市", year=2024, signature=SIGNED[name], cells=CELLS)
    editor = TextEditor(Session(report), "signature")
    qtbot.addWidget(editor)
    editor.resize(890, 500)
    editor.show()
    editor._session.do(set_values(report, {"sealed": sealed}, "盖章"))
    paper = editor.paper
    layouts = [editor.document().findBlockByNumber(number).layout() for number in range(len(SIGNED[name]))]
    shown = [
        (layout.position().x() + layout.lineAt(number).naturalTextRect().right() - paper.left) / paper.scale
        for layout in layouts
        for number in range(layout.lineCount())
    ]
    items = [item for page in lay_out(editor._session.report) for item in page.items]
    lines = [item for item in items if isinstance(item, Line) and not item.text.startswith("—")]
    printed = [line.x - LEFT + line.layout.lineAt(line.number).naturalTextRect().right() for line in lines]
    assert len(shown) == sum(len(one.lines) for one in placed(SIGNED[name], sealed=sealed))
    assert shown == pytest.approx(printed[-len(shown) :], abs=CHARACTER / 4)


def test_the_paper_keeps_its_letters_when_the_editor_changes_its_own(qtbot: QtBot) -> None:
    """Qt gives a document its editor's letters then, and would draw with them what the paper's set."""
    report = Report(form="2021", organ="清河市", year=2024, sections={"problems": ("办理还不够快。",)})
    editor = TextEditor(Session(report), "problems")
    qtbot.addWidget(editor)
    editor.show()
    before = editor.document().defaultFont()
    editor.setFont(QFont("Sans Serif", 9))
    assert before.family() != "Sans Serif"
    assert editor.document().defaultFont() == before
