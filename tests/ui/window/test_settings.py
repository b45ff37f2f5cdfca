"""Settings, letters, light and dark, the manual, what is said of the program."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QTextBrowser
from pytestqt.qtbot import QtBot

import resources
from export.check_sheet_content import content
from model import forms
from model.text.drafts import drafts
from model.text.phrases import PhraseError
from tests.support.word_xml import rewritten
from tests.ui.window.conftest import Answers, Open
from ui.app import Desk
from ui.dialogs.about import AboutDialog, program_version
from ui.dialogs.facts import FactsDialog
from ui.dialogs.settings import SettingsDialog, put_in
from ui.help.manual import Manual
from ui.look import icons, style
from ui.narrative.find import FindReplaceDialog
from ui.narrative.panel import NarrativePanel
from ui.settings import COUNTS, LARGEST, PHRASES, SMALLEST, Settings
from ui.window import office
from ui.window.window import ReportWindow

PICTURE = '<w:p><w:fldSimple w:instr="INCLUDEPICTURE http://pictures.example/1.png"/></w:p>'


def test_settings_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    settings = Settings(file)
    assert (settings.font_points, settings.theme, settings.autosave, settings.recent) == (
        0,
        "system",
        False,
        (),
    )
    settings.font_points, settings.theme, settings.autosave = 14, "dark", True
    paths = [tmp_path / f"{n}，报告.nianbao" for n in range(3)]
    for path in paths:
        path.touch()
        settings.remember(path)
    settings.remember(paths[1])
    settings._store.sync()
    again = Settings(file)
    assert (again.font_points, again.theme, again.autosave) == (14, "dark", True)
    assert again.recent == (paths[1], paths[2], paths[0])
    assert again.folder == tmp_path
    paths[2].unlink()
    assert again.recent == (paths[1], paths[2], paths[0])  # shown in grey, not looked at


def test_dialogs_begin_in_a_folder_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(tmp_path / "settings.ini")
    documents = tmp_path / "documents"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(documents))
    assert settings.folder == Path.home()
    documents.mkdir()
    assert settings.folder == documents


def test_a_damaged_settings_file_counts_as_none(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    file.write_text("[General]\nfont_points=huge\ntheme=pink\nautosave=perhaps\n", "utf-8")
    settings = Settings(file)
    assert (settings.font_points, settings.theme, settings.autosave) == (0, "system", False)


def test_the_dialog_changes_only_when_applied(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.ini")
    dialog = SettingsDialog(settings)
    qtbot.addWidget(dialog)
    dialog.points.setValue(13)
    dialog.theme.setCurrentIndex(dialog.theme.findData("light"))
    dialog.autosave.setChecked(True)
    assert settings.font_points == 0
    dialog.apply()
    assert (settings.font_points, settings.theme, settings.autosave) == (13, "light", True)


def test_letters_grow_and_shrink_within_bounds(opened: Open) -> None:
    window = opened()
    try:
        window.program_controller.reset_letters()
        points = QApplication.font().pointSize()
        window.actions_["larger"].trigger()
        assert QApplication.font().pointSize() == points + 1
        window.actions_["smaller"].trigger()
        assert QApplication.font().pointSize() == points
        assert style.stepped(LARGEST, 1) == LARGEST
        assert style.stepped(SMALLEST, -1) == SMALLEST
    finally:
        window.program_controller.reset_letters()


def test_icons_are_drawn_in_every_size(qtbot: QtBot) -> None:
    for name in icons._shapes():
        for side in (16, 24, 48):
            image = icons.icon(name).pixmap(side, side).toImage()
            assert image.width() >= side
            inked = sum(
                image.pixelColor(x, y).alpha() > 0
                for x in range(image.width())
                for y in range(image.height())
            )
            assert inked > side, name
    with pytest.raises(KeyError):
        icons.icon("no such icon")


def test_qt_speaks_chinese(qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    translator = style.speak_chinese(application)
    try:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"
    finally:
        application.removeTranslator(translator)


def test_the_manual_shows_every_chapter(qtbot: QtBot) -> None:
    manual = Manual()
    qtbot.addWidget(manual)
    files = sorted(resources.path("help").glob("*.md"))
    assert manual.chapters.count() == len(files) >= 6
    for row, file in enumerate(files):
        manual.chapters.setCurrentRow(row)
        title = file.read_text("utf-8").splitlines()[0].lstrip("# ")
        assert manual.chapters.item(row).text() == title
        assert manual.text.toPlainText().startswith(title)


def test_about_of_a_bundle_names_all_its_parts(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "licences").mkdir()
    (tmp_path / "licences" / "fcitx-qt5.txt").write_text("BSD")
    monkeypatch.setattr(resources, "ROOT", tmp_path / "resources")
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    said = dialog.findChild(QTextBrowser).toPlainText()
    assert "fcitx-qt5" in said
    assert str(tmp_path / "licences") in said


def test_about_names_licences(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    text = dialog.findChild(QTextBrowser).toPlainText()
    for name in ("LGPL-3.0", "不连接网络"):
        assert name in text
    project = tomllib.loads((resources.ROOT.parent / "pyproject.toml").read_text("utf-8"))["project"]
    libraries = {re.split(r"[=><;]", one)[0] for one in project["dependencies"]}
    assert {name for name in libraries if name.lower() not in text.lower()} == set()
    assert program_version() == project["version"]


def test_organ_and_year_move_the_official_title(opened: Open) -> None:
    window = opened()
    dialog = FactsDialog(window.session, window)
    dialog.organ.setText("白桦市林草局")
    assert dialog.title.text() == "白桦市林草局2024年政府信息公开工作年度报告"
    dialog.year.setValue(2019)
    assert "请另建报告" in dialog._form.text()
    dialog.title.setPlainText("自拟标题")  # as if typed
    dialog.organ.setText("白桦市水务局")
    assert dialog.title.text() == "自拟标题"
    dialog.year.setValue(2024)
    window.session.do(dialog.edit())
    assert window.session.report.title == "自拟标题"
    window.session.undo_stack.undo()
    assert window.session.report.title == "白桦市水务局2024年政府信息公开工作年度报告"


def test_the_program_s_files_are_put_into_the_office_s_folder(tmp_path: Path) -> None:
    (tmp_path / "2021.docx").write_text("ours")
    templates = sorted(forms.load(form_id).definition.template for form_id in forms.known())
    assert put_in(tmp_path) == [name for name in (*templates, PHRASES) if name != "2021.docx"]
    assert (tmp_path / "2021.docx").read_text() == "ours"
    assert put_in(tmp_path) == []


def test_a_folder_that_takes_no_files_is_told_in_chinese(
    opened: Open, answers: Answers, tmp_path: Path
) -> None:
    dialog = SettingsDialog(opened().settings)
    dialog.folder.setText(str(tmp_path / "none"))
    dialog.put_in.click()
    assert "要保存到的文件夹不存在" in answers.asked[-1]
    dialog.deleteLater()


def test_the_office_s_phrases_are_drafted_from(opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    own = tmp_path / PHRASES
    own.write_text('[[phrases]]\npart = "problems"\nlabel = "自拟"\ntext = "{{ year }}年，我局……"\n', "utf-8")
    window = opened()
    window.settings.template_folder = str(tmp_path)
    window.session.phrases = window.settings.phrases
    assert window.session.phrases == own
    window.pages.show_page("problems")
    panel = window.pages.currentWidget()
    assert isinstance(panel, NarrativePanel)
    assert panel.draft.isVisible()
    drafted = drafts(window.session.form, window.session.report, window.session.phrases)
    assert [one.paragraph for one in drafted] == [f"{window.session.report.year}年，我局……"]
    window.pages.show_page("overview")
    assert not window.pages.currentWidget().draft.isVisible()
    own.write_text("[[phrases", "utf-8")
    window.pages.show_page("problems")
    assert panel.draft.isVisible()  # and says what is wrong when called for
    with pytest.raises(PhraseError, match=PHRASES):
        drafts(window.session.form, window.session.report, own)


def test_what_local_guidance_asks_for_is_told_while_the_office_has_a_file(
    opened: Open, tmp_path: Path
) -> None:
    window = opened()
    window.settings.template_folder = str(tmp_path)
    own = tmp_path / COUNTS

    def missing() -> list[str]:
        office.take_in_counts(window.session, window.settings)
        return [one.expected for one in window.session.findings if one.code == "counts-missing"]

    assert missing() == []
    own.write_text('[[counts]]\nlabel = "灯塔座数"\nwords = ["灯塔"]\n', "utf-8")
    assert missing() == ["灯塔座数"]
    sheet = content(window.session.report, date(2025, 1, 20), window.session.checked_form)
    assert [one for one in sheet.found if "灯塔座数" in one.sentence]
    own.write_text("[[counts", "utf-8")
    told: list[str] = []
    window.session.refused.connect(told.append)
    assert missing() == []
    assert COUNTS in told[0]
    own.unlink()
    assert missing() == []
    assert len(told) == 1


def test_finding_and_the_manual_have_one_dialog_each(opened: Open) -> None:
    window = opened()
    for name, kind in (("find", FindReplaceDialog), ("manual", Manual)):
        window.actions_[name].trigger()
        window.actions_[name].trigger()
        assert len(window.findChildren(kind)) == 1


def test_what_has_a_height_of_its_own_grows_with_the_letters(opened: Open, qtbot: QtBot) -> None:
    small, large = opened(), opened(name="other.nianbao")

    def heights(window: ReportWindow) -> list[int]:
        window.pages.show_page("requests")
        grid = window.pages.currentWidget()
        return [
            grid.bar.height(),
            grid.then.maximumHeight(),
            grid.note.maximumHeight(),
            grid.note.editor.minimumHeight(),
        ]

    before = heights(small)
    try:
        small.settings.font_points = 24
        small.settings_changed.emit()
        qtbot.wait(50)
        after = heights(small)
        assert all(new > old for new, old in zip(after, before, strict=True))
        assert after == heights(large)  # as in pages that are made with these letters
    finally:
        small.program_controller.reset_letters()


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with what cannot be used, which the clerk chooses whenever the settings are shown."""
    put_in(tmp_path)
    own = resources.path("templates", "2021.docx")
    rewritten(own, tmp_path / "2021.docx", lambda xml: xml.replace("<w:body>", f"<w:body>{PICTURE}"))
    phrases = tmp_path / PHRASES
    phrases.write_text(phrases.read_text("utf-8").replace("= value(", "= valeu("), "utf-8")

    def choose(dialog: SettingsDialog) -> QDialog.DialogCode:
        dialog.folder.setText(str(tmp_path))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(SettingsDialog, "exec", choose)


def told_of_the_folder(answers: Answers) -> bool:
    said = answers.asked[-1]
    sure = "模板“2021.docx”不能使用" in said and "INCLUDEPICTURE" in said
    return sure and "没有名称“valeu”，是否应为“value”？" in said


@pytest.mark.usefixtures("chosen")
def test_what_is_wrong_in_the_office_s_folder_is_told_when_it_is_chosen(
    opened: Open, answers: Answers
) -> None:
    window = opened()
    window.actions_["settings"].trigger()
    assert told_of_the_folder(answers)
    told = len(answers.asked)
    window.actions_["settings"].trigger()
    assert len(answers.asked) == told  # the same folder again


@pytest.mark.usefixtures("chosen")
def test_it_is_told_on_the_start_page_too(desk: Desk, answers: Answers) -> None:
    desk.show_start()
    assert desk.start is not None
    desk.start.settings.click()
    assert told_of_the_folder(answers)
    told = len(answers.asked)
    desk.start.settings.click()
    assert len(answers.asked) == told
