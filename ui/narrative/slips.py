"""How many slips of the pen the texts of a page have; those of long texts are counted beside the window."""

from PySide6.QtCore import QObject, Signal

from ui.late_checks import LONG
from ui.narrative.reading import Reading
from ui.session import Session


class SlipCount(QObject):
    """Counts the slips of some parts. ``counted`` with the number, 0 while it is not known.

    Those of a very long paragraph are only counted when they are listed.
    """

    counted = Signal(int)
    _asked: tuple[object, object] = ((), None)  # the texts that were counted last, and what reads them

    def __init__(self, session: Session, parts: tuple[str, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._parts = parts
        self._reading = Reading(self)
        self._reading.done.connect(lambda found: self.counted.emit(len(found)))

    def count(self) -> None:
        """Count them where the texts have changed; none before the report was checked."""
        if not self._session.checked:
            return
        report, proofreader = self._session.report, self._session.proofreader
        texts = tuple(
            (part, number, text)
            for part in self._parts
            for number, text in enumerate(report.text(part))
            if len(text) <= LONG
        )
        if (texts, proofreader) == self._asked:
            return
        self._asked = texts, proofreader
        if not self._reading.read(texts, proofreader):
            self.counted.emit(0)
