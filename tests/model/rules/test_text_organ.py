"""Whether an organ named in the title or the preamble is another one than the report's."""

from dataclasses import replace

import pytest

from model import forms
from model.rules import Checker
from model.rules.catalogue import TEXT_RULES
from tests.support.text_corpus import tables

BUREAU, COUNTY, TOWN = "青禾县教育局", "青禾县人民政府", "白河镇人民政府"
REPORT = "2023年政府信息公开工作年度报告"


def organs_told(organ, title="", preamble="", **sections):
    texts = {part: (text,) for part, text in sections.items()}
    report = replace(tables()["B"], organ=organ, title=title, preamble=(preamble,), sections=texts)
    return [
        one.actual
        for one in Checker(forms.load(report.form), TEXT_RULES).check(report)
        if one.code == "text-organ"
    ]


@pytest.mark.parametrize(
    ("organ", "title", "told"),
    [
        (BUREAU, "2023年青禾县民政局政府信息公开工作年度报告", "青禾县民政局"),
        (BUREAU, f"关于青禾县民政局{REPORT}", "青禾县民政局"),
        (COUNTY, f"{TOWN}{REPORT}", TOWN),
        (COUNTY, f"青禾县{TOWN}{REPORT}", f"青禾县{TOWN}"),
        (f"青禾县{TOWN}", f"{COUNTY}{REPORT}", COUNTY),
        ("云州市河东区卫生健康局", f"云州市卫生健康局{REPORT}", "云州市卫生健康局"),
        ("城关街道办事处", f"城北街道办事处{REPORT}", "城北街道办事处"),
    ],
)
def test_another_organ_in_the_title(organ, title, told):
    assert organs_told(organ, title=title) == [told]


@pytest.mark.parametrize(
    ("organ", "title"),
    [
        (BUREAU, "2023年青禾县教育局政府信息公开工作年度报告"),
        (BUREAU, "2023年度政府信息公开工作年度报告"),
        (COUNTY, "2023年全县政府信息公开工作年度报告"),
        (COUNTY, f"青禾县人民政府办公室{REPORT}"),
        (TOWN, f"青禾县{TOWN}{REPORT}"),
        (f"青禾县{TOWN}", f"白河镇{REPORT}"),
        ("云州市人民政府", "2023年全市政府信息公开工作年度报告"),
        ("青禾县税务局", f"国家税务总局青禾县税务局{REPORT}"),
    ],
)
def test_the_own_organ_in_the_title(organ, title):
    assert organs_told(organ, title=title) == []


@pytest.mark.parametrize(
    ("organ", "text", "told"),
    [
        (BUREAU, "本报告由青禾县民政局编制。", "青禾县民政局"),
        (BUREAU, "本报告由县民政局办公室编制。", "县民政局办公室"),
        (BUREAU, "本报告由青禾县住房和城乡建设局编制。", "青禾县住房和城乡建设局"),
        (BUREAU, "如有疑问，请与青禾县民政局联系。", "青禾县民政局"),
        (BUREAU, "青禾县民政局根据《中华人民共和国政府信息公开条例》，编制本报告。", "青禾县民政局"),
        (BUREAU, "现将青禾县民政局2023年政府信息公开工作情况报告如下。", "青禾县民政局"),
        (BUREAU, "本报告由黄岗县民政局编制。", "黄岗县民政局"),
        (COUNTY, "本报告由黄岗县财政局编制。", "黄岗县财政局"),
        (COUNTY, f"本报告由{TOWN}编制。", TOWN),
        (TOWN, "本报告由黄岗乡人民政府编制。", "黄岗乡人民政府"),
    ],
)
def test_another_organ_in_the_preamble(organ, text, told):
    assert organs_told(organ, preamble=text) == [told]


