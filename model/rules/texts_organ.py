"""The organ that title, preamble, signature and sentences of its own work name, against the report's own."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import repeat

from model.chinese import dates
from model.chinese.organs import (
    ENDING,
    ENDS_AS_ORGAN,
    PLACES,
    is_beside,
    is_foreign,
    is_of_other_kind,
    same,
)
from model.forms import OfficialForm
from model.reading.words.words import alternatives
from model.reading.words.year_patterns import beginning, one_of, pattern
from model.report import Report, place, text_place
from model.rules.engine import AnyRule, Outcome, Rule, Unit
from model.rules.findings import Finding, Level, Span

_ORGAN = (
    rf"(?P<organ>(?!我|各|[全本][{PLACES}街局委厅机单部级])[\u4e00-\u9fff]{{1,28}}?"
    rf"{ENDING})"
)
_IN_YEAR = rf"{dates.YEAR}\s*年(?:度|(?!度))"
_SIGNED = re.compile(rf"^\s*{_ORGAN}\s*+(?:{dates.ANY_DATE})?\s*$")
_REPORT = rf"(?:本(?:年度)?报告|(?:[本我][{PLACES}局委厅])?{_IN_YEAR}[^，,。；]{{0,12}}报告)"


@cache
def _titled() -> re.Pattern[str]:
    """“云州市财政局2024年政府信息公开……”, the year before or behind the organ."""
    about, year = r"\s*+(?:关于)?\s*+", f"(?:{_IN_YEAR})?"
    disclosure = f"(?:{alternatives('organ-disclosure')})公开"
    return re.compile(rf"^{about}{year}\s*+{_ORGAN}{about}{year}\s*+{disclosure}")


@cache
def _reported() -> re.Pattern[str]:
    announced = alternatives("organ-announced")
    return re.compile(rf"(?:{announced})\s*[《“]?{_ORGAN}\s*{_IN_YEAR}\s*政府信息公开(?!工作要点)")


@cache
def _made_by() -> tuple[re.Pattern[str], ...]:
    """Who writes the report: as who does it, by what law, and as the subject of a sentence."""
    writes, leads = f"(?:{alternatives('organ-writes')})", alternatives("organ-leads")
    takes_care = alternatives("organ-takes-care")
    return (
        re.compile(rf"由\s*{_ORGAN}(?:{leads})?{writes}"),
        re.compile(rf"^\s*{_ORGAN}(?:严格)?(?:{alternatives('organ-by-law')})[^。]{{0,80}}?编制"),
        re.compile(rf"(?:^|[，,。])\s*{_ORGAN}(?:{takes_care})?{writes}(?:了|完成|形成)?{_REPORT}"),
    )


_Spans = list[tuple[int, int]]
_OWN_WORK = (("own-work", "organ-own-work"), ("own-plan", "organ-will"))
"""How the own work is told, and the words that it cannot be told without."""
_PLACED = re.compile("[市县区旗]")
_STOP = re.compile("[。；;\n）)：:]")  # behind it an organ may be the subject


def _units(form: OfficialForm) -> Iterator[Unit[str]]:
    for part in ("title", "preamble", "signature", *form.sections):
        yield Unit(part, (text_place(part), place("organ")))


def _check(_form: OfficialForm, report: Report, part: str) -> Iterator[Outcome[None]]:
    """Another organ's name stands in title, preamble or signature, or where the own work is told."""
    if not report.organ.strip():
        return
    for index, paragraph in enumerate(report.text(part)):
        for start, end in _other_organs(part, paragraph, report.organ.strip()):
            span = Span(part, index, start, end)
            actual = paragraph[start:end]
            yield TEXT_ORGAN.found(None, (), actual, report.organ, span=span)


@lru_cache(maxsize=256)
def _other_organs(part: str, paragraph: str, organ: str) -> tuple[tuple[int, int], ...]:
    """Where another organ is named as the report's own: characters from and to."""
    if part == "title":
        found = _others(_titled(), paragraph, organ)
    elif part == "signature":
        found = _signing(paragraph, organ)
    elif part == "preamble":
        found = _in_preamble(paragraph, organ)
    else:
        found = _foreign(_told_of_its_own(paragraph), organ, below=False)
        found += _called_otherwise(paragraph, organ)
        found += _placed_otherwise(paragraph, organ)
        found += _foreign(_reported().finditer(paragraph), organ, below=False)
    named = (one for one in found if one_of("organ-of-no-name").fullmatch(paragraph, *one) is None)
    return tuple(dict.fromkeys(named))


