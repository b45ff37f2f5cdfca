import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import forms
from model.reading.reader import read
from model.reading.words.terms import terms
from model.reading.words.words import load

FORM = forms.load("2021")
PIECES = st.one_of(
    st.sampled_from(
        ["收到政府信息公开申请", "办结", "予以公开", "部分公开", "行政复议", "行政诉讼", "维持", "自然人"]
    ),
    st.sampled_from(
        ["法人或其他组织", "其他", "合计", "结转下年度", "上年结转", "制发规范性文件", "收取行政事业性收费"]
    ),
    st.sampled_from(
        ["其中", "分别为", "占", "同比增长", "比上年减少", "未", "全部", "均", "2024年", "2023年", "累计"]
    ),
    st.sampled_from(
        ["12件", "3.5%", "三十二件", "1.2万件", "7亿元", "30余件", "3-5件", "12、13件", "市政府", "各县区"]
    ),
    st.sampled_from(
        ["{{ requests.received.total }}", "{{ x }}", "{{", "}}", "件", "\n", " ", "和", "的", "“", "甲"]
    ),
    st.sampled_from("，、；。（）："),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_can_be_read_and_places_lie_in_it(text):
    for part in ("overview", "requests", "litigation", "preamble"):
        reading = read(FORM, "云州市", 2024, part, text)
        quantities = [one.quantity for one in reading.mentions]
        quantities += [one.quantity for one in (*reading.shares, *reading.growths)]
        for one in quantities:
            assert 0 <= one.start < one.end <= one.stop <= len(text)
            if one.figure is not None:
                assert one.figure.text
        for said in reading.statements:
            assert 0 <= said.start < said.end <= len(text)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_characters_can_be_read(text):
    read(FORM, "云州市", 2024, "overview", text)


def meanings(text: str, part: str = "overview", form_id: str = "2021") -> list[list[str]]:
    reading = read(forms.load(form_id), "云州市", 2024, part, text)
    return [[one.name for one in mention.meanings] for mention in reading.mentions]


def test_a_part_of_an_unknown_figure_is_unknown():
    assert meanings("网站发布信息100条，其中予以公开20件。") == []


def test_other_is_understood_by_its_neighbours():
    listed = meanings("行政复议10件，其中维持5件，其他5件。")
    assert listed[-1] == ["litigation.review.other"]
    listed = meanings("政府信息公开申请予以公开5件、部分公开2件、其他1件。")
    assert listed[-1] == ["requests.other_handling.total"]
    listed = meanings("政府信息公开申请予以公开5件、逾期不补正2件、其他1件。")
    assert listed[-1] == ["requests.other_handling.total", "requests.otherwise_handled.total"]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("行政复议10件，维持5件，纠正2件，其他3件。", True),
        ("行政复议10件，其中维持5件，纠正2件；其他3件。", True),
        ("行政复议10件（维持5件，纠正2件，其他3件）。", True),
        ("收到政府信息公开申请30件，自然人20件，其他10件。", True),
        ("行政复议10件，维持5件，纠正2件，其他2件。", False),
        ("行政复议20件，维持5件，纠正2件，其他3件。", False),
        ("行政复议10余件，维持6件，纠正1件，其他3件。", False),
        ("收到政府信息公开申请30件，办结25件，予以公开15件，其他10件。", True),
        ("行政复议10件，维持5件，纠正2件，其他结果3件。", False),
        ("行政复议{{ litigation.review.total }}件，维持5件，其他5件。", False),
    ],
)
def test_other_may_be_all_that_is_left_of_a_whole(text, rest):
    mention = read(forms.load("2021"), "云州市", 2024, "overview", text).mentions[-1]
    assert (mention.rest, mention.label[:2]) == (rest, "其他")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("收到政府信息公开申请36件，其中当年办结29件，结转下年度7件。", True),
        ("收到政府信息公开申请36件，办结29件，结转下年度7件。", True),
        ("收到政府信息公开申请36件，办结30件，结转下年度7件。", False),
        ("应办理政府信息公开申请36件，办结29件，结转下年度7件。", False),
        ("收到政府信息公开申请36件，部分公开29件，结转下年度7件。", False),
    ],
)
def test_what_was_finished_may_be_of_the_new_applications_alone(text, alone):
    carried_in = tuple(one.row for one in read(FORM, "云州市", 2024, "overview", text).mentions[1].without)
    assert carried_in == (("carried_in",) if alone else ())


