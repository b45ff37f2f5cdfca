"""What a template brings from elsewhere is told, and stays out of what is written, whatever it is."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

import resources
from export import TemplateRefused, word
from model import forms
from tests.support.export_reports import report

OWN = resources.path("templates", "2021.docx")
FORM = forms.load("2021")
WORD = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R = f'xmlns:r="{WORD}"'
DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
SETTINGS, FOOTER = "word/settings.xml", "word/footer1.xml"
AWAY = "\\\\files.example\\gongxiang\\a"


def relation(kind: str, target: str, *, external: bool = True, identity: str = "rIdOut") -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{identity}" Type="{WORD}/{kind}" Target="{target}"{mode}/>'


def template(folder: Path, changes: dict[str, tuple[str, str]], more: dict[str, str] | None = None) -> Path:
    """The program's own template with one stretch of a part replaced, and parts added."""
    made = folder / "本局模板.docx"
    with zipfile.ZipFile(OWN) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode() if name.endswith(("xml", "rels")) else source.read(name)
            if name in changes:
                old, new = changes[name]
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(name, content)
        for name, content in (more or {}).items():
            target.writestr(name, content)
    return made


def related(item: str) -> dict[str, tuple[str, str]]:
    return {RELATIONS: ("</Relationships>", f"{item}</Relationships>")}


def in_body(xml: str) -> dict[str, tuple[str, str]]:
    return {DOCUMENT: ("<w:body>", f"<w:body>{xml}")}


def field(code: str, shown: str = "显示的字") -> str:
    """A field of three marks."""
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def written(made: Path) -> dict[str, str]:
    """The parts of a report written through a template; each relationship's part is there, and declared."""
    rendered = word.render(report(), made)
    with zipfile.ZipFile(BytesIO(rendered)) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    Document(BytesIO(rendered))
    types = etree.fromstring(parts["[Content_Types].xml"].encode())
    declared = {item.get("PartName", "").lstrip("/") for item in types if item.get("PartName")}
    assert declared <= set(parts)
    return parts


def refused(made: Path) -> tuple[str, ...]:
    with pytest.raises(TemplateRefused) as caught:
        word.render(report(), made)
    return caught.value.problems


FETCHES = {
    "picture": (related(relation("image", "https://pictures.example/hui.png")), "外部图片"),
    "picture on a share": (related(relation("image", AWAY, external=False)), "外部图片"),
    "picture by file": (related(relation("image", "file:///d:/hui.png", external=False)), "外部图片"),
    "chapter": (related(relation("aFChunk", "mulu.html")), "altChunk"),
    "part of a document": (related(relation("subDocument", "erji.docx")), "子文档"),
    "linked object": (related(relation("oleObject", AWAY)), "OLE"),
    "video": (related(relation("video", "https://video.example/1")), "视频"),
    "frame": (related(relation("frame", "https://frame.example/")), "框架"),
    "style sheet": (related(relation("styles", "https://style.example/s.xml")), "styles"),
    "numbering": (related(relation("numbering", "http://n.example/n.xml", external=True)), "numbering"),
    "object": (in_body("<w:p><w:r><w:object/></w:r></w:p>"), "OLE"),
    "macro of a form": (
        in_body('<w:p><w:r><w:ffData><w:entryMacro w:val="x"/></w:ffData></w:r></w:p>'),
        "宏",
    ),
    "inserted line": (in_body('<w:p><w:ins w:id="1" w:author="某"><w:r/></w:ins></w:p>'), "修订"),
    "deleted line": (in_body('<w:p><w:del w:id="1" w:author="某"><w:r/></w:del></w:p>'), "修订"),
    "moved line": (in_body('<w:p><w:moveTo w:id="1" w:author="某"><w:r/></w:moveTo></w:p>'), "修订"),
    "old drawing": (
        in_body(
            '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
            '<v:imagedata src="http://old.example/a.gif"/></v:shape></w:pict></w:r></w:p>'
        ),
        "imagedata",
    ),
    "unknown but shown": (
        {
            **related(relation("hologram", "hologram1.bin", external=False)),
            **in_body(f'<w:p {R}><w:r><w:drawing><x r:id="rIdOut"/></w:drawing></w:r></w:p>'),
        },
        "hologram",
    ),
}


@pytest.mark.parametrize(("changes", "told"), FETCHES.values(), ids=FETCHES)
def test_what_runs_or_fetches_is_refused(tmp_path, changes, told):
    problems = refused(template(tmp_path, changes))
    assert any(told in problem and "请在模板里删去" in problem for problem in problems)


