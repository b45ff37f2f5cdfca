"""What a line of a register says of how the application was answered."""

from collections.abc import Sequence

from intake.register.lexicon import Lexicon, Meaning
from intake.register.lines import Record


class Unclear(Exception):
    """A line that cannot be placed; the text says why."""


def decided(lexicon: Lexicon, record: Record) -> Meaning | None:
    """Return what was decided, None for a case still open. Raises Unclear."""
    text = written(lexicon, record)
    if not text or lexicon.is_open(text):
        _check_open(lexicon, record, text)
        return None
    meaning = lexicon.row(text)
    if meaning is not None:
        return meaning
    _check_says_how(lexicon, text)
    several = lexicon.results(text)
    if several:
        return Meaning(_likely(several), "“{word}”是几种结果写在一起。只能计入一行，算哪一行？")
    return Meaning("", "“{word}”算哪一种办理结果？")


def _likely(several: Sequence[Meaning]) -> str:
    """The row that several results together likely are: with some granted, it is a part."""
    has_granted = any(one.id == "granted" for one in several)
    return "partly_granted" if has_granted else ""


def written(lexicon: Lexicon, record: Record) -> str:
    """Return the entry that tells the result: the reason where the result only names a group of rows."""
    result, reason = record.get("result"), record.get("reason")
    return reason if reason and lexicon.is_group(result) else result


def _check_says_how(lexicon: Lexicon, text: str) -> None:
    """Raise Unclear for a result that only says that there is one, or of which group."""
    if lexicon.is_group(text):
        raise Unclear(f"只写了“{text}”，没有写原因，不能确定是哪一行")
    if lexicon.is_closed(text):
        raise Unclear(f"结果只写了“{text}”，没有写怎样办结的")


def _check_open(lexicon: Lexicon, record: Record, result: str) -> None:
    """Raise Unclear when a line without a result seems closed all the same."""
    state = record.get("state")
    if lexicon.is_closed(state):
        raise Unclear(f"状态是“{state}”，没有写办理结果")
    if record.answered is not None and not result:
        raise Unclear("有答复日期，没有写办理结果")
