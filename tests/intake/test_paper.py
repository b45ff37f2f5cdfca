"""Pages that give places alone: tables and paragraphs as a reader of the paper sees them."""

import itertools
from pathlib import Path

import pytest

from intake import pipeline
from intake.blocks import Aside, Cell, Grid, Paragraph
from intake.formats import Document
from intake.pages.continued import Part, together
from intake.pages.placed import MOST_PAGES, Page, Placed, Stroke, TooMuch
from intake.pages.reading import blocks
from model import forms
from model.report import Report
from tests.support import paper
from tests.support.documents import table_of
from tests.support.paper import BOTTOM, HEIGHT, LEFT, PITCH, RIGHT, SIZE, TOP, WIDTH, Paper, put

FORM = forms.load("2021")
BODY = (
    "全年制发行政规范性文件12件，废止3件，现行有效40件；"
    "各科室按照职责把公开属性认定嵌入办文流程，逐件审核把关。"
)
SHORT = "办理结果均已按期送达。"


def texts(made: list) -> list[str]:
    return [block.text for block in made if isinstance(block, Paragraph)]


def read(made: Paper) -> Report:
    return pipeline.run(Document(tuple(blocks(made.pages))), Path("a.pdf")).report


# ------------------------------------------------------------------- paragraphs


def test_lines_are_joined_to_paragraphs() -> None:
    made = Paper().paragraph(BODY).paragraph(SHORT).paragraph(BODY * 3)
    assert texts(blocks(made.pages)) == [BODY, SHORT, BODY * 3]


def test_a_paragraph_goes_on_over_the_page_end() -> None:
    made = Paper()
    for _ in range(12):
        made.paragraph(BODY)
    assert len(made.pages) > 1
    assert texts(blocks(made.pages)) == [BODY] * 12


def test_a_line_that_the_author_broke_stays_broken() -> None:
    text = "先登记后办理；\n同步更新台账，按月通报。"
    made = Paper().paragraph(BODY).paragraph(text).paragraph(BODY)
    assert texts(blocks(made.pages)) == [BODY, text, BODY]


def test_without_indents_a_short_line_ends_its_paragraph() -> None:
    made = Paper()
    for text in (BODY, SHORT, BODY, SHORT, BODY):
        made.paragraph(text, indent=0)
    assert texts(blocks(made.pages)) == [BODY, SHORT, BODY, SHORT, BODY]


def test_headings_and_signature_stay_lines_of_their_own() -> None:
    made = Paper().centred("青石市林业局").centred("2022年政府信息公开工作年度报告")
    made.paragraph("一、总体情况").paragraph(BODY).paragraph("（一）主动公开").paragraph(BODY)
    made.paragraph("六、其他需要报告的事项").paragraph("本年度没有收取信息处理费。")
    made.flush_right("青石市林业局").flush_right("2023年1月9日")
    found = read(made)
    assert found.title == "青石市林业局\n2022年政府信息公开工作年度报告"
    assert found.sections["overview"] == (BODY, "（一）主动公开", BODY)
    assert found.signature == ("青石市林业局", "2023年1月9日")


def test_pages_whose_margins_are_mirrored() -> None:
    made = Paper()
    for number in range(24):
        made.left, made.right = (LEFT, RIGHT) if number < 12 else (LEFT + 20, RIGHT + 20)
        made.y = BOTTOM if number == 12 else made.y
        made.paragraph(BODY).paragraph(SHORT)
    assert texts(blocks(made.pages)) == [BODY, SHORT] * 24


@pytest.mark.parametrize("text", ["网站访问1,234,567次", "由Windows 10升级", "答复率为98.5％"])
def test_numbers_and_words_stay_whole_at_line_ends(text: str) -> None:
    for length in range(8, 30):
        long = "公" * length + text + "开" * 30 + "。"
        shown = blocks(Paper().paragraph(BODY).paragraph(long).pages)
        assert [said.replace(" ", "") for said in texts(shown)] == [BODY, long.replace(" ", "")]


def test_words_of_latin_letters_are_divided() -> None:
    page = Page(WIDTH, HEIGHT)
    end = put(page, "Open", LEFT, 200)
    put(page, "Data", end + 4, 200)
    assert texts(blocks([page])) == ["Open Data"]


def test_a_raised_mark_is_no_digit_of_the_figure() -> None:
    page = Page(WIDTH, HEIGHT)
    end = put(page, "收到申请12", LEFT, 200)
    put(page, "1", end, 193, 8)
    assert texts(blocks([page])) == ["收到申请12¹"]


