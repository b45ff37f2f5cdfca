"""The figures for other programs."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from export import ExportError, figures
from model import forms
from tests.support.export_reports import report, with_cell
from tests.support.tree import ROOT

AMOUNT = "disclosure.fees.amount"
TOTAL = "requests.third_party_rights.business"


def by_address(path: Path) -> dict[str, dict[str, object]]:
    made = json.loads(path.read_text("utf-8"))
    return {one["address"]: one for one in made["figures"]}


def test_the_published_schema_is_that_of_the_file() -> None:
    published = json.loads((ROOT / "docs" / "figures.schema.json").read_text("utf-8"))
    assert published == figures.schema()


@pytest.mark.parametrize("form_id", forms.known())
def test_the_file_holds_every_cell_of_the_form_and_nothing_that_the_schema_does_not_know(
    form_id: str, tmp_path: Path
) -> None:
    made = report(form_id)
    figures.write_json(made, tmp_path / "a.json")
    found = by_address(tmp_path / "a.json")
    assert {address: one["text"] for address, one in found.items()} == made.cells
    known = figures.schema()["$defs"]["CellFigure"]
    for one in found.values():
        assert list(one) == list(known["properties"]) == known["required"]
        assert one["value"] == int(str(one["text"]))


@pytest.mark.parametrize(
    ("text", "state", "value"),
    [
        ("96171.6", "number", 96171.6),
        ("0", "number", 0),
        ("", "blank", None),
        ("/", "not-applicable", None),
        ("约三万", "other", None),
    ],
)
def test_what_a_cell_is_and_its_value(text: str, state: str, value: object, tmp_path: Path) -> None:
    figures.write_json(with_cell(report(), AMOUNT, text), tmp_path / "a.json")
    one = by_address(tmp_path / "a.json")[AMOUNT]
    assert (one["text"], one["state"], one["value"], one["unit"]) == (text, state, value, "万元")


def test_rows_and_columns_are_told_with_their_groups(tmp_path: Path) -> None:
    figures.write_json(report(), tmp_path / "a.json")
    one = by_address(tmp_path / "a.json")[TOTAL]
    assert one["row"] == ["三、本年度办理结果", "（三）不予公开", "4.保护第三方合法权益"]
    assert one["column"] == ["申请人情况", "法人或其他组织", "商业企业"]


def test_a_unit_of_its_own_comes_with_the_figure(tmp_path: Path) -> None:
    figures.write_json(
        with_cell(report("2019"), "disclosure.procurement.amount", "197.3万"), tmp_path / "a.json"
    )
    one = by_address(tmp_path / "a.json")["disclosure.procurement.amount"]
    assert (one["value"], one["unit"]) == (197.3, "万")


def test_the_table_has_a_line_a_cell_and_opens_in_excel(tmp_path: Path) -> None:
    made = report()
    figures.write_csv(made, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as source:
        lines = list(csv.DictReader(source))
    assert {one["地址"]: one["数据"] for one in lines} == made.cells
    assert {(one["机关"], one["年份"]) for one in lines} == {("青石市", str(made.year))}


def test_nothing_in_the_table_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    made = with_cell(replace(report(), organ="=机关()"), TOTAL, "=1+1")
    figures.write_csv(with_cell(made, AMOUNT, "-89"), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as source:
        lines = {one["地址"]: one for one in csv.DictReader(source)}
    assert lines[TOTAL]["数据"] == "'=1+1"
    assert lines[AMOUNT]["数据"] == "-89"
    assert lines[TOTAL]["机关"] == "'=机关()"


@pytest.mark.parametrize("write", [figures.write_json, figures.write_csv])
def test_a_file_that_the_disk_spoils_is_told(
    write: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda file, data: whole(file, data.replace(b"1005", b"1006")))
    with pytest.raises(ExportError, match="回读后与报告不一致"):
        write(report(), tmp_path / "a")  # type: ignore[operator]
    assert not list(tmp_path.iterdir())
