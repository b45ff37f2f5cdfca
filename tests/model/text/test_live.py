"""Live figures of last year and of the change since then."""

import pytest

from model import forms
from model.address import Address
from model.report import Report
from model.text import live
from model.text.live import fill, filler, known, missing, shown

FORM = forms.load("2021")
NAME = "requests.received.total"


def report(this: str, last: str | None, form: str = "") -> Report:
    cells = {Address(NAME): this} if this else {}
    before = None if last is None else {Address(NAME): last} if last else {}
    return Report(form="2021", organ="", year=2024, cells=cells, last_year=before, last_year_form=form)


@pytest.mark.parametrize(
    ("this", "last", "said"),
    [
        ("18", "16", "增长12.5%"),
        ("24", "16", "增长50%"),
        ("12", "16", "下降25%"),
        ("0", "16", "下降100%"),
        ("16", "16", "持平"),
        ("2", "3", "下降33.3%"),
        ("100001", "100000", "增长0.001%"),
        ("1000001", "1000000", "增长0.0001%"),
        ("96172.6", "48086.3", "增长100%"),
    ],
)
def test_the_change_is_told_in_words_and_per_cent(this: str, last: str, said: str) -> None:
    assert shown(FORM, report(this, last), f"change.{NAME}") == said


@pytest.mark.parametrize(
    ("this", "last", "why"),
    [
        ("18", None, "上年未填"),
        ("18", "", "上年未填"),
        ("18", "0", "上年为0"),
        ("", "16", "未填"),
        ("18", "/", "未填"),
    ],
)
def test_where_there_is_no_change_to_tell_it_says_why(this: str, last: str | None, why: str) -> None:
    made = report(this, last)
    assert shown(FORM, made, f"change.{NAME}") == ""
    assert missing(FORM, made, f"change.{NAME}") == why


def test_last_year_s_figure_stands_in_a_sentence() -> None:
    text = f"新收{{{{ {NAME} }}}}件，上年{{{{ last.{NAME} }}}}件，比上年{{{{ change.{NAME} }}}}。"
    assert fill(FORM, report("18", "16"), text) == "新收18件，上年16件，比上年增长12.5%。"
    assert fill(FORM, report("18", "16"), "{{ last.nothing }}") == "{{ last.nothing }}"


def test_last_year_s_figure_may_be_of_the_form_before() -> None:
    assert shown(FORM, report("18", "9", "2019"), f"last.{NAME}") == "9"


def test_a_figure_that_last_year_s_form_did_not_have_is_blank() -> None:
    name = "last.requests.fee_not_paid.total"
    assert known(FORM, name)
    assert shown(FORM, report("18", "9", "2019"), name) == ""
    assert missing(FORM, report("18", "9", "2019"), name) == "上年未填"


def test_of_many_paragraphs_each_name_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[str] = []
    own = live.shown

    def counted(form: forms.OfficialForm, of: Report, name: str) -> str | None:
        looked_up.append(name)
        return own(form, of, name)

    monkeypatch.setattr(live, "shown", counted)
    filled = filler(FORM, report("18", "16"))
    texts = [f"申请{{{{ {NAME} }}}}件，{{{{ change.{NAME} }}}}。"] * 40
    assert set(map(filled, texts)) == {"申请18件，增长12.5%。"}
    assert looked_up == [NAME, f"change.{NAME}"]
