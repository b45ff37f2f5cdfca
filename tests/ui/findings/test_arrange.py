"""Order, filters and verdict of the findings list, without a window."""

from model import forms
from model.address import Address
from model.rules import Level, Span
from tests.support.findings import finding
from ui.findings.arrange import destination, lines, verdict

FORM = forms.load("2021")
EVERY = frozenset(Level)
IN_TABLE = finding("row-total", Level.ERROR, (Address("requests.granted.total"),))
EARLIER = finding("row-total", Level.ERROR, (Address("requests.received.total"),))
DOUBT = finding("blank-cell", Level.WARNING, (Address("requests.received.business"),))
IN_TEXT = finding(
    "text-figure", Level.ERROR, (Address("requests.received.total"),), span=Span("overview", 2, 3, 5)
)
IN_TITLE = finding("text-organ", Level.WARNING, span=Span("title", 0, 0, 2))
IN_PAGE = finding("fee-missing", Level.ERROR, part="other")
WHOLE = finding("form-year", Level.ERROR)


def shown(**filters: object) -> list[object]:
    found = [IN_PAGE, DOUBT, IN_TABLE, EARLIER, IN_TEXT, IN_TITLE, WHOLE]
    levels = filters.get("levels", EVERY)
    made = lines(FORM, found, [], levels, filters.get("part"))  # type: ignore[arg-type]
    return [line.finding or line.heading for line in made]


def test_groups_follow_the_print_and_the_worst_comes_first() -> None:
    sections = FORM.sections
    assert shown() == [
        "整份报告", WHOLE,
        "标题与前言", IN_TITLE,
        sections["overview"].short, IN_TEXT,
        sections["requests"].short, EARLIER, IN_TABLE, DOUBT,
        sections["other"].short, IN_PAGE,
    ]  # fmt: skip


def test_filters_by_level_and_page() -> None:
    assert shown(levels=frozenset({Level.WARNING})) == [
        "标题与前言",
        IN_TITLE,
        FORM.sections["requests"].short,
        DOUBT,
    ]
    assert shown(part="overview") == [FORM.sections["overview"].short, IN_TEXT]


def test_accepted_ones_come_last_on_their_page() -> None:
    made = lines(FORM, [IN_TABLE], [EARLIER], EVERY, None)
    assert [(line.finding, line.accepted) for line in made[1:]] == [(IN_TABLE, False), (EARLIER, True)]


def test_destinations() -> None:
    assert destination(FORM, IN_TEXT) == Span("overview", 2, 3, 5)
    assert destination(FORM, IN_TABLE) == "requests.granted.total"
    assert destination(FORM, IN_PAGE) == Span("other", 0, 0, 0)
    assert destination(FORM, WHOLE) is None


def test_verdicts() -> None:
    assert verdict([]) == ("可以导出", "good")
    assert verdict([DOUBT]) == ("可以导出（1 处需要核实）", "warning")
    assert verdict([DOUBT, IN_TABLE, EARLIER]) == ("有 2 处错误", "error")
