"""Starts the program: the command line when a command is given, the window otherwise."""

import gc
import sys


def main(arguments: list[str]) -> int:
    """Run the program and return its exit code."""
    from resources import patterns

    compiled = patterns.take()
    if arguments[:1] == ["--read-apart"]:  # the process that reads a file for another one, and nothing else
        from intake import apart

        return apart.child(arguments[1:])
    from ui import command_line, loading

    if command_line.wants(arguments):
        code = command_line.run(arguments)
        compiled.keep()
        return code
    gc.disable()  # nothing becomes garbage while the program loads; later ui/garbage.py looks for it
    try:
        run = loading.window_program()  # Qt is loaded for the window alone
    except ImportError as error:
        if not (error.name or "").startswith(("PySide6", "shiboken6")):
            raise
        return command_line.no_window(error)
    return run(arguments, compiled.keep)


if __name__ == "__main__":
    if "--multiprocessing-fork" in sys.argv:
        # The processes of `check` begin here in a frozen Windows program; loading this takes time.
        import multiprocessing

        multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:]))
