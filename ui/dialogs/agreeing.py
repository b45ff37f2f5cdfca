"""The two buttons that a dialog ends with: the one that agrees, and the one that gives up."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton


def agreeing(dialog: QDialog, agree: str = "确定") -> tuple[QDialogButtonBox, QPushButton]:
    """Return the row of a dialog's buttons, and in it the one that agrees, which Enter presses."""
    row = QDialogButtonBox()
    agrees = row.addButton(agree, QDialogButtonBox.ButtonRole.AcceptRole)
    agrees.setDefault(True)
    row.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
    row.accepted.connect(dialog.accept)
    row.rejected.connect(dialog.reject)
    return row, agrees
