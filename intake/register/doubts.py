"""Lines of a register that contradict themselves or one another; they are counted all the same."""

from collections.abc import Iterator

from intake.register.lexicon import Lexicon
from intake.register.lines import Line, Record


class Doubts:
    """The doubtful lines met so far, as hints to the clerk."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._seen: dict[tuple[str, ...], Line] = {}
        self.hints: list[Line] = []

    def note(self, record: Record) -> None:
        """Note what is doubtful of a line."""
        self.hints += map(record.told, self._contradictions(record))

    def _contradictions(self, record: Record) -> Iterator[str]:
        """What a line says against itself, in the clerk's language."""
        if record.is_answered_too_soon:
            yield "答复日期早于收到日期"
        result = record.get("result")
        is_decided = bool(result) and not self._lexicon.is_open(result)
        if is_decided and record.answered is None:
            yield "有办理结果，没有答复日期"
        twin = self._twin(record)
        if twin is not record.line:
            yield f"与第 {twin.row} 行的内容完全相同"

    def _twin(self, record: Record) -> Line:
        """The first line with the same entries but for its number; the line itself if no other has them."""
        number = record.get("number")
        entries = tuple(text for text in record.whole if text != number)
        return self._seen.setdefault(entries, record.line)
