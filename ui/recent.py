"""What is known of a recent report without opening its file: kept when it is saved, for the start page."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

_PREPARED_FROM = 10  # the month from which on the report of the running year is prepared


class Card(NamedTuple):
    """A report as it was last saved or opened. All values are those of a file never looked into by default.

    ``form`` is the form's id; ``filled`` of ``cells`` figures are filled in; ``errors``, ``doubts`` and
    ``unfilled`` count the findings of these standings; ``edited`` is when the file was written, in ISO 8601,
    empty when not known; ``place`` is where the clerk was when it was closed, as
    ``model.rules.report_parts.written_place`` writes it.
    """

    organ: str = ""
    year: int = 0
    form: str = ""
    filled: int = 0
    cells: int = 0
    errors: int = 0
    doubts: int = 0
    unfilled: int = 0
    final: bool = False
    edited: str = ""
    place: str = ""

    @property
    def known(self) -> bool:
        """Whether more than the path is known."""
        return self.cells > 0

    def written(self) -> dict[str, Any]:
        """Return the card as JSON can hold it."""
        return self._asdict()


def read_card(found: object) -> Card:
    """Return a card as it was written; what is damaged in it counts as not known."""
    if not isinstance(found, Mapping):
        return Card()
    kinds = {name: type(value) for name, value in Card().written().items()}
    sound: dict[str, Any] = {name: value for name, value in found.items() if type(value) is kinds.get(name)}
    return Card(**sound)


def when(edited: str, now: datetime) -> str:
    """Return in words when a file was written; empty for what is no date.

    E.g. ``今天 16:21``, ``昨天 09:40``, ``11月20日``, ``2024年1月18日``.
    """
    try:
        then = datetime.fromisoformat(edited).replace(tzinfo=None)
    except ValueError:
        return ""
    days = (now.date() - then.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {then:%H:%M}"
    day = f"{then.month}月{then.day}日"
    return day if then.year == now.year else f"{then.year}年{day}"


def due_year(today: date, made: Iterable[int]) -> int:
    """Return the year whose report is due next, where those of some years are ``made`` already.

    A report is published in January for the year before; from October on it is prepared.
    """
    due = today.year if today.month >= _PREPARED_FROM else today.year - 1
    years = [year for year in made if year <= today.year]
    return min(max([due, *(year + 1 for year in years)]), today.year)


def last_years(cards: Mapping[Path, Card], organ: str, year: int) -> Path | None:
    """Return the file of the report of an organ for the year before a year, the one last used."""
    wanted = (organ, year - 1)
    return next((path for path, card in cards.items() if (card.organ, card.year) == wanted), None)


def latest_organ(cards: Mapping[Path, Card]) -> str:
    """Return the organ of the report last used, empty when there is none; ``cards`` come newest first."""
    return next((card.organ for card in cards.values() if card.organ), "")


def made_years(cards: Mapping[Path, Card], organ: str) -> list[int]:
    """Return the years of which this computer knows a report of an organ."""
    return [card.year for card in cards.values() if card.organ == organ and organ]
