"""What may stand on the command line, told in Chinese."""

import argparse
import re
import sys
from collections.abc import Iterable
from gettext import gettext
from pathlib import Path
from typing import Any, NoReturn

from intake.formats import SUFFIXES
from model import forms
from model.storage.names import SUFFIX
from ui.command.words import HELP

OUTPUTS = (".nianbao", ".docx", ".html", ".pdf", ".json", ".csv")

_DESCRIPTION = """\
政府信息公开工作年度报告编辑器。

不带命令运行时打开编辑窗口：main.py [文件]"""
_EXAMPLES = """\
示例：
  main.py                                       打开窗口
  main.py 青禾县2024.nianbao                    在窗口中打开一份报告
  main.py convert 2019年报告.txt 2019.nianbao   读入旧报告
  main.py check 2024.nianbao                    检查一份报告

每个命令的用法：main.py check --help"""
_NEW_EXAMPLES = """\
示例：
  main.py new --organ 青禾县人民政府 --year 2024 -o 2024.nianbao
  main.py new --organ 青禾县人民政府 --year 2024 --last-year 2023.docx -o 2024.nianbao

带上 --last-year 时，上年结转的数据填入本年，上年数据一并存入，供对照检查。
退出码：0 成功；1 未能写入；2 参数不对，或上年报告读不出来。"""
_CONVERT_EXAMPLES = """\
示例：
  main.py convert 旧报告.docx 报告.nianbao      读入 Word 报告
  main.py convert 报告.nianbao 报告.docx        输出 Word 报告
  main.py convert 报告.nianbao 报告.docx --template 本单位模板.docx
  main.py convert 报告.nianbao 报告.html        输出可发布的网页
  main.py convert 报告.nianbao 数据.json        输出三张表的数据，供其他程序使用（.csv 也可以）

读入时认不准的地方会逐条列出，请对照原件核对。
退出码：0 成功；1 未能写入；2 参数不对，或文件读不出来。"""
_CHECK_EXAMPLES = """\
示例：
  main.py check 2024.nianbao
  main.py check 2024.nianbao --last-year 2023.nianbao
  main.py check 各乡镇报告 --json > 结果.json

给出文件夹时，检查其中（包括下级文件夹）所有能读的文件，电子表格除外。检查多份报告时，上年报告只用于同一机关的下一年报告。
退出码：0 没有错误；1 发现错误；2 参数不对，或有文件读不出来。需要核实的和提示不影响退出码。"""

_SUM_EXAMPLES = """\
示例：
  main.py sum 各乡镇报告 -o 全县汇总.nianbao --organ 青禾县人民政府 --year 2024
  main.py sum 各乡镇报告 -o 全县汇总.nianbao --expect 应报单位.txt
  main.py sum 各乡镇报告 -o 全县汇总.nianbao --expect 去年各乡镇报告 --json

逐格相加，每一格都记下来自哪几份报告。--expect 给出应报单位名单（每行一个），或去年的报告文件夹，
没有交来的逐个列出。
退出码：0 都交齐了，也没有错误；1 有报告没有交来，或有报告存在错误；2 参数不对，或有文件读不出来、没有计入。
汇总文件三种情形下都会写入。"""

# What argparse says, and what is said instead; groups of the pattern fill the places.
_TRANSLATED = (
    (r"the following arguments are required: (.*)", "还缺少：{0}"),
    (r"unrecognized arguments: (.*)", "不认识的参数：{0}"),
    (r"argument (\S+): expected one argument", "{0} 后面要有一个值"),
    (r"argument (\S+): expected at least one argument", "{0} 至少要有一个"),
    (r"argument (\S+): ignored explicit argument (.*)", "{0} 后面不能带值（{1}）"),
    (r"argument (\S+): invalid choice: (?=.*\)\Z)(.*?) \(choose from (.*)\)", "{0} 不能是 {1}，可选：{2}"),
    (r"ambiguous option: (\S+) could match (.*)", "{0} 不完整，可能是：{1}"),
    (r"argument (\S+): not allowed with argument (\S+)", "{0} 和 {1} 不能同时用"),
    (r"argument (\S+): (.*)", "{0}：{1}"),
)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def format_help(self) -> str:
        told = re.sub(r"(?m)^(\S+):$", r"\1：", super().format_help())
        if getattr(sys, "frozen", False):  # the bundled program has a name of its own
            told = told.replace("main.py", self._prog.split()[0])
        return told


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are Chinese; argparse offers translation only through gettext catalogues."""

    def __init__(self, **named: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, allow_abbrev=False, **named)
        self.required = self.add_argument_group("必须给出")
        self.options = self.add_argument_group("选项")
        self.options.add_argument(*HELP, action="help", help="显示这份说明")

    def _print_message(self, message: str, file: Any = None) -> None:
        if file is not None:  # a windowed program on Windows has no streams, and early 3.11 trips over that
            super()._print_message(message, file)

    def print_help(self, file: Any = None) -> None:
        super().print_help(sys.stdout if file is None else file)

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{in_chinese(message)}。输入“{self.prog} --help”查看用法。\n")


def in_chinese(message: str) -> str:
    """Return one of argparse's complaints in Chinese."""
    for pattern, told in _TRANSLATED:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is not None:
            return told.format(*match.groups())
    return gettext(message)


