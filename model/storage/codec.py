"""The saved report, ``.nianbao``: UTF-8 JSON with a version, read without losing a figure.

Other programs rely on the keys; see ``Saved``. A file of a newer version is refused untouched. A key
that this version does not know belongs to another program and is kept as it is.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

import msgspec

from model import forms
from model.address import Address
from model.report import Acceptance, CellPart, Origin, Report, overridden
from model.report.parts import Parts, differing, filled
from model.storage import foreign
from model.storage.parsing import UnreadableReport, read_object
from model.values import canonical

__all__ = ["VERSION", "UnreadableReport", "decode", "encode"]

VERSION = 1


class SavedAcceptance(msgspec.Struct, frozen=True):
    """One accepted finding as saved."""

    code: str
    addresses: tuple[str, ...]
    figures: tuple[str, ...]
    reason: str
    quote: str = ""


class SavedOrigin(msgspec.Struct, frozen=True):
    """Where a part of a cell comes from, as saved."""

    kind: Literal["hand", "register", "report"] = "hand"
    file: str = ""
    rows: tuple[int, ...] = ()


class SavedPart(msgspec.Struct, frozen=True, rename={"origin": "from"}):
    """One part of a cell as saved."""

    label: str
    figure: str
    origin: SavedOrigin = SavedOrigin()


class Saved(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """The file's keys, in the order in which they are written."""

    version: int
    form: str
    organ: str
    year: Annotated[int, msgspec.Meta(ge=0, le=9999)]
    title: str = ""
    preamble: tuple[str, ...] = ()
    sections: dict[str, tuple[str, ...]] = {}
    signature: tuple[str, ...] = ()
    cells: dict[str, str] = {}
    overrides: tuple[str, ...] | None = None
    last_year: dict[str, str] | None = None
    last_year_form: str = ""
    last_year_sections: dict[str, tuple[str, ...]] = {}
    accepted: tuple[SavedAcceptance, ...] = ()
    remarks: dict[str, str] = {}
    final: bool = False
    sealed: bool = False
    identity: str | msgspec.UnsetType = msgspec.UNSET
    parts: dict[str, tuple[SavedPart, ...]] | msgspec.UnsetType = msgspec.UNSET


def encode(report: Report) -> bytes:
    """Return the file content of a report, readable and comparable line by line."""
    entries = foreign.put_back(msgspec.to_builtins(_saved(report)), report.foreign)
    try:
        return msgspec.json.format(msgspec.json.encode(entries), indent=1) + b"\n"
    except (UnicodeEncodeError, OverflowError):
        # A half character, as some input methods and pages leave; it cannot stand in UTF-8, the rest can. Or
        # another program's number of more than 64 bits.
        text = json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()


def _saved(report: Report) -> Saved:
    return Saved(
        version=VERSION,
        form=report.form,
        organ=report.organ,
        year=report.year,
        title=report.title,
        preamble=report.preamble,
        sections=dict(report.sections),
        signature=report.signature,
        cells=_ordered(report.form, report.cells),
        overrides=tuple(sorted(report.overrides)),
        last_year=None if report.last_year is None else _plain(report.last_year),
        last_year_form=report.last_year_form,
        last_year_sections=dict(report.last_year_sections),
        accepted=tuple(
            SavedAcceptance(a.code, a.addresses, a.figures, a.reason, a.quote) for a in report.accepted
        ),
        remarks=_plain(report.remarks),
        final=report.final,
        sealed=report.sealed,
        identity=report.identity or msgspec.UNSET,
        parts=_saved_parts(report) if report.parts else msgspec.UNSET,
    )


def decode(content: bytes) -> Report:
    """Make a report of a file's content.

    Raises UnreadableReport, with a sentence for the user, and leaves nothing half read.
    """
    head = read_object(content)
    version = head.get("version")
    if type(version) is int and version > VERSION:
        raise UnreadableReport(
            f"这份报告由更新版本的软件保存（文件版本 {version}，本软件最高支持 {VERSION}），"
            "请升级软件后再打开。文件没有改动。"
        )
    if type(version) is not int or version != VERSION:
        raise UnreadableReport("这不是本软件保存的年度报告文件（缺少版本号或版本号无效）。文件没有改动。")
    try:
        saved = msgspec.convert(head, Saved)
    except msgspec.ValidationError as error:
        raise UnreadableReport(f"报告文件已损坏：{_wrong_part(str(error), head)}。文件没有改动。") from error
    report = _report(saved)
    known = {"identity": "", **msgspec.to_builtins(_saved(report))}  # one left blank is no addition
    return replace(report, foreign=foreign.found(head, known))


_EXPECTED = re.compile(r"Expected `(?P<expected>[^`]+)`, got `(?P<got>[^`]+)`")
_GROUPED = re.compile(r"(?P<group>\w+)\[\.\.\.\](?:\[(?P<paragraph>\d+)\])?")
_KINDS = {
    "str": "文字（带引号）",
    "int": "整数",
    "float": "数字",
    "bool": "true 或 false",
    "array": "列表",
    "object": "成组的数据",
    "null": "空值",
}


