"""What a Word template may bring along, by Word's own names: relationships, elements, field codes.

Data for ``outside``. Three ways to treat it. *Kept*: what makes the page and needs nothing but this file.
*Left out*: what shows nothing on the page and only tells of others, or of another file. *Refused*: what runs,
or fetches from elsewhere, or what belongs to the page and is not known. What is in no list is left out when
no part of the page needs it, else refused. Names are those of ECMA-376 (parts 1 and 4) and of Microsoft's
extensions to it ([MS-DOCX], [MS-OFFMACRO2]).
"""

import re


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# The last word of a relationship's type.
KEPT = _names(
    """
    officeDocument core-properties styles stylesWithEffects settings fontTable font numbering theme
    header footer footnotes endnotes image
    """
)
# The page does not need them; most templates have them, and they say nothing about anybody.
SILENT = _names("webSettings people commentsExtended commentsIds commentsExtensible customXmlProps")

# Left out, and how it is called; a type that is in neither list is looked for on the page first.
LEFT_OUT = {
    "extended-properties": "文件属性（单位、主管等）",
    "custom-properties": "自定义属性",
    "thumbnail": "缩略图",
    "comments": "批注",
    "customXml": "自定义 XML 数据",
    "glossaryDocument": "文档部件（自动图文集）",
    "attachedTemplate": "关联的模板",
    "mailMergeSource": "邮件合并的数据源",
    "mailMergeHeaderSource": "邮件合并的数据源",
    "recipientData": "邮件合并的收件人",
    "transform": "另存时的转换程序（XSLT）",
    "keyMapCustomizations": "自定义的按键和工具栏",
    "attachedToolbars": "自定义的按键和工具栏",
    "printerSettings": "打印机设置",
    "hyperlink": "链接（文字保留）",
    "signature": "数字签名",
    "origin": "数字签名",
}
# Refused wherever it stands, whether the page shows it or not.
REFUSED = {
    "aFChunk": "插入的外部文件（altChunk）",
    "subDocument": "子文档",
    "oleObject": "嵌入或链接的对象（OLE）",
    "package": "嵌入的文件",
    "control": "控件（ActiveX）",
    "activeXControlBinary": "控件（ActiveX）",
    "vbaProject": "宏",
    "wordVbaData": "宏",
    "frame": "框架页",
    "video": "视频",
    "audio": "音频",
    "media": "视频或音频",
}
# Has a name of its own in messages, and is refused only because it is not known here.
CALLED = {"chart": "图表", "diagramData": "SmartArt 图形", "image": "外部图片", "ink": "墨迹"}

PICTURES = _names(
    """
    image/png image/jpeg image/jpg image/pjpeg image/gif image/bmp image/x-bmp image/x-ms-bmp image/tiff
    image/x-emf image/emf image/x-wmf image/wmf image/svg+xml
    """
)

# Elements of the main language (prefix w) that are refused ...
REFUSED_ELEMENTS = {
    **dict.fromkeys(("altChunk",), REFUSED["aFChunk"]),
    **dict.fromkeys(("subDoc",), REFUSED["subDocument"]),
    **dict.fromkeys(("object", "objectEmbed", "objectLink"), REFUSED["oleObject"]),
    **dict.fromkeys(("control",), REFUSED["control"]),
    **dict.fromkeys(("entryMacro", "exitMacro"), "表单域的宏"),
    **dict.fromkeys(("frameset",), REFUSED["frame"]),
    **dict.fromkeys(
        ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"),
        "没有处理的修订（请在“审阅”中接受或拒绝全部修订）",
    ),
}
# ... that are left out with all in them ...
LEFT_OUT_ELEMENTS = {
    **dict.fromkeys(
        _names(
            """
            rPrChange pPrChange sectPrChange tblPrChange tblGridChange trPrChange tcPrChange tblPrExChange
            numberingChange trackRevisions
            """
        ),
        "修订记录",
    ),
    **dict.fromkeys(
        ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"), LEFT_OUT["comments"]
    ),
    **dict.fromkeys(("attachedTemplate", "linkStyles"), LEFT_OUT["attachedTemplate"]),
    "mailMerge": "邮件合并",
    "docVars": "文档变量",
    **dict.fromkeys(("attachedSchema", "dataBinding", "smartTagPr", "customXmlPr"), LEFT_OUT["customXml"]),
    **dict.fromkeys(("saveThroughXslt", "useXSLTWhenSaving"), LEFT_OUT["transform"]),
    "printerSettings": LEFT_OUT["printerSettings"],
    **dict.fromkeys(("permStart", "permEnd"), "编辑权限"),
    "updateFields": "打开时更新域",
}
# ... and whose content stays without them.
UNWRAPPED = {"smartTag": "智能标记", "customXml": LEFT_OUT["customXml"]}
# Of other languages (drawings, VML, schema libraries), whatever their prefix.
REFUSED_ELSEWHERE = {
    "OLEObject": REFUSED["oleObject"],
    "script": "脚本",
    "foreignObject": "网页内容",
    "videoFile": REFUSED["video"],
    "audioFile": REFUSED["audio"],
    "wavAudioFile": REFUSED["audio"],
}
LEFT_OUT_ELSEWHERE = {
    **dict.fromkeys(("hlinkClick", "hlinkHover", "hlinkMouseOver"), LEFT_OUT["hyperlink"]),
    "schemaLibrary": LEFT_OUT["customXml"],
}

# Field codes that look at nothing but this document, the clock, and the properties that the program writes.
KEPT_FIELDS = _names(
    """
    = PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF STYLEREF TOC TC SEQ IF COMPARE QUOTE EQ SYMBOL
    ADVANCE DATE TIME TITLE LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT FORMTEXT FORMCHECKBOX FORMDROPDOWN
    """
)
# They tell of persons, files and computers; the text that they show now stays.
LEFT_OUT_FIELDS = _names(
    """
    AUTHOR LASTSAVEDBY USERNAME USERINITIALS USERADDRESS FILENAME FILESIZE TEMPLATE COMMENTS KEYWORDS SUBJECT
    INFO DOCPROPERTY DOCVARIABLE CREATEDATE SAVEDATE PRINTDATE EDITTIME REVNUM NUMCHARS NUMWORDS HYPERLINK
    """
)
FIELD_NAME = re.compile(r"\s*(=|[A-Za-z]+)")
INSIDE_LINK = re.compile(r"\s*HYPERLINK\s+\\l\b", re.IGNORECASE)

# An address of another place: a scheme, a share, a drive. Names of languages look like some, and are none.
ELSEWHERE = re.compile(
    r"\s*(?:[a-z][a-z0-9+.-]+:(?://|\\\\)|[\\/]{2}[^\\/\s]|[a-z]:[\\/]|(?:file|mailto|javascript|vbscript|data|mhtml):)",
    re.IGNORECASE,
)
LANGUAGES = ("http://schemas.", "http://purl.oclc.org/ooxml/", "http://www.w3.org/", "urn:schemas-")
# Attributes that only tell where a picture once came from.
TOLD_BY_PICTURES = frozenset(("descr", "title", "name", "alt"))
WHERE_FROM = "图片原来所在的位置"

PLACES = {
    "document": "正文",
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "settings": "文档设置",
    "styles": "样式",
    "numbering": "编号",
}
# What WPS writes into every file; it names a version of WPS and nobody.
WPS_PROPERTIES = ("KSO", "ICV")
