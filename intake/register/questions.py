"""What only the clerk can say of a register: a word is asked once, and the answer holds for all its lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from intake.register.lines import Line

Answers = Mapping[str, str]
"""What the clerk said: a question's key → id of a row or column, or ``skip`` for lines not to be counted."""

SKIP = "skip"


@dataclass(slots=True)
class Question:
    """A word that only the clerk can place; the answer holds for all its lines and is remembered.

    ``proposal`` is the likely row or column, empty when nothing is likely; ``choices`` are the ids to choose
    from.
    """

    key: str
    text: str
    proposal: str
    choices: tuple[str, ...]
    lines: list[Line] = field(default_factory=list)


class Questions:
    """The questions that the lines of a register raise, and what was answered."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._open: dict[str, Question] = {}

    @property
    def open(self) -> tuple[Question, ...]:
        """Those without an answer, each with the lines that wait for it."""
        return tuple(self._open.values())

    def ask(self, question: Question, line: Line) -> str | None:
        """Return the answer to a question; None while it is open, and the line waits for it."""
        answer = self._answers.get(question.key)
        if answer in question.choices:
            return answer
        self._open.setdefault(question.key, question).lines.append(line)
        return None
