from model import forms
from model.report import Report, set_text
from model.text.binding import bind, offer, search_names
from model.text.live import fill

FORM = forms.load("2021")
CELLS = {
    "requests.received.natural_person": "1234",
    "requests.received.total": "1300",
    "requests.state_secret.total": "2",
    "requests.barred_by_law.total": "3",
    "disclosure.fees.amount": "86.35",
}


def report(*paragraphs: str) -> Report:
    cells = {**dict.fromkeys(FORM.cells, "0"), **CELLS}
    return Report("2021", "河东区教育局", 2023, cells=cells, sections={"overview": paragraphs})


def names(text: str) -> list[str]:
    return [one.name for one in offer(FORM, report(text), "overview", 0)]


def test_figures_that_agree_are_offered():
    text = "全年收到政府信息公开申请1300件，其中自然人1234件，不予公开5件。"
    assert names(text) == [
        "requests.received.total",
        "requests.received.natural_person",
        "requests.refused.total",
    ]


def test_a_figure_that_differs_or_prints_differently_is_not_offered():
    assert names("全年收到政府信息公开申请1301件，其中自然人1,234件。") == []
    assert names("收取行政事业性收费86.4万元。") == []


def test_what_is_bound_prints_as_before_and_is_not_offered_again():
    before = report("（一）概述。", "全年收到政府信息公开申请1300件，其中自然人1234件。")
    edit = bind(before, offer(FORM, before, "overview", 1))
    after = edit.apply(before)
    bound = after.text("overview")[1]
    assert "{{ requests.received.total }}件" in bound
    assert fill(FORM, after, bound) == before.text("overview")[1]
    assert offer(FORM, after, "overview", 1) == ()
    assert edit.inverse().apply(after) == before


def test_nothing_chosen_changes_nothing():
    assert not bind(report("好。"), ())


def test_a_paragraph_that_is_not_there_offers_nothing():
    assert offer(FORM, report(), "overview", 3) == ()


def test_names_are_found_by_words_of_their_labels():
    assert search_names(FORM, "新收 自然人")[0].name == "requests.received.natural_person"
    assert search_names(FORM, "新收自然人")[0].name == "requests.received.natural_person"
    assert "requests.refused.total" in [one.name for one in search_names(FORM, "不予公开 总计")]
    assert len(search_names(FORM, " ")) == len(FORM.names)
    assert search_names(FORM, "并无此名") == ()


def test_a_live_figure_counts_as_said():
    text = "收到政府信息公开申请{{ requests.received.total }}件，其中自然人1234件。"
    edit = set_text(report(text), "overview", (text,))
    assert not edit
    assert names(text) == ["requests.received.natural_person"]