@pytest.mark.parametrize(
    ("organ", "text"),
    [
        (BUREAU, "本报告由青禾县人民政府办公室汇总编制。"),
        (BUREAU, "本报告由青禾县教育局办公室编制，如有疑问，请与青禾县政务服务中心联系。"),
        (BUREAU, "本报告由青禾县教育体育局编制。"),
        (BUREAU, "如有疑问，请与云州市教育局联系。"),
        (BUREAU, "如有疑问，请与青禾县行政审批局联系。"),
        (BUREAU, "按照青禾县委、青禾县人民政府的部署，青禾县教育局编制本报告。"),
        (COUNTY, "本报告由青禾县人民政府办公室编制。"),
        (COUNTY, "本报告由青禾县司法局汇总编制，请与青禾县政务服务和数据管理局联系。"),
        (COUNTY, "现将全县2023年政府信息公开工作情况报告如下。"),
        (TOWN, "本报告由青禾县人民政府办公室组织编制。"),
        (TOWN, "根据县政府办公室发布《青禾县2023年政府信息公开工作要点》，编制本报告。"),
        ("云州市教育局", "如有疑问，请与河东区教育局联系。"),
        ("云州高新区管理委员会", "本报告由云州高新区社会事业局编制。"),
        ("南宁市人民政府", "本报告由广西壮族自治区人民政府办公厅组织编制。"),
        ("江浦海关", f"江浦海关按照海关总署要求编制关区{REPORT}。"),
        ("云州市第一中学", f"现将学校{REPORT}公布如下。"),
        ("云州大学", f"现公布全校{REPORT}。"),
        ("云州市人民医院", f"现公布全院{REPORT}。"),
        ("东山水库管理局", f"现公布库区{REPORT}。"),
        ("青禾县公安局", f"现公布辖区{REPORT}。"),
    ],
)
def test_an_organ_above_or_of_the_own_house_is_named_rightly(organ, text):
    assert organs_told(organ, preamble=text) == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("青禾县教育局", ""),
        ("县教育局", ""),
        ("青禾县教育局办公室", ""),
        ("青禾县教育局 2025年1月20日", ""),
        ("2025年1月20日", ""),
        ("青禾县人民政府", ""),
        ("联系人：教育局办公室", ""),
        ("白河县教育局", "白河县教育局"),
        ("白河县教育局　2025年1月20日", "白河县教育局"),
        ("青禾县民政局", "青禾县民政局"),
    ],
)
def test_the_organ_that_signs(line, wrong):
    report = replace(tables()["B"], organ=BUREAU, signature=(line,))
    findings = Checker(forms.load(report.form), TEXT_RULES).check(report)
    assert [one.actual for one in findings if one.code == "text-organ"] == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("organ", "part", "text", "told"),
    [
        (BUREAU, "overview", "2023年，青禾县民政局在县委领导下，稳步推进政务公开。", "青禾县民政局"),
        (BUREAU, "overview", "青禾县民政局坚持以公开促规范，做实政府信息公开。", "青禾县民政局"),
        (BUREAU, "overview", "（五）监督保障情况：县民政局主动接受社会监督2次。", "县民政局"),
        (BUREAU, "other", "2023年度，黄岗县教育局未收取信息处理费。", "黄岗县教育局"),
        (BUREAU, "other", "青禾县民政局没有其他需要报告的事项。", "青禾县民政局"),
        ("江浦海关", "other", "2023年，宁浦海关未收取信息处理费。", "宁浦海关"),
        (BUREAU, "overview", "我镇高度重视政府信息公开工作。", "我镇"),
        (BUREAU, "other", "除上述事项外，本街道没有其他需要报告的事项。", "本街道"),
        (BUREAU, "problems", "下一步，我委将加强培训。", "我委"),
        (TOWN, "problems", "一是我局工作人员业务不熟。", "我局"),
        ("云州市人民政府", "overview", "我局坚持应公开尽公开。", "我局"),
    ],
)
def test_another_organ_where_the_own_work_is_told(organ, part, text, told):
    assert organs_told(organ, **{part: text}) == [told]


