"""How much there is room for in the texts of a report: no report is a book."""

from model.report import Paragraphs, Report
from model.report.length import MOST_WRITTEN, MOST_WRITTEN_PARAGRAPHS, length, written
from ui.narrative.documents import PARAGRAPH

BOUND = f"{MOST_WRITTEN // 10_000} 万字或 {MOST_WRITTEN_PARAGRAPHS:,} 段"
"""The most that may be written in the window, as a person is told."""


def refusal(report: Report, pasted: Paragraphs, replaced: str, part: str) -> str:
    """Return why a text cannot be pasted in place of what is selected, or nothing when it can.

    ``replaced`` is the selected text as Qt tells it, ``part`` what a person calls the text pasted into.
    """
    standing = written(report)
    characters = length(pasted) + length(standing) - len(replaced)
    paragraphs = len(pasted) + len(standing) - replaced.count(PARAGRAPH)
    if characters <= MOST_WRITTEN and paragraphs <= MOST_WRITTEN_PARAGRAPHS:
        return ""
    return (
        f"要粘贴的文字有 {length(pasted):,} 字、{len(pasted):,} 段，粘贴后全文会超过 {BOUND}，"
        f"不像一份年度报告，所以没有粘贴，报告和原来一样。\n请只复制属于“{part}”的文字，再粘贴一次。"
    )
