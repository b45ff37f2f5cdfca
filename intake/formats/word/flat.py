"""A Word document as one XML file (Flat OPC): the parts of a .docx beside one another, in no zip file.

Office systems that fill in templates write such files, mostly with the ending of the older kind (.doc).
"""

from lxml import etree

from intake.formats.archive import CONTENT_TYPES, Archive, plain
from intake.formats.xml import parse

_NAMESPACE = "http://schemas.microsoft.com/office/2006/xmlPackage"
_NAME, _XML = f"{{{_NAMESPACE}}}name", f"{{{_NAMESPACE}}}xmlData"


class FlatPackage(Archive):
    """The parts of such a file that are XML, as those of an open .docx. Raises Unreadable."""

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        contents = ((plain(part.get(_NAME, "")), part.find(_XML)) for part in parse(content, name))
        self._contents = {part: data for part, data in contents if data is not None and len(data)}
        self.parts = dict.fromkeys((CONTENT_TYPES, *self._contents), (0, 0))  # this kind leaves the types out

    def read(self, part: str) -> bytes | None:
        """Return a part's bytes."""
        data = self._contents.get(plain(part))
        return etree.tostring(data[0]) if data is not None else None
