"""The command line: ``new``, ``convert``, ``check`` and ``sum``. Runs where no Qt library can load."""

import os.path
from typing import TYPE_CHECKING

from ui.command.words import COMMANDS, HELP

if TYPE_CHECKING:
    from ui.command.console import Console


def wants(arguments: list[str]) -> bool:
    """Whether the arguments are a command; a file name, or nothing, is for the window.

    A Latin word that is no file is a command misspelt, which the command line tells.
    """
    if not arguments or arguments[0] in (*COMMANDS, *HELP):
        return bool(arguments)
    first = arguments[0]
    return first.isascii() and first.isalpha() and not os.path.lexists(first)


def no_window(reason: ImportError) -> int:
    """Tell that the window cannot open because Qt does not load; return the exit code."""
    from ui.command.console import FAILED, Console

    with Console() as console:
        console.complain(
            f"无法打开窗口：这台电脑缺少显示组件（{reason}）。命令 new、convert、check、sum 仍可使用，"
            "用法见 main.py --help。"
        )
    return FAILED


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code: 0 well, 1 errors or not written, 2 bad input."""
    # Not above: the window asks only whether there is a command, and must stand at once.
    from ui.command.console import FAILED, Console

    code = FAILED
    with Console() as console:
        code = _run(console, arguments)
    # What was said last may not have reached the disk, or the reader of the output has gone away.
    return FAILED if console.broken else code


def _run(console: "Console", arguments: list[str]) -> int:
    from ui.command.arguments import parser
    from ui.command.console import INTERRUPTED

    try:
        given = parser().parse_args(arguments)
    except SystemExit as end:  # argparse has said everything already
        return int(end.code or 0)
    try:
        # Each command loads only what it needs.
        if given.command == "new":
            from ui.command import new

            return new.run(console, given.form, given.organ, given.year, given.last_year, given.output)
        if given.command == "convert":
            from ui.command import convert

            return convert.run(console, given.source, given.target, given.template)
        if given.command == "sum":
            from ui.command import add_up

            return add_up.run(
                console,
                given.folder,
                given.output,
                given.expect,
                given.organ,
                given.year,
                as_json=given.json,
            )
        from ui.command import check

        return check.run(console, given.files, given.last_year, as_json=given.json)
    except KeyboardInterrupt:
        console.complain("已中断。")
        return INTERRUPTED
