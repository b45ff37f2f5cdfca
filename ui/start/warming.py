"""While the clerk moves over the start page, what the first report will need is imported, piece by piece."""

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from ui.garbage import collect_garbage

_FOR_REPORTS = (
    "model.storage.files",
    "model.rules.catalogue",
    "ui.start.opening",
    "ui.window.window",
    "ui.grid.panel",
    "ui.narrative.panel",
)
_BETWEEN_MS = 60  # a key or a click in between is not held up


class Warming(QObject):
    """Imports one piece at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cold = list(_FOR_REPORTS)
        self._timer = QTimer(self)
        self._timer.setInterval(_BETWEEN_MS)
        self._timer.timeout.connect(self._next)

    @property
    def under_way(self) -> bool:
        """Whether there is something left to import."""
        return self._timer.isActive()

    def begin(self) -> None:
        """Begin, or go on."""
        self._timer.start()

    def _next(self) -> None:
        if self._cold:
            import_module(self._cold.pop(0))
            return
        self._timer.stop()
        from ui.start import opening

        session, _ = opening.example()
        session.check()  # the first check of a report makes the tables of words; the next ones are quick
        collect_garbage()
