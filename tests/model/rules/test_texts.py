"""The rules of the text: what they find in the corpus, and what one finding is made of."""

from dataclasses import replace

import pytest

from model import forms
from model.reading.reader import read
from model.report import Report, accept, set_cells, set_text
from model.rules import Checker, Finding, Level, Span, acceptance, accepted_as, message
from model.rules.catalogue import RULES, TEXT_RULES
from tests.support.samples import SAMPLES, full_report
from tests.support.text_corpus import FILES, score, sentences, tables
from tests.support.text_corpus import found as found_in_corpus

FORM = forms.load("2021")


def spoken(text: str, part: str = "overview", key: str = "A") -> Report:
    report = tables()[key]
    if part == "preamble":
        return replace(report, preamble=(text,))
    return replace(report, sections={part: (text,)})


def found(report: Report) -> list[Finding]:
    return Checker(forms.load(report.form), TEXT_RULES).check(report)


def codes(text: str, part: str = "overview", key: str = "A") -> list[str]:
    return [one.code for one in found(spoken(text, part, key))]


@pytest.mark.parametrize("rule", [item for item in TEXT_RULES if item.code in ("text-figure", "growth")])
def test_figures_are_looked_at_again_when_what_they_are_held_against_changes(rule):
    reads = {"cells/*", "year", "organ"} | (
        {"last_year", "last_year_form"} if rule.code == "growth" else set()
    )
    units = {unit.subject: set(unit.reads) for unit in rule.units(FORM)}
    assert list(units) == ["preamble", *FORM.sections]
    assert units["preamble"] == {"preamble", *reads}
    assert units["overview"] == {"sections/overview", *reads}


@pytest.mark.parametrize("name", FILES)
def test_the_corpus_is_judged_well(name):
    result = score((name,))
    assert result.precision >= 0.98, "\n".join(result.notes)
    assert result.recall >= 0.90, "\n".join(result.notes)


def test_the_corpus_is_large_and_half_of_what_can_be_wrong_is_wrong():
    everything = [one for name in FILES for one in sentences(name)]
    assert len(everything) >= 200
    assert sum(bool(one.expected) for one in everything) >= 90


def test_every_finding_of_the_corpus_can_be_told():
    for name in FILES:
        for one, findings in found_in_corpus(name):
            form = forms.load(one.report.form)
            for finding in findings:
                told = message(form, one.report, finding)
                assert told.endswith("。")
                assert finding.span is not None
                assert finding.span.end <= len(one.text)


NO_SENTENCES = {"text-field", "chart-empty", "text-last-year"}  # about live figures, which no corpus has


@pytest.mark.parametrize("code", sorted({item.code for item in TEXT_RULES} - NO_SENTENCES))
def test_every_code_is_fired_by_the_corpus(code):
    assert any(code == item.code for name in FILES for one in sentences(name) for item in one.expected)


def test_a_wrong_figure_is_told_with_its_cell_and_both_figures():
    report = spoken("全年收到政府信息公开申请351件。")
    (finding,) = found(report)
    assert (finding.code, finding.level) == ("text-figure", Level.ERROR)
    assert finding.addresses == ("requests.received.total",)
    assert (finding.actual, finding.expected) == ("351", "1240")
    assert finding.span == Span("overview", 0, 12, 15)
    told = message(FORM, report, finding)
    assert "351" in told
    assert "1240" in told
    assert "本年新收政府信息公开申请数量·总计" in told


def test_a_sum_is_told_with_all_its_cells():
    (finding,) = found(spoken("政府信息公开申请中，不予公开66件。"))
    assert len(finding.addresses) == 8
    assert finding.expected == "65"


def test_every_mention_is_looked_at_not_only_the_first():
    text = "收到政府信息公开申请1240件。再次说明，收到政府信息公开申请1204件。共收到政府信息公开申请1402件。"
    assert [one.actual for one in found(spoken(text))] == ["1204", "1402"]


def test_a_blank_cell_waits_and_is_no_finding():
    report = replace(spoken("收到政府信息公开申请12件。"), cells={})
    checker = Checker(FORM, TEXT_RULES)
    assert checker.check(report) == []
    assert [one.code for one in checker.not_yet()] == ["text-figure"]


def test_a_live_figure_is_never_wrong_and_gives_context():
    text = "收到政府信息公开申请{{ requests.received.total }}件，其中自然人1181件，法人或其他组织60件。"
    assert [(one.code, one.actual) for one in found(spoken(text))] == [("text-figure", "1181")]


def test_a_sum_is_told_only_where_no_figure_of_it_is_wrong_by_the_table():
    assert codes("全年发布信息100条，其中动态60条、公告30条、其他20条。") == ["text-parts"]
    assert codes("行政诉讼52件，其中未经复议直接起诉24件，复议后起诉27件。") == ["text-figure"]


