"""Made-up registers of applications in several layouts, with what they must count, counted otherwise.

Everything is invented. Applications are drawn first, as plain facts; each layout writes the same facts down
in its manner, and ``expected`` counts the facts, not the lines.
"""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

YEAR = 2024
APPLICANTS = {
    "natural_person": ("公民", "申请人甲", ""),
    "business": ("企业", "", "青禾甲有限公司"),
    "research": ("科研机构", "", "青禾乙研究院"),
    "charity": ("社会公益组织", "", "青禾丙基金会"),
    "legal_service": ("律所", "", "青禾丁律师事务所"),
}
RESULTS = {  # row → words of a result, and (result, reason) where a register has two columns
    "granted": ("予以公开", ("同意公开", "")),
    "partly_granted": ("部分公开（其余不存在）", ("同意部分公开", "")),
    "third_party_rights": ("商业秘密不予公开", ("不公开", "商业秘密")),
    "not_held": ("信息不存在", ("不公开", "信息不存在")),
    "petition": ("信访事项", ("不公开", "信访事项")),
    "repeated": ("重复申请", ("不公开", "重复申请")),
}


@dataclass(frozen=True)
class Application:
    """One application; ``row`` and ``answered`` are None while it is open."""

    applicant: str
    received: date
    row: str | None
    answered: date | None


def applications(seed: int, count: int) -> list[Application]:
    """Draw applications of the year, the end of the year before, and some that stay open."""
    picker = random.Random(seed)
    drawn = []
    for _ in range(count):
        received = date(YEAR - 1, 12, 1) + timedelta(days=picker.randrange(396))
        answered = received + timedelta(days=picker.randrange(1, 40))
        row = picker.choice([*RESULTS, None])
        drawn.append(Application(picker.choice(list(APPLICANTS)), received, row, answered if row else None))
    return sorted(drawn, key=lambda one: one.received)


def expected(drawn: list[Application]) -> Counter[str]:
    """Count the figures of table three, ``row.column``, of the report on the year."""
    counted: Counter[str] = Counter()
    for one in drawn:
        if one.answered and one.answered.year < YEAR:
            continue
        counted[f"{'received' if one.received.year == YEAR else 'carried_in'}.{one.applicant}"] += 1
        done = one.answered is not None and one.answered.year == YEAR
        counted[f"{one.row if done else 'carried_out'}.{one.applicant}"] += 1
    return counted


def by_hand(drawn: list[Application]) -> list[list[str]]:
    """A title, two heading rows with groups, dates with full stops, sums at the end."""
    rows = [
        ["青禾县民政局2024年依申请公开台账"],
        ["序号", "收到日期", "申请方式", "申请人情况", "", "申请内容", "答复情况", "", "", "备注"],
        ["", "", "", "姓名或名称", "类别", "", "答复日期", "文号", "答复类型", ""],
    ]
    for number, one in enumerate(drawn, 1):
        kind, name, unit = APPLICANTS[one.applicant]
        answered = f"{one.answered.year}.{one.answered.month}.{one.answered.day}" if one.answered else ""
        received = f"{one.received.year}.{one.received.month}.{one.received.day}"
        result = RESULTS[one.row][0] if one.row else ""
        rows.append(
            [str(number), received, "信函", name or unit, kind, f"事项{number}", answered, "", result, ""]
        )
    return [*rows, ["合计", "", "", "", "", "", "", "", f"{len(drawn)}件", ""], ["填表人：", "", "审核人："]]


def of_a_system(drawn: list[Application]) -> list[list[str]]:
    """One heading row, long numbers, times of day, a state beside the result, ``--`` for nothing."""
    heads = "申请号 申请人类型 姓名 单位名称 联系人 申请日期 内容描述 申请方式 当前状态 受理结果类型 答复日期"
    rows = [heads.split()]
    for number, one in enumerate(drawn):
        kind, name, unit = APPLICANTS[one.applicant]
        state, result = ("已办结", RESULTS[one.row][0]) if one.row else ("办理中", "--")
        answered = one.answered.isoformat() if one.answered else "--"
        long_number = f"SQ00000000X{one.received:%Y%m%d}{number:03}"
        moment = f"{one.received} 09:12:{number % 60:02}"
        rows.append(
            [long_number, kind, name, unit, "联系人戊", moment, "某事", "网站", state, result, answered]
        )
    return rows


def with_reasons(drawn: list[Application]) -> list[list[str]]:
    """The result in two columns: granted or not, and why not."""
    rows = [["申请人类型", "姓名", "申请时间", "申请方式", "审批结果", "不公开原因", "办结时间"]]
    for one in drawn:
        kind, name, unit = APPLICANTS[one.applicant]
        result, reason = RESULTS[one.row][1] if one.row else ("", "")
        answered = one.answered.strftime("%Y%m%d") if one.answered else ""
        rows.append([kind, name or unit, one.received.strftime("%Y/%m/%d"), "当面", result, reason, answered])
    return rows


def seconds(drawn: list[Application]) -> list[list[str]]:
    """Dates as seconds since 1970, as a database gives them."""
    rows = [["编号", "类型", "申请人类别", "受理时间", "处理结果", "处理时间"]]
    for number, one in enumerate(drawn, 1):
        kind = APPLICANTS[one.applicant][0]
        moments = [str(_unix(day)) if day else "" for day in (one.received, one.answered)]
        result = RESULTS[one.row][0] if one.row else ""
        rows.append([str(number), "网上", kind, moments[0], result, moments[1]])
    return rows


def by_month(drawn: list[Application]) -> dict[str, list[list[str]]]:
    """A sheet a month with dates without a year, and a summary that counts everything again."""
    months: dict[str, list[list[str]]] = {}
    for one in drawn:
        name = f"{one.received.year}年{one.received.month}月"
        sheet = months.setdefault(name, [["收件日期", "申请主体", "办理结果", "答复日期"]])
        kind = APPLICANTS[one.applicant][0]
        result = RESULTS[one.row][0] if one.row else "在办"
        answered = one.answered.isoformat() if one.answered else ""
        sheet.append([f"{one.received.month}月{one.received.day}日", kind, result, answered])
    return {**months, "全年汇总": [["收件日期", "申请主体", "办理结果"], ["合计", str(len(drawn)), ""]]}


def write_csv(rows: list[list[str]], path: Path, encoding: str = "gbk") -> None:
    """Write a register as an office's program saves it: commas, GBK, no mark of byte order."""
    path.write_bytes("\r\n".join(",".join(row) for row in rows).encode(encoding))


def write_page(rows: list[list[str]], path: Path) -> None:
    """Write a register as some systems export it: a web page whose name ends in .xls."""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = f'<html><meta charset="gb2312"><body><table border="1">{lines}</table></body></html>'
    path.write_bytes(page.encode("gb18030"))


def write_workbook(sheets: dict[str, list[list[str]]], path: Path) -> None:
    """Write sheets of text into a workbook."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)


def _unix(day: date) -> int:
    return (day - date(1970, 1, 1)).days * 86_400 + 3_600
