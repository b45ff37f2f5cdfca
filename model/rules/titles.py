"""What each rule checks, in a few plain words: for the check sheet and wherever rules are listed."""

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "row-total": "各行总计等于各类申请人之和",
    "results-total": "办理结果总计等于各项结果之和",
    "column-balance": "第一、二项之和等于第三、四项",
    "litigation-total": "复议诉讼总计等于各结果之和",
    "not-a-number": "所填的都是规范的数据",
    "carried-over": "上年结转数与上年报告一致",
    "offsetting": "没有计错位置、互相抵消的数",
    "sign-lost": "增减数没有漏写负号",
    "regulations-power": "规章数与制定权限相符",
    "blank-cell": "应填的数据都已填写",
    "form-year": "所用格式与报告年度相符",
    "section-empty": "各部分内容齐全",
    "fee-missing": "说明了信息处理费收取情况",
    "overview-parts": "总体情况内容和篇幅合适",
    "dates": "标题、期限和落款日期无误",
    "in-force": "现行有效件数与上年衔接",
    "pending-flow": "尚未审结案件与上年衔接",
    "big-change": "与上年相比没有异常增减",
    "copied-text": "没有照搬上年文字",
    "text-figure": "正文数字与表格一致",
    "text-share": "正文百分比计算正确",
    "text-parts": "正文分项之和等于总数",
    "growth": "正文增减幅度与两年数据一致",
    "text-field": "正文引用的数据和图表有效",
    "text-claim": "“全部”等说法与表格一致",
    "text-year": "正文年份与报告年度一致",
    "text-notice": "引用的格式文件是现行文件",
    "text-organ": "标题和前言的机关名称无误",
}
"""By the rule's code. A title says what is so when nothing is found."""
