"""The words that make the program run a command instead of the window. Read at every start: no imports."""

COMMANDS = ("new", "convert", "check", "sum")
HELP = ("-h", "--help")
