"""Pages of Word (by LibreOffice), PDF and preview, over random reports: do they agree?

``python -m tests.bench.pages [REPORTS]``; needs LibreOffice and poppler. With the faces of the standard on
this computer, or those that FONTCONFIG_FILE names for them. Tells, a report a line, what differs.
"""

import os
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from export import word
from model import forms
from model.report import Report
from tests.support.pdf_lines import PdfLine, lines_of
from ui.preview import pdf

_WORDS = (
    "全年围绕群众关切发布信息", "及时更新公开目录", "解读政策文件35件", "回应疑问", "收到申请1280件",
    "公开预算、决算和“三公”经费", "依托政务大厅设立查阅点12处", "组织培训", "逐项核对台账", "按时办结率100%",
    "联系电话0513-84216789", "网址为https://www.qinghe.gov.cn/zwgk/ndbg/index.html",
    "网站全年发布信息3.2万条", "落实《条例》第十九条、第二十条要求",
)  # fmt: skip
_ORGANS = (
    "青禾县人民政府", "青禾县住房和城乡建设局", "青禾市林业局", "清河镇人民政府", "青禾县委办",
    "云河区市场监督管理局",
    "青禾维吾尔自治县北山经济技术开发区管理委员会综合行政执法局",
)  # fmt: skip
_APART = 8.0  # points: half a character


def main() -> int:
    """Write the reports, print what differs, and return how many do."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = [_report(random.Random(number)) for number in range(count)]
        for number, report in enumerate(reports):
            word.write(report, folder / f"{number}.docx")
            pdf.write(report, folder / f"{number}.pdf")
        _by_libreoffice(folder)
        differing = sum(_differs(folder, number, report) for number, report in enumerate(reports))
    sys.stdout.write(f"{count - differing} of {count} reports agree in pages and signature\n")
    application.shutdown()
    return differing


def _by_libreoffice(folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    files = sorted(folder.glob("*.docx"))
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder / "office", *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def _differs(folder: Path, number: int, report: Report) -> bool:
    own, office = (lines_of(file) for file in (folder / f"{number}.pdf", folder / "office" / f"{number}.pdf"))
    found = [] if len(own) == len(office) else [f"{len(own)} pages, {len(office)} in Word"]
    for text in report.signature:
        found += _apart(text, own, office)
    for told in found:
        sys.stdout.write(f"{number:3} {report.form}: {told}\n")
    return bool(found)


def _apart(text: str, own: list[list[PdfLine]], office: list[list[PdfLine]]) -> list[str]:
    """What is different about a line of the signature: its page, or its place on it."""
    places = []
    for pages in (own, office):
        at = [(page, line) for page, lines in enumerate(pages, 1) for line in lines if line.text == text]
        if not at:
            return []  # broken over two lines
        places.append(at[-1])
    (page, line), (other_page, other) = places
    alone = [n for n, pages in ((page, own), (other_page, office)) if _is_alone(pages[n - 1], text)]
    told = [f"“{text}” without text above it on page {n}" for n in alone]
    if page != other_page:
        return [*told, f"“{text}” on page {page}, {other_page} in Word"]
    shifts = (line.left - other.left, line.right - other.right)
    return [*told, *(f"“{text}” {shift:+.1f} points apart" for shift in shifts if abs(shift) > _APART)]


def _is_alone(lines: list[PdfLine], text: str) -> bool:
    """Whether a signature stands on its page without a line of the text."""
    above = [line for line in lines if line.text != text and not line.text.startswith("—")]
    return len(above) < 2


def _report(chance: random.Random) -> Report:
    form = forms.load(chance.choice(forms.known()))
    year = form.definition.first_year + 3
    organ = chance.choice(_ORGANS)
    sections = {
        section.id: _paragraphs(chance, 1 if section.table else 12) for section in form.definition.sections
    }
    report = Report(
        form=form.id,
        organ=organ,
        year=year,
        title=form.title(organ, year),
        preamble=_paragraphs(chance, 2),
        sections=sections,
        signature=(organ, f"{year + 1}年1月{chance.randint(1, 31)}日"),
        cells={address: str(chance.randint(0, 10 ** chance.randint(1, 7))) for address in form.cells},
        sealed=chance.random() < 0.5,
    )
    calls = [f"{{{{ {name} }}}}" for name in form.charts if chance.random() < 0.3]
    return replace(report, sections={**sections, "overview": (*sections["overview"], *calls)})


def _paragraphs(chance: random.Random, most: int) -> tuple[str, ...]:
    made = []
    for number in range(1, chance.randint(0, most) + 1):
        words = "，".join(chance.choices(_WORDS, k=chance.randint(1, 14)))
        head = chance.choice(("", "", "", f"{number}.", "（一）主动公开。", "（二）依申请公开\n"))
        made.append(f"{head}{words}。")
    return tuple(made)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