def test_new_cases_beside_older_ones_are_not_all_of_them():
    assert meanings("新收行政复议6件，上年结转2件，共8件。") == []
    assert meanings("新收行政复议8件，结果维持4件。") == [
        ["litigation.review.total"],
        ["litigation.review.upheld"],
    ]
    listed = meanings("新收政府信息公开申请6件，上年结转2件。")
    assert listed == [["requests.received.total"], ["requests.carried_in.total"]]


def test_a_form_without_a_row_gets_another_or_none():
    listed = meanings("政府信息公开申请予以公开5件、其他处理1件。", form_id="2019")
    assert listed[-1] == ["requests.otherwise_handled.total"]
    assert meanings("行政规范性文件现行有效5件。", form_id="2019") == []


def test_brackets_give_the_sentence_back():
    listed = meanings("新收政府信息公开申请36件（含自然人30件），其中商业企业5件。")
    assert listed[-1][0] == "requests.received.business"


def test_a_note_under_a_table_is_about_the_table():
    assert meanings("自然人中收到30件。", "requests")[0] == ["requests.received.natural_person"]
    assert meanings("收到30件。", "requests")[0] == ["requests.received.total"]
    assert meanings("收到30件。", "overview") == []


def test_every_role_that_words_speak_of_is_in_a_form():
    """A misspelt role in the data would make a word silently mean nothing."""
    tables = [table for form_id in forms.known() for table in terms(forms.load(form_id)).tables.values()]
    known = {role for table in tables for role in (*table.row_roles.values(), *table.column_roles.values())}
    said = {role for entry in load() for role in (*entry.names, *entry.fits)}
    assert said
    assert said <= known | {"caused"}  # of cases whose cause is named


def test_a_word_is_told_by_what_follows_it_wherever_it_stood_before():
    text = "收到申请30件；因政府信息公开被申请行政复议2件；申请行政复议2件；收到申请30件。"
    assert meanings(text) == [
        ["requests.received.total"],
        ["litigation.review.total"],
        ["litigation.review.total"],
        ["requests.received.total"],
    ]


def test_a_statement_about_something_else_is_none_about_applications():
    for text in (
        "未收到行政许可申请。",
        "未收到投诉。",
        "规范性文件均已公开。",
        "上年结转申请2件，均已办结。",
    ):
        assert read(FORM, "云州市", 2024, "overview", text).statements == ()


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        ("青峰县信访局", "县信访局收到申请15件。"),
        ("云岭区政务服务管理局", "2024年，政务服务管理局收到申请15件。"),
        ("云岭区政务信息中心", "云岭区政务信息中心共收到申请15件。"),
    ],
)
def test_the_name_of_the_organ_may_hold_words_of_something_else(organ, text):
    (mention,) = read(FORM, organ, 2024, "overview", text).mentions
    assert text[mention.quantity.start : mention.quantity.end] == "15"
    assert [one.name for one in mention.meanings] == ["requests.received.total"]


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        ("青峰县信访局", "市信访局收到申请15件。"),
        ("平湖县人民政府", "乡镇（街道）人民政府收到申请15件。"),
        ("平湖县人民政府", "各县人民政府收到申请15件。"),
    ],
)
def test_another_organ_of_the_same_kind_is_not_the_own_one(organ, text):
    assert read(FORM, organ, 2024, "overview", text).mentions == ()


@pytest.mark.parametrize(
    ("organ", "said"),
    [
        ("青禾县公安局交通警察大队", "全县公安机关"),
        ("青禾县公安局交通警察大队", "县公安局"),
        ("青禾县公安局交通警察大队", "我县"),
        ("青禾县公安局", "我县公安机关"),
        ("青禾县林业局", "青禾县"),
        ("青禾县柳林镇人民政府", "我县"),
    ],
)
def test_what_is_around_or_above_an_organ_is_not_the_own_one(organ, said):
    assert read(FORM, organ, 2024, "overview", f"{said}共收到政府信息公开申请80件。").mentions == ()


@pytest.mark.parametrize(
    ("organ", "said"),
    [
        ("青禾县公安局交通警察大队", "我大队"),
        ("青禾县卫生健康委员会", "全县收到200件，县卫健委"),
        ("青禾县柳林镇人民政府", "柳林镇"),
        ("青禾县河东街道办事处", "河东街道"),
        ("青禾市高新技术产业开发区管理委员会", "我区"),
        ("青禾县人民政府", "我县"),
    ],
)
def test_short_forms_of_its_own_name_are_the_organ(organ, said):
    mentions = read(FORM, organ, 2024, "overview", f"{said}共收到政府信息公开申请80件。").mentions
    assert [one.meanings[0].addresses for one in mentions] == [("requests.received.total",)]