def test_an_unknown_name_is_an_error_at_its_place():
    report = spoken("收到申请{{ requests.received.totl }}件。")
    (finding,) = found(report)
    assert (finding.code, finding.level) == ("text-field", Level.ERROR)
    assert finding.span == Span("overview", 0, 4, 32)
    assert (finding.addresses, finding.actual) == ((), "requests.received.totl")
    assert finding.expected == ""
    assert "不是表格里的数据名称" in message(FORM, report, finding)


def test_after_an_edit_the_findings_are_those_of_a_full_check():
    report = spoken("收到政府信息公开申请1240件，办结1235件。")
    live = Checker(FORM, RULES)
    live.check(report)
    for edit in (
        set_cells(FORM, report, {"requests.received.natural_person": "1181"}),
        set_text(report, "overview", ("收到政府信息公开申请1250件。",)),
    ):
        after = edit.apply(report)
        again = live.recheck(after, edit.places)
        assert [one.code for one in again] == [one.code for one in Checker(FORM, RULES).check(after)]
        assert "text-figure" in [one.code for one in again]
        live.check(report)


def test_something_else_is_remembered_until_its_sentence_or_cell_changes():
    report = spoken("收到政府信息公开申请351件。")
    (finding,) = found(report)
    kept = accept(report, acceptance(report, finding, "指线上申请")).apply(report)
    assert accepted_as(kept, finding) is not None
    other = set_text(kept, "overview", ("收到政府信息公开申请352件。",)).apply(kept)
    assert [accepted_as(other, one) for one in found(other)] == [None]


def test_growth_waits_for_nothing_without_last_year_and_is_silent():
    report = replace(spoken("收到政府信息公开申请1240件，同比增长99%。"), last_year=None)
    assert found(report) == []


def test_growth_over_two_forms():
    report = replace(spoken("收到政府信息公开申请1240件，同比增长9.90%。"), last_year_form="2019")
    assert [one.expected for one in found(report)] == ["5.08%"]


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("本报告所列数据的统计期限为2024年1月1日至2024年12月31日。", "preamble", []),
        ("统计期限自2024年1月1日起至12月31日止。", "preamble", []),
        ("统计期限自2024年1月1日起至11月30日止。", "preamble", ["text-year"]),
        ("统计期限自2024年01月01日起至2024年12月31日止。", "preamble", []),
        ("统计期限自2024年01月01日起至2024年11月30日止。", "preamble", ["text-year"]),
        ("专项整治活动时间为2024年5月15日至6月15日。", "overview", []),
        ("征求意见稿公示期限为2024年3月1日至2024年3月31日，有关数据已公开。", "overview", []),
        ("以上数据的统计期限为2024年1月1日至2024年11月30日。", "overview", ["text-year"]),
        ("2023年，全市政务公开工作稳步推进。", "overview", ["text-year"]),
        ("2023年，全市工作稳步推进；2024年，又上台阶。", "overview", []),
        (
            "2024年收到的政府信息公开申请共1240件，申请内容集中在土地、房屋、社保和环境等许多方面，均按时作出了回复，"
            "没有收取过任何费用。2023年收到政府信息公开申请1180件，收到申请的数量同比增加5.08%。",
            "overview",
            [],
        ),
        ("2023年，全市政务公开工作稳步推进。", "problems", ["text-year"]),
        ("2023年，评估中指出的问题已整改。", "problems", []),
        ("2024年，全市将进一步加强培训。", "problems", ["text-year"]),
        ("2025年，全市将进一步加强培训。", "problems", []),
        ("2024年，全市将公开工作纳入考核。", "problems", []),
        ("2025年，我市将继续努力。", "overview", []),
        ("现公布云州市2023年政府信息公开工作年度报告。", "preamble", ["text-year"]),
    ],
)
def test_years(text, part, expected):
    assert codes(text, part) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("河东区卫生健康局2023年政府信息公开工作年度报告", []),
        ("云州市河东区卫生健康局\n2023年政府信息公开工作年度报告", []),
        ("卫生健康局2023年政府信息公开工作年度报告", []),
        ("2023年政府信息公开工作年度报告", []),
        ("关于2023年度政府信息公开工作的年度报告", []),
        ("河西区卫生健康局2023年政府信息公开工作年度报告", ["text-organ"]),
        ("河东区教育局2023年政府信息公开工作年度报告", ["text-organ"]),
    ],
)
def test_the_organ_in_the_title(title, expected):
    assert [one.code for one in found(replace(tables()["B"], title=title))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "如有疑问，请与河东区卫生健康局办公室联系。",
        "如有疑问，请与河东区政务服务中心联系。",
        "本报告由河东区卫生健康局编制。",
        "本报告由区卫生健康局编制。",
    ],
)
def test_an_office_of_the_organ_is_no_other_organ(text):
    assert codes(text, "preamble", "B") == []


@pytest.mark.parametrize("form_id", forms.known())
def test_the_notice_of_the_own_form_is_right(form_id):
    form = forms.load(form_id)
    report = full_report(form_id)
    own = replace(report, preamble=(f"根据{form.definition.notice}的要求编制。",))
    assert [one for one in found(own) if one.code == "text-notice"] == []
    for other in set(forms.known()) - {form_id}:
        notice = forms.load(other).definition.notice.replace("〔", "[").replace("〕", "]")
        wrong = replace(report, preamble=(f"根据{notice}的要求编制。",))
        assert [one.expected for one in found(wrong) if one.code == "text-notice"] == [form.definition.notice]


