"""What goes wrong when a report is written out, said in the user's language."""

from collections.abc import Iterable


class ExportError(Exception):
    """The file was not written and the old one stands; the text is a sentence for the user."""


class TemplateRefused(ExportError):
    """A Word template does not fit the form. ``problems`` lists all that is wrong with it."""

    def __init__(self, name: str, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        listed = "\n".join(f"· {problem}" for problem in self.problems)
        super().__init__(f"模板“{name}”不能使用，请按下列各条修改后再导出：\n{listed}")
