"""Whose report it is and on which year: from the title, else from the text, and then told."""

from dataclasses import dataclass
from pathlib import Path

from intake.remarks import remark
from intake.texts import naming
from intake.texts.sections import Parts
from model.chinese import organs
from model.forms import OfficialForm
from model.rules.findings import AnyFinding, Level


@dataclass(frozen=True, slots=True)
class Authorship:
    """The organ (empty: not found), the year of the report, and what was guessed."""

    organ: str
    year: int
    guesses: tuple[AnyFinding, ...]


def found(form: OfficialForm, parts: Parts, path: Path) -> Authorship:
    """Return whose report a file is and on which year."""
    guesses: list[AnyFinding] = []
    if parts.named is None:
        sentence = "没有找到报告的标题，已按标准格式拟了一个，请核对。"
        guesses.append(remark("read-missing-title", Level.WARNING, sentence))
    titled = parts.named or naming.Title("", 0)
    organ = titled.organ or _guessed_organ(parts, guesses)
    year = titled.year or _guessed_year(form, parts, path, guesses)
    return Authorship(_agreed_organ(organ, parts), _agreed_year(form, parts, year), tuple(guesses))


def of_tables(parts: Parts, path: Path) -> Authorship:
    """Return whose figures a workbook holds: what it does not say stays blank, with one remark."""
    titled = parts.named or naming.Title("", 0)
    guessed_year = 0 if titled.year else naming.year_of_name(path.stem)
    year = titled.year or guessed_year
    told = _tables_only(titled.organ, year, guessed_year)
    return Authorship(titled.organ, year, (told,))


def _tables_only(organ: str, year: int, guessed_year: int) -> AnyFinding:
    """The remark on a workbook, with what is not known of organ and year, and a year that was guessed."""
    known = {"机关名称": organ, "年份": year}
    missing = [name for name, value in known.items() if not value]
    sentence = "电子表格里只有数据，各部分的文字留空"
    if missing:
        sentence += f"；没有找到{'和'.join(missing)}，请在报告信息里填写"
    if guessed_year:
        sentence += f"；年份根据文件名推定为 {guessed_year} 年，请核对"
    level = Level.WARNING if missing else Level.HINT
    return remark("read-tables-only", level, f"{sentence}。")


def _guessed_organ(parts: Parts, guesses: list[AnyFinding]) -> str:
    """The organ that the text names, empty for none."""
    organ = naming.organ_in(parts.signature, parts.preamble)
    if organ:
        level, sentence = Level.HINT, f"标题里没有机关名称，根据正文推定为“{organ}”，请核对。"
    else:
        level, sentence = Level.WARNING, "没有找到机关名称，请在报告信息里填写。"
    guesses.append(remark("read-guessed-organ", level, sentence))
    return organ


def _guessed_year(form: OfficialForm, parts: Parts, path: Path, guesses: list[AnyFinding]) -> int:
    """The year of the first source that tells one; the form's first year is the last resort."""
    dated = naming.date_year(parts.signature)
    sources = {
        "正文": naming.year_in(_opening(form, parts)),
        "落款日期": dated - 1 if dated else 0,
        "文件名": naming.year_of_name(path.stem),
        "格式": form.definition.first_year,
    }
    source = next(source for source, year in sources.items() if year)
    year = sources[source]
    level = Level.WARNING if source == "格式" else Level.HINT
    sentence = f"标题里没有年份，根据{source}推定为 {year} 年，请核对。"
    guesses.append(remark("read-guessed-year", level, sentence))
    return year


def _agreed_organ(titled: str, parts: Parts) -> str:
    """The organ of the title, unless preamble and signature both name one that has nothing to do with it.

    Such a title was taken over from another organ's report.
    """
    signed = naming.organ_in(parts.signature, ())
    if not _contradict(titled, signed):
        return titled
    said = naming.squeezed("".join(parts.preamble))
    named_by_both = organs.main(signed) in said and titled not in said
    return organs.main(signed) if named_by_both else titled


def _contradict(titled: str, signed: str) -> bool:
    """Whether title and signature name two organs that have nothing to do with each other."""
    name_organs = bool(titled and signed)
    return name_organs and organs.unrelated(titled, signed)


def _agreed_year(form: OfficialForm, parts: Parts, titled: int) -> int:
    """The year of the title, unless that is an earlier one than text and signature both tell.

    Such a title was left as it stood in last year's report. One with a later year is believed: there the
    rest is still to be rewritten.
    """
    signed = naming.date_year(parts.signature) - 1
    agreed = signed > titled and naming.year_in(_opening(form, parts)) == signed
    return signed if agreed else titled


def _opening(form: OfficialForm, parts: Parts) -> list[str]:
    """The paragraphs that speak of the year: the preamble and the first section."""
    first = form.definition.sections[0].id
    return [*parts.preamble, *parts.sections.get(first, ())]
