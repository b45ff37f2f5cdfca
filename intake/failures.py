"""The one error of reading."""


class Unreadable(ValueError):
    """A file that cannot be read; the text is one Chinese sentence: what, where, and what to do."""
