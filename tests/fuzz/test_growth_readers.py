"""No reader takes time out of proportion: for four times the paragraphs and rows at most six times as long.

Measured is the processor time of this thread, from the file to the report. Of .doc and .xls nobody here can
write longer ones: their readers are bounded from outside (``intake/apart.py``), as is whatever they hold.
"""

import io
import math
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

import intake
from intake import pipeline
from intake.blocks import MOST_CELLS, Aside, Block, Grid, Paragraph, Picture, plain_grid
from intake.formats.reader import Document
from intake.pages.placed import Page, Stroke
from intake.register import source
from model.storage.codec import encode
from tests.fuzz.seeds import open_document, placed, web_archive, with_part
from tests.fuzz.test_growth import FORM, seconds
from tests.support.documents import html_table, paragraph, table_of, word_table, write_docx
from tests.support.ofd import ofd
from tests.support.registers import write_workbook
from tests.support.shell_reports import whole

_MOST = 6.0
_TRIES = 4
_HEAD = ("青禾县农业农村局2024年政府信息公开工作年度报告", "一、总体情况")
_SENTENCE = "第{}次会议研究政务公开，全年发布信息3006条，办理申请12件。"
_SHORT = 24  # characters: as many paragraphs as are read have no more than are read
_ROW = ("行政许可", "{}", "12", "7")
_TABLE = table_of(FORM, "requests", whole().cells)


def rows(count: int) -> list[list[str]]:
    return [[text.format(number) for text in _ROW] for number in range(count)]


def lines(count: int) -> list[str]:
    return [*_HEAD, *(_SENTENCE.format(number) for number in range(count))]


# ------------------------------------------------------------------ files with so many paragraphs and rows


def saved(path: Path, count: int) -> None:
    report = whole()
    path.write_bytes(
        encode(type(report)(report.form, "甲局", 2024, sections={"overview": tuple(lines(count))}))
    )


def docx(path: Path, count: int) -> None:
    cells = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in row)}</w:tr>" for row in rows(count)
    )
    write_docx(path, "".join(map(paragraph, lines(count))) + word_table(_TABLE) + f"<w:tbl>{cells}</w:tbl>")


def _page(count: int) -> str:
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows(count))
    texts = "".join(f"<p>{text}</p>" for text in lines(count))
    return f"<html><body>{texts}{html_table(_TABLE)}<table>{cells}</table></body></html>"


def html(path: Path, count: int) -> None:
    path.write_text(_page(count), "utf-8")


def mht(path: Path, count: int) -> None:
    path.write_bytes(web_archive(_page(count), "utf-8", "quoted-printable"))


def text(path: Path, count: int) -> None:
    path.write_text("\n".join([*lines(count), *("|".join(row) for row in rows(count))]), "utf-8")


def markdown(path: Path, count: int) -> None:
    cells = "\n".join(f"| {' | '.join(row)} |" for row in rows(count))
    texts = "\n\n".join(lines(count)[1:])
    head = "| 许可 | 甲 | 乙 | 丙 |\n|---|---|---|---|"
    path.write_text(f"# {_HEAD[0]}\n\n## {texts}\n\n{head}\n{cells}\n", "utf-8")


def odt(path: Path, count: int) -> None:
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table")
    )
    texts = "".join(f"<text:p>{line}</text:p>" for line in lines(count))
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{one}</text:p></table:table-cell>" for one in row)
        + "</table:table-row>"
        for row in rows(count)
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:text>{texts}<table:table>{cells}</table:table>"
        "</office:text></office:body></office:document-content>"
    )
    path.write_bytes(with_part(open_document(), "content.xml", content.encode()))


def workbook(path: Path, count: int) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("三")
        for cell in _TABLE:
            sheet.write(cell.line, cell.column, cell.text)
        for number, row in enumerate(rows(count), 40):
            sheet.write_row(number, 0, row)


