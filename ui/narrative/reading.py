"""Reads texts for slips: at once, or in a thread beside the window where that would take long."""

from collections.abc import Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer, Signal

from model.text.proofreading import Proofreader
from model.text.punctuation import Slip
from ui.bell import bell
from ui.dialogs.task import begun
from ui.late_checks import LONG, MUCH

_PAUSE_MS = 500  # without a change, before a long text is read
Text = tuple[str, int, str]
"""Part, number of the paragraph, paragraph."""
Found = tuple[str, int, Slip]
"""Part, number of the paragraph, slip in it."""


class Reading(QObject):
    """Finds the slips of texts. ``done`` with a list of Found, once for the texts that were given last."""

    done = Signal(list)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._asked: tuple[Sequence[Text], Proofreader] | None = None  # what waits for a pause
        self._thread: Future[list[Found]] | None = None
        self._ring = bell()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._begin)

    def read(self, texts: Sequence[Text], proofreader: Proofreader) -> bool:
        """Read texts; return whether that is done already, else it comes later."""
        lengths = [len(paragraph) for _, _, paragraph in texts]
        is_short = sum(lengths) <= MUCH and max(lengths, default=0) <= LONG
        self._asked = None if is_short else (texts, proofreader)
        if is_short:
            self.done.emit(_found(texts, proofreader))
        else:
            self._timer.start()
        return is_short

    def _begin(self) -> None:
        if self._asked is None or self._thread is not None:  # what is read now is followed by the next
            return
        asked = self._asked
        self._thread = begun(lambda: _found(*asked))
        self._thread.add_done_callback(lambda ended: self._ring(self, lambda: self._end(asked, ended)))

    def _end(self, asked: tuple[Sequence[Text], Proofreader], ended: Future[list[Found]]) -> None:
        self._thread = None
        if asked is self._asked:
            self._asked = None
            self.done.emit(ended.result())
        elif self._asked is not None and not self._timer.isActive():
            self._begin()


def _found(texts: Sequence[Text], proofreader: Proofreader) -> list[Found]:
    return [(part, number, slip) for part, number, text in texts for slip in proofreader.slips(text)]
