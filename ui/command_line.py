"""The command line: ``new``, ``convert`` and ``check``. Runs where no Qt library can load."""

from ui.command.words import COMMANDS, HELP


def wants(arguments: list[str]) -> bool:
    """Whether the arguments are a command; a file name, or nothing, is for the window."""
    return bool(arguments) and arguments[0] in (*COMMANDS, *HELP)


def run(arguments: list[str]) -> int:
    """Run a command and return its exit code: 0 well, 1 errors or not written, 2 bad input."""
    # Not above: the window asks only whether there is a command, and must stand at once.
    from ui.command.arguments import parser
    from ui.command.console import FAILED, INTERRUPTED, Console

    with Console() as console:
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
            from ui.command import check

            return check.run(console, given.files, given.last_year, as_json=given.json)
        except KeyboardInterrupt:
            console.complain("已中断。")
            return INTERRUPTED
    return FAILED  # the reader of the output has gone away