def parser() -> argparse.ArgumentParser:
    """Return the parser; ``command`` of its result is one of COMMANDS."""
    top = _Parser(description=_DESCRIPTION, epilog=_EXAMPLES)
    commands = top.add_subparsers(title="命令", dest="command", metavar="命令", required=True)
    _add_new(commands.add_parser("new", help="新建报告", description="新建一份报告。", epilog=_NEW_EXAMPLES))
    _add_convert(
        commands.add_parser(
            "convert",
            help="读入旧报告，或输出 Word、网页、PDF",
            description="把一份报告转换成另一种格式，由文件名的后缀决定。",
            epilog=_CONVERT_EXAMPLES,
        )
    )
    _add_check(
        commands.add_parser(
            "check", help="检查报告", description="检查报告的勾稽关系、格式和文字。", epilog=_CHECK_EXAMPLES
        )
    )
    _add_sum(
        commands.add_parser(
            "sum",
            help="汇总下级报告",
            description="把一个文件夹（包括下级文件夹）里的报告逐格相加，汇总成一份。",
            epilog=_SUM_EXAMPLES,
        )
    )
    return top


def _add_new(command: _Parser) -> None:
    command.required.add_argument("--organ", required=True, type=_organ, metavar="机关", help="机关名称")
    command.required.add_argument(
        "--year", required=True, type=_year, metavar="年份", help="报告的年份，如 2024"
    )
    command.required.add_argument(
        "-o", "--output", required=True, type=_report_name, metavar="文件", help="新报告的文件名（.nianbao）"
    )
    command.options.add_argument(
        "--form",
        choices=forms.known(),
        metavar="格式",
        help=f"报告格式：{'、'.join(forms.known())}；不写时按年份选用",
    )
    command.options.add_argument(
        "--last-year", type=Path, metavar="文件", help="上年报告（" + " ".join(SUFFIXES) + "）"
    )


def _add_convert(command: _Parser) -> None:
    command.required.add_argument("source", type=Path, metavar="输入", help=" ".join(SUFFIXES))
    command.required.add_argument("target", type=Path, metavar="输出", help=" ".join(OUTPUTS))
    command.options.add_argument(
        "--template", type=Path, metavar="模板", help="本单位的 Word 模板，只用于输出 .docx"
    )


def _add_check(command: _Parser) -> None:
    command.required.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help=" ".join(SUFFIXES) + "，或文件夹"
    )
    command.options.add_argument("--last-year", type=Path, metavar="上年报告", help="与上年报告对照检查")
    command.options.add_argument(
        "--counts", type=Path, metavar="应写数据", help="本地要求第一部分写明的数据（应写数据.toml）"
    )
    command.options.add_argument("--json", action="store_true", help="输出 JSON，供其他程序使用")


def _add_sum(command: _Parser) -> None:
    command.required.add_argument("folder", type=Path, metavar="文件夹", help="装有下级报告的文件夹")
    command.required.add_argument(
        "-o", "--output", required=True, type=_report_name, metavar="文件", help="汇总的文件名（.nianbao）"
    )
    command.options.add_argument(
        "--expect", type=Path, metavar="名单", help="应报单位名单（文本文件，每行一个），或去年的报告文件夹"
    )
    command.options.add_argument("--organ", type=_organ, metavar="机关", help="汇总报告的机关名称")
    command.options.add_argument(
        "--year", type=_year, metavar="年份", help="汇总哪一年；不写时取多数报告的年份"
    )
    command.options.add_argument("--json", action="store_true", help="输出 JSON，供其他程序使用")


def _organ(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("机关名称不能是空的")
    return text.strip()


def _year(text: str) -> int:
    first = forms.of_kind()[0].definition.first_year
    if not re.fullmatch(r"[0-9]{4}", text) or int(text) < first:
        raise argparse.ArgumentTypeError(f"“{text}”不是年份，请写 {first} 以后的四位数年份，如 2024")
    return int(text)


def _report_name(text: str) -> Path:
    if Path(text).suffix.lower() != SUFFIX:
        raise argparse.ArgumentTypeError(f"文件名应以 {SUFFIX} 结尾，现为“{text}”")
    return Path(text)
