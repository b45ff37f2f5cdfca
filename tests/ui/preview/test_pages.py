"""Pages as data: what stands on which page, and where."""

import time
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QImage, QPainter, QTextLine
from pytestqt.qtbot import QtBot

import resources
from model import forms
from model.forms import Role
from model.report import Report
from ui.look.typefaces import Face
from ui.paper import spacing
from ui.paper.items import Box, Line
from ui.paper.letters import body, body_lines
from ui.paper.measures import BAND, BODY, CHARACTERS, HEIGHT, LEFT, LINES, PITCH, TOP, TWIPS, WIDTH
from ui.preview.pages import PAGE_SIZE, Page, PlacedText, laid_out, lay_out

pytestmark = pytest.mark.usefixtures("qapp")

FORM = forms.load("2021")
MM = 72 / 25.4
SENTENCE = "全年围绕群众关切发布信息，解读政策，回应疑问，工作有序开展。"


def made(**fields: object) -> Report:
    basic = Report(
        form="2021",
        organ="清河市",
        year=2023,
        title="清河市2023年政府信息公开工作年度报告",
        cells=dict.fromkeys(FORM.cells, "3"),
    )
    return replace(basic, **fields)  # type: ignore[arg-type]


def at(pages: tuple[Page, ...], text: str) -> tuple[int, PlacedText]:
    """The page and place of the first line that begins with a text."""
    return next((p.number, t) for p in pages for t in p.texts() if t.text.startswith(text))


def test_the_type_area_is_that_of_the_standard() -> None:
    pages = lay_out(made(preamble=(SENTENCE * 40,)))  # the first page is text alone
    tables = [i.room for p in pages for i in p.items if isinstance(i, Box)]
    assert min(room.left() for room in tables) == pytest.approx(LEFT)
    assert max(room.right() for room in tables) == pytest.approx(LEFT + WIDTH)
    lines = [i for i in pages[0].items if isinstance(i, Line) and "—" not in i.text]
    assert min(line.x for line in lines) == pytest.approx(LEFT)
    assert min(line.y for line in lines) >= TOP - PITCH
    assert max(line.y for line in lines) <= TOP + HEIGHT
    assert PAGE_SIZE.width() == pytest.approx(210 * MM)


def test_twenty_eight_characters_a_line_and_twenty_two_lines_a_page() -> None:
    pages = lay_out(made(preamble=("国" * CHARACTERS * 60,)))
    lengths = [len(t.text) for t in pages[0].texts() if t.text.startswith("国")]
    assert lengths[:2] == [CHARACTERS - 2, CHARACTERS]
    texts = [t.text for t in pages[1].texts()]
    assert len(texts[0]) == CHARACTERS
    assert len(texts) == LINES + 1  # and the page number


def test_lines_stand_a_fixed_pitch_apart_whatever_their_font() -> None:
    section = ("（一）主动公开情况。" + SENTENCE * 2, SENTENCE)
    pages = lay_out(made(title="", sections={"overview": section}))
    box = [t for t in pages[0].texts() if not t.text.startswith("—")][:5]
    gaps = [b.y - a.y for a, b in pairwise(box[1:])]
    assert gaps == pytest.approx([PITCH / TWIPS] * len(gaps), abs=3)


def test_paragraphs_and_headings_are_indented_by_two_characters() -> None:
    pages = lay_out(made(sections={"overview": (SENTENCE * 2,)}))
    for start in ("一、总体情况", SENTENCE[:6]):
        assert at(pages, start)[1].x == pytest.approx((LEFT + 2 * BODY) / TWIPS)


def test_a_run_in_heading_has_the_heading_s_face() -> None:
    pages = lay_out(made(sections={"overview": ("（一）主动公开。" + SENTENCE,)}))
    line = next(i for i in pages[0].items if isinstance(i, Line) and i.text.startswith("（一）"))
    (styled,) = line.layout.formats()
    assert (styled.start, styled.length) == (0, 8)
    assert styled.format.font().families() == body(Face.KAI).families()


def test_live_figures_are_filled_in_and_blank_paragraphs_left_out() -> None:
    texts = ("收到申请{{ requests.received.total }}件。", "", "　")
    pages = lay_out(made(sections={"overview": texts}))
    assert at(pages, "收到申请3件。")
    assert all(t.text.strip() for p in pages for t in p.texts())