def _wrong_part(error: str, head: Mapping[str, Any]) -> str:
    """Say in Chinese where a file does not fit; the decoder tells it in English with a path."""
    what, _, where = error.partition(" - at ")
    where = where.strip("`").removeprefix("$.")
    if match := re.search(r"missing required field `([^`]+)`", what):
        return f"缺少“{match[1]}”一项"
    if match := _EXPECTED.search(what):
        where = _entry(where, match["expected"], head)
        expected = "或".join(_KINDS[kind] for kind in match["expected"].split(" | "))
        return f"“{where}”处应为{expected}，现为{_KINDS[match['got']]}"
    return f"“{where}”处的内容不符合格式"


def _entry(where: str, expected: str, head: Mapping[str, Any]) -> str:
    """Name the entry of a group that the decoder only calls ``[...]``, and which of its paragraphs."""
    match = _GROUPED.fullmatch(where)
    if match is None:
        return where
    group, paragraph = match.groups()
    if paragraph is None:
        kind = {"str": str, "array": list}[expected]  # all groups are of texts or of lists of texts
        return next(f"{group}：{name}" for name, value in head[group].items() if not isinstance(value, kind))
    at = int(paragraph)
    return next(
        f"{group}：{name} 第 {at + 1} 段"
        for name, value in head[group].items()
        if len(value) > at and not isinstance(value[at], str)
    )


def _report(saved: Saved) -> Report:
    if saved.form not in forms.known():
        known = "、".join(forms.known())
        raise UnreadableReport(
            f"报告使用的格式“{saved.form}”本软件不认识（认识的格式：{known}）。文件没有改动。"
        )
    form = forms.load(saved.form)
    _refuse_unknown(saved.cells, form.cells, "单元格")
    _refuse_unknown(saved.remarks, form.cells, "单元格")
    parts = _parts(saved)
    _refuse_unknown(parts, form.cells, "单元格")
    _refuse_unknown(saved.sections, form.sections, "章节")
    _refuse_unknown(saved.last_year or (), _last_year_cells(saved), "上年单元格")
    cells = filled(form, _cells(saved.cells), parts)
    typed = overridden(form, cells, parts)  # a total that equals its sum follows again
    overrides = (
        typed
        if saved.overrides is None
        else frozenset(
            a
            for a in map(Address, saved.overrides)
            if a in typed or (a in form.derivations and a not in cells)
        )
        # A program that knows no parts may have changed their figures and said nothing of it.
        | differing(form, cells, parts)
    )
    return Report(
        form=saved.form,
        organ=saved.organ,
        year=saved.year,
        title=saved.title,
        preamble=saved.preamble,
        sections=saved.sections,
        signature=saved.signature,
        cells=cells,
        overrides=overrides,
        parts=parts,
        last_year=None if saved.last_year is None else _cells(saved.last_year),
        last_year_form=saved.last_year_form,
        last_year_sections=saved.last_year_sections,
        accepted=tuple(
            Acceptance(a.code, tuple(map(Address, a.addresses)), a.figures, a.reason, a.quote)
            for a in saved.accepted
        ),
        remarks={Address(address): text for address, text in saved.remarks.items()},
        final=saved.final,
        sealed=saved.sealed,
        identity="" if saved.identity is msgspec.UNSET else saved.identity,
    )


def _saved_parts(report: Report) -> dict[str, tuple[SavedPart, ...]]:
    order = forms.load(report.form).cells
    return {str(a): tuple(map(_saved_part, report.parts[a])) for a in order if a in report.parts}


def _saved_part(part: CellPart) -> SavedPart:
    return SavedPart(
        part.label, part.figure, SavedOrigin(part.origin.kind, part.origin.file, part.origin.rows)
    )


def _parts(saved: Saved) -> dict[Address, Parts]:
    if saved.parts is msgspec.UNSET:
        return {}
    return {Address(a): tuple(map(_part, parts)) for a, parts in saved.parts.items() if parts}


def _part(saved: SavedPart) -> CellPart:
    origin = saved.origin
    return CellPart(saved.label, saved.figure, Origin(origin.kind, origin.file, origin.rows))


def _refuse_unknown(found: Iterable[str], known: Iterable[str], what: str) -> None:
    strange = sorted(set(found).difference(known))
    if strange:
        raise UnreadableReport(f"报告文件里有格式中不存在的{what}“{strange[0]}”。文件没有改动。")


def _last_year_cells(saved: Saved) -> set[str]:
    """The cells that last year's figures may stand in; a file need not say which form they are of."""
    if saved.last_year_form and saved.last_year_form not in forms.known():
        raise UnreadableReport(f"上年数据使用的格式“{saved.last_year_form}”本软件不认识。文件没有改动。")
    possible = (saved.last_year_form,) if saved.last_year_form else forms.known()
    return {address for form_id in possible for address in forms.load(form_id).cells}


def _cells(saved: Mapping[str, str]) -> dict[Address, str]:
    """Canonical texts; a blank that another program wrote down is no entry."""
    cells = {Address(address): canonical(text) for address, text in saved.items()}
    return {address: text for address, text in cells.items() if text}


def _plain(cells: Mapping[Address, str]) -> dict[str, str]:
    return {str(address): text for address, text in cells.items()}


def _ordered(form_id: str, cells: Mapping[Address, str]) -> dict[str, str]:
    """Cells in the order of the form, so that two saved files compare line by line."""
    order = forms.load(form_id).cells
    return {str(address): cells[address] for address in order if address in cells}
