"""Two registers of invented people, with what they give."""

from pathlib import Path

from intake.register import Sheet, count
from model import forms

FORM = forms.load("2021")
FILE = Path("台账.xlsx")


def sheet(lines: str, name: str = "") -> Sheet:
    return Sheet(name, tuple(tuple(line.split("|")) for line in lines.strip().splitlines()))


ONE = sheet(
    """
青禾县民政局2024年依申请公开台账
序号|收到日期|申请方式|申请人情况||申请内容|补正情况||是否延期|答复情况|||承办科室|备注
|||姓名或名称|类别||通知日期|补正收到日期||答复日期|文号|答复类型||
1|2023.12.20|信函|申请人甲|公民|甲事项|||是|2024.1.25|公复〔2024〕1号|予以公开|法规科|上年结转
2|2024.3.4|网上|乙某有限公司|企业|乙事项|2024.3.6|2024.3.18|否|2024.4.15|公复〔2024〕2号|部分公开（其余不存在）|规划科|
3|2024/5/6|当面|申请人丙|公民|丙事项|2024.5.8||否|2024年6月3日||逾期未补正|规划科|
4|45537|信函|申请人甲|个人|丁事项|||否|2024.9.20|公复〔2024〕3号|非本机关|法规科|
5|2024年12月18日|EMS|丁律师事务所|律所|戊事项|||||||法规科|在办
"""
)
TWO = sheet(
    """
申请号|申请人类型|姓名|单位名称|联系人|申请日期|内容描述|申请方式|当前状态|受理结果类型|答复日期
SQ00000000X020240105001|公民|申请人甲|||2024-01-05 09:12:00|子事项|门户网站|已办结|主动公开|2024-01-22
SQ00000000X020240219001|法人||乙研究院|联系人戊|2024-02-19|丑事项|信函|已办结|商业秘密不予公开|2024-03-15
SQ00000000X020240408001|公民|申请人丙|||2024-04-08|寅事项|当面|已办结|信访事项|2024-04-28
SQ00000000X020240408002|公民|申请人丙|||2024-04-08|寅事项|当面|已合并||--
SQ00000000X020240611001|法人||丁基金会|联系人己|2024-06-11|卯事项|传真|已办结|申请人主动撤销3|2018-01-01
"""
)
ANSWERS = {
    "row:主动公开": "granted",
    "kind:法人:乙研究院": "research",
    "kind:法人:丁基金会": "charity",
    "row:申请人主动撤销": "otherwise_handled",
}


def figures(counted) -> dict[str, int]:
    sums = {a.removeprefix("requests."): sum(int(p.figure) for p in own) for a, own in counted.parts.items()}
    return {address: figure for address, figure in sums.items() if figure}


def test_a_register_kept_by_hand() -> None:
    counted = count(FORM, 2024, FILE, [ONE])
    assert figures(counted) == {
        "received.natural_person": 2,
        "received.business": 1,
        "received.legal_service": 1,
        "carried_in.natural_person": 1,
        "granted.natural_person": 1,
        "not_corrected_in_time.natural_person": 1,
        "not_held.natural_person": 1,
        "partly_granted.business": 1,
        "carried_out.legal_service": 1,
    }
    assert (counted.questions, counted.unplaced) == ((), ())
    (part,) = counted.parts["requests.received.natural_person"]
    assert (part.origin.file, part.origin.rows) == ("台账.xlsx", (6, 7))


def test_a_register_of_a_system_asks_what_its_words_mean() -> None:
    counted = count(FORM, 2024, FILE, [TWO])
    assert {question.key: question.proposal for question in counted.questions} == ANSWERS
    assert [line.row for line in counted.unplaced] == [5]
    assert [(line.row, line.text) for line in counted.hints] == [(6, "答复日期早于收到日期")]
    assert figures(counted) == {"received.natural_person": 1, "petition.natural_person": 1}


def test_a_register_of_a_system_once_answered() -> None:
    counted = count(FORM, 2024, FILE, [TWO], ANSWERS)
    assert counted.questions == ()
    assert figures(counted) == {
        "received.natural_person": 2,
        "received.research": 1,
        "received.charity": 1,
        "granted.natural_person": 1,
        "petition.natural_person": 1,
        "third_party_rights.research": 1,
        "otherwise_handled.charity": 1,
    }