def test_page_numbers_stand_right_on_odd_pages_and_left_on_even_ones() -> None:
    pages = lay_out(made(preamble=(SENTENCE * 60,)))
    assert len(pages) >= 3
    for page in pages:
        item = next(i for i in page.items if isinstance(i, Line) and i.text == f"— {page.number} —")
        right = item.layout.textOption().alignment() == Qt.AlignmentFlag.AlignRight
        assert right == (page.number % 2 == 1)
        assert item.y > TOP + HEIGHT


@pytest.mark.parametrize("form_id", forms.known())
def test_every_figure_and_label_of_every_table_is_printed(form_id: str) -> None:
    form = forms.load(form_id)
    cells = {address: str(1000 + n) for n, address in enumerate(form.cells)}
    pages = lay_out(made(form=form_id, cells=cells))
    lines = [t.text for p in pages for t in p.texts()]
    assert set(cells.values()) <= set(lines)
    joined = "".join(lines)
    for layout in form.layouts.values():
        for cell in layout.cells:
            if cell.role is Role.BAND:
                assert cell.text in joined


def test_a_figure_too_long_for_its_column_is_set_smaller_on_one_line() -> None:
    row = FORM.tables["requests"].blocks[0].rows[0].id
    cells = {a: "1234567" for a in FORM.cells if f".{row}." in a}
    pages = lay_out(made(cells=cells))
    assert sum(t.text == "1234567" for p in pages for t in p.texts()) == len(cells)


@pytest.mark.parametrize("sentences", range(0, 24, 3))
def test_a_table_that_fits_on_a_page_is_not_split(sentences: int) -> None:
    cells = {address: str(1000 + n) for n, address in enumerate(FORM.cells)}
    pages = lay_out(made(sections={"overview": tuple([SENTENCE] * sentences)}, cells=cells))
    for section in FORM.definition.sections:
        if section.table:
            figures = {cells[a] for a in FORM.cells if FORM.cells[a].table.id == section.table}
            number, _ = at(pages, section.heading)
            assert figures <= {t.text for t in pages[number - 1].texts()}


def test_rows_of_a_longer_table_are_not_split_and_its_heading_is_repeated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    definition = (resources.path("formats", "2021.toml")).read_text(encoding="utf-8")
    label = next(row.label for row in FORM.tables["requests"].blocks[0].rows if row.within)
    form = forms.parse(definition.replace(f'"{label}"', f'"{label * 60}"').encode(), "longer")
    monkeypatch.setattr(forms, "load", lambda _: form)
    pages = lay_out(made())
    with_heading = [p.number for p in pages if any(t.text == "申请人情况" for t in p.texts())]
    assert len(with_heading) == 3
    boxes = [i.room for p in pages for i in p.items if isinstance(i, Box)]
    assert all(room.bottom() <= TOP + HEIGHT + 2 for room in boxes)
    printed = "".join(t.text for p in pages for t in p.texts())
    assert printed.count(label[:5]) >= 60


@pytest.mark.parametrize("sentences", range(0, 40, 3))
def test_no_page_ends_with_a_heading_or_a_band(sentences: int) -> None:
    pages = lay_out(made(sections={"overview": tuple([SENTENCE] * sentences)}))
    headings = {section.heading for section in FORM.definition.sections}
    for page in pages[:-1]:
        lowest = max((i for i in page.items if not (isinstance(i, Line) and "—" in i.text)), key=_bottom)
        if isinstance(lowest, Line):
            assert lowest.text not in headings
        else:
            assert lowest.ground != BAND


def _bottom(item: Line | Box) -> float:
    return item.room.bottom() if isinstance(item, Box) else item.y


@pytest.mark.parametrize("sentences", range(20, 32))
def test_the_signature_never_stands_alone(sentences: int) -> None:
    signature = ("清河市人民政府办公室", "2024年1月25日")
    report = made(sections={"other": tuple([SENTENCE] * sentences)}, signature=signature)
    pages = lay_out(report)
    (number, organ), (same, date) = at(pages, signature[0]), at(pages, signature[1])
    assert number == same
    assert date.y > organ.y
    last = next(p for p in pages if p.number == number)
    assert len(last.texts()) >= 5  # two lines of text, the signature, the page number


def test_a_long_title_is_broken_into_whole_words() -> None:
    title = "清河市经济和信息化发展委员会2023年政府信息公开工作年度报告"
    pages = lay_out(made(title=title))
    assert [t.text for t in pages[0].texts()][:2] == [title[:14], title[14:]]


