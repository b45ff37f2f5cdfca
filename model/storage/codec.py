"""The saved report, ``.nianbao``: UTF-8 JSON with a version, read without losing a figure.

Other programs rely on the keys; see ``Saved``. A file of a newer version is refused untouched.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from model import forms
from model.address import Address
from model.report import Acceptance, Report, overridden
from model.values import canonical

VERSION = 1


class UnreadableReport(ValueError):
    """A file that is no report, is damaged, or is newer than this program; the text is for the user."""


class SavedAcceptance(msgspec.Struct, frozen=True):
    """One accepted finding as saved."""

    code: str
    addresses: tuple[str, ...]
    figures: tuple[str, ...]
    reason: str
    quote: str = ""


class Saved(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=False):
    """The file's keys, in the order in which they are written."""

    version: int
    form: str
    organ: str
    year: int
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


def encode(report: Report) -> bytes:
    """Return the file content of a report, readable and comparable line by line."""
    saved = Saved(
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
    )
    return msgspec.json.format(msgspec.json.encode(saved), indent=1) + b"\n"


def decode(content: bytes) -> Report:
    """Make a report of a file's content.

    Raises UnreadableReport, with a sentence for the user, and leaves nothing half read.
    """
    head = _head(content)
    version = head.get("version")
    if isinstance(version, int) and version > VERSION:
        raise UnreadableReport(
            f"这份报告由更新版本的软件保存（文件版本 {version}，本软件最高支持 {VERSION}），"
            "请升级软件后再打开。文件没有改动。"
        )
    if version != VERSION:
        raise UnreadableReport("这不是本软件保存的年度报告文件（缺少版本号或版本号无效）。文件没有改动。")
    try:
        saved = msgspec.convert(head, Saved)
    except msgspec.ValidationError as error:
        raise UnreadableReport(f"报告文件已损坏，内容不符合格式（{error}）。文件没有改动。") from error
    return _report(saved)


def _head(content: bytes) -> dict[str, Any]:
    try:
        head = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableReport("报告文件已损坏或不完整，无法读取。文件没有改动。") from error
    if not isinstance(head, dict):
        raise UnreadableReport("这不是本软件保存的年度报告文件。文件没有改动。")
    return head


def _report(saved: Saved) -> Report:
    if saved.form not in forms.known():
        known = "、".join(forms.known())
        raise UnreadableReport(
            f"报告使用的格式“{saved.form}”本软件不认识（认识的格式：{known}）。文件没有改动。"
        )
    form = forms.load(saved.form)
    strange = [address for address in saved.cells if address not in form.cells]
    if strange:
        raise UnreadableReport(f"报告文件里有格式中不存在的单元格“{strange[0]}”。文件没有改动。")
    cells = _cells(saved.cells)
    overrides = (
        overridden(form, cells)
        if saved.overrides is None
        else frozenset(Address(a) for a in saved.overrides if a in form.derivations)
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
        last_year=None if saved.last_year is None else _cells(saved.last_year),
        last_year_form=saved.last_year_form,
        last_year_sections=saved.last_year_sections,
        accepted=tuple(
            Acceptance(a.code, tuple(map(Address, a.addresses)), a.figures, a.reason, a.quote)
            for a in saved.accepted
        ),
        remarks={Address(address): text for address, text in saved.remarks.items()},
        final=saved.final,
    )


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