def test_a_table_without_findings_stays_without():
    for form_id in forms.known():
        assert found(full_report(form_id)) == []


@pytest.mark.parametrize("name", ["dingcheng-2020.txt", "xiuzhou-2019.txt"])
def test_nothing_false_is_said_of_the_real_reports(name):
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("the sample reports are not beside the project")
    intake = pytest.importorskip("intake")
    report = intake.read(path).report
    assert found(report) == []


def test_paragraphs_are_remembered():
    report = spoken("收到政府信息公开申请1240件。")
    found(report)
    before = read.cache_info().misses
    found(report)
    assert read.cache_info().misses == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "收到{{ requests.received.nobody }}件。",
            "“{{ requests.received.nobody }}”不是表格里的数据名称，无法显示数字。"
            "请删去后从“插入表格数据”中重新选取。",
        ),
        (
            "见图：{{ chart.results }}",
            "图表“{{ chart.results }}”应当单独成段，前后不能有其他文字。请另起一段。",
        ),
    ],
)
def test_a_field_that_cannot_be_shown_is_told(text, told):
    report = spoken(text)
    (finding,) = [one for one in found(report) if one.code == "text-field"]
    assert message(FORM, report, finding) == told


@pytest.mark.parametrize(
    "half",
    [
        "{{ requests.received.total }",
        "{ requests.received.total }}",
        "｛｛ requests.received.total ｝｝",
        "{{\nrequests.received.total }}",
        "{{",
    ],
)
def test_half_a_live_figure_is_told_where_it_would_print_as_it_is(half):
    report = spoken(f"新收{{{{ requests.received.total }}}}件，又记{half}")
    (finding,) = found(report)
    assert (finding.code, finding.level, finding.actual) == ("text-field", Level.ERROR, half)
    assert finding.span == Span("overview", 0, 35, 35 + len(half))
    assert message(FORM, report, finding) == (
        f"“{' '.join(half.split())}”不是完整的双花括号，会原样印出来。请删去后从“插入表格数据”中重新选取。"
    )


@pytest.mark.parametrize(
    "text", ["按{甲}、｛乙｝两类登记。", "{{ requests.received.total }}{{ requests.granted.total }}"]
)
def test_whole_figures_and_single_braces_are_no_half_figures(text):
    assert "text-field" not in codes(text)


def test_a_text_about_a_blank_cell_waits_for_it():
    report = spoken("收到政府信息公开申请1240件。")
    report = replace(report, cells={a: t for a, t in report.cells.items() if a != "requests.received.total"})
    checker = Checker(FORM, TEXT_RULES)
    assert checker.check(report) == []
    assert [(item.code, item.addresses) for item in checker.not_yet()] == [
        ("text-figure", ("requests.received.total",))
    ]


@pytest.mark.parametrize(
    ("last", "text", "told"),
    [
        ("1180", "收到政府信息公开申请1240件，比上年增加60件。", None),
        ("1180", "收到政府信息公开申请1240件，比上年减少60件。", ("减少60", "增加60")),
        ("1300", "收到政府信息公开申请1240件，比上年减少60件。", None),
        ("1300", "收到政府信息公开申请1240件，比上年增加60件。", ("增加60", "减少60")),
        ("1300", "收到政府信息公开申请1240件，比上年减少80件。", ("80", "60")),
        ("1550", "收到政府信息公开申请1240件，同比下降20%。", None),
        ("1550", "收到政府信息公开申请1240件，同比增长20%。", ("增长20%", "下降20%")),
        ("1000", "收到政府信息公开申请1240件，同比下降24%。", ("下降24%", "增长24%")),
    ],
)
def test_growth_is_told_with_its_direction(last, text, told):
    report = spoken(text)
    report = replace(report, last_year={**report.last_year, "requests.received.total": last})
    assert [(one.actual, one.expected) for one in found(report)] == ([told] if told else [])


def test_growth_of_a_blank_cell_waits_for_it():
    report = spoken("收到政府信息公开申请1240件，比上年增加60件。")
    report = replace(report, cells={a: t for a, t in report.cells.items() if a != "requests.received.total"})
    checker = Checker(FORM, TEXT_RULES)
    assert checker.check(report) == []
    waiting = {item.code: item.addresses for item in checker.not_yet()}
    assert waiting == dict.fromkeys(("text-figure", "growth"), ("requests.received.total",))


def test_what_is_longer_than_any_sentence_is_not_read_as_one():
    """Eighty figures are read, and no more."""
    assert codes("网站发布1条，" * 79 + "收到申请1204件。") == ["text-figure"]
    assert codes("网站发布1条，" * 80 + "收到申请1204件。") == []
    assert codes("网站发布1条，" * 80 + "收到申请1204件。收到申请1204件。") == ["text-figure"]
