"""The one error of reading, and its usual sentence."""


class Unreadable(ValueError):
    """A file that cannot be read; the text is one Chinese sentence: what, where, and what to do."""


def damaged(name: str) -> Unreadable:
    """Return the error for a file that is not whole."""
    return Unreadable(
        f"“{name}”已损坏或不完整，请重新复制或下载这个文件，或者用 Word、WPS 打开并另存为“.docx”后再试。"
    )
