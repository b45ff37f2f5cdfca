"""File names for reports: the title, made fit for every system; drafts are marked."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the start page asks for names, and has no report
    from model.report import Report

SUFFIX = ".nianbao"
BACKUP = ".bak"  # behind the whole name: the version before, kept at each save
DRAFT = "草稿"
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\ud800-\udfff]+')  # with halves of characters
_LONGEST = 80  # characters; with a folder, well below what Windows takes


def file_name(report: "Report") -> str:
    """Return the file name for a report, without a suffix: its title in one line."""
    title = report.title.replace("\n", "") or f"{report.organ}{report.year}年政府信息公开工作年度报告"
    if report.year and str(report.year) not in title:
        title = f"{report.year}年 {title}"  # next year's must not want the same name
    name = _FORBIDDEN.sub(" ", title).strip(" .")
    return name[:_LONGEST] or "年度报告"


def is_saved(path: Path) -> bool:
    """Whether a file is named as this program names what it saves: a report or its backup."""
    return path.suffix.lower() in (SUFFIX, BACKUP)


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, however they are written."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return one == other


def marked(name: str, errors: int) -> str:
    """Return a file name that says it is a draft while errors remain, unless it says so already."""
    if not errors or DRAFT in name:
        return name
    return f"{name}（{DRAFT}，有{errors}处错误）"