def test_letters_printed_twice_to_be_bold_are_one() -> None:
    page = Page(WIDTH, HEIGHT)
    put(page, "总体情况110件", LEFT, 200)
    put(page, "总体情况110件", LEFT + 0.4, 200)
    assert texts(blocks([page])) == ["总体情况110件"]


def test_radicals_become_characters() -> None:
    page = Page(WIDTH, HEIGHT)
    put(page, "⼀、总体情况，⾏政许可", LEFT, 200)
    assert texts(blocks([page])) == ["一、总体情况，行政许可"]


# --------------------------------------------------------------------- furniture


@pytest.mark.parametrize("number", ["— {} —", "{}", "- {} -", "第{}页 共9页", "{}/9", "Page {} of 9"])
def test_page_numbers_are_left_out(number: str) -> None:
    made = Paper()
    for _ in range(12):
        made.paragraph(BODY)
    for count, page in enumerate(made.pages, 1):
        put(page, number.format(count), 280, 790, 14)
    assert texts(blocks(made.pages)) == [BODY] * 12


def test_heads_and_feet_are_told_once() -> None:
    made = Paper()
    for _ in range(16):
        made.paragraph(BODY)
    for count, page in enumerate(made.pages, 1):
        put(page, "内部资料 注意保存", LEFT, 60, 9)
        put(page, f"青石市编 第{count}页", LEFT, 790, 9)
    found = blocks(made.pages)
    assert texts(found) == [BODY] * 16
    asides = [block for block in found if isinstance(block, Aside)]
    assert [aside.what for aside in asides] == ["页眉", "页脚"]


def test_a_sentence_at_the_top_of_a_page_is_no_head() -> None:
    made = Paper()
    for number in range(16):
        made.paragraph(f"第{number}项工作。{BODY}")
    assert len(texts(blocks(made.pages))) == 16


def test_underlined_text_is_no_table() -> None:
    made = Paper().paragraph(BODY).paragraph(SHORT)
    page = made.pages[0]
    page.strokes += [Stroke(LEFT, TOP + PITCH * n + 3, RIGHT, TOP + PITCH * n + 3) for n in (1, 2, 3)]
    found = blocks(made.pages)
    assert texts(found) == [BODY, SHORT]
    assert not any(isinstance(block, Grid) for block in found)


def test_a_frame_around_text_is_no_table() -> None:
    made = Paper().paragraph(BODY)
    page = made.pages[0]
    page.strokes += [Stroke(LEFT - 9, TOP, RIGHT + 9, TOP), Stroke(LEFT - 9, 300, RIGHT + 9, 300)]
    page.strokes += [Stroke(LEFT - 9, TOP, LEFT - 9, 300), Stroke(RIGHT + 9, TOP, RIGHT + 9, 300)]
    assert texts(blocks(made.pages)) == [BODY]


def test_a_watermark_is_told_and_not_read() -> None:
    page = Paper().paragraph(BODY).pages[0]
    page.slanted = "内部使用"
    found = blocks([page])
    assert texts(found) == [BODY]
    assert [block.text for block in found if isinstance(block, Aside)] == ["内部使用"]


# ------------------------------------------------------------------------ tables


def tables(form, *, down: float = 0.0, digits=str, **manner) -> tuple[Paper, dict]:
    """All tables of a form, set from a height on that lets page ends cut them."""
    cells = {address: digits(number + 10) for number, address in enumerate(form.cells)}
    made = Paper()
    made.centred("青石市2022年政府信息公开工作年度报告")
    made.room(down)
    for table in form.tables:
        made.paragraph(form.section_of(table).heading)
        made.table(table_of(form, table, cells), **manner)
    return made, cells


@pytest.mark.parametrize("form_id", forms.known())
@pytest.mark.parametrize("sides", [True, False])
@pytest.mark.parametrize("upright", [True, False])
def test_tables_cut_by_the_page_end_anywhere(form_id: str, sides: bool, upright: bool) -> None:
    form = forms.load(form_id)
    for down in range(0, 600, 51):
        made, cells = tables(form, down=down, sides=sides, upright=upright)
        assert read(made).cells == cells, down


def test_full_width_digits_side_by_side() -> None:
    def wide(number: int) -> str:
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))

    made, cells = tables(FORM, digits=wide)
    assert read(made).cells == {address: str(n + 10) for n, address in enumerate(FORM.cells)}
    assert len(cells) == len(FORM.cells)


def test_lines_drawn_in_pieces_are_one() -> None:
    made, cells = tables(FORM)
    for page in made.pages:
        page.strokes = list(itertools.chain.from_iterable(map(dashes, page.strokes)))
    assert read(made).cells == cells