@pytest.mark.parametrize(
    "code",
    [
        ' INCLUDEPICTURE "https://pictures.example/1.png" \\d ',
        'includetext "C:\\\\wen.docx"',
        ' DDEAUTO excel "C:\\\\shu.xlsx" r1c1 ',
        "DDE winword",
        'LINK Excel.Sheet "shu.xlsx"',
        "DATABASE \\d x",
        "EMBED Package",
        "MACROBUTTON Yunxing 点这里",
        "AUTOTEXT 抬头",
        "RD a.docx",
        "IMPORT a.gif",
        "FILLIN 请输入",
        "FUTUREFIELD x",
    ],
)
@pytest.mark.parametrize("simple", [True, False])
def test_fields_that_fetch_run_or_are_unknown_are_refused(tmp_path, code, simple):
    quoted = code.replace('"', "&quot;")
    xml = f'<w:p><w:fldSimple w:instr="{quoted}"/></w:p>' if simple else field(quoted)
    (problem,) = refused(template(tmp_path, in_body(xml)))
    assert f"不可使用的域“{code.split()[0].upper()}”" in problem


def test_a_code_cut_in_pieces_or_put_together_by_fields_is_seen_through(tmp_path):
    cut = field("INCLUDE</w:instrText></w:r><w:r><w:instrText>PICTURE x")
    assert "INCLUDEPICTURE" in refused(template(tmp_path, in_body(cut)))[0]
    inner = field("QUOTE INCLUDEPICTURE").removeprefix("<w:p>").removesuffix("</w:p>")
    outer = (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{inner}<w:r><w:instrText> "http://a.example/1"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert any("不可使用的域" in problem for problem in refused(template(tmp_path, in_body(outer))))


@pytest.mark.parametrize(
    "code", ["PAGE", " NUMPAGES \\* Arabic ", "=2*3", "TOC \\o &quot;1-2&quot;", "DATE", "REF a \\h"]
)
def test_fields_of_the_document_itself_stay(tmp_path, code):
    made = template(tmp_path, in_body(field(code)))
    assert word.left_out(FORM, made) == ()
    assert code.replace("&quot;", '"') in written(made)[DOCUMENT].replace("&quot;", '"')


@pytest.mark.parametrize(
    "code",
    ["AUTHOR", "FILENAME \\p", "DOCPROPERTY Company", "HYPERLINK &quot;http://a.example&quot;", "TEMPLATE"],
)
@pytest.mark.parametrize("simple", [True, False])
def test_fields_that_tell_of_others_leave_only_what_they_show(tmp_path, code, simple):
    shown = "<w:r><w:t>显示的字</w:t></w:r>"
    xml = f'<w:p><w:fldSimple w:instr="{code}">{shown}</w:fldSimple></w:p>' if simple else field(code)
    made = template(tmp_path, in_body(xml))
    assert word.left_out(FORM, made) == (f"域“{code.split()[0]}”（只留显示的文字）",)
    document = written(made)[DOCUMENT]
    assert "显示的字" in document
    assert code.split()[0] not in document


PEOPLE = (
    '<cp:Properties xmlns:cp="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<cp:Company>南坡县某公司</cp:Company><cp:Manager>赵科长</cp:Manager></cp:Properties>"
)
CUSTOM = (
    '<op:Properties xmlns:op="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
    '<op:property name="项目号"/><op:property name="KSOProductBuildVer"/></op:Properties>'
)
ROOT = "_rels/.rels"


def in_root(item: str) -> dict[str, tuple[str, str]]:
    return {ROOT: ("</Relationships>", f"{item}</Relationships>")}


def setting(xml: str) -> dict[str, tuple[str, str]]:
    return {SETTINGS: ("</w:settings>", f"{xml}</w:settings>")}


PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ATTACHED = relation("attachedTemplate", AWAY, identity="rId1")
TELLS = {
    "comments": (
        related(relation("comments", "comments.xml", external=False)),
        {"word/comments.xml": "<a/>"},
        "批注",
    ),
    "custom xml": (
        related(relation("customXml", "../customXml/item1.xml", external=False)),
        {"customXml/item1.xml": "<内部编号/>"},
        "自定义 XML",
    ),
    "company": (
        in_root(relation("extended-properties", "docProps/app.xml", external=False)),
        {"docProps/app.xml": PEOPLE},
        "文件属性（单位、主管等）：南坡县某公司、赵科长",
    ),
    "own properties": (
        in_root(relation("custom-properties", "docProps/custom.xml", external=False)),
        {"docProps/custom.xml": CUSTOM},
        "自定义属性：项目号",
    ),
    "thumbnail": (
        in_root(relation("thumbnail", "docProps/t.jpeg", external=False)),
        {"docProps/t.jpeg": "图"},
        "缩略图",
    ),
    "building blocks": (
        related(relation("glossaryDocument", "glossary/document.xml", external=False)),
        {"word/glossary/document.xml": "<a/>"},
        "文档部件",
    ),
    "template": (
        {
            SETTINGS: ("</w:settings>", f'<w:attachedTemplate {R} r:id="rId1"/></w:settings>'),
        },
        {"word/_rels/settings.xml.rels": f"<Relationships xmlns='{PACKAGE}'>{ATTACHED}</Relationships>"},
        f"关联的模板（{AWAY}）",
    ),
    "mail merge": (setting('<w:mailMerge><w:query w:val="SELECT"/></w:mailMerge>'), {}, "邮件合并"),
    "variables": (setting('<w:docVars><w:docVar w:name="a" w:val="b"/></w:docVars>'), {}, "文档变量"),
    "tracking": (setting("<w:trackRevisions/>"), {}, "修订记录"),
    "old look": (
        in_body('<w:p><w:r><w:rPr><w:rPrChange w:id="1" w:author="钱某"/></w:rPr></w:r></w:p>'),
        {},
        "修订记录",
    ),
    "mark of a comment": (in_body('<w:p><w:commentRangeStart w:id="0"/></w:p>'), {}, "批注"),
    "link": (
        {
            **related(relation("hyperlink", "https://a.example/?who=1")),
            **in_body(
                f'<w:p><w:hyperlink {R} r:id="rIdOut"><w:r><w:t>本局网站</w:t></w:r></w:hyperlink></w:p>'
            ),
        },
        {},
        "链接（文字保留）（https://a.example/?who=1）",
    ),
    "where a picture was": (
        in_body('<w:p><w:r><w:drawing><x descr="D:\\我的文档\\徽.png"/></w:drawing></w:r></w:p>'),
        {},
        "图片原来所在的位置",
    ),
    "unknown and not shown": (
        related(relation("notebook", "notebook.bin", external=False)),
        {"word/notebook.bin": "x"},
        "其他内容（notebook）",
    ),
}


@pytest.mark.parametrize(("changes", "more", "told"), TELLS.values(), ids=TELLS)
def test_what_only_tells_of_others_is_told_and_left_out(tmp_path, changes, more, told):
    made = template(tmp_path, changes, more)
    (said,) = word.left_out(FORM, made)
    assert said.startswith(told)
    parts = written(made)
    assert not set(more) & set(parts)
    everything = "".join(parts.values())
    for foreign in (
        "赵科长",
        "项目号",
        "钱某",
        "a.example",
        "files.example",
        "我的文档",
        "SELECT",
        "docVar",
        "内部编号",
    ):
        assert foreign not in everything
    assert ("本局网站" in everything) == (told.startswith("链接"))


def test_a_macro_part_is_refused(tmp_path):
    item = relation("vbaProject", "vbaProject.bin", external=False).replace(
        WORD, "http://schemas.microsoft.com/office/2006/relationships"
    )
    problems = refused(template(tmp_path, related(item), {"word/vbaProject.bin": "x"}))
    assert any("宏" in problem for problem in problems)


def test_what_nothing_leads_to_is_dropped_without_a_word(tmp_path):
    made = template(tmp_path, {}, {"word/embeddings/secret.xlsx": "x", "autorun.inf": "y"})
    assert word.left_out(FORM, made) == ()
    assert not {"word/embeddings/secret.xlsx", "autorun.inf"} & set(written(made))


def test_a_footer_is_looked_through_too(tmp_path):
    made = template(
        tmp_path, {FOOTER: ("<w:p", f"{field('INCLUDEPICTURE &quot;http://a.example&quot;')}<w:p")}
    )
    assert any("页脚" in problem and "INCLUDEPICTURE" in problem for problem in refused(made))


def test_a_picture_in_the_file_stays(tmp_path):
    item = relation("image", "media/hui.png", external=False)
    types = {
        "[Content_Types].xml": ("</Types>", '<Default Extension="png" ContentType="image/png"/></Types>')
    }
    made = template(tmp_path, {**related(item), **types}, {"word/media/hui.png": "picture"})
    assert word.left_out(FORM, made) == ()
    assert written(made)["word/media/hui.png"] == "picture"


def test_what_calls_itself_a_picture_and_is_none_is_refused(tmp_path):
    item = relation("image", "media/hui.html", external=False)
    types = {
        "[Content_Types].xml": ("</Types>", '<Default Extension="html" ContentType="text/html"/></Types>')
    }
    made = template(tmp_path, {**related(item), **types}, {"word/media/hui.html": "x"})
    assert any("外部图片" in problem for problem in refused(made))


@pytest.mark.parametrize("form_id", forms.known())
def test_nothing_of_the_programs_own_templates_is_left_out(form_id):
    form = forms.load(form_id)
    assert word.left_out(form, resources.path("templates", form.definition.template)) == ()
