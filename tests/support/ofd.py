"""Makes OFD files (GB/T 33190) of pages, in the manners in which programs write them."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

from intake.pages.placed import Page, Placed, Stroke

_MM = 25.4 / 72
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
ROOT = (
    f'<ofd:OFD {_SPACE} Version="1.0" DocType="OFD"><ofd:DocBody>'
    "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
)


def ofd(pages: Sequence[Page], template: str = "", alone: bool = False) -> bytes:
    """An OFD of pages; ``template`` holds objects that stand on each of them.

    ``alone``: each character is an object of its own, in units of a point, as some converters write them.
    """
    parts = {"OFD.xml": ROOT, "Doc_0/Document.xml": document(len(pages), bool(template))}
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = page_of([template])
    for number, page in enumerate(pages):
        written = map(single, page.characters) if alone else texts(page.characters)
        objects = [*map(path, page.strokes), *written, *[picture(page)] * page.pictures]
        box = f"0 0 {page.width * _MM:.3f} {page.height * _MM:.3f}"
        use = '<ofd:Template TemplateID="9" ZOrder="Background"/>' if template else ""
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = page_of(objects, box, use)
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    """A package of parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def document(pages: int, template: bool = False) -> str:
    """The part that lists the pages."""
    listed = "".join(f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(pages))
    use = '<ofd:TemplatePage ID="9" BaseLoc="/Doc_0/Tpls/Tpl_0/Content.xml"/>' if template else ""
    return (
        f"<ofd:Document {_SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        f"</ofd:PageArea>{use}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )


def page_of(objects: Iterable[str], box: str = "0 0 210 297", use: str = "") -> str:
    """A page's part."""
    return (
        f"<ofd:Page {_SPACE}>{use}<ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area>"
        f'<ofd:Content><ofd:Layer ID="2"><ofd:PageBlock ID="3">{"".join(objects)}</ofd:PageBlock></ofd:Layer>'
        "</ofd:Content></ofd:Page>"
    )


def texts(characters: Sequence[Placed]) -> Iterable[str]:
    """Text objects, one for each line; every other one is scaled by its CTM."""
    lines = groupby(characters, key=lambda character: (character.base, character.size))
    for number, ((base, size), line) in enumerate(lines):
        yield text(list(line), base, size, 2.0 if number % 2 else 1.0)


def text(line: Sequence[Placed], base: float, size: float, scale: float = 1.0) -> str:
    """One line; its places count from its boundary, before its scale."""
    left, top = line[0].left * _MM, (base - size) * _MM
    unit = _MM / scale
    steps = [f"{(b.left - a.left) * unit:.4f}" for a, b in pairwise(line)]
    runs = []
    for step, group in groupby(steps):
        count = len(list(group))
        runs.append(f"g {count} {step}" if count > 2 else " ".join([step] * count))
    ctm = f' CTM="{scale:g} 0 0 {scale:g} 0 0"' if scale != 1 else ""
    return (
        f'<ofd:TextObject ID="7" Font="4" Size="{size * unit:.4f}"{ctm} '
        f'Boundary="{left:.4f} {top:.4f} {(line[-1].right - line[0].left) * _MM:.4f} {size * _MM * 1.3:.4f}">'
        f'<ofd:TextCode X="0" Y="{size * unit:.4f}" DeltaX="{" ".join(runs)}">'
        f"{escape(''.join(character.text for character in line))}</ofd:TextCode></ofd:TextObject>"
    )


def single(character: Placed) -> str:
    """One character; its place counts in points from the page's lower left corner."""
    left, top = character.left * _MM, (character.base - character.size) * _MM
    up = 842 - character.base
    return (
        f'<ofd:TextObject ID="7" Font="4" Size="{character.size:.3f}" Boundary="{left:.4f} {top:.4f} 4 4" '
        f'CTM="{_MM:.6f} 0 0 {_MM:.6f} {-left:.4f} {842 * _MM - top:.4f}">'
        f'<ofd:TextCode X="{character.left:.3f}" Y="{-up:.3f}">{escape(character.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def path(stroke: Stroke) -> str:
    """A drawn line, counted from its boundary."""
    width, height = (stroke.x1 - stroke.x0) * _MM, (stroke.y1 - stroke.y0) * _MM
    return (
        f'<ofd:PathObject ID="8" LineWidth="0.2" Boundary="{stroke.x0 * _MM:.4f} {stroke.y0 * _MM:.4f} '
        f'{max(width, 0.2):.4f} {max(height, 0.2):.4f}"><ofd:AbbreviatedData>M 0 0 L {width:.4f} {height:.4f}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )


def picture(page: Page) -> str:
    """A picture that fills the page."""
    width, height = page.width * _MM, page.height * _MM
    return f'<ofd:ImageObject ID="6" Boundary="0 0 {width:.2f} {height:.2f}" ResourceID="5"/>'
