"""What a file's properties say, held against the report in it.

They go out with the file and are left over from last year more easily than any sentence, as nobody sees them
while writing. An inspector does: a browser shows a published file's title. Source: 条例 article 50 (whose
report it is and on which year), and article 15 for personal data.
"""

from collections.abc import Iterator, Mapping

from intake.remarks import quote, remark
from intake.texts import naming
from model.chinese import organs
from model.chinese.dates import years_said
from model.forms import OfficialForm
from model.report import Report
from model.rules.findings import AnyFinding, Level
from model.text.personal_data import personal_data

ABOUT_THE_FILE = frozenset(("read-properties", "personal-data"))
"""Codes of findings that mean the file which goes out, and nothing in the report that was read from it."""
_OF_PERSONS = frozenset(("作者", "上次修改者"))
_WHERE = "在 Word、WPS 的“文件”→“信息”→“属性”里改，或者用本软件重新导出"


def told(form: OfficialForm, report: Report, properties: Mapping[str, str]) -> Iterator[AnyFinding]:
    """Yield what properties say of another year, another organ, or of persons.

    A property that repeats the report's own title says nothing new: a wrong title is told there.
    """
    title = naming.squeezed(report.title)
    for name, text in properties.items():
        if any(personal_data(text)):
            sentence = f"文件属性的“{name}”里有个人信息，公开前请{_WHERE}。"
            yield remark("personal-data", Level.WARNING, sentence)  # without it: findings go onto paper
        elif name not in _OF_PERSONS and naming.squeezed(text) != title:
            other = _other_year(text, report) or _other_organ(form, text, report)
            if other:
                sentence = f"文件属性的“{name}”写的是{quote(text)}，{other}，公开前请{_WHERE}。"
                yield remark("read-properties", Level.HINT, sentence, text=text)


def _other_year(text: str, report: Report) -> str:
    said = years_said(naming.squeezed(text))
    return "" if not said or report.year in said else f"报告是 {report.year} 年的"


def _other_organ(form: OfficialForm, text: str, report: Report) -> str:
    title = naming.title(form, text)
    if title is None or not title.organ or not report.organ:
        return ""
    return f"报告是“{report.organ}”的" if organs.unrelated(title.organ, report.organ) else ""
