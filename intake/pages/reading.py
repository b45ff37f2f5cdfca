"""Pages into blocks: frames and lines, then heads and feet, then tables and paragraphs made whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from intake.blocks import Aside, Block, Picture
from intake.failures import Unreadable
from intake.pages import charts, continued, running
from intake.pages.cells import grid
from intake.pages.lines import Line, lines
from intake.pages.paragraphs import Margins, Sheet, Style, flow
from intake.pages.placed import MOST_CHARACTERS, MOST_PAGES, MOST_STROKES, Page, Placed, TooMuch
from intake.pages.rulings import Frame, frames

_EDGE = 0.3  # of a page's height, at its end and beginning, where a table is cut


@dataclass(frozen=True, slots=True)
class _Table:
    """What a page has of a table: cells and columns, and where it begins on the page."""

    part: continued.Part
    top: float


def blocks(pages: Sequence[Page]) -> list[Block]:
    """Return what pages hold, in order. Raises TooMuch for far more than any report."""
    _check(pages)
    found = _frames(pages)
    tables: list[list[_Table]] = []
    texts: list[list[Line]] = []
    for number, (page, on_page) in enumerate(zip(pages, found, strict=True)):
        made, rest = _tables(page, on_page, number)
        tables.append(made)
        texts.append(lines(rest, number))
    texts, told = running.without(texts, [page.height for page in pages])
    sheets = [
        Sheet(page.width, tuple(Margins(frame.xs[0], frame.xs[-1]) for frame in on_page))
        for page, on_page in zip(pages, found, strict=True)
    ]
    elements = charts.set_apart(_in_order(texts, tables, pages))
    return [*flow(elements, Style(texts, sheets)), *told, *_slanted(pages)]


def _check(pages: Sequence[Page]) -> None:
    """Raise TooMuch for more than any report has, before time is spent on it."""
    characters = sum(len(page.characters) for page in pages)
    strokes = sum(len(page.strokes) for page in pages)
    if len(pages) > MOST_PAGES or characters > MOST_CHARACTERS or strokes > MOST_STROKES:
        raise TooMuch


def check_readable(pages: Sequence[Page], name: str, *, another: str) -> None:
    """Raise Unreadable where no page of a file has text; ``another`` is the kind of copy that would have."""
    if any(page.characters for page in pages):
        return
    is_scan = any(page.pictures for page in pages)
    if is_scan:
        raise Unreadable(
            f"“{name}”是扫描件（{len(pages)} 页图片），里面没有可以读取的文字，请用原来的 Word 文件，"
            "或新建报告后照着填写。"
        )
    raise Unreadable(f"“{name}”里没有可以读取的文字，请用原来的 Word 文件，或另取一份能复制文字的{another}。")


def too_much(name: str) -> Unreadable:
    """Return what is said of a file for which reading raised TooMuch."""
    return Unreadable(f"“{name}”的内容过多，不像一份年度报告，没有读入，请确认选对了文件。")


def _frames(pages: Sequence[Page]) -> list[list[Frame]]:
    """The frames of each page that are tables; a lone cell is one where a table is cut by the page's end."""
    found = [frames(page.strokes) for page in pages]
    around = [[], *found, []]  # nothing stands before the first page and behind the last one
    made: list[list[Frame]] = []
    for number, page in enumerate(pages):
        beside = around[number : number + 3]
        made.append([frame for frame in found[number] if _is_of_table(frame, beside, page.height)])
    return made


def _is_of_table(frame: Frame, beside: Sequence[Sequence[Frame]], height: float) -> bool:
    """Whether a frame is a table, or a cell that is cut off from one on the page before or the next page."""
    if frame.is_table:
        return True
    return any(_may_be_one(frame, other) for other in _neighbours(frame, beside, height))


def _neighbours(frame: Frame, beside: Sequence[Sequence[Frame]], height: float) -> Iterator[Frame]:
    """What a frame may go on with; ``beside`` are the frames of the page before, of its own, of the next."""
    before, here, after = beside
    is_at_top = frame is here[0] and frame.ys[0] < _EDGE * height
    is_at_bottom = frame is here[-1] and frame.ys[-1] > (1 - _EDGE) * height
    if is_at_top:
        yield from before[-1:]
    if is_at_bottom:
        yield from after[:1]


def _may_be_one(frame: Frame, other: Frame) -> bool:
    return other.is_table and continued.is_continued(frame.xs, other.xs)


def _tables(page: Page, found: Sequence[Frame], number: int) -> tuple[list[_Table], list[Placed]]:
    """The tables of a page, and the characters outside of them."""
    rest = page.characters
    made: list[_Table] = []
    for frame in found:
        inside, outside = _parted(rest, frame)
        if all(character.text.isspace() for character in inside):
            continue
        rest = outside
        made.append(_Table(continued.Part(grid(frame, inside, number), frame.xs), frame.ys[0]))
    return made, rest


def _parted(characters: Sequence[Placed], frame: Frame) -> tuple[list[Placed], list[Placed]]:
    """The characters inside a frame, and those outside."""
    inside: list[Placed] = []
    outside: list[Placed] = []
    for character in characters:
        target = inside if frame.holds(character) else outside
        target.append(character)
    return inside, outside


def _in_order(
    texts: Sequence[Sequence[Line]], tables: Sequence[Sequence[_Table]], pages: Sequence[Page]
) -> list[Line | Block]:
    """Lines and tables by their height on the page; a table that goes on over a page's end is one."""
    made: list[Line | Block] = []
    latest: continued.Part | None = None  # the table that nothing has followed yet
    for lines_here, tables_here, page in zip(texts, tables, pages, strict=True):
        placed: list[tuple[float, Line | _Table]] = [(line.base, line) for line in lines_here]
        placed += [(table.top, table) for table in tables_here]
        for _, thing in sorted(placed, key=lambda pair: pair[0]):
            if isinstance(thing, Line):
                made.append(thing)
                latest = None
            elif latest is not None and continued.is_continued(latest.xs, thing.part.xs):
                latest = continued.together(latest, thing.part)
                made[-1] = latest.grid
            else:
                latest = thing.part
                made.append(latest.grid)
        made += [Picture()] * page.pictures
        latest = None if page.pictures else latest
    return made


def _slanted(pages: Sequence[Page]) -> list[Aside]:
    """Text that runs across the pages, such as a watermark, once."""
    found = dict.fromkeys(page.slanted.strip() for page in pages)
    return [Aside("斜排的文字（如水印）", text, on_pages=True) for text in found if text]
