"""What readers ask of an lxml tree again and again, whatever the kind of file."""

from collections.abc import Iterable

from lxml import etree


def has(root: etree._Element, *names: str) -> bool:
    """Whether elements of some names are there. Names that no element has cost nothing to be looked for."""
    return next(root.iter(*names), None) is not None


def around(element: etree._Element, *names: str) -> etree._Element | None:
    """Return the nearest element of some names around another, None when it stands in none."""
    return next(element.iterancestors(*names), None)


def whole_text(element: etree._Element) -> str:
    """Return all text in an element."""
    return "".join(element.itertext())


def remove(element: etree._Element | None) -> None:
    """Take an element out, with all that is in it."""
    parent = element.getparent() if element is not None else None
    if element is not None and parent is not None:
        parent.remove(element)


def remove_all(elements: Iterable[etree._Element]) -> None:
    """Take elements out, with all that is in them."""
    for element in elements:
        remove(element)
