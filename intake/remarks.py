"""What reading assumed or could not place, as findings whose codes begin with ``read-``.

The sentence for the user is made here, where what was read is known, and travels as ``sentence``.
"""

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from model.address import Address
from model.forms import OfficialForm
from model.forms.definition import Row, Table
from model.report import Report
from model.rules.findings import Finding, Kind, Level

_LONGEST_LABEL = 16  # characters of a label in a sentence
_LONGEST_QUOTE = 60  # characters of a text quoted in a sentence


class Remark(msgspec.Struct, frozen=True):
    """What reading tells: its sentence, and what in the file it is about.

    ``text`` and ``paragraphs`` were read into no part, ``figures`` into no cell; ``label`` is a row's or a
    column's.
    """

    sentence: str
    text: str = ""
    paragraphs: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    label: str = ""


def remark(
    code: str,
    level: Level,
    sentence: str,
    addresses: Iterable[Address] = (),
    *,
    text: str = "",
    paragraphs: tuple[str, ...] = (),
    figures: tuple[str, ...] = (),
    label: str = "",
) -> Finding[Remark]:
    """Return a finding of reading with its Chinese sentence."""
    facts = Remark(sentence, text, paragraphs, figures, label)
    return _kind(code, level).found(facts, tuple(addresses))


@lru_cache
def _kind(code: str, level: Level) -> Kind[Remark]:
    return Kind(code=code, level=level, sentence=_sentence)


def _sentence(_form: OfficialForm, _report: Report, finding: Finding[Remark]) -> str:
    return finding.facts.sentence


def told(sentence: str, *texts: str) -> Finding[Remark]:
    """Return a finding that shows texts which were not understood, and so not read."""
    text = "\n".join(texts)
    return remark("read-unplaced-text", Level.WARNING, sentence, text=text, paragraphs=texts)


def short(label: str) -> str:
    """Return a label without its explanation, for a sentence."""
    if len(label) <= _LONGEST_LABEL:
        return label
    head = label.split("（区")[0] if not label.startswith("（") else label[0] + label[1:].split("（")[0]
    return head if len(head) <= 2 * _LONGEST_LABEL else head[: 2 * _LONGEST_LABEL] + "…"


def quote(text: str) -> str:
    """Return a text as quoted in a sentence, cut when long; blanks and breaks become one blank."""
    joined = " ".join(text.split())
    return f"“{joined[:_LONGEST_QUOTE]}…”" if len(joined) > _LONGEST_QUOTE else f"“{joined}”"


