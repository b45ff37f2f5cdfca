"""Characters that look like common ones and are others, or are not seen, as PDF readers leave them."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from intake.blocks import Aside, Block, Cell, Grid, Paragraph
from intake.remarks import remark
from model.chinese.characters import traditional, unusual, usual
from model.rules.findings import AnyFinding, Level

_FEWEST_TRADITIONAL = 20  # characters; fewer are a name
_TRADITIONAL = re.compile(f"[{''.join(map(chr, traditional()))}]")
_MOST_SHOWN = 5  # kinds of characters


def made_usual(blocks: Sequence[Block]) -> tuple[Sequence[Block], list[AnyFinding]]:
    """Return blocks in common characters, and one remark for the file when there were others."""
    whole = "".join(map(_text, blocks))
    told = _told_of_traditional(whole)
    found = unusual(whole)
    if not found:  # nearly always
        return blocks, told
    return list(map(_usual, blocks)), [*told, _told_of_unusual(Counter(found))]


def _told_of_unusual(found: Counter[str]) -> AnyFinding:
    """Tell which characters became others, the most frequent ones, and that others are gone."""
    exchanged = [f"“{one}”→“{usual(one)}”" for one, _ in found.most_common() if usual(one)]
    done = []
    if exchanged:
        done.append(f"换成通用的字（{'、'.join(exchanged[:_MOST_SHOWN])}）")
    if len(exchanged) < len(found):
        done.append("去掉看不见的或字体专用的符号")
    sentence = f"原文件里有 {found.total()} 个特殊字符，已{'，'.join(done)}，请核对。"
    return remark("read-characters", Level.HINT, sentence)


def _told_of_traditional(text: str) -> list[AnyFinding]:
    """Tell that a report is in traditional characters: its text stays as it is."""
    if len(_TRADITIONAL.findall(text)) < _FEWEST_TRADITIONAL:
        return []
    sentence = "原文件用的是繁体字，表格和标题已认出，文字照原样读入，请改成简体字。"
    return [remark("read-traditional", Level.WARNING, sentence)]


def _text(block: Block) -> str:
    if isinstance(block, Grid):
        return "".join(block.texts)
    return block.text if isinstance(block, Paragraph | Aside) else ""


def _usual(block: Block) -> Block:
    match block:
        case Grid():
            rows = tuple(tuple(map(_usual_cell, row)) for row in block.rows)
            return Grid(rows, block.placed)
        case Paragraph():
            return Paragraph(usual(block.text).strip(), block.contents)
        case Aside():
            return Aside(block.what, usual(block.text), block.on_pages)
    return block


def _usual_cell(cell: Cell) -> Cell:
    return cell if cell.text.isascii() else replace(cell, text=usual(cell.text).strip())