def test_a_report_without_a_title_gets_the_official_one_as_in_word() -> None:
    assert at(lay_out(made(title=" ")), FORM.title("清河市", 2023))[0] == 1


def test_texts_and_figures_are_those_of_the_word_file() -> None:
    address = next(iter(FORM.cells))
    texts = ("先公开\t后归档。", "第一行\x0b第二行", "网\u200b站\x07公示。", "一、二季度无变化。")
    report = made(sections={"overview": texts}, cells={**made().cells, address: "12\n件"})
    pages = lay_out(report)
    assert [t.text for t in pages[0].texts()][2:7] == [
        "先公开 后归档。",
        "第一行",
        "第二行",
        "网站公示。",
        "一、二季度无变化。",
    ]
    assert at(pages, "12 件")
    line = next(i for i in pages[0].items if isinstance(i, Line) and i.text.startswith("一、二"))
    assert not line.layout.formats()  # no heading of a section


def test_the_date_begins_two_characters_after_the_organ() -> None:
    pages = lay_out(made(signature=("清河市人民政府办公室", "二〇二四年一月五日")))
    organ, date = (_edges(pages, text) for text in ("清河市人民政府办公室", "二〇二四年一月五日"))
    character = WIDTH / CHARACTERS
    assert date[0] - organ[0] == pytest.approx(2 * character, abs=character / 10)
    assert organ[1] == pytest.approx(LEFT + WIDTH - 2 * character, abs=character / 10)
    assert date[1] == pytest.approx(organ[1] + character, abs=character / 10)  # nine characters, not ten


def test_with_a_seal_the_organ_is_centred_on_the_date() -> None:
    pages = lay_out(made(signature=("清河市水务局", "2024年1月5日"), sealed=True))
    organ, date = (_edges(pages, text) for text in ("清河市水务局", "2024年1月5日"))
    character = WIDTH / CHARACTERS
    assert date[1] == pytest.approx(LEFT + WIDTH - 4 * character, abs=character / 5)
    assert sum(organ) / 2 == pytest.approx(sum(date) / 2, abs=character / 5)


def _edges(pages: tuple[Page, ...], text: str) -> tuple[float, float]:
    """Where the letters of a line begin and end."""
    item = next(i for p in pages for i in p.items if isinstance(i, Line) and i.text == text)
    room = item.layout.lineAt(item.number).naturalTextRect()
    return item.x + room.left(), item.x + room.right()


def test_an_empty_report_has_one_page_or_more_and_no_failure() -> None:
    pages = lay_out(made(title="", cells={}))
    assert [p.number for p in pages] == list(range(1, len(pages) + 1))


def test_a_page_can_be_painted(qtbot: QtBot) -> None:
    page = lay_out(made())[0]
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    page.paint(painter)
    painter.end()
    title = [image.pixelColor(x, y).lightness() for x in range(150, 450) for y in range(105, 140)]
    assert min(title) < 60  # the title's ink
    assert all(image.pixelColor(x, 50).lightness() == 255 for x in range(595))  # the margin


@pytest.mark.usefixtures("qapp")
def test_the_lines_of_a_very_long_paragraph_are_asked_for_in_proportion() -> None:
    text = "逐件登记，分类答复𠮷12件。" * 4_000
    lines = body_lines(text, None)
    before = time.thread_time()
    assert "".join(line.text for line in lines) == text
    assert time.thread_time() - before < 0.3  # a copy of the paragraph for each line takes seconds


@pytest.mark.usefixtures("qapp")
def test_thousands_of_headings_in_a_row_are_set_in_proportion() -> None:
    report = Report(
        form="2021", organ="清河市", year=2023, sections={"overview": ("（一）主动公开",) * 1_900}
    )
    before = time.thread_time()
    assert len(lay_out(report)) > 80
    assert time.thread_time() - before < 3


def test_a_long_paragraph_is_set_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    set_lines: list[int] = []
    own = spacing.let_hang

    def counted(line: QTextLine, text: str, font: QFont, width: float) -> None:
        if len(text) > 1_000:  # not the tables, which are pieces of their own
            set_lines.append(line.lineNumber())
        own(line, text, font, width)

    monkeypatch.setattr(spacing, "let_hang", counted)
    work = laid_out(made(sections={"overview": (SENTENCE * 100,)}))
    most = before = 0
    with suppress(StopIteration):
        while True:
            next(work)
            most, before = max(most, len(set_lines) - before), len(set_lines)
    assert len(set_lines) > 100
    assert most == 1
