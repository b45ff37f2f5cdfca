"""Charts in Word and in the web page: drawn, captioned, told in words, and read back as what they are."""

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import etree
from lxml import html as html_parser

import intake
from export import html, word
from export.chart_shapes import HEIGHT, WIDTH, shapes
from export.word_charts import fields
from model import charts, forms
from model.report import Report
from tests.support.samples import full_report, with_cells
from tests.support.word_xml import W, document, paragraphs, rewritten, text

CALLS = ("{{ chart.results }}", "{{ chart.applicants }}", "{{ chart.years }}")
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ABOUT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def charted(form_id: str = "2021", calls: tuple[str, ...] = CALLS) -> Report:
    made = full_report(form_id)
    first, *rest = made.section("overview")
    return replace(made, sections={**made.sections, "overview": (first, *calls, *rest)})


def blank() -> Report:
    return replace(charted(), cells={}, last_year=None)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def drawn(report: Report) -> list[charts.Drawing]:
    form = forms.load(report.form)
    return list(charts.drawings(form, report, {"overview": report.section("overview")}).values())


@pytest.mark.parametrize("form_id", forms.known())
@pytest.mark.parametrize(("module", "suffix"), [(word, ".docx"), (html, ".html")])
def test_charts_come_back_as_the_paragraphs_that_call_for_them(tmp_path, module, suffix, form_id):
    report = charted(form_id)
    module.write(report, tmp_path / f"a{suffix}")
    found = intake.read(tmp_path / f"a{suffix}")
    assert found.remarks == ()
    assert found.report.section("overview")[1:4] == CALLS
    assert len(found.report.section("overview")) == len(report.section("overview"))


@pytest.mark.parametrize(("module", "suffix"), [(word, ".docx"), (html, ".html")])
def test_a_chart_without_data_is_printed_by_nothing(tmp_path, module, suffix):
    module.write(blank(), tmp_path / f"a{suffix}")
    texts = intake.read(tmp_path / f"a{suffix}").report.section("overview")
    assert not set(texts) & set(CALLS)


@pytest.mark.parametrize(("module", "suffix"), [(word, ".docx"), (html, ".html")])
def test_charts_are_counted_without_those_that_have_no_data(tmp_path, module, suffix):
    without_last_year = replace(charted(), last_year=None)
    module.write(without_last_year, tmp_path / f"a{suffix}")
    calls = [
        one for one in CALLS if not charts.drawing(forms.load("2021"), without_last_year, one[3:-3]).missing
    ]
    assert 0 < len(calls) < len(CALLS)
    assert [
        one for one in intake.read(tmp_path / f"a{suffix}").report.section("overview") if "chart" in one
    ] == calls


@pytest.mark.parametrize(("module", "suffix"), [(word, ".docx"), (html, ".html")])
def test_a_call_written_tightly_is_the_same_call(tmp_path, module, suffix):
    module.write(charted(calls=("{{chart.results}}",)), tmp_path / f"a{suffix}")
    assert intake.read(tmp_path / f"a{suffix}").report.section("overview")[1] == CALLS[0]


def test_word_has_a_native_chart_with_the_figures():
    report = charted()
    made = parts(word.render(report))
    for drawing in drawn(report):
        root = etree.fromstring(made[f"word/charts/nianbao-chart{drawing.number}.xml"])
        found = [
            [point.findtext(f"{_C}v") for point in one.find(f"{_C}val").iter(f"{_C}pt")]
            for one in root.iter(f"{_C}ser")
        ]
        assert found == [[item.text for item in one.figures] for one in drawing.series]
        labels = root.find(f".//{_C}cat")
        assert tuple(point.findtext(f"{_C}v") for point in labels.iter(f"{_C}pt")) == drawing.labels
        shown = {one.get("val") for one in root.iter(f"{_C}showVal")}
        assert shown == {"1"}


def test_every_chart_of_the_document_leads_to_a_part_of_the_right_type():
    made = parts(word.render(charted()))
    relations = {
        one.get("Id"): one.get("Target") for one in etree.fromstring(made["word/_rels/document.xml.rels"])
    }
    types = {
        one.get("PartName"): one.get("ContentType") for one in etree.fromstring(made["[Content_Types].xml"])
    }
    found = [one.get(f"{_R}id") for one in document(word.render(charted())).iter(f"{_C}chart")]
    assert len(found) == len(set(found)) == 3
    for name in found:
        part = f"word/{relations[name]}"
        assert types[f"/{part}"].endswith("drawingml.chart+xml")
        folder, _, file = part.rpartition("/")
        (behind,) = etree.fromstring(made[f"{folder}/_rels/{file}.rels"])
        assert types[f"/word/{behind.get('Target').removeprefix('../')}"].endswith("spreadsheetml.sheet")


def test_the_workbook_behind_a_chart_holds_its_figures():
    report = charted()
    made = parts(word.render(report))
    drawing = drawn(report)[2]
    sheet = openpyxl.load_workbook(BytesIO(made["word/embeddings/nianbao-chart3.xlsx"])).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][1:] == [one.label for one in drawing.series]
    assert [row[0] for row in rows[1:]] == list(drawing.labels)
    assert [row[2] for row in rows[1:]] == [int(item.number) for item in drawing.series[1].figures]