@pytest.mark.parametrize(
    ("organ", "part", "text"),
    [
        (BUREAU, "overview", "我局接受我委托的第三方评估，不满足于自我局部改进。"),
        (BUREAU, "overview", "完善根本局面，推进我县公开，我市公开经验得到推广。"),
        (BUREAU, "overview", "群众反映“我镇公开栏更新慢”，已经整改。"),
        (TOWN, "overview", "我镇、本镇坚持公开，我县组织培训2次。"),
        ("云州高新区管理委员会", "overview", "我镇与我局联合开展培训。"),
        ("云州大学", "overview", "我校坚持公开。"),
        ("云州市人民政府办公室", "overview", "我办、我市坚持公开。"),
        (BUREAU, "overview", "2023年，青禾县教育局在县委领导下，稳步推进政务公开。"),
        (BUREAU, "overview", "县民政局严格按照要求对我局政府信息公开工作开展检查。"),
        (BUREAU, "overview", "市教育局坚持上下联动，推进政务公开。"),
        (BUREAU, "overview", "青禾县民政局与我局联合开展培训，深入推进政务公开。"),
        (BUREAU, "other", "县教育局未收取信息处理费。"),
        (BUREAU, "other", "各学校未收取信息处理费。"),
        (COUNTY, "other", "青禾县教育局未收取信息处理费。"),
        (COUNTY, "overview", "全县各部门坚持以公开促规范，做实政府信息公开。"),
        ("青禾县公安局交通警察大队", "overview", "青禾县公安局深入推进警务公开和政府信息公开。"),
        ("江浦海关", "other", "2023年，南州海关未收取信息处理费。"),
    ],
)
def test_who_else_may_be_told_of(organ, part, text):
    assert organs_told(organ, **{part: text}) == []


TAX, WEST = "国家税务总局云州市河东区税务局", "国家税务总局云州市河西区税务局"


@pytest.mark.parametrize(
    ("organ", "part", "text", "told"),
    [
        ("云州市审计局", "signature", "云州市统计局", "云州市统计局"),
        ("青禾县水利局", "signature", "青禾县水务局", "青禾县水务局"),
        ("青禾县水利局", "preamble", "本报告由青禾县水务局编制。", ""),
        ("青禾县教育体育局", "signature", "青禾县教体局", ""),
        ("青禾县住房和城乡建设局", "signature", "青禾县住建局", ""),
        ("云州市审计局", "preamble", "本报告可在云州市统计局政府信息公开专栏查阅。", "云州市统计局"),
        (BUREAU, "preamble", "本报告在青禾县民政局门户网站公布。", "青禾县民政局"),
        (BUREAU, "preamble", "本报告在青禾县人民政府门户网站、云州市教育局官方网站公布。", ""),
        (BUREAU, "preamble", "登录青禾县教育局门户网站，或访问青禾县政务服务和数据管理局门户网站查阅。", ""),
        (COUNTY, "preamble", "报告以黄岗县人民政府名义开展的工作。", "黄岗县人民政府"),
        (COUNTY, "preamble", "报告以青禾县人民政府及其办公室的名义开展的工作。", ""),
        (TAX, "preamble", f"结合{WEST}（以下简称“河东区税务局”）实际。", WEST),
        (TAX, "preamble", "登录国家税务总局云州市税务局门户网站查阅。", ""),
        (TAX, "other", f"{TAX}依申请公开政府信息未收取费用。", ""),
        (BUREAU, "other", "县民政局全年未发生依申请公开信息收费情况。", "县民政局"),
        ("城关街道办事处", "overview", "现将城北街道2024年政府信息公开工作报告如下。", "城北街道"),
        ("城关街道办事处", "overview", "现将城关街道2024年政府信息公开工作报告如下。", ""),
    ],
)
def test_whose_name_nothing_but_the_own_may_stand_for(organ, part, text, told):
    parts = {"preamble": ("",), part: (text,)}
    sections = {part: (text,)} if part in ("overview", "other") else {}
    report = replace(
        tables()["B"],
        organ=organ,
        title="",
        preamble=parts["preamble"],
        signature=parts.get("signature", ()),
        sections=sections,
    )
    findings = Checker(forms.load(report.form), TEXT_RULES).check(report)
    assert [one.actual for one in findings if one.code == "text-organ"] == ([told] if told else [])


