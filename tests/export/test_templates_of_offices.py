"""Templates that an office made in Word: what works, what is refused, and that none reaches Python."""

import zipfile

import pytest

import resources
from export import ExportError, TemplateRefused, word
from tests.support.export_reports import report
from tests.support.word_xml import compact, document, paragraphs, rewritten, text

OWN = resources.path("templates", "2021.docx")
TOTAL = "{{ requests.received.total }}"


def _template(folder, *changes, part="word/document.xml"):
    def change(xml: str) -> str:
        for old, new in changes:
            assert old in xml
            xml = xml.replace(old, new, 1)
        return xml

    return rewritten(OWN, folder / "本局模板.docx", change, part)


def _refusal(folder, *changes, part="word/document.xml") -> tuple[str, ...]:
    with pytest.raises(TemplateRefused) as refused:
        word.render(report(), _template(folder, *changes, part=part))
    assert str(refused.value).startswith("模板“本局模板.docx”不能使用")
    return refused.value.problems


def _in_body(paragraph: str) -> tuple[str, str]:
    return "<w:body>", f"<w:body>{paragraph}"


def test_misspelt_cell_is_refused_with_both_names(tmp_path):
    assert _refusal(tmp_path, (TOTAL, "{{ requests.recieved.total }}")) == (
        "{{ requests.recieved.total }}：本格式（2021年格式）没有这个名称，"
        "是否应为“requests.received.total”？",
        "“收到和处理政府信息公开申请情况”表缺少“一、本年新收政府信息公开申请数量 · 总计”的标记"
        " {{ requests.received.total }}",
    )


def test_missing_section_title_and_table_are_listed(tmp_path):
    problems = _refusal(
        tmp_path,
        ("{{ title }}", "年度报告"),
        ("{{ overview }}", ""),
        ("{{ disclosure }}", ""),
        ("{{ signature }}", "落款"),
    )
    assert problems == (
        "缺少标题的标记 {{ title }}",
        "缺少“一、总体情况”的标记 {{ overview }}",
        "缺少“二、主动公开政府信息情况”的附注文字的标记 {{ disclosure }}",
        "缺少落款的标记 {{ signature }}",
    )


def test_template_of_the_other_form_is_refused_table_by_table(tmp_path):
    with pytest.raises(TemplateRefused) as refused:
        word.render(report("2019"), OWN)
    problems = "\n".join(refused.value.problems)
    assert "{{ disclosure.regulations.issued }}：本格式（2019年格式（试行））没有这个名称" in problems
    assert "{{ disclosure.procurement.amount }}" in problems


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title.__class__ }}",
        "{{ figures.__class__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ 7 * 7 }}",
        "{{ title | upper }}",
        "{{ range(1000000000) }}",
        "{% for x in range(9) %}x{% endfor %}",
        "{% import 'os' as os %}",
        "{# note #}",
        "{{ {{ title }} }}",
        "{{ title",
        "title }}",
    ],
)
def test_code_in_a_template_is_refused(tmp_path, code):
    problems = _refusal(tmp_path, _in_body(f"<w:p><w:r><w:t>{code}</w:t></w:r></w:p>"))
    assert any("没有这个名称" in problem or "标记" in problem for problem in problems)


def test_marks_of_the_inner_language_are_refused(tmp_path):
    escape = "\ufdd0 ''.__class__ \ufdd1 \ufdd2 for x in [1] \ufdd3"
    problems = _refusal(tmp_path, _in_body(f"<w:p><w:r><w:t>{escape}</w:t></w:r></w:p>"))
    assert problems == ("文档里有不可使用的特殊字符（U+FDD0 至 U+FDD5），请删除后再用",)


def test_text_with_a_tag_beside_other_words_is_refused(tmp_path):
    assert _refusal(tmp_path, ("{{ overview }}", "概况：{{ overview }}")) == (
        "“概况：{{ overview }}”：标记 {{ overview }} 应当单独成段",
    )


@pytest.mark.parametrize("more", ['<w:br w:type="page"/>', "<w:drawing/>", "<w:pict/>"])
def test_what_would_vanish_with_a_pattern_is_refused(tmp_path, more):
    problems = _refusal(tmp_path, ("<w:t>{{ overview }}", f"{more}<w:t>{{{{ overview }}}}"))
    assert problems == ("标记 {{ overview }} 应当单独成段：这一段里还有图形或分页符，请移到别的段落",)


def test_a_line_break_in_a_pattern_does_no_harm(tmp_path):
    template = _template(tmp_path, ("<w:t>{{ overview }}", "<w:br/><w:t>{{ overview }}"))
    assert word.render(report(), template) == word.render(report())


def test_a_text_may_be_printed_once_only(tmp_path):
    again = "<w:p><w:r><w:t>{{ overview }}</w:t></w:r></w:p>"
    assert _refusal(tmp_path, _in_body(again)) == (
        "“一、总体情况”的标记 {{ overview }} 出现了 2 次，只能有一次",
    )


