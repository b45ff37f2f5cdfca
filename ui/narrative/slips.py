"""How many slips of the pen the texts of a page have; those of long texts are counted beside the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from ui.late_checks import LONG
from ui.session import Session

if TYPE_CHECKING:
    from ui.narrative.reading import Reading


class SlipCount(QObject):
    """Counts the slips of some parts, and tells the number on the action that lists them, once it is known.

    Those of a very long paragraph are only counted when they are listed.
    """

    _asked: tuple[object, object] = ((), None)  # the texts that were counted last, and what reads them

    def __init__(self, session: Session, parts: tuple[str, ...], action: QAction) -> None:
        super().__init__(action)
        self._session = session
        self._parts = parts
        self._action = action
        self._reading: Reading | None = None

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
        if not self._made_reading().read(texts, proofreader):
            self._tell(0)

    def _made_reading(self) -> "Reading":
        """What reads the texts; it brings the words along, which come after the first paint."""
        if self._reading is None:
            from ui.narrative.reading import Reading

            self._reading = Reading(self)
            self._reading.done.connect(lambda found: self._tell(len(found)))
        return self._reading

    def _tell(self, slips: int) -> None:
        name = f"校对文字（{slips} 处）" if slips else "校对文字"
        self._action.setText(f"{name}(&B)…")
        self._action.setIconText(name)
