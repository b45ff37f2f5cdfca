"""Title, preamble, sections and signature, as people write them; nothing is lost in silence."""

from pathlib import Path

import pytest

import intake
from model import forms
from tests.support import documents as d

FORM = forms.load("2021")


def read_text(tmp_path, text, name="report.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return intake.read(path)


def codes(imported):
    return [remark.code for remark in imported.remarks if remark.code != "read-missing-table"]


def whole(title="青禾县林业局2023年政府信息公开工作年度报告", **changed):
    """A report without tables; a heading or text is changed by the section's id."""
    lines = [title, "根据条例编制本报告。"]
    for section in FORM.definition.sections:
        lines += changed.get(section.id, [section.heading, f"{section.id}的文字。"])
    return "\n".join([*lines, *changed.get("after", [])])


@pytest.mark.parametrize(
    ("title", "organ", "year"),
    [
        ("青禾县林业局2023年政府信息公开工作年度报告", "青禾县林业局", 2023),
        ("青禾县林业局\n2023年政府信息公开工作年度报告", "青禾县林业局", 2023),
        ("青禾县林业局\n2023年\n政府信息公开工作年度报告", "青禾县林业局", 2023),
        ("青禾县林业局\n二〇二三年\n政府信息公开工作年度报告", "青禾县林业局", 2023),
        ("青禾县林业局\n政府信息公开工作\n2023\n年度报告", "青禾县林业局", 2023),
        ("2023年青禾县林业局政府信息公开工作年度报告", "青禾县林业局", 2023),
        ("青禾县人民政府２０２３年度政府信息公开工作报告", "青禾县人民政府", 2023),
        ("青禾县林业局关于2023年政府信息公开工作的年度报告", "青禾县林业局", 2023),
        ("青禾县林业局2023年 政府信息公开 工作告年度报", "青禾县林业局", 2023),
        ("青禾县林业局政府信息公开工作年度报告（2023年）", "青禾县林业局", 2023),
        ("青禾县林业局\n政府信息公开工作年度报告\n（二〇二三年度）", "青禾县林业局", 2023),
        ("青禾县林业局2023年度\n政府信息公开工作年度报告", "青禾县林业局", 2023),
        ("青禾县林业局关于\n2023年度政府信息公开工作年度报告", "青禾县林业局", 2023),
        ("关于青禾县林业局2023年\n政府信息公开工作情况的报告", "青禾县林业局", 2023),
        ("青禾县林业局关于2023年度政府信息公开工作情况的报告", "青禾县林业局", 2023),
        ("2023年度\n青禾县林业局\n政府信息公开年报", "青禾县林业局", 2023),
        ("青禾县林业局关于公布2023年度政府信息公开工作年度报告", "青禾县林业局", 2023),
        ("青禾县林业局关于编制\n2023年政府信息公开工作年度报告", "青禾县林业局", 2023),
        ("（2023年度）青禾县林业局政府信息公开工作年度报告", "青禾县林业局", 2023),
        ("青禾县林业局2023年政府信息公开工作年度报告（公开版）", "青禾县林业局", 2023),
        ("《青禾县人民政府2023年政府信息公开工作总结报告》", "青禾县人民政府", 2023),
        ("青禾县人民政府信息公开二〇二三年年度报告", "青禾县人民政府", 2023),
        (
            "青禾县林业局（青禾县绿化委员会办公室）2023年政务公开工作报告",
            "青禾县林业局(青禾县绿化委员会办公室)",
            2023,
        ),
    ],
)
def test_titles(tmp_path, title, organ, year):
    imported = read_text(tmp_path, whole(title))
    assert (imported.report.organ, imported.report.year) == (organ, year)
    assert "".join(imported.report.title.split("\n")) == "".join(title.split("\n"))
    assert imported.report.preamble == ("根据条例编制本报告。",)
    assert codes(imported) == []


def test_organ_and_year_that_the_title_lacks_are_taken_from_the_text_and_told(tmp_path):
    text = whole(
        "政府信息公开工作年度报告",
        overview=["一、总体情况", "2023年，我局按照〔2019〕60号文件和2023年的要求开展工作。"],
        after=["青禾县林业局", "2024年1月12日"],
    )
    imported = read_text(tmp_path, text)
    assert (imported.report.organ, imported.report.year) == ("青禾县林业局", 2023)
    assert codes(imported) == ["read-guessed-organ", "read-guessed-year"]
    assert imported.report.signature == ("青禾县林业局", "2024年1月12日")


def test_the_year_may_come_from_the_date_or_the_file_name(tmp_path):
    dated = read_text(tmp_path, whole("林业局政府信息公开工作年度报告", after=["二〇二四年一月十二日"]))
    assert dated.report.year == 2023
    named = read_text(tmp_path, whole("林业局政府信息公开工作年度报告"), "2022年报.txt")
    assert named.report.year == 2022
    assert codes(named) == ["read-guessed-year"]


@pytest.mark.parametrize(
    ("section", "heading"),
    [
        ("overview", "(一)总体情况"),
        ("overview", "一、2019年政府信息公开工作的总体情况"),
        ("overview", "总体情况"),
        ("disclosure", "、主动公开政府信息情况"),
        ("requests", "三、收到和处理政府信息公开申请的情况"),
        ("litigation", "四、政府信息公开行政复议、行政诉讼\n情况"),
        ("litigation", "政府信息公开行政复议及行政诉讼情况"),
        ("problems", "五、存在的主要问题及改情况"),
        ("other", "六、其它需要报告事项"),
        ("other", "六、其他需要报告的事项："),
    ],
)
def test_headings_that_differ_are_known_silently(tmp_path, section, heading):
    imported = read_text(tmp_path, whole(**{section: [heading, "这里是文字。"]}))
    assert imported.report.section(section) == ("这里是文字。",)
    assert len(imported.report.sections) == 6
    assert codes(imported) == []


def test_a_misspelt_heading_is_told(tmp_path):
    imported = read_text(tmp_path, whole(problems=["五、存在的主要问体及改进情况", "文字。"]))
    assert imported.report.section("problems") == ("文字。",)
    assert codes(imported) == ["read-guessed-heading"]


def test_sub_headings_that_sound_like_headings_stay_paragraphs(tmp_path):
    own = ["一、总体情况", "（一）主动公开情况", "（二）主动公开", "（三）依申请公开", "（五）存在的主要问题"]
    imported = read_text(tmp_path, whole(overview=own))
    assert imported.report.section("overview") == tuple(own[1:])
    assert imported.report.section("disclosure") == ("disclosure的文字。",)
    assert codes(imported) == []


def test_a_heading_with_its_text_behind_it(tmp_path):
    imported = read_text(tmp_path, whole(other=["六、其他需要报告的事项：本年未收取信息处理费。"]))
    assert imported.report.section("other") == ("本年未收取信息处理费。",)


def test_a_heading_with_a_full_stop_makes_no_blank_paragraph(tmp_path):
    imported = read_text(tmp_path, whole(other=["六、其他需要报告的事项。", "无。"]))
    assert imported.report.section("other") == ("无。",)
    assert codes(imported) == []


def test_a_table_of_contents_is_told_and_left_out(tmp_path):
    listed = [section.heading + "\t3" for section in FORM.definition.sections]
    text = whole()
    head, _, rest = text.partition("\n")
    imported = read_text(
        tmp_path, "\n".join([head, "目录", *(line.replace("\t", "……") for line in listed), rest])
    )
    assert "read-contents" in codes(imported)
    assert imported.report.preamble == ("根据条例编制本报告。",)
    assert imported.report.section("overview") == ("overview的文字。",)
    assert len(imported.report.sections) == 6


def test_a_lost_heading_is_told(tmp_path):
    imported = read_text(tmp_path, whole(problems=["这一段没有标题。"]))
    assert codes(imported) == ["read-missing-heading"]
    assert imported.report.section("litigation") == ("litigation的文字。", "这一段没有标题。")


def test_what_stands_around_the_report_is_told_with_its_text(tmp_path):
    text = "\n".join(
        ["当前位置：首页 > 信息公开", whole(after=["青禾县林业局", "2024年1月5日", "【打印】【关闭窗口】"])]
    )
    imported = read_text(tmp_path, text)
    assert codes(imported) == ["read-unplaced-text"]
    told = imported.remarks[-1].facts.text
    assert "当前位置" in told
    assert "关闭窗口" in told
    assert imported.report.signature == ("青禾县林业局", "2024年1月5日")
    assert imported.report.section("other") == ("other的文字。",)


@pytest.mark.parametrize("between", [" ", "　　", "\n"])
@pytest.mark.parametrize("after", ["", "（此件公开发布）"])
def test_an_organ_and_a_date_in_one_paragraph_sign(tmp_path, between, after):
    sections = FORM.definition.sections
    texts = [FORM.title("青禾县林业局", 2023), "根据条例编制本报告。"]
    texts += [line for s in sections for line in (s.heading, f"{s.id}的文字。")]
    texts += [f"青禾县林业局{between}2024年1月5日", after]
    report = intake.read(d.write_docx(tmp_path / "x.docx", "".join(map(d.paragraph, texts)))).report
    assert report.signature == (f"青禾县林业局{between}2024年1月5日",)
    assert report.section("other") == ("other的文字。",)


def test_the_place_for_a_seal_is_no_text(tmp_path):
    after = ["（盖章）", "青禾县林业局", "2024年1月15日"]
    imported = read_text(tmp_path, whole(after=after))
    assert imported.report.section("other") == ("other的文字。",)
    assert imported.report.signature == ("青禾县林业局", "2024年1月15日")
    assert codes(imported) == ["read-unplaced-text"]


def test_a_signature_in_one_line_names_organ_and_year(tmp_path):
    imported = read_text(tmp_path, whole("政府信息公开工作年度报告", after=["青禾县林业局　2024年1月5日"]))
    assert (imported.report.organ, imported.report.year) == ("青禾县林业局", 2023)


def test_a_sentence_that_ends_with_a_date_is_no_signature(tmp_path):
    imported = read_text(tmp_path, whole(after=["统计时间 2023年12月31日"]))
    assert imported.report.signature == ()
    assert imported.report.section("other") == ("other的文字。", "统计时间 2023年12月31日")


def test_a_last_sentence_is_no_signature(tmp_path):
    imported = read_text(tmp_path, whole(other=["六、其他需要报告的事项", "无其他需要报告的事项", "无"]))
    assert imported.report.section("other") == ("无其他需要报告的事项", "无")
    assert imported.report.signature == ()


# ----------------------------------------------------------------------- Word


def word(tmp_path, overview, extra=()):
    """A Word file whose first section holds some XML; returns what was read."""
    sections = FORM.definition.sections
    body = d.paragraph(FORM.title("青禾县林业局", 2023)) + d.paragraph(sections[0].heading) + overview
    body += "".join(d.paragraph(s.heading) + d.paragraph(f"{s.id}的文字。") for s in sections[1:])
    return intake.read(d.write_docx(tmp_path / "x.docx", body, extra))


RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (RUN.format("公开") + RUN.format("信息"), "公开信息"),
        (f"<w:ins>{RUN.format('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "新"),
        (f"<w:moveFrom>{RUN.format('搬走')}</w:moveFrom><w:moveTo>{RUN.format('搬来')}</w:moveTo>", "搬来"),
        (f"<w:sdt><w:sdtContent>{RUN.format('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f'<w:hyperlink w:anchor="a">{RUN.format("链接")}</w:hyperlink>', "链接"),
        (
            f'<w:bookmarkStart w:id="0" w:name="_GoBack"/>{RUN.format("书签")}<w:bookmarkEnd w:id="0"/>',
            "书签",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>=1+1</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>2</w:t><w:fldChar w:fldCharType="end"/></w:r>',
            "2",
        ),
        ("<w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r>", "上\n下"),
        ('<w:r><w:br w:type="page"/><w:t>新页</w:t></w:r>', "新页"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
        ("<w:r><w:t>软\u00ad连\u200b字</w:t><w:softHyphen/></w:r>", "软连字"),
        ('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + RUN.format("　　缩进。"), "缩进。"),
    ],
)
def test_what_word_puts_into_paragraphs(tmp_path, inside, text):
    imported = word(tmp_path, f"<w:p>{inside}</w:p>")
    assert imported.report.section("overview") == (text,)
    assert codes(imported) == []


def test_text_boxes_are_read_once_and_in_place(tmp_path):
    box = f"<w:txbxContent>{d.paragraph('框内的话。')}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>"
    )
    overview = f"<w:p>{RUN.format('框外的话。')}{shape}</w:p>{d.paragraph('后面的话。')}"
    assert word(tmp_path, overview).report.section("overview") == ("框外的话。", "框内的话。", "后面的话。")


def test_a_deleted_row_of_a_table_is_gone(tmp_path):
    table = d.word_table(d.table_of(FORM, "disclosure", d.full_report(FORM).cells))
    deleted = (
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:delText>规章</w:delText></w:r></w:p></w:tc></w:tr>"
    )
    imported = word(tmp_path, table.replace("</w:tbl>", deleted + "</w:tbl>"))
    assert codes(imported) == []


def test_pictures_and_footnotes_are_told(tmp_path):
    note = f'<w:footnote w:id="2">{d.paragraph("脚注的话。")}</w:footnote>'
    notes = f"<w:footnotes {d.NAMESPACES}>{note}</w:footnotes>"
    picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
    imported = word(tmp_path, d.paragraph("正文。") + picture, [("word/footnotes.xml", notes)])
    assert sorted(codes(imported)) == ["read-picture", "read-unplaced-text"]
    assert "脚注的话。" in [r.facts.text for r in imported.remarks]


NUMBERING = f"""<w:numbering {d.NAMESPACES}>
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


def numbered(text, level):
    return d.paragraph(
        text, f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>'
    )


def test_numbers_that_word_makes_are_not_lost(tmp_path):
    sections = FORM.definition.sections
    body = d.paragraph(FORM.title("青禾县林业局", 2023))
    for section in sections:
        body += numbered(section.heading.split("、", 1)[1], 0)
        body += (
            numbered("第一件事", 1)
            + numbered("小事", 2)
            + numbered("又一件小事", 2)
            + numbered("第二件事", 1)
        )
    imported = intake.read(d.write_docx(tmp_path / "x.docx", body, [("word/numbering.xml", NUMBERING)]))
    expected = ("（一）第一件事", "1.小事", "2.又一件小事", "（二）第二件事")
    assert dict(imported.report.sections) == dict.fromkeys((s.id for s in sections), expected)
    assert codes(imported) == []


def test_a_page_laid_out_by_tables(tmp_path):
    report = d.full_report(FORM)
    path = d.html_report(tmp_path / "x.html", FORM, report)
    page = path.read_text(encoding="utf-8")
    page = page.replace("<body>", "<body><table><tr><td>").replace("</body>", "</td></tr></table></body>")
    path.write_text(page, encoding="utf-8")
    imported = intake.read(path)
    assert dict(imported.report.cells) == dict(report.cells)
    assert dict(imported.report.sections) == dict(report.sections)
    assert imported.remarks == ()


def test_a_page_with_the_usual_things_around(tmp_path):
    report = d.full_report(FORM)
    path = d.html_report(tmp_path / "x.html", FORM, report)
    page = path.read_text(encoding="utf-8")
    page = page.replace("<body>", "<body><script>var a = 1;</script><div>当前位置：首页 &gt; 公开年报</div>")
    page = page.replace("</body>", "<div style='display: none'>隐藏</div><div>版权所有：某局</div></body>")
    path.write_text(page, encoding="utf-8")
    imported = intake.read(path)
    assert dict(imported.report.sections) == dict(report.sections)
    assert imported.report.signature == report.signature
    assert codes(imported) == ["read-unplaced-text"]
    assert imported.remarks[0].facts.text == "当前位置：首页 > 公开年报\n版权所有：某局"


def test_a_saved_report_is_read_as_it_is(tmp_path):
    from model.storage import codec

    report = d.full_report(FORM)
    path = tmp_path / "x.nianbao"
    path.write_bytes(codec.encode(report))
    imported = intake.read(Path(path))
    assert imported == intake.Imported(report, ())
