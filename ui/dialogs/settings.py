"""The settings dialog."""

from pathlib import Path

from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from ui.settings import Settings
from ui.style import LARGEST, SMALLEST

_THEMES = (("跟随系统", "system"), ("浅色", "light"), ("深色", "dark"))


class SettingsDialog(QDialog):
    """Changes the settings; what it holds takes effect with ``apply``."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle("设置")
        self.setMinimumWidth(480)
        self.points = QSpinBox()
        self.points.setRange(SMALLEST, LARGEST)
        self.points.setSuffix(" 磅")
        self.points.setValue(settings.font_points or QApplication.font().pointSize())
        self.theme = QComboBox()
        for label, name in _THEMES:
            self.theme.addItem(label, name)
        self.theme.setCurrentIndex(self.theme.findData(settings.theme))
        self.autosave = QCheckBox("每两分钟自动保存到文件(&A)")
        self.autosave.setChecked(settings.autosave)
        self.folder = QLineEdit(settings.template_folder)
        self.folder.setPlaceholderText("不设置时使用软件自带的官方模板")
        browse = QPushButton("选择(&B)…")
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        line = QHBoxLayout()
        line.addWidget(self.folder, 1)
        line.addWidget(browse)
        note = QLabel("文件夹里放本单位调整过的 Word 模板，文件名与软件自带的模板相同（如 2021.docx）。")
        note.setWordWrap(True)
        self._rows(line, note)

    def apply(self) -> None:
        """Write the settings down."""
        self._settings.font_points = self.points.value()
        self._settings.theme = self.theme.currentData()
        self._settings.autosave = self.autosave.isChecked()
        self._settings.template_folder = self.folder.text().strip()

    def _rows(self, line: QHBoxLayout, note: QLabel) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        rows = QFormLayout(self)
        rows.addRow("界面字号(&F)：", self.points)
        rows.addRow("明暗(&L)：", self.theme)
        rows.addRow("自动保存：", self.autosave)
        rows.addRow("模板文件夹：", line)
        rows.addRow(note)
        rows.addRow(buttons)
        self.folder.setAccessibleName("模板文件夹")

    def _browse(self) -> None:
        start = self.folder.text() or str(Path.home())
        folder = QFileDialog.getExistingDirectory(self, "选择模板文件夹", start)
        if folder:
            self.folder.setText(folder)