def test_a_chart_has_its_caption_below_and_its_words_for_those_who_do_not_see_it():
    report = charted()
    found = paragraphs(word.render(report))
    places = [n for n, one in enumerate(found) if next(one.iter(f"{_C}chart"), None) is not None]
    for place, drawing in zip(places, drawn(report), strict=True):
        assert text(found[place + 1]) == drawing.caption
        assert next(found[place].iter(_ABOUT)).get("descr") == drawing.described
        # On the page of its caption, and never cut off by an exact line pitch.
        assert found[place].find(f"{W}pPr/{W}keepNext") is not None
        assert found[place].find(f"{W}pPr/{W}spacing").get(f"{W}lineRule") == "auto"


def test_a_blank_figure_has_no_point_and_a_chart_without_data_no_part():
    report = with_cells(charted(), {"requests.received.business": ""})
    root = etree.fromstring(parts(word.render(report))["word/charts/nianbao-chart2.xml"])
    places = [point.get("idx") for point in root.find(f".//{_C}val").iter(f"{_C}pt")]
    assert places == ["0", "2", "3", "4", "5"]
    made = word.render(blank())
    assert not [name for name in parts(made) if "chart" in name]
    assert not [one for one in paragraphs(made) if text(one).startswith("图")]


def test_python_docx_opens_it_and_the_same_report_gives_the_same_file():
    made = word.render(charted())
    assert len(docx.Document(BytesIO(made)).inline_shapes) == 3
    assert made == word.render(charted())


def test_a_template_keeps_its_own_parts_and_a_report_without_charts_adds_none():
    plain, made = (parts(word.render(one)) for one in (full_report(), charted()))
    assert not [name for name in plain if "nianbao" in name]
    changed = {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert {name: part for name, part in plain.items() if name not in changed} == {
        name: part for name, part in made.items() if name in plain and name not in changed
    }


def test_a_chart_is_known_by_its_name_when_the_caption_is_gone(tmp_path):
    source = _written(tmp_path)
    bookmark = fields(drawn(charted())[0])["bookmark"]
    target = rewritten(source, tmp_path / "b.docx", lambda part: _without_paragraph(part, bookmark))
    assert intake.read(target).report.section("overview")[1:4] == CALLS


def test_a_chart_is_known_by_its_caption_when_another_program_renamed_the_drawing(tmp_path):
    target = rewritten(
        _written(tmp_path), tmp_path / "b.docx", lambda part: part.replace('name="chart.', 'name="Object ')
    )
    found = intake.read(target)
    assert found.report.section("overview")[1:4] == CALLS
    assert found.remarks == ()


def test_a_chart_of_others_is_a_picture_that_was_not_read(tmp_path):
    target = rewritten(
        _written(tmp_path),
        tmp_path / "b.docx",
        lambda part: part.replace('name="chart.', 'name="Object ').replace("nianbao_chart", "other"),
    )
    found = intake.read(target)
    assert "read-picture" in {one.code for one in found.remarks}
    assert not set(CALLS) & set(found.report.section("overview"))


def test_the_page_has_a_figure_that_is_told_in_words():
    report = charted()
    root = html_parser.document_fromstring(html.render(report))
    for figure, drawing in zip(root.iter("figure"), drawn(report), strict=True):
        (picture,) = figure.iter("svg")
        assert picture.get("role") == "img"
        told = [root.get_element_by_id(name).text for name in picture.get("aria-labelledby").split()]
        assert told == [drawing.title, drawing.described]
        assert figure.findtext("figcaption") == drawing.caption
        shown = [one.text for one in picture.iter("text")]
        for one in drawing.series:
            assert {item.text for item in one.figures} <= set(shown)


def test_the_page_has_no_figure_for_a_chart_without_data():
    root = html_parser.document_fromstring(html.render(blank()))
    assert not [*root.iter("figure"), *root.iter("svg")]


@pytest.mark.parametrize("name", ["chart.results", "chart.applicants", "chart.years"])
def test_bars_stand_on_the_line_are_as_high_as_their_figures_and_stay_inside(name):
    report = full_report()
    drawing = charts.drawing(forms.load("2021"), report, name)
    made = shapes(drawing)
    bars = [one for one in made.blocks if one.y + one.height == pytest.approx(made.baseline)]
    numbers = [float(item.number) for one in drawing.series for item in one.figures if item.number]
    assert len(bars) == len(numbers)
    scale = max(numbers) / max(one.height for one in bars)
    assert [one.height * scale for one in bars] == pytest.approx(numbers)
    for one in made.blocks:
        assert 0 <= one.x <= one.x + one.width <= WIDTH
        assert 0 <= one.y <= one.y + one.height <= HEIGHT
    assert all(0 < one.y < HEIGHT for one in made.words)
    assert {one.full for one in bars} == ({True, False} if len(drawing.series) == 2 else {True})


def test_noughts_alone_are_drawn_as_figures_on_the_line():
    report = with_cells(full_report(), dict.fromkeys(full_report().cells, "0"))
    made = shapes(charts.drawing(forms.load("2021"), report, "chart.results"))
    assert made.blocks == ()
    assert [one.text for one in made.words].count("0") == 6


def _written(folder: Path) -> Path:
    word.write(charted(), folder / "a.docx")
    return folder / "a.docx"


def _without_paragraph(part: str, bookmark: str) -> str:
    root = etree.fromstring(part.encode())
    (mark,) = (one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name") == bookmark)
    holder = mark.getparent()
    holder.getparent().remove(holder)
    return etree.tostring(root, encoding="unicode")