@pytest.mark.parametrize(
    ("organ", "text", "told"),
    [
        (TOWN, "2023年，黄岗乡通过县政府网站公开政府信息94条。", ["黄岗乡"]),
        (TOWN, "黄岗镇全年在门户网站发布信息94条。", ["黄岗镇"]),
        ("城关街道办事处", "2023年，城北街道利用微信公众号发布政务信息94条。", ["城北街道"]),
        (TOWN, "2023年，白河镇通过县政府网站公开政府信息94条。", []),
        (TOWN, "指导黄岗社区通过公众号发布信息94条。", []),
        (TOWN, "青禾县通过县政府网站公开政府信息3200条。", []),
        (TOWN, "县融媒体中心通过微信公众号发布信息94条。", []),
        (COUNTY, "白河镇通过县政府网站公开政府信息94条。", []),
        (BUREAU, "白河镇通过县政府网站公开政府信息94条。", []),
    ],
)
def test_another_town_whose_publishing_is_told_as_the_own(organ, text, told):
    assert organs_told(organ, overview=text) == told


@pytest.mark.parametrize(
    ("organ", "part", "text", "told"),
    [
        (BUREAU, "preamble", "如有疑问，请与青禾县林业局综合科联系。", "青禾县林业局"),
        (BUREAU, "preamble", "咨询机构：青禾县林业局办公室，地址：人民路1号。", "青禾县林业局"),
        (COUNTY, "preamble", "联系单位：黄岗县人民政府办公室。", "黄岗县人民政府办公室"),
        (BUREAU, "preamble", "2023年，青禾县民政局以新思想为指导，推进政府信息公开。", "青禾县民政局"),
        (BUREAU, "problems", "今后，青禾县民政局将着力加强业务培训。", "青禾县民政局"),
        ("宁浦海关", "problems", "下一步，江浦海关将进一步丰富解读形式。", "江浦海关"),
        ("宁浦海关", "other", "江浦海关2023年共收到建议3件。", "江浦海关"),
        (COUNTY, "problems", "2023年，我市政务公开工作虽有进步，仍有不足。", "我市"),
        ("青禾县人民医院", "overview", "我校高度重视信息公开。", "我校"),
        ("云州高新区管委会", "other", "青阳经开区信息公开机构设在党政办。", ""),
        (
            "云州高新区管委会",
            "other",
            "青阳经济开发区管委会信息公开机构为党政办公室。",
            "青阳经济开发区管委会",
        ),
        ("河东区卫生健康局", "signature", "河东区卫生健康委员会", "河东区卫生健康委员会"),
        (BUREAU, "preamble", "联系单位：青禾县人民政府办公室，编制单位：县教育局人事股。", ""),
        (BUREAU, "problems", "下一步，县人民政府将继续加强督促；今后，市教育局将加强指导。", ""),
        (COUNTY, "problems", "下一步，青禾县民政局将继续完善专栏。", ""),
        (COUNTY, "problems", "2023年，我县政务公开工作虽有进步，仍有不足。", ""),
        (f"青禾县{TOWN}", "problems", "2023年，我县政务公开工作取得进步。", ""),
        ("云州职业技术学院", "overview", "我校、我院推进信息公开。", ""),
        (
            "云州高新技术产业开发区管理委员会",
            "other",
            "高新区管委会信息公开机构为党政办公室。",
            "",
        ),
        (TOWN, "other", "2023年度我镇没有收取信息处理费。", ""),
        ("河东区卫生健康局", "signature", "河东区卫生健康局办公室", ""),
    ],
)
def test_another_organ_whom_to_ask_who_plans_who_signs(organ, part, text, told):
    line = (text,)
    sections = {} if part in ("preamble", "signature") else {part: line}
    own = {part: line} if not sections else {}
    report = replace(tables()["B"], organ=organ, title="", sections=sections, **own)
    found = Checker(forms.load(report.form), TEXT_RULES).check(report)
    assert [one.actual for one in found if one.code == "text-organ"] == ([told] if told else [])