def test_tag_in_a_footer_is_refused(tmp_path):
    problems = _refusal(tmp_path, ("— </w:t>", "{{ organ }}</w:t>"), part="word/footer1.xml")
    assert problems == ("页眉、页脚和脚注中不能使用标记：{{ organ }}",)


def test_tag_split_over_runs_and_typed_with_full_width_braces_is_understood(tmp_path):
    split = "{{ requests.</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>Received</w:t></w:r>"
    split += "<w:r><w:t>.total }}"
    template = _template(tmp_path, (TOTAL, split), ("{{ title }}", "｛｛　title ｝｝"))
    made = word.render(report(), template)
    assert text(document(made)) == text(document(word.render(report())))


def test_pattern_paragraph_keeps_the_offices_own_format(tmp_path):
    own = '<w:p><w:pPr><w:pStyle w:val="GovBody"/><w:ind w:left="99"/></w:pPr>'
    own += '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> {{ problems }} </w:t></w:r></w:p>'
    old = '<w:p><w:pPr><w:pStyle w:val="GovBody"/></w:pPr><w:r><w:t>{{ problems }}</w:t></w:r></w:p>'
    made = word.render(report(), _template(tmp_path, (old, own)))
    assert [compact(p) for p in paragraphs(made) if compact(p).find("ind{99}") > 0] == [
        f'p(pPr(pStyle{{GovBody}} ind{{99}}) r(rPr(b) t"{words}"))' for words in report().section("problems")
    ]


def test_pattern_in_a_table_cell_leaves_a_paragraph_when_there_is_no_text(tmp_path):
    pattern = '<w:p><w:pPr><w:pStyle w:val="GovBody"/></w:pPr><w:r><w:t>{{ litigation }}</w:t></w:r></w:p>'
    template = _template(tmp_path, (pattern, f"<w:tbl><w:tr><w:tc>{pattern}</w:tc></w:tr></w:tbl>"))
    made = compact(document(word.render(report(), template)))
    assert "tbl(tr(tc(p(pPr(pStyle{GovBody})))))" in made


def test_section_break_in_a_pattern_stands_once(tmp_path):
    old = '<w:pStyle w:val="GovBody"/></w:pPr><w:r><w:t>{{ problems }}'
    new = old.replace("</w:pPr>", '<w:sectPr><w:cols w:space="7"/></w:sectPr></w:pPr>')
    made = compact(document(word.render(report(), _template(tmp_path, (old, new)))))
    assert made.count("cols{7}") == 1
    assert "p(pPr(sectPr(cols{7})))" in made


def test_letterhead_of_an_office_is_no_difference(tmp_path):
    head = '<w:p><w:r><w:t xml:space="preserve">{{ organ }} 文件</w:t></w:r></w:p>'
    template = _template(tmp_path, _in_body(head))
    word.write(report(), tmp_path / "报告.docx", template)
    assert text(paragraphs((tmp_path / "报告.docx").read_bytes())[0]) == "青石市 文件"


def test_changed_template_is_read_again(tmp_path):
    template = _template(tmp_path)
    first = word.render(report(), template)
    _template(tmp_path, _in_body("<w:p><w:r><w:t>新的一段</w:t></w:r></w:p>"))
    assert text(document(word.render(report(), template))) == "新的一段" + text(document(first))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是有效的 .docx 文件"),
        (b"\xd0\xcf\x11\xe0 old binary Word", "不是有效的 .docx 文件"),
        (OWN.read_bytes()[:3000], "不是有效的 .docx 文件"),
    ],
)
def test_what_is_no_word_file_is_refused(tmp_path, content, said):
    template = tmp_path / "模板.docx"
    template.write_bytes(content)
    with pytest.raises(ExportError, match=said):
        word.render(report(), template)


def test_missing_template_folder_and_macro_document_are_told(tmp_path):
    with pytest.raises(ExportError, match="找不到模板"):
        word.render(report(), tmp_path / "无.docx")
    with pytest.raises(ExportError, match="无法读取"):  # the system does not even look for it
        word.render(report(), tmp_path / f"{'长' * 100}.docx")
    with pytest.raises(ExportError, match="是一个文件夹"):
        word.render(report(), tmp_path)
    macro = _template(tmp_path, ("document.main+xml", "template.main+xml"), part="[Content_Types].xml")
    with pytest.raises(ExportError, match="不是普通 Word 文档"):
        word.render(report(), macro)


def test_entities_are_refused(tmp_path):
    doctype = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document'
    with pytest.raises(ExportError, match="不是有效的"):
        word.render(
            report(), _template(tmp_path, ("<w:document", doctype), ("{{ title }}", "&x;{{ title }}"))
        )


def test_bomb_is_refused(tmp_path):
    template = tmp_path / "模板.docx"
    with zipfile.ZipFile(template, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/1.bin", bytes(80 * 1024 * 1024))
    with pytest.raises(ExportError, match="过大"):
        word.render(report(), template)
