"""A Word template made ready: its tags checked against the form, its document part compiled.

The tags are ``{{ name }}``. Names: ``title``, ``organ``, ``year``; addresses and named sums; and, each
alone in a paragraph that serves as the pattern, ``preamble``, ``signature`` and the sections' ids.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from stat import S_ISDIR, S_ISREG

import jinja2
from lxml import etree

import resources
from export import outside, properties, tags, vetting, word_charts
from export.blocks import Patterns
from export.errors import ExportError, TemplateRefused
from export.fitting import Rooms
from export.package import Package, read, with_parts
from export.printed import Printed
from export.syntax import compiled, lines, value
from export.wording import data
from model import forms
from model.forms import OfficialForm
from model.storage.troubles import cannot_read
from model.text.live import fill_from

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TAG = re.compile(r"\{\{\w+\}\}")
_TABLE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tbl"


@dataclass(frozen=True, slots=True)
class Template:
    """A template that fits its form.

    ``figures`` are the names of the cells and sums it prints; ``fixed`` the paragraphs of its own, such as a
    letterhead, without blanks and with their tags; ``left_out`` says what of it does not travel.
    """

    archive: bytes
    document_name: str
    properties_name: str
    document: jinja2.Template
    figures: tuple[str, ...]
    rooms: Rooms
    fixed: frozenset[str]
    left_out: tuple[str, ...]

    def fill(self, printed: Printed, marked: bool = False) -> bytes:
        """Return the Word file of a report, with a mark at each paragraph when wanted."""
        content = data(printed, self.figures, marked)
        part = self.document.render(content, sizes=self.rooms.sizes(content["figures"] | content["cells"]))
        drawings = printed.charts.values()
        archive = word_charts.added(self.archive, self.document_name, drawings) if drawings else self.archive
        own = {
            self.document_name: (_DECLARATION + part).encode(),
            self.properties_name: properties.made(printed.title, printed.organ),
        }
        return with_parts(archive, own)

    def own_text(self, printed: Printed) -> frozenset[str]:
        """Return the paragraphs that the template itself adds to a report, without blanks."""
        inline = {"{{title}}": printed.title, "{{organ}}": printed.organ, "{{year}}": str(printed.year)}
        made = []
        for text in self.fixed:
            named = _TAG.sub(lambda tag: inline.get(tag[0], tag[0]), text)
            made.append("".join(fill_from(printed.form, printed.cells, named).split()))
        return frozenset(made)


def load(form: OfficialForm, path: Path | None = None) -> Template:
    """Return the form's own template, or an office's; compiled once, and again when the file changes.

    Raises TemplateRefused, with the list, for a template that does not fit the form, and
    ExportError for a file that is no Word file.
    """
    file = path or resources.path("templates", form.definition.template)
    try:
        state = file.stat()
    except FileNotFoundError as error:
        raise ExportError(f"找不到模板“{file.name}”，请检查文件的位置。") from error
    except OSError as error:
        raise ExportError(cannot_read(file, error)) from error
    if S_ISDIR(state.st_mode):
        raise ExportError(f"模板“{file.name}”是一个文件夹，请选择 .docx 文件。")
    if not S_ISREG(state.st_mode):
        raise ExportError(f"模板“{file.name}”不是普通的文件，请选择 .docx 文件。")
    return _load(form.id, file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _load(form_id: str, file: Path, _modified: int, _size: int) -> Template:
    return make(forms.load(form_id), read(file), file.name)


def make(form: OfficialForm, package: Package, name: str) -> Template:
    """Check and compile a template; ``name`` is for the messages. Raises TemplateRefused."""
    sifted = outside.sift(package)
    package, root = sifted.package, package.document
    found = tuple(tags.find(root))
    problems = (*sifted.refused, *vetting.problems(form, package, found))
    if problems:
        raise TemplateRefused(name, problems)
    fixed = frozenset(_fixed(root))
    patterns, rooms = Patterns(package), Rooms(package)
    blocks = vetting.block_names(form)
    for tag in reversed(found):
        if tag.name in blocks:
            patterns.take(tag.paragraph, tag.name)
        else:
            rooms.take(tag)
            tags.put(tag.paragraph, tag.start, tag.end, _expression(form, tag))
    source = rooms.put_in(patterns.put_in(etree.tostring(root, encoding="unicode")))
    for inline in vetting.INLINE:  # these texts may have several lines, figures have one
        source = source.replace(value(inline), lines(inline))
    figures = tuple({tag.name for tag in found if tag.name in form.names})
    ready, core = properties.make_room(package)
    return Template(
        ready.archive(),
        ready.document_name,
        core,
        compiled(source),
        figures,
        rooms,
        fixed,
        sifted.left_out,
    )


def _fixed(root: etree._Element) -> Iterator[str]:
    """The template's own paragraphs outside tables, without blanks; tags in them stay."""
    own: dict[etree._Element, list[tags.Tag]] = {}
    for tag in tags.find(root):
        own.setdefault(tag.paragraph, []).append(tag)
    for paragraph in root.iter(tags.PARAGRAPH):
        whole = tags.text(paragraph)
        for tag in reversed(own.get(paragraph, [])):
            whole = f"{whole[: tag.start]}{{{{{tag.name}}}}}{whole[tag.end :]}"
        in_table = next(paragraph.iterancestors(_TABLE), None) is not None
        if whole.strip() and not in_table:
            yield "".join(whole.split())


def _expression(form: OfficialForm, tag: tags.Tag) -> str:
    """A figure in a table prints as it stands in its cell, one in a sentence as the sentence wants it."""
    if tag.name in vetting.INLINE:
        return value(tag.name)
    in_table = next(tag.paragraph.iterancestors(_TABLE), None) is not None
    return value(f'{"cells" if in_table and tag.name in form.cells else "figures"}["{tag.name}"]')
