"""Whether a Word template fits the form: every cell and every text has its tag, and each tag is known."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from difflib import get_close_matches

from lxml import etree

from export import tags
from export.package import Package, parse
from export.syntax import has_marks
from export.tags import Tag
from model.forms import OfficialForm
from model.forms.definition import Table
from model.rules.terms import part_name

INLINE = ("title", "organ", "year")
_NEW_PAGE = ("page", "column")  # types of a break; the others are line breaks
_PRINTED_BESIDE = ("header", "footer", "footnotes", "endnotes")


def block_names(form: OfficialForm) -> tuple[str, ...]:
    """Return the texts that have a paragraph of their own as pattern."""
    return ("preamble", *form.sections, "signature")


def problems(form: OfficialForm, package: Package, found: Sequence[Tag]) -> Iterator[str]:
    """Yield, in the user's language, all that is wrong with a template."""
    if has_marks(etree.tostring(package.document, encoding="unicode")):
        yield "文档里有不可使用的特殊字符（U+FDD0 至 U+FDD5），请删除后再用"
    for text in tags.leftovers(package.document):
        yield f"“{text}”：标记写法不完整或不支持，标记只能写成 {{{{ 名称 }}}}"
    yield from _unknown(form, found)
    yield from _missing(form, found)
    yield from _patterns(form, found)
    yield from _elsewhere(package)


def _unknown(form: OfficialForm, found: Sequence[Tag]) -> Iterator[str]:
    known = {*INLINE, *block_names(form), *form.names}
    for tag in found:
        if tag.name in known:
            continue
        close = get_close_matches(tag.name, known, 1, 0.8)
        hint = f"，是否应为“{close[0]}”？" if close else ""
        yield f"{_shown(tag.name)}：本格式（{form.definition.name}）没有这个名称{hint}"


def _missing(form: OfficialForm, found: Sequence[Tag]) -> Iterator[str]:
    there = {tag.name for tag in found}
    for name in ("title", *block_names(form)):
        if name not in there:
            yield f"缺少{_called(form, name)}的标记 {_shown(name)}"
    for table in form.definition.tables:
        yield from _missing_figures(form, table, there)


def _missing_figures(form: OfficialForm, table: Table, there: Container[str]) -> Iterator[str]:
    cells = [address for address, cell in form.cells.items() if cell.table.id == table.id]
    absent = [address for address in cells if address not in there]
    if len(absent) == len(cells):
        yield f"缺少“{table.label}”表的全部 {len(cells)} 个数据标记，如 {_shown(absent[0])}"
        return
    for address in absent:
        yield f"“{table.label}”表缺少“{form.label(address)}”的标记 {_shown(address)}"


def _patterns(form: OfficialForm, found: Sequence[Tag]) -> Iterator[str]:
    """A text's tag stands once, and alone in its paragraph."""
    blocks = block_names(form)
    times = Counter(tag.name for tag in found)
    for name, count in times.items():
        if count > 1 and name in ("title", *blocks):
            yield f"{_called(form, name)}的标记 {_shown(name)} 出现了 {count} 次，只能有一次"
    for tag in found:
        if tag.name in blocks:
            yield from _beside(tag)


def _beside(tag: Tag) -> Iterator[str]:
    """What else stands in the paragraph of a text's tag."""
    whole = tags.text(tag.paragraph)
    if (whole[: tag.start] + whole[tag.end :]).strip():
        yield f"“{tags.shorten(whole)}”：标记 {_shown(tag.name)} 应当单独成段"
    elif _holds_more(tag.paragraph):
        yield f"标记 {_shown(tag.name)} 应当单独成段：这一段里还有图形或分页符，请移到别的段落"


def _holds_more(paragraph: etree._Element) -> bool:
    """Whether a pattern has what is no text: it would vanish, or come with every paragraph."""
    return any(
        item.tag != tags.BREAK or item.get(tags.BREAK_TYPE) in _NEW_PAGE
        for item in paragraph.iter(tags.BREAK, *tags.PICTURES)
    )


def _elsewhere(package: Package) -> Iterator[str]:
    """Headers, footers and notes are kept as they are: a tag there would be printed as such."""
    for name, part in package.parts.items():
        last = name.rpartition("/")[2]
        if not (last.startswith(_PRINTED_BESIDE) and last.endswith(".xml")):
            continue
        try:
            root = parse(part)
        except (etree.XMLSyntaxError, ValueError):
            yield f"页眉、页脚或脚注部分（{last}）已损坏"
            continue
        for tag in tags.find(root):
            yield f"页眉、页脚和脚注中不能使用标记：{_shown(tag.name)}"


def _called(form: OfficialForm, name: str) -> str:
    section = form.sections.get(name)
    return part_name(form, name) + ("的附注文字" if section is not None and section.table else "")


def _shown(name: str) -> str:
    return f"{{{{ {name} }}}}"
