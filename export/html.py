"""Web page export: one self-contained, accessible file for the organ's website.

Nothing is fetched from elsewhere: no script, no font, no picture. The page is proven like the Word
file, by reading it back.
"""

import re
from html import escape
from pathlib import Path

from export import html_chart, html_table, proven, readback
from export.printed import Printed, as_printed
from intake import marks
from model.report import Report
from model.text.headings import Heading, HeadingLevel

# Several blanks in a row, or one beside a Chinese character, as pages are wont to have in their source.
_SWALLOWED = re.compile(r" {2,}|(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])|^ +| +$")
# Sizes and fonts follow GB/T 9704-2012 on paper, and the reader's own size on the screen.
_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 50em; padding: 1.5em 1em 3em; color: #1a1a1a; background: #fff;
  font: 1.0625rem/1.9 "仿宋_GB2312", FangSong, "Noto Serif CJK SC", serif; overflow-wrap: anywhere; }
h1 { font: 1.7em/1.5 "方正小标宋简体", "华文中宋", "宋体", SimSun, serif; text-align: center;
  margin: 0.6em 0 1.2em; }
h2 { font: 1.15em/1.9 "黑体", SimHei, sans-serif; margin: 1.2em 0 0; text-indent: 2em; }
h3, .run-in { font-family: "楷体_GB2312", "楷体", KaiTi, serif; font-size: 1em; font-weight: normal; }
h3, h4, h5 { margin: 0; font-size: 1em; font-weight: normal; text-indent: 2em; }
p { margin: 0; text-align: justify; text-indent: 2em; }
.signature p { text-align: right; padding-right: 2em; text-indent: 0; }
.signature { margin-top: 2em; }
.chart { margin: 0.8em auto; max-width: 40em; text-align: center; break-inside: avoid; }
.chart svg { display: block; width: 100%; height: auto; font-family: "宋体", SimSun, serif; }
.table { margin: 0.8em 0; overflow-x: auto; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; min-width: 40em;
  font: 0.875rem/1.4 "宋体", SimSun, serif; text-align: center; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { border: 1px solid #1a1a1a; padding: 0.3em 0.15em; font-weight: normal; overflow-wrap: anywhere; }
.n6, .n7, .n8, .n9 { white-space: nowrap; }
.n6 { font-size: 0.85em; } .n7 { font-size: 0.74em; } .n8 { font-size: 0.65em; } .n9 { font-size: 0.58em; }
.heading { text-wrap: balance; }
th.label { background: #fff; }
.band { background: #c6d9f1; text-align: left; padding-left: 0.4em; }
.deep .label, .deep .corner { text-align: left; }
.deep .corner { font-family: "楷体", KaiTi, serif; }
@media screen and (max-width: 40em) {
  body { padding: 1em 0.9em 2em; font-size: 1rem; }
  h1 { font-size: 1.35em; text-wrap: balance; }
  table { min-width: 44em; font-size: 0.8125rem; }
  tr > th.label:last-of-type { position: sticky; left: 0;
    box-shadow: inset -1px 0 #1a1a1a, inset 1px 0 #1a1a1a; }
}
@media print {
  @page { size: A4; margin: 37mm 26mm 35mm 28mm; }
  @page :right { @bottom-right { content: "— " counter(page) " —"; font: 14pt "宋体", SimSun, serif; } }
  @page :left { @bottom-left { content: "— " counter(page) " —"; font: 14pt "宋体", SimSun, serif; } }
  body { max-width: none; padding: 0; font-size: 16pt; line-height: 28.95pt; }
  h1 { font-size: 22pt; }
  h2, h3, h4, h5 { break-after: avoid; margin: 0; }
  .table { overflow: visible; margin: 0; break-inside: avoid; }
  table { min-width: 0; font-size: 10pt; line-height: 13pt; }
  tr { height: 17pt; }
  th, td { padding: 0 1pt; }
  .band { padding-left: 2pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .band { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""


def write(report: Report, path: Path) -> None:
    """Write a report as a web page (UTF-8), read it back and compare.

    The old file stays on any failure. Raises ExportError with a sentence for the user.
    """
    printed = as_printed(report)
    proven.write(
        path,
        lambda marked: _page(printed, marked).encode(),
        lambda file, strict: readback.prove(file, printed, strict=strict),
    )


def render(report: Report) -> str:
    """Return the web page of a report."""
    return _page(as_printed(report))


def _page(printed: Printed, marked: bool = False) -> str:
    parts = [f"<h1>{_lines(printed.title)}</h1>\n", _texts(printed, "preamble", marked)]
    parts += [_section(printed, section, marked) for section in printed.sections]
    if printed.signature:
        lines = "".join(
            f"<p{_mark('signature', text, marked)}>{_lines(text)}</p>\n" for text in printed.signature
        )
        parts.append(f'<div class="signature">\n{lines}</div>\n')
    name = escape(printed.title.replace("\n", ""))
    columns = html_table.widths(printed.form.definition.tables)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name}</title>\n<style>{_STYLE}{columns}</style>\n</head>\n"
        f"<body>\n<main>\n{''.join(parts)}</main>\n</body>\n</html>\n"
    )


def _section(printed: Printed, name: str, marked: bool) -> str:
    section = printed.form.sections[name]
    parts = [f'<section aria-labelledby="{name}">\n<h2 id="{name}">{escape(section.heading)}</h2>\n']
    if section.table:
        table = printed.form.tables[section.table]
        made = html_table.render(table, printed.form.layouts[section.table], printed.cells)
        kind = "table deep" if table.label_columns > 1 else "table"
        # A wide table scrolls by itself on a telephone; the keyboard must reach it then.
        label = escape(table.label)
        parts.append(f'<section class="{kind}" aria-label="{label}" tabindex="0">\n{made}\n</section>\n')
    parts += [_texts(printed, name, marked), "</section>\n"]
    return "".join(parts)


def _texts(printed: Printed, part: str, marked: bool) -> str:
    made = []
    for index, (text, found) in enumerate(zip(printed.text(part), printed.headings(part), strict=True)):
        chart = printed.charts.get((part, index))
        made.append(
            _paragraph(text, found, _mark(part, text, marked)) if chart is None else html_chart.render(chart)
        )
    return "".join(f"{one}\n" for one in made)


def _mark(part: str, text: str, marked: bool) -> str:
    return f' {marks.ATTRIBUTE}="{marks.made(part, text)}"' if marked else ""


def _paragraph(text: str, found: Heading | None, mark: str) -> str:
    if found is None or found.level is HeadingLevel.SECTION:
        return f"<p{mark}>{_lines(text)}</p>"
    if found.end >= len(text):
        tag = f"h{int(found.level) + 1}"
        return f"<{tag}{mark}>{_lines(text)}</{tag}>"
    head = _lines(text[: found.end])
    if found.level is HeadingLevel.PART:
        head = f'<span class="run-in">{head}</span>'
    return f"<p{mark}>{head}{_lines(text[found.end :])}</p>"


def _lines(text: str) -> str:
    """A break inside a paragraph is marked as such; blanks that a browser would swallow are kept."""
    return '<br class="line">'.join(escape(visible_blanks(line)) for line in text.split("\n"))


def visible_blanks(line: str) -> str:
    """Return a line with blanks that a browser does not swallow."""
    return _SWALLOWED.sub(lambda blanks: "\xa0" * len(blanks[0]), line)
