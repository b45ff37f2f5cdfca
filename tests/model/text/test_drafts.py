import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from model import forms
from model.chinese.figures import find
from model.report import Report, set_cells, set_text
from model.rules import Checker, Span
from model.rules.catalogue import TEXT_RULES
from model.text.drafts import available, drafts
from model.text.live import fill
from model.text.phrases import PhraseError, phrases
from tests.support.samples import full_report, picker


def printed(report: Report) -> list[str]:
    form = forms.load(report.form)
    return [fill(form, report, one.paragraph) for one in drafts(form, report)]


def with_drafts(report: Report, *, live: bool) -> Report:
    form = forms.load(report.form)
    sections: dict[str, tuple[str, ...]] = {}
    for one in drafts(form, report):
        paragraph = one.paragraph if live else fill(form, report, one.paragraph)
        sections[one.part] = (*sections.get(one.part, ()), paragraph)
    return replace(report, preamble=(), sections=sections, last_year=None)


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(forms.known()), st.integers(0, 10_000), st.integers(0, 100), st.booleans())
def test_what_is_drafted_passes_all_rules_of_the_text(form_id, seed, zeros, live):
    report = full_report(form_id, picker(seed))
    form = forms.load(form_id)
    chance = random.Random(seed)
    texts = {a: "0" for a in form.cells if a not in form.derivations and chance.randrange(100) < zeros}
    balanced = set_cells(form, report, texts).apply(report)
    result = with_drafts(balanced, live=live)
    assert Checker(form, TEXT_RULES).check(result) == []


def test_live_figures_and_printed_ones_say_the_same():
    report = full_report()
    form = forms.load(report.form)
    for one in drafts(form, report):
        text = fill(form, report, one.paragraph)
        assert "{{" in one.paragraph or "未" in one.paragraph
        assert "{" not in text
        assert "\n" not in text


@pytest.mark.parametrize("amount", ["961600元", "96.16万元", "0.009616亿", "96.16"])
def test_an_amount_is_said_in_the_unit_of_the_sentence_whatever_unit_its_cell_has(amount):
    report = replace(full_report(), cells={**full_report().cells, "disclosure.fees.amount": amount})
    assert any("收取行政事业性收费96.16万元。" in text for text in printed(report))


def test_a_report_without_applications_says_so():
    form = forms.load("2021")
    report = Report("2021", "柳溪街道办事处", 2022, cells=dict.fromkeys(form.cells, "0"))
    texts = printed(report)
    assert texts[0] == "2022年，本机关未收到政府信息公开申请，也没有上年结转的申请。"
    assert not any("行政诉讼" in text or "行政许可" in text for text in texts)
    assert any("现行有效0件" in text for text in texts)  # the form wants these three counts said


def test_what_is_nought_is_not_listed():
    report = full_report()
    form = forms.load(report.form)
    report = set_cells(form, report, {"litigation.review.corrected": "0"}).apply(report)
    (about,) = [text for text in printed(report) if "行政复议" in text]
    assert "维持" in about
    assert "纠正" not in about


@pytest.mark.parametrize("form_id", forms.known())
def test_tables_that_are_not_filled_in_give_no_figures(form_id):
    report = Report(form_id, "柳溪街道办事处", 2022)
    assert all("{{" not in one.paragraph for one in drafts(forms.load(form_id), report))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_phrases_are_read_as_any_editor_saves_them(tmp_path, encoding, line_end):
    text = resources.path("phrases", "common.toml").read_text("utf-8")
    own = tmp_path / "own.toml"
    own.write_bytes(text.replace("\n", line_end).encode(encoding))
    assert phrases(own) == phrases()


@pytest.mark.parametrize("content", [b"\xff\xff\xff", "第一句".encode(), b"[[phrases]]\npart = 1\n"])
def test_phrases_that_cannot_be_used_are_told_with_their_file(tmp_path, content):
    own = tmp_path / "own.toml"
    own.write_bytes(content)
    with pytest.raises(PhraseError, match=r"own\.toml"):
        phrases(own)


def test_it_is_known_without_rendering_whether_there_are_drafts():
    assert available(forms.load("2021"), "overview")
    assert available(forms.load("2021"), "other")
    assert not available(forms.load("2019"), "other")
    assert not available(forms.load("2021"), "problems")


@pytest.mark.parametrize("form_id", forms.known())
def test_any_figure_of_a_draft_that_is_changed_is_found_where_it_stands(form_id):
    form = forms.load(form_id)
    report = with_drafts(full_report(form_id), live=False)
    for part, paragraphs in report.sections.items():
        for index, text in enumerate(paragraphs):
            figures = [one for one in find(text) if one.counter]
            assert figures or "未" in text
            for one in figures:
                wrong = one.rewritten(one.value + one.scale)
                changed = text[: one.start] + wrong + text[one.end :]
                after = set_text(report, part, (*paragraphs[:index], changed, *paragraphs[index + 1 :]))
                found = Checker(form, TEXT_RULES).check(after.apply(report))
                spans = [item.span for item in found if item.code == "text-figure"]
                assert spans == [Span(part, index, one.start, one.start + len(wrong))]
