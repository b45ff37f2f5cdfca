"""Order, filters and verdict of the findings list, without a window."""

from model import forms
from model.address import Address
from model.rules import Level, Span
from model.rules.report_parts import identity, position, target_of
from model.rules.standing import Standing
from tests.support.findings import finding
from ui.findings.arrange import lines, step, verdict

FORM = forms.load("2021")
EVERY = frozenset(Standing)
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
        sections["requests"].short, EARLIER, IN_TABLE,
        sections["other"].short, IN_PAGE,
        "还没填（不算错误）", DOUBT,
    ]  # fmt: skip


def test_filters_by_level_and_page() -> None:
    assert shown(levels=frozenset({Standing.WARNING})) == ["标题与前言", IN_TITLE]
    assert shown(levels=frozenset({Standing.UNFILLED})) == ["还没填（不算错误）", DOUBT]
    assert shown(part="overview") == [FORM.sections["overview"].short, IN_TEXT]


def test_each_line_names_its_place_in_short() -> None:
    across = finding(
        "row-total", Level.ERROR, tuple(map(Address, ("requests.granted.total", "requests.granted.other")))
    )
    down = finding(
        "column-balance",
        Level.ERROR,
        tuple(map(Address, ("requests.granted.total", "requests.received.total"))),
    )
    told = [across, down, IN_TABLE, IN_TEXT, IN_TITLE, WHOLE, DOUBT]
    places = {line.finding: line.place for line in lines(FORM, told, [], EVERY, None) if line.finding}
    assert [places[one] for one in told] == [
        "（一）予以公开", "总计", "（一）予以公开 · 总计", "第 3 段", "", "", FORM.sections["requests"].short,
    ]  # fmt: skip


def test_accepted_ones_come_last_on_their_page() -> None:
    made = lines(FORM, [IN_TABLE], [EARLIER], EVERY, None)
    assert [(line.finding, line.accepted) for line in made[1:]] == [(IN_TABLE, False), (EARLIER, True)]


def test_destinations() -> None:
    assert target_of(FORM, IN_TEXT) == Span("overview", 2, 3, 5)
    assert target_of(FORM, IN_TABLE) == "requests.granted.total"
    assert target_of(FORM, IN_PAGE) == Span("other", 0, 0, 0)
    assert target_of(FORM, WHOLE) is None


def test_verdicts() -> None:
    assert verdict([]) == ("可以导出", "good")
    assert verdict([IN_TITLE]) == ("可以导出（1 处需要核实）", "warning")
    assert verdict([DOUBT]) == ("有 1 处还没填", "unfilled")
    assert verdict([DOUBT, IN_TITLE]) == ("有 1 处需要核实、1 处还没填", "warning")
    assert verdict([DOUBT, IN_TABLE, EARLIER]) == ("有 2 处错误", "error")


def test_a_round_takes_the_errors_first_from_where_it_begins_and_around() -> None:
    found = [WHOLE, IN_TITLE, IN_TEXT, EARLIER, IN_TABLE, DOUBT, IN_PAGE]
    start = Address("requests.carried_in.business")
    seen: list[object] = []
    last = None
    for _ in range(len(found) + 1):
        last = step(FORM, found, start, last, 1)
        seen.append(last)
    assert seen == [IN_TABLE, IN_PAGE, WHOLE, IN_TEXT, EARLIER, IN_TITLE, DOUBT, IN_TABLE]
    assert step(FORM, found, start, None, -1) is EARLIER
    assert step(FORM, found, start, IN_PAGE, -1) is IN_TABLE
    assert step(FORM, found, start, IN_TABLE, -1) is DOUBT
    others = [finding for finding in found if finding is not IN_PAGE]
    assert step(FORM, others, start, IN_PAGE, 1) is WHOLE  # mended meanwhile
    assert step(FORM, [], start, None, 1) is None


def test_of_several_at_one_place_each_is_met_as_the_list_has_them() -> None:
    cell = IN_TABLE.addresses
    three = [finding(code, Level.ERROR, cell) for code in ("row-total", "column-balance", "results-total")]
    seen = [step(FORM, three, cell[0], last, 1) for last in three]
    assert seen == [*three[1:], three[0]]


def test_places_are_in_printed_order() -> None:
    cells = [Address("requests.received.business"), Address("requests.granted.total")]
    places = [
        Span("title", 0, 3, 4),
        Span("preamble", 0, 0, 1),
        Span("overview", 2, 9, 9),
        Span("overview", 3, 0, 0),
        *cells,
        Span("requests", 0, 0, 0),
        Span("signature", 0, 0, 0),
    ]
    mixed = places[1::2] + places[::2]
    assert sorted(mixed, key=lambda place: position(FORM, place)) == places


def test_a_finding_is_the_same_whatever_cell_it_blames() -> None:
    cells = Address("requests.granted.total"), Address("requests.granted.business")
    one, other = (finding("row-total", Level.ERROR, order) for order in (cells, cells[::-1]))
    assert identity(one) == identity(other)
    assert identity(one) != identity(finding("results-total", Level.ERROR, cells))