def dashes(stroke: Stroke) -> list[Stroke]:
    """A line as dashes of four points with gaps of two."""
    across = stroke.is_horizontal
    start, stop = (stroke.x0, stroke.x1) if across else (stroke.y0, stroke.y1)
    made = []
    while start < stop:
        end = min(start + 4, stop)
        made.append(
            Stroke(start, stroke.y0, end, stroke.y1) if across else Stroke(stroke.x0, start, stroke.x1, end)
        )
        start = end + 2
    return made


def test_a_heading_repeated_on_the_new_page_is_no_row() -> None:
    made, cells = tables(FORM, down=102)
    numbered = [page for page in made.pages if "国家秘密" in "".join(c.text for c in page.characters)]
    following = made.pages[made.pages.index(numbered[0]) + 1]
    head = [cell for cell in table_of(FORM, "requests", {}) if cell.line < 3]
    pushed = 3 * paper.ROW
    following.characters = [
        Placed(c.text, c.left, c.right, c.base + pushed, c.size) for c in following.characters
    ]
    following.strokes = [Stroke(s.x0, s.y0 + pushed, s.x1, s.y1 + pushed) for s in following.strokes]
    top = Paper([following], y=TOP)
    top.table(head)
    assert read(made).cells == cells


def test_a_cell_cut_by_the_page_end() -> None:
    """One row stands on two pages: the label's first words and the figures on one, the rest on the next."""
    label = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
    made, _ = tables(FORM)
    whole = blocks(made.pages)
    grid = next(b for b in whole if isinstance(b, Grid) and any(c.text == label for r in b.rows for c in r))
    row = next(n for n, r in enumerate(grid.rows) if any(c.text == label for c in r))
    first, last = [], []
    for cell in grid.rows[row]:
        cut = label.index("行政机关") if cell.text == label else len(cell.text)
        first.append(Cell(cell.text[:cut], cell.column, cell.span))
        last.append(Cell(cell.text[cut:], cell.column, cell.span))
    xs = tuple(50.0 * number for number in range(grid.width + 1))
    above = Part(Grid((*grid.rows[:row], tuple(first))), xs)
    below = Part(Grid((tuple(last), *grid.rows[row + 1 :])), xs)
    assert together(above, below).grid == grid


def test_a_chart_is_no_table_and_its_labels_are_no_sentence() -> None:
    made = Paper().paragraph(BODY)
    page = made.pages[0]
    y = made.y + 150
    for number, bar in enumerate((90, 30, 10, 60)):
        x = LEFT + 100 * number
        page.strokes += [Stroke(x, y - bar, x + 60, y - bar), Stroke(x, y, x + 60, y)]
        page.strokes += [Stroke(x, y - bar, x, y), Stroke(x + 60, y - bar, x + 60, y)]
        put(page, str(bar), x + 20, y - bar - 5, 10)
        put(page, ("予以公开", "部分公开", "不予公开", "其他处理")[number], x, y + 15, 10)
    page.strokes.append(Stroke(LEFT, y, RIGHT, y))
    put(page, "图1 2022年申请办理情况", LEFT + 100, y + 40, 12)
    found = blocks(made.pages)
    assert texts(found) == [BODY, "图1 2022年申请办理情况"]
    assert [block.what for block in found if isinstance(block, Aside)] == ["图表里的文字"]


# ------------------------------------------------------------------------ bounds


def test_far_too_much_is_refused() -> None:
    with pytest.raises(TooMuch):
        blocks([Page(WIDTH, HEIGHT)] * (MOST_PAGES + 1))
    lines = [Stroke(x, 10, x, 500) for x in range(1, 3000, 2)] + [
        Stroke(1, y, 3000, y) for y in range(1, 3000, 2)
    ]
    with pytest.raises(TooMuch):
        blocks([Page(WIDTH, HEIGHT, [Placed("一", 10, 26, 50, SIZE)], lines)])


def grows(size: int) -> list[Page]:
    """A page with so many lines of text and so many rows of a table."""
    page = Page(WIDTH, 20.0 * size)
    for number in range(size):
        put(page, BODY[:20], LEFT, 20.0 * number + 10)
    page.strokes = [Stroke(1, 3.0 * n, 500, 3.0 * n) for n in range(size)]
    page.strokes += [Stroke(50.0 * n, 0, 50.0 * n, 3.0 * size) for n in range(8)]
    return [page]


def test_time_grows_with_the_page_alone() -> None:
    from time import process_time

    def taken(size: int) -> float:
        start = process_time()
        blocks(grows(size))
        return process_time() - start

    taken(50)
    small, large = min(taken(200) for _ in range(3)), min(taken(800) for _ in range(3))
    assert large <= 8 * small
