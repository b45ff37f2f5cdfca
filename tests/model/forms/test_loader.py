"""Definitions that contradict themselves are refused, with the place."""

import pytest

import resources
from model import forms
from model.forms import FormError, loader

TEXT = resources.path("formats", "2021.toml").read_text("utf-8")


def refused(text: str) -> str:
    with pytest.raises(FormError) as error:
        forms.parse(text.encode(), "draft.toml")
    assert str(error.value).startswith("draft.toml: ")
    return str(error.value)


def changed(old: str, new: str, times: int = 1) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, times)


def test_the_text_itself_is_accepted():
    assert forms.parse(TEXT.encode(), "2021.toml").id == "2021"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('right = ["natural_person",', 'right = ["natural_persons",', "natural_persons"),
        ('"granted", "partly_granted", "refused"', '"granted", "nobody", "refused"', "nobody"),
        ('code = "row-total"', 'code = "sum"', "sums[0].code"),  # no rule would ever look at it
        ('label = "1.属于国家秘密", within = "refused"', 'label = "x", within = "nowhere"', "nowhere"),
        ('label = "自然人", within = "applicant"', 'label = "自然人", within = "nowhere"', "nowhere"),
        ('table = "requests"\n', 'table = "request"\n', "request"),
        ('"disclosure.regulations.issued", ', '"disclosure.regulations.made", ', "regulations.made"),
        ('section = "other"', 'section = "others"', "others"),
        ('this = "carried_in"', 'this = "carried"', "carried"),
        ('stock = "in_force"', 'stock = "stock"', "stock"),
        ('cell = "disclosure.normative_documents.repealed"', 'cell = "a.b.c"', "a.b.c"),
        ('rows = ["received", "carried_in"]', 'rows = ["received", "lost"]', "lost"),
        ('each = "row"', 'each = "line"', "line"),
    ],
)
def test_an_unknown_name_is_refused(old, new, told):
    assert told in refused(changed(old, new))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "repeated"', 'id = "petition"', "petition"),
        ('id = "problems"', 'id = "overview"', "overview"),
        ('id = "business"', 'id = "natural_person"', "natural_person"),
        ('id = "to_handle"', 'id = "refused"', "refused"),
    ],
)
def test_a_name_for_two_things_is_refused(old, new, told):
    message = refused(changed(old, new))
    assert "twice" in message
    assert told in message


CIRCLE = """
[[tables.sums]]
code = "results-total"
each = "row"
left = ["natural_person"]
right = ["total"]
derived = true

"""


def test_sums_in_a_circle_are_refused():
    before = '[[tables.named_sums]]\nid = "to_handle"'
    message = refused(changed(before, CIRCLE + before))
    assert "circle" in message
    assert "requests.received.total" in message
    assert "requests.received.natural_person" in message


def test_a_cell_counted_twice_is_refused():
    message = refused(changed('right = ["upheld", "corrected"', 'right = ["upheld", "upheld"'))
    assert "litigation-total counts a cell twice" in message


def test_two_cells_cannot_be_derived_at_once():
    text = changed(
        'left = ["received", "carried_in"]\nright = ["results_total", "carried_out"]',
        'left = ["received", "carried_in"]\nright = ["results_total", "carried_out"]\nderived = true',
    )
    assert "derives more than one cell" in refused(text)


def test_only_counts_are_summed():
    text = changed(
        '{ id = "pending", label = "尚未审结", unit = "件"',
        '{ id = "pending", label = "尚未审结", measure = "amount"',
    )
    assert "no count" in refused(text)


def test_overlapping_spans_are_refused_with_line_and_column():
    message = refused(changed("grid = [2435, 2435, 2435, 2435]", "grid = [2435, 2435, 2435]"))
    assert "disclosure" in message
    wide = changed('variants = ["处理决定数量"], span = 3', 'variants = ["处理决定数量"], span = 2')
    assert "nothing stands at line" in refused(wide)


def test_groups_torn_apart_are_refused():
    text = changed(
        '{ id = "still_unclear", label = "3.补正后申请内容仍不明确", within = "unavailable"',
        '{ id = "still_unclear", label = "3.补正后申请内容仍不明确", within = "refused"',
    )
    message = refused(text)
    assert "overlap" in message
    assert "refused" in message


def test_groups_that_contain_each_other_are_refused():
    text = changed(
        '{ id = "applicant", label = "申请人情况" }',
        '{ id = "applicant", label = "申请人情况", within = "organisation" }',
    )
    assert "contains itself" in refused(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("first_year = 2021", "first_yeer = 2021"),
        ("first_year = 2021", 'first_year = "2021"'),
        ('id = "2021"', ""),
        ("[title]", "[title"),
        ('measure = "amount"', 'measure = "weight"'),
    ],
)
def test_what_has_not_the_shape_is_refused(old, new):
    refused(changed(old, new))


def test_an_expression_that_does_not_compile_is_refused():
    assert "regular expression" in refused(
        changed("[checks]", "[checks]\nno_regulations_power = ['((乡|镇']")
    )


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(FormError, match=r"draft\.toml"):
        forms.parse(b"\xff\xfe\x00", "draft.toml")


def test_an_unknown_form_is_a_key_error():
    with pytest.raises(KeyError):
        forms.load("1999")


@pytest.mark.parametrize(
    ("year", "form_id"), [(2018, "2019"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2028, "2021")]
)
def test_the_form_in_force(year, form_id):
    assert forms.in_force(year).id == form_id


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('label = "自然人"', 'label = ""', "requests.natural_person: label"),
        ('id = "applicant"', 'id = " "', "applicant"),
        ('id = "overview"', 'id = ""', "sections: id"),
        ('heading = "一、总体情况"', 'heading = ""', "overview: heading"),
        ('name = "2021年格式"', 'name = ""', "name"),
        ("[title]\n", '[title]\npattern = "{organ}年"\n', "{year}"),
        ('left = ["total"]', "left = []", "row-total"),
        ('right = ["results_total", "carried_out"]', "right = []", "sums[2]"),
    ],
)
def test_what_says_nothing_is_refused(old, new, told):
    assert told in refused(changed(old, new))


def test_a_form_that_comes_along_has_its_files_name(tmp_path, monkeypatch):
    (tmp_path / "2031.toml").write_text(TEXT, "utf-8")
    monkeypatch.setattr(loader, "_files", lambda: [tmp_path / "2031.toml"])
    with pytest.raises(FormError, match=r"2031\.toml: the form's id is '2021'"):
        forms.load.__wrapped__("2031")


def test_forms_are_told_apart_without_making_them() -> None:
    heads = forms.heads()
    assert [head.id for head in heads] == [form.id for form in forms.of_kind()]
    for head in heads:
        definition = forms.load(head.id).definition
        assert (head.notice, head.first_year) == (definition.notice, definition.first_year)
    assert forms.heads("other") == ()


def test_the_form_in_force_is_the_only_one_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(loader, "load", made.append)
    forms.in_force(2024)
    assert made == ["2021"]
