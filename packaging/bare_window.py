"""A bare window with a tree and a table, filled as those of the program: the floor for size and start-up.

The same floor as that of ``tests/bench/start.py``; its Chinese entries make Qt load a Chinese font, as every
Chinese window must.
"""

import sys

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTableView, QTreeView


def main() -> int:
    """Show the window until it is closed."""
    application = QApplication(sys.argv)
    application.setStyle("Fusion")
    entries, cells = QStandardItemModel(), QStandardItemModel(28, 10)
    for number in range(18):
        entries.appendRow(QStandardItem(f"章节{number}"))
    for row in range(28):
        for column in range(10):
            cells.setItem(row, column, QStandardItem("0"))
    window, splitter, tree, table = QMainWindow(), QSplitter(), QTreeView(), QTableView()
    tree.setModel(entries)
    table.setModel(cells)
    splitter.addWidget(tree)
    splitter.addWidget(table)
    window.setCentralWidget(splitter)
    window.resize(1366, 738)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
