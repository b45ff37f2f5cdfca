"""The window, and the command line that works without it."""