def figures(texts: Iterable[str]) -> str:
    """Return figures for a sentence; a note among them is cut when long."""
    cut = (text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…" for text in texts)
    return "、".join(cut) or "（空）"


class TableRemarks:
    """Makes and keeps the findings about one table."""

    def __init__(self, form: OfficialForm, table: Table) -> None:
        self._form = form
        self._name = f"“{form.section_of(table.id).short}”表"
        self.found: list[Finding[Remark]] = []
        self._seen: set[Finding[Remark]] = set()

    def short_row(self, row: Row, count: int, wanted: int, blank: list[Address], merged: bool) -> None:
        """Note a line with fewer figures than columns; ``merged``: as some of its cells take several."""
        names = "、".join(f"“{self._form.cells[address].column.label}”" for address in blank)
        how = "合并单元格里的数已填入其中第一格" if merged else "已从左往右依次填入"
        sentence = (
            f"{self._name}“{short(row.label)}”行只有 {count} 个数（应有 {wanted} 个），"
            f"{how}，{names}留空，请对照原文件核对。"
        )
        self._add("read-short-row", Level.WARNING, sentence, blank)

    def uncertain_row(self, row: Row, texts: tuple[str, ...], wanted: int, addresses: list[Address]) -> None:
        """Note a line whose figures are not read because they may stand in any of its columns."""
        why = f"（应有 {wanted} 个），无法确定各数属于哪一列"
        self._not_read(row, texts, why, addresses)

    def perhaps_next_row(self, row: Row, texts: tuple[str, ...], addresses: list[Address]) -> None:
        """Note a line whose figures are not read because they may be those of the next row."""
        why = "，但下一行的行名没有找到，无法确定是不是下一行的数"
        self._not_read(row, texts, why, addresses)

    def _not_read(self, row: Row, texts: tuple[str, ...], why: str, addresses: list[Address]) -> None:
        sentence = (
            f"{self._name}“{short(row.label)}”行有 {len(texts)} 个数{why}，"
            f"没有读入：{figures(texts)}，请对照原文件填写。"
        )
        self._add("read-short-row", Level.WARNING, sentence, addresses, figures=texts)

    def extra_cells(self, row: Row, texts: list[str], addresses: list[Address]) -> None:
        """Note figures beyond the form's columns."""
        sentence = f"{self._name}“{short(row.label)}”行多出内容：{figures(texts)}，没有读入，请核对。"
        self._add("read-extra-cell", Level.WARNING, sentence, addresses, figures=tuple(texts))

    def extra_row(self, label: str, texts: tuple[str, ...]) -> None:
        """Note a line that the form does not have."""
        name = quote(label) if label else "没有行名"
        sentence = (
            f"{self._name}多出一行（{name}），格式中没有这一行，数据 {figures(texts)} 没有读入，请核对。"
        )
        self._add("read-extra-row", Level.WARNING, sentence, (), label=label, figures=texts)

    def repeated_row(self, row: Row, texts: tuple[str, ...], addresses: list[Address]) -> None:
        """Note a row that stands there twice with different figures."""
        sentence = (
            f"{self._name}“{short(row.label)}”行出现了两次，数据不同，已采用前一次的，"
            f"后一次的数据是 {figures(texts)}，请核对。"
        )
        self._add("read-extra-row", Level.WARNING, sentence, addresses, label=row.label, figures=texts)

    def missing_row(self, row: Row, addresses: list[Address]) -> None:
        """Note a row of the form that the file does not have."""
        sentence = f"{self._name}里没有找到“{short(row.label)}”行，已留空，请补填。"
        self._add("read-missing-row", Level.WARNING, sentence, addresses, label=row.label)

    def missing_column(self, label: str, addresses: list[Address]) -> None:
        """Note a column of the form that the file does not have."""
        sentence = f"{self._name}里没有找到“{short(label)}”列，已留空，请补填。"
        self._add("read-missing-column", Level.WARNING, sentence, addresses, label=label)

    def missing_figures(self, addresses: list[Address]) -> None:
        """Note a table with headings and no line of figures."""
        sentence = f"{self._name}只有表头，没有找到数据行，已留空，请补填。"
        self._add("read-missing-row", Level.WARNING, sentence, addresses)

    def guessed_label(self, written: str, official: str, level: Level) -> None:
        """Note a label that was taken for another wording."""
        name = quote(written) if written else "空白的名称"
        how = "按位置" if level is Level.WARNING else ""
        sentence = f"{self._name}中的{name}{how}当作“{short(official)}”读入，请核对。"
        if written == official:
            sentence = f"{self._name}中的{name}列看不出属于哪一组，已按位置读入，请核对。"
        self._add("read-guessed-label", level, sentence, (), label=official)

    def guessed_columns(self, addresses: list[Address]) -> None:
        """Note figures read in the form's own order because the headings do not tell."""
        sentence = f"{self._name}有表头无法辨认，数据按标准格式的列顺序读入，请核对。"
        self._add("read-guessed-columns", Level.WARNING, sentence, addresses)

    def moved_row(self, row: Row, addresses: list[Address]) -> None:
        """Note figures that stand beside their headings and were read by their order."""
        sentence = f"{self._name}“{short(row.label)}”行的数没有对齐表头，已从左往右依次读入，请核对。"
        self._add("read-guessed-columns", Level.WARNING, sentence, addresses)

    def mixed(self, label: str) -> None:
        """Note another form's label."""
        sentence = (
            f"{self._name}里混用了另一版格式的“{short(label)}”，请改用{self._form.definition.name}的表格。"
        )
        self._add("form-year", Level.ERROR, sentence, (), label=label)

    def _add(
        self,
        code: str,
        level: Level,
        sentence: str,
        addresses: Iterable[Address],
        figures: tuple[str, ...] = (),
        label: str = "",
    ) -> None:
        finding = remark(code, level, sentence, addresses, figures=figures, label=label)
        if finding not in self._seen:
            self._seen.add(finding)
            self.found.append(finding)
