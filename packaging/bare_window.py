"""A bare window with a tree and a table: the floor for size and start-up."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTableWidget, QTreeWidget


def main() -> int:
    """Show the window; with ``--quit`` end as soon as it has been painted."""
    application = QApplication(sys.argv)
    window = QMainWindow()
    splitter = QSplitter()
    splitter.addWidget(QTreeWidget())
    splitter.addWidget(QTableWidget(28, 10))
    window.setCentralWidget(splitter)
    window.resize(1366, 738)
    window.show()
    if "--quit" in sys.argv:
        QTimer.singleShot(0, application.quit)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