def _signing(paragraph: str, organ: str) -> list[tuple[int, int]]:
    """Another organ that signs."""
    signed = list(_SIGNED.finditer(paragraph))
    otherwise = [one.span("organ") for one in signed if _signs_otherwise(one["organ"], organ)]
    return [*_foreign(signed, organ, below=True), *otherwise]


def _in_preamble(paragraph: str, organ: str) -> list[tuple[int, int]]:
    """Another organ whose report a preamble presents, that made it, or that is to be asked about it."""
    found = list(_others(_reported(), paragraph, organ))
    for made_by in _made_by():
        found += _foreign(made_by.finditer(paragraph), organ, below=True)
    for contact in map(pattern, ("contact", "contact-named", "own-opening", "own-site", "own-name")):
        found += _foreign(contact.finditer(paragraph), organ, below=False)
    return found


def _signs_otherwise(name: str, organ: str) -> bool:
    return is_of_other_kind(name, organ) or is_beside(name, organ)


def _called_otherwise(paragraph: str, organ: str) -> _Spans:
    """“我镇” in the report of a bureau: what the organ's own name does not hold."""
    is_of_one_kind = ENDS_AS_ORGAN.search(organ) and not one_of("self-called-anyhow").search(organ)
    called = pattern("self-called").finditer(paragraph) if is_of_one_kind else ()
    return [found.span() for found in called if not _may_call_itself(organ, found["kind"])]


def _may_call_itself(organ: str, kind: str) -> bool:
    return kind in organ or one_of("self-called-rightly").match(f"{kind}：{organ}") is not None


def _placed_otherwise(paragraph: str, organ: str) -> _Spans:
    """“我市公开工作取得成效” in the report of a county; who names no such place may be in any."""
    if _PLACED.search(organ) is None:
        return []
    told = _at_a_begin("own-place", "organ-placed", paragraph)
    return [found.span("organ") for found in told if found["kind"] not in organ]


def _others(naming: re.Pattern[str], paragraph: str, organ: str) -> _Spans:
    """Names that are not the organ's, however it may be written."""
    return [found.span("organ") for found in naming.finditer(paragraph) if not same(found["organ"], organ)]


def _told_of_its_own(paragraph: str) -> Iterator[re.Match[str]]:
    """The sentences that an organ is the subject of, as it tells of its own work."""
    for said, word in _OWN_WORK:
        yield from _at_a_begin(said, word, paragraph)
    opening = pattern("own-opening").match(paragraph)
    if opening is not None:
        yield opening


def _at_a_begin(said: str, word: str, paragraph: str) -> Iterator[re.Match[str]]:
    """Where a pattern holds at the begin of a sentence; most paragraphs have no word of the kind."""
    if beginning(word).search(paragraph) is not None:
        begins = (0, *(stop.end() for stop in _STOP.finditer(paragraph)))
        yield from filter(None, map(pattern(said).match, repeat(paragraph), begins))


def _foreign(matches: Iterable[re.Match[str]], organ: str, *, below: bool) -> _Spans:
    """Names of organs that have nothing to do with it; one below it may make its report (``below``)."""
    return [found.span("organ") for found in matches if is_foreign(found["organ"], organ, below=below)]


def _sentence(_form: OfficialForm, report: Report, finding: Finding[None]) -> str:
    return (
        f"此处写的机关是“{finding.actual}”，本报告的机关是“{report.organ}”，请检查是否误用了其他机关的文字。"
    )


TEXT_ORGAN = Rule(
    code="text-organ",
    title="所写机关名称无误",
    level=Level.WARNING,
    units=_units,
    check=_check,
    sentence=_sentence,
    rewrites=True,
)
RULES: tuple[AnyRule, ...] = (TEXT_ORGAN,)
