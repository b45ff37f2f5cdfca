"""The table of contents of a report, which is made of its headings and not read: typed or generated."""

from collections.abc import Sequence

from intake.remarks import remark
from intake.texts import naming
from intake.texts.headings import Item, Text, rank, unmarked
from model.forms import OfficialForm
from model.rules.findings import AnyFinding, Level

_FEWEST = 4  # headings in a row, without text between, make a table of contents
# What stands between a heading in a table of contents and its page, and the page's number.
_PAGE_BEHIND = " .…·\t0123456789"
_CALLED = ("目录", "目次")


def without(form: OfficialForm, items: Sequence[Item], remarks: list[AnyFinding]) -> Sequence[Item]:
    """Return the items without a table of contents and the line above that calls it one; it is told."""
    dropped = _contents_at(form, items)
    if not dropped:
        return items
    sentence = f"原文件的目录（{len(dropped)} 行）由标题自动生成，没有读入。"
    remarks.append(remark("read-contents", Level.HINT, sentence))
    return [item for at, item in enumerate(items) if at not in dropped]


def _contents_at(form: OfficialForm, items: Sequence[Item]) -> set[int]:
    """Where the lines of a table of contents stand, and the line above that calls it one."""
    found = set(_listed(form, items))
    found.update(at for at, item in enumerate(items) if _is_contents(item))
    above = min(found, default=0) - 1
    if above >= 0 and _calls_contents(items[above]):
        found.add(above)
    return found


def _is_contents(item: Item) -> bool:
    """Whether a paragraph is marked as a line of a generated table of contents."""
    return isinstance(item, Text) and item.contents


def _calls_contents(item: Item) -> bool:
    return isinstance(item, Text) and naming.squeezed(item.text) in _CALLED


def _listed(form: OfficialForm, items: Sequence[Item]) -> range:
    """The items of a table of contents that is typed: headings in a row that come again later."""
    run = _first_list_of_headings(form, items)
    if not run:
        return run
    come_again: set[str] = set()
    for item in items[run.stop :]:
        found = rank(form, item.text) if isinstance(item, Text) else None
        if found is not None:
            section, _ = found
            come_again.add(section)
    most_do = len(come_again) >= _FEWEST - 1
    return run if most_do else range(0)


def _first_list_of_headings(form: OfficialForm, items: Sequence[Item]) -> range:
    """The first items in a row that are headings, with a page number or not; none when they are too few."""
    start = 0
    for at, item in enumerate([*items, None]):
        if rank(form, unmarked(item).rstrip(_PAGE_BEHIND)) is not None:
            continue
        if at - start >= _FEWEST:
            return range(start, at)
        start = at + 1
    return range(0)