def _pages(count: int) -> list[Page]:
    """Pages of twenty lines and a table of five rows each."""
    made = []
    for number in range(count // 40 + 1):
        words = [
            one
            for at in range(20)
            for one in placed(f"第{number}页第{at}行发布信息。", 60, 60 + 20 * at, 12.0)
        ]
        if not number:
            words = [one for at, line in enumerate(_HEAD) for one in placed(line, 60, 60 + 30 * at, 16.0)]
        table = [Stroke(x, 500, x, 600) for x in (60, 200, 300)]
        table += [Stroke(60, 500 + 20 * at, 300, 500 + 20 * at) for at in range(6)]
        for at in range(5):
            words += placed("许可", 70, 515 + 20 * at, 12.0) + placed(str(at), 210, 515 + 20 * at, 12.0)
        made.append(Page(595, 842, words, table))
    return made


def archive(path: Path, count: int) -> None:
    path.write_bytes(ofd(_pages(count)))


def pdf(path: Path, count: int) -> None:
    """Letters and lines alone, without a font of its own: Chinese in it would ask for one."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for page in _pages(count):
        drawn = "".join(f"{s.x0} {842 - s.y0} m {s.x1} {842 - s.y1} l S\n" for s in page.strokes)
        words = "".join(
            f"1 0 0 1 {c.left} {842 - c.base} Tm ({ord(c.text) % 10}) Tj\n" for c in page.characters
        )
        stream = f"{drawn}BT /F1 12 Tf {words}ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects) + 2} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    made, places = io.StringIO(), []
    made.write("%PDF-1.4\n")
    for number, content in enumerate(objects, 1):
        places.append(made.tell())
        made.write(f"{number} 0 obj\n{content}\nendobj\n")
    begun = made.tell()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    made.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}")
    made.write(f"trailer << /Root 1 0 R /Size {len(objects) + 1} >>\nstartxref\n{begun}\n%%EOF\n")
    path.write_text(made.getvalue(), "ascii")


def register(path: Path, count: int) -> None:
    head = ["序号", "申请时间", "申请人类型", "办理结果"]
    body = [[str(number), "2024-03-05", "自然人", "予以公开"] for number in range(count)]
    write_workbook({"台账": [head, *body]}, path)


_FILES: dict[str, tuple[Callable[[Path, int], None], str, int]] = {
    "saved": (saved, ".nianbao", 2000),
    "docx": (docx, ".docx", 250),
    "html": (html, ".html", 250),
    "mht": (mht, ".mht", 250),
    "text": (text, ".txt", 500),
    "markdown": (markdown, ".md", 500),
    "odt": (odt, ".odt", 500),
    "workbook": (workbook, ".xlsx", 250),
    "ofd": (archive, ".ofd", 500),
    "pdf": (pdf, ".pdf", 500),
}


def read(path: Path) -> None:
    """Read a report in this process; one that is not recognised was gone through all the same."""
    try:
        intake.read(path, own=True)
    except intake.Unreadable as error:
        if "没有找到" not in str(error):
            raise


def in_proportion(short: Callable[[], object], long: Callable[[], object]) -> bool:
    """Whether what is done with n and 4n keeps to six times the time, in the best of some tries."""
    quick, slow = math.inf, math.inf
    for _ in range(_TRIES):
        quick = min(quick, seconds(short))
        slow = min(slow, seconds(long))
        if slow <= _MOST * quick:
            return True
    return False


def test_what_grows_with_the_square_is_found() -> None:
    def work(count: int) -> None:
        for number in range(count):
            sum(range(number))

    assert not in_proportion(lambda: work(400), lambda: work(4 * 400))


@pytest.mark.parametrize("name", _FILES)
def test_reading_takes_time_in_proportion(name: str, tmp_path: Path) -> None:
    write, suffix, count = _FILES[name]
    short, long = tmp_path / f"1{suffix}", tmp_path / f"4{suffix}"
    write(short, count)
    write(long, 4 * count)
    assert in_proportion(lambda: read(short), lambda: read(long))


def test_counting_a_register_takes_time_in_proportion(tmp_path: Path) -> None:
    short, long = tmp_path / "1.xlsx", tmp_path / "4.xlsx"
    register(short, 1000)
    register(long, 4 * 1000)
    assert in_proportion(lambda: source.read(short), lambda: source.read(long))


# ------------------------------------------------------------------ what comes after the readers

_BLOCKS: dict[str, Callable[[int], list[Block]]] = {
    "sentences": lambda n: [Paragraph(_SENTENCE.format(number)[:_SHORT]) for number in range(n)],
    "headings": lambda n: [Paragraph("一、总体情况"), Paragraph("二、主动公开政府信息情况")] * (n // 2),
    "headings inside": lambda n: [Paragraph("（一）主动公开情况。")] * n,
    "titles": lambda n: [Paragraph(_HEAD[0])] * n,
    "dates": lambda n: [Paragraph("2025年1月20日")] * n,
    "organs": lambda n: [Paragraph("青禾县农业农村局")] * n,
    "figures": lambda n: [Paragraph("12")] * n,
    "labels and figures": lambda n: [Paragraph("行政许可"), Paragraph("12")] * (n // 2),
    "rows as text": lambda n: [Paragraph("商业企业 1 2 3 4 5 6 7")] * n,
    "notes": lambda n: [Aside("脚注", f"第{number}个脚注") for number in range(n)],
    "contents": lambda n: [Paragraph("一、总体情况……1", contents=True)] * n,
    "pictures": lambda n: [Picture()] * n,
    "small tables": lambda n: [plain_grid([["行政许可", "12"]])] * (n // 4),
    "a long table": lambda n: [plain_grid([["商业企业", "12"]] * (n // 2))],
    "a wide table": lambda n: [plain_grid([["商业企业"] * n])],
    "the same table": lambda n: [_first_table()] * (n // 8),
    "a long line": lambda n: [Paragraph("全年公开信息3006条，" * n)],
    "blanks": lambda n: [Paragraph("一" + " " * 40 * n)],
    "brackets": lambda n: [Paragraph("（" * 10 * n)],
    "line breaks": lambda n: [Paragraph("一\n" * 10 * n)],
}


def _first_table() -> Grid:
    return plain_grid([["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "1", "2", "3"]])


@pytest.mark.parametrize("name", _BLOCKS)
def test_what_blocks_mean_is_found_in_proportion_and_soon(name: str) -> None:
    def work(count: int) -> None:
        blocks = (*map(Paragraph, _HEAD), *_BLOCKS[name](count))
        pipeline.run(Document(blocks), Path("x.docx"))

    most = MOST_CELLS - 10  # of blocks, too: more are refused before anything is done with them
    assert in_proportion(lambda: work(most // 16), lambda: work(most // 4))
    assert seconds(lambda: work(most)) < 10
