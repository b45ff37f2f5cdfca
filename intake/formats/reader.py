"""What a kind of file is to the program: one value of :class:`Format`, in a module named for the kind.

``intake/formats/NAME.py`` holds ``FORMAT`` and is light: whatever library it needs is imported inside the
function that reads, so that a file of another kind, or the list of suffixes, costs nothing. A kind that needs
more than one file has a package beside it (``docx.py`` and ``word/``). The list in
``intake/formats/__init__.py`` names them all.

To add a kind: write its module, put it into that list before any kind that would recognise its files too, and
delete what ``refused.py`` says of it so far.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from intake.blocks import Block
from intake.formats import archive
from model.rules.findings import AnyFinding


@dataclass(frozen=True)
class Sample:
    """What tells the kind of a file: its first bytes, blank ones in front left out, and its name."""

    path: Path
    head: bytes

    @property
    def name(self) -> str:
        """The file's name, for sentences."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """The ending of the name in small letters, with its dot."""
        return self.path.suffix.lower()

    def has(self, part: str) -> bool:
        """Whether it is a zip file with a part, named with ``/``; a damaged one has none."""
        if not self.head.startswith(archive.MARK):
            return False
        last_name = part.rpartition("/")[2].encode()
        may_be_there = self._listed is None or last_name in self._listed
        return may_be_there and part in self._parts

    @cached_property
    def _listed(self) -> bytes | None:
        return archive.listed(self.path)

    @cached_property
    def _parts(self) -> frozenset[str]:
        return archive.names(self.path)


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader found: blocks in reading order, and remarks of its own (codes ``read-…``).

    Text that was found and is left out is a block (:class:`intake.blocks.Aside`), not a remark: it is told
    unless the report says the same. ``tables_only``: the kind holds figures and no text, as a workbook does.
    ``properties``: what the file says of itself, by the names that Word gives them (标题, 作者 …).
    """

    blocks: tuple[Block, ...]
    remarks: tuple[AnyFinding, ...] = ()
    tables_only: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    ``suffixes`` have small letters and a dot, the usual one first; none for a kind that is only refused.
    ``name`` is the kind's Chinese name as a file dialog shows it. ``recognises`` judges by content first.
    ``read`` is asked for files of up to ``most_bytes``; it raises ``Unreadable``, one sentence for the clerk.
    ``apart``: it is called in a process of its own (:mod:`intake.apart`), because its library is not ours to
    bound; such a reader gives blocks and no remarks.
    """

    kind: str
    suffixes: tuple[str, ...]
    name: str
    most_bytes: int
    recognises: Callable[[Sample], bool]
    read: Callable[[Path], Document]
    apart: bool = False
