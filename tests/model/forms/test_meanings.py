"""What each row and column means is said once, for every form that has it, with its source."""

import pytest

import resources
from model import forms
from model.address import Address
from model.forms.definition import Column, Heading, Row
from model.forms.law import law
from model.forms.meanings import explained, in_short
from tests.support.next_form import of_another_kind

KIND = forms.load("2021").definition.kind
MEANINGS = law(KIND)["meanings"]
WORDINGS = law(KIND)["wordings"]
SENTENCE_END = "。”"


def items(form_id: str) -> list[Row | Column | Heading]:
    blocks = [block for table in forms.load(form_id).definition.tables for block in table.blocks]
    return [i for b in blocks for i in (*b.rows, *b.columns, *b.row_groups, *b.column_groups)]


@pytest.mark.parametrize("form_id", forms.known())
def test_all_columns_and_nearly_all_rows_have_a_meaning(form_id: str) -> None:
    without = [item for item in items(form_id) if item.meaning is None]
    assert not [item.id for item in without if not isinstance(item, Row)]
    assert [item.id for item in without] == ["confirm_or_reissue"]  # no source says what it is


@pytest.mark.parametrize("form_id", forms.known())
def test_a_meaning_is_a_sentence_and_names_its_source(form_id: str) -> None:
    for item in items(form_id):
        if item.meaning is not None:
            assert item.meaning.text.endswith(tuple(SENTENCE_END)), item.id
            assert len(item.meaning.text) <= 120, item.id  # a sentence or two
            assert any(mark in item.meaning.source for mark in ("《", "〔", "年度报告")), item.id


def known_items(table: str) -> set[str]:
    return {
        item.id
        for form_id in forms.known()
        for block in forms.load(form_id).tables[table].blocks
        for item in (*block.rows, *block.columns, *block.row_groups, *block.column_groups)
    }


def known_sums(table: str) -> set[str]:
    return {one.id for form_id in forms.known() for one in forms.load(form_id).tables[table].named_sums}


def test_nothing_is_said_of_something_that_no_form_has() -> None:
    for table, meanings in MEANINGS.items():
        assert set(meanings) <= known_items(table)
    for table, wordings in WORDINGS.items():
        assert set(wordings) <= known_items(table) | known_sums(table)


@pytest.mark.parametrize("form_id", forms.known())
def test_how_real_reports_word_it_is_added_to_the_words_of_a_form(form_id: str) -> None:
    for table, wordings in WORDINGS.items():
        for block in forms.load(form_id).tables[table].blocks:
            for item in (*block.rows, *block.columns, *block.row_groups, *block.column_groups):
                assert set(wordings.get(item.id, ())) <= set(item.words)


def test_a_name_means_one_thing_within_a_table() -> None:
    """Rows, columns and groups share the names of the meanings: none may be both."""
    for form_id in forms.known():
        for table in forms.load(form_id).definition.tables:
            rows = {i.id for b in table.blocks for i in (*b.rows, *b.row_groups)}
            assert not rows & {i.id for b in table.blocks for i in (*b.columns, *b.column_groups)}


def test_a_cell_is_explained_by_its_row_its_column_and_their_groups() -> None:
    labels = [one.label for one in explained(forms.load("2021"), Address("requests.petition.business"))]
    assert labels == [
        "1.信访举报投诉类申请",
        "（五）不予处理",
        "三、本年度办理结果",
        "商业企业",
        "法人或其他组织",
        "申请人情况",
    ]


def test_in_short_the_row_speaks_and_the_column_where_the_row_has_nothing_to_say() -> None:
    form = forms.load("2021")
    assert in_short(form, Address("requests.received.total")).label == "一、本年新收政府信息公开申请数量"
    assert in_short(form, Address("requests.confirm_or_reissue.total")).label == "总计"


TEXT = resources.path("formats", "2021.toml").read_text("utf-8")


def test_what_a_form_says_itself_stands() -> None:
    own = 'label = "自然人", meaning = { text = "只算本地居民。", source = "虚构规定" }'
    form = forms.parse(TEXT.replace('label = "自然人"', own, 1).encode(), "own.toml")
    cell = form.cells[Address("requests.received.natural_person")]
    assert cell.column.meaning.text == "只算本地居民。"
    assert cell.row.meaning == forms.load("2021").cells[cell.address].row.meaning


def test_a_form_of_another_kind_is_not_explained_by_this_law() -> None:
    form = forms.parse(of_another_kind("services", "s1").encode(), "other.toml")
    assert in_short(form, Address("requests.received.total")) is None


@pytest.mark.parametrize("kind", ["../formats/2021", "", "a/b", "\\u0000"])
def test_a_kind_is_no_path(kind: str) -> None:
    assert law(kind) == {}


@pytest.mark.parametrize("spoilt", ["tables = 3", 'tables = ["x"]', "tables = [{ id = [1], blocks = 7 }]"])
def test_a_definition_of_wrong_shape_is_refused_with_its_place(spoilt: str) -> None:
    with pytest.raises(forms.FormError, match=r"^draft\.toml: "):
        forms.parse(f'kind = "{KIND}"\n{spoilt}\n'.encode(), "draft.toml")
