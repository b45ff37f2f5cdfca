"""No regular expression and no rule takes time out of proportion to a text; what is endless is bounded.

Measured is the processor time of this thread: for a text four times as long at most six times, in the best of
several tries. What is done in no time at all has nothing to prove.
"""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import intake
from intake.formats.word.names import W
from intake.formats.word.numbering import Numbers
from intake.formats.xml import parse
from model import forms
from model.rules import Checker
from model.rules.catalogue import RULES
from tests.fuzz import hostile, patterns
from tests.support.shell_reports import whole

FORM = forms.load(whole().form)
_NOTHING = 0.02  # seconds for the longest text; less is no growth that anybody could feel
_MOST = 6.0  # times the time for four times the text
_TRIES = 4


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work; no garbage is collected meanwhile (see tests/conftest.py)."""
    before = time.thread_time()
    work()
    return time.thread_time() - before


def grows(work: Callable[[str], object], unit: str, end: str, length: int) -> str:
    """Say how the time grows from a text to one four times as long; empty when it is in proportion."""
    short = f"文{unit * (length // len(unit))}{end}"
    long = f"文{unit * (4 * length // len(unit))}{end}"
    for _ in range(_TRIES):
        slow = seconds(lambda: work(long))
        if slow < _NOTHING:
            return ""
        fast = min(seconds(lambda: work(short)) for _ in range(2))
        if slow <= _MOST * fast:
            return ""
    return f"{unit!r} + {end!r}: {fast:.3f} s, then {slow:.3f} s"


@pytest.mark.parametrize("unit", ["一", "a", " ", "3件", "1,", "\n", ")", "（", "1）", "《", "其中"])
def test_every_rule_on_one_long_paragraph(unit: str) -> None:
    def work(text: str) -> None:
        Checker(FORM, RULES).check(replace(whole(), sections={"overview": (text,)}))

    assert grows(work, unit, "文", 4000) == ""


def test_a_pattern_that_grows_is_found() -> None:
    square = re.compile(r"a*b")
    assert grows(lambda text: square.search(text), "a", "", 4000)


# Where growth is not mended: what the texts given to a pattern cannot be longer than, or how it is asked.
BOUNDED = {
    "intake/texts/naming.py": "titles: _LONGEST_TITLE characters",
    "intake/formats/web/looks.py": "nothing is looked for: whole values alone, in which each begins once",
}
# Characters of the shorter text, and seconds in which the one four times as long is done at once. The cube of
# a length is seen in the first, and would not end in the second, where the square takes 2 ms at least.
_FEW, _FEW_AT_ONCE = 500, 0.02
_MANY, _MANY_AT_ONCE = 3000, 0.002
_SURE = 0.1  # seconds; what takes less is tried with texts four times as long, too


def test_all_patterns_of_the_project_are_found() -> None:
    found, unseen = patterns.found()
    assert unseen == (), "used nowhere in tests/fuzz/patterns.py, so that what it is made of is not known"
    places = {one.place.partition(":")[0] for one in found}
    known = {str(file.relative_to(patterns.ROOT)) for file in sources_with_patterns()}
    assert known <= places
    assert set(BOUNDED) <= places


def sources_with_patterns() -> list[Path]:
    files = (file for room in patterns.ROOMS for file in (patterns.ROOT / room).rglob("*.py"))
    return [file for file in files if re.search(r"\bre\.compile\(\s*r?[\"']", file.read_text("utf-8"))]


def slow(one: patterns.Found) -> str:
    """The first hostile text on which a pattern grows out of proportion; empty when there is none."""
    pattern = re.compile(one.pattern, one.flags)

    def work(text: str) -> object:
        if patterns.ANYWHERE & set(one.methods):
            return sum(1 for _ in pattern.finditer(text))
        return pattern.fullmatch(text) if "fullmatch" in one.methods else pattern.match(text)

    for before, unit, end in hostile.units(one.pattern, one.flags):

        def made(length: int, before: str = before, unit: str = unit, end: str = end) -> str:
            return before + unit * (length // len(unit)) + end

        for length, at_once in ((_FEW, _FEW_AT_ONCE), (_MANY, _MANY_AT_ONCE)):
            said, taken = out_of_proportion(work, made, length, at_once)
            # What is remembered on the way back takes longer once it no longer fits where it was.
            if said and (taken > _SURE or out_of_proportion(work, made, 4 * length, at_once)[0]):
                return f"{one.place}: {one.pattern[:80]!r} on {before!r} + {unit!r}: {said}"
    return ""


def out_of_proportion(
    work: Callable[[str], object], made: Callable[[int], str], length: int, at_once: float
) -> tuple[str, float]:
    """Say the times for a length and four times that, the latter also as it is; empty when in proportion."""
    short, long = made(length), made(4 * length)
    taken = seconds(lambda: work(long))
    if at_once <= taken < _SURE:
        # Once alone may be the machine's doing.
        taken = min(taken, *(seconds(lambda: work(long)) for _ in range(3)))
    for _ in range(_TRIES):
        if taken < at_once:
            return "", taken
        quick = min(seconds(lambda: work(short)) for _ in range(3))
        if taken <= _MOST * quick:
            return "", taken
        if taken > 2 * _MOST * quick:
            break  # clear: the square gives sixteen times
        taken = min(taken, seconds(lambda: work(long)))
    return f"{quick:.4f} s, then {taken:.4f} s", taken


def test_no_pattern_grows_out_of_proportion() -> None:
    found, _ = patterns.found()
    tried = [one for one in found if one.place.partition(":")[0] not in BOUNDED]
    assert [said for said in map(slow, tried) if said] == []


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            r"a*b",
            r"（[^）]*）",
            r"\{\{(.*?)\}\}",
            r"font\s*:[^;]*;",
            r"(\w+)=",
            r"\{.*?\}",
            "begin list.*?end list",
        ),
        *(r"a*a*b", r"\s*x?\s*y", r"第\d*\d*件"),  # with the cube
    ],
)
def test_patterns_that_grow_are_found(pattern: str) -> None:
    assert slow(patterns.Found(pattern, int(re.UNICODE), "here:1", ("search",))) != ""


HEAD = "青禾县农业农村局2024年政府信息公开工作年度报告\n一、总体情况\n"


@pytest.mark.parametrize(
    ("tag", "between"),
    [
        *((tag, " ") for tag in ("p", "table", "meta", 'p x=">"', "p x='<'", 'p x=y"z')),
        ("p", "/"),
        ("p", '="1"'),
        ("p", "\n"),
    ],
)
def test_attributes_without_end_are_refused_at_once(tmp_path: Path, tag: str, between: str) -> None:
    file = tmp_path / "x.html"
    attributes = between.join(f"a{n}" for n in range(100_000))
    for behind in ("", '<p class="y">z'):
        file.write_text(f"<h1>{HEAD}</h1><{tag} {attributes}>x{behind}", "utf-8")

        def read() -> None:
            with pytest.raises(intake.Unreadable, match="内容过多"):
                intake.read(file)

        assert seconds(read) < 2


@pytest.mark.parametrize("form", ["upperLetter", "lowerRoman", "decimal"])
def test_automatic_numbers_are_bounded(form: str) -> None:
    space = W.strip("{}")
    numbering = parse(
        f'<w:numbering xmlns:w="{space}"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="9999"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{"%1" * 5000}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'.encode(),
        "x",
    )
    properties = parse(
        f'<w:pPr xmlns:w="{space}"><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'.encode(), "x"
    )
    numbers = Numbers(numbering, None)
    made = [numbers.next(properties) for _ in range(2000)]
    assert all(0 < len(number) <= 200 for number in made)
    assert made[0] != made[1] or len(made[0]) == 200
