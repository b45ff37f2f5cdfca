"""The lines of a recovery journal: what stands in them, and that every value comes back."""

import json

import pytest

from model import forms
from model.address import Address
from model.report import Acceptance, Change, Edit, Place, Report, set_cells, set_text, with_values
from model.storage.lines import DamagedLine, apply_line, edit_line, parse_line

FORM = forms.load("2021")
REPORT = Report("2021", "青禾县人民政府", 2024)
CELL = Address("disclosure.regulations.issued")
TOTAL = Address("litigation.review.total")


def test_an_edit_is_one_line_that_can_be_read_by_eye() -> None:
    edit = set_cells(FORM, REPORT, {CELL: "5"}, "填写规章")
    written = '{"label":"填写规章","changes":[["cells/disclosure.regulations.issued","5"]],"crc":"'
    assert edit_line(edit).startswith(written.encode())
    assert json.loads(edit_line(edit)).keys() == {"label", "changes", "crc"}
    assert apply_line(REPORT, parse_line(edit_line(edit))) == edit.apply(REPORT)


@pytest.mark.parametrize(
    ("place", "value", "written"),
    [
        ("final", True, "true"),
        ("year", 2023, "2023"),
        ("last_year", None, "null"),
        ("preamble", ("甲", "乙"), '["甲","乙"]'),
        (
            "overrides",
            frozenset({TOTAL, Address("litigation.direct_suit.total")}),
            '{"set":["litigation.direct_suit.total","litigation.review.total"]}',
        ),
        ("remarks", {CELL: "待核"}, '{"map":[["disclosure.regulations.issued","待核"]]}'),
        (
            "accepted",
            (Acceptance("growth", (CELL,), ("5",), "另有口径", "0:甲"),),
            '[{"acceptance":["growth",["disclosure.regulations.issued"],["5"],"另有口径","0:甲"]}]',
        ),
    ],
)
def test_every_kind_of_value_is_written_and_comes_back(place: str, value: object, written: str) -> None:
    after = with_values(REPORT, {Place(place): value})
    assert getattr(after, place) == value
    made = edit_line(Edit("填写", (Change(Place(place), None, value),)))
    assert made.decode().startswith(f'{{"label":"填写","changes":[["{place}",{written}]],"crc":"')
    again = apply_line(REPORT, parse_line(made))
    assert again == after
    assert type(getattr(again, place)) is type(value)


def test_half_a_character_stays_as_it_was_typed() -> None:
    edit = set_text(REPORT, "preamble", ("前\ud83d后",))
    assert b"\\u" not in edit_line(edit)
    assert apply_line(REPORT, parse_line(edit_line(edit))).preamble == ("前\ud83d后",)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\n", b"{\n", b"[]\n", b"1\n", b"\xff\n", b"[" * 10**5 + b"\n"]
)
def test_what_is_no_line_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedLine):
        parse_line(content)


@pytest.mark.parametrize(
    "changes",
    [
        None,
        [["preamble"]],
        [["nowhere", 1]],
        [["overrides", {"bag": []}]],
        [["overrides", {"set": [], "map": []}]],
        [["accepted", [{"acceptance": ["growth"]}]]],
    ],
)
def test_what_is_no_edit_is_refused(changes: object) -> None:
    with pytest.raises(DamagedLine):
        apply_line(REPORT, {"changes": changes})
    with pytest.raises(DamagedLine):
        apply_line(REPORT, {})


def test_a_value_that_no_report_has_is_never_written() -> None:
    edit = set_text(REPORT, "preamble", ("甲",))
    strange = type(edit)(edit.label, tuple(type(c)(c.place, c.before, 1.5j) for c in edit.changes))
    with pytest.raises(TypeError, match="no value of a report"):
        edit_line(strange)
