import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from model.report import set_text
from model.rules import Span
from model.text.proofreading import Proofreader
from model.text.punctuation import Slip
from tests.support.text_reports import text_report
from ui.narrative.proofreading_dialog import ProofreadingDialog
from ui.session import Session
from ui.settings import Settings

TEXTS = {"overview": ("公开,透明。。", "条例（以下简称条例"), "other": ("未 收取",)}


def made(qtbot: QtBot, **fields: object) -> ProofreadingDialog:
    dialog = ProofreadingDialog(Session(text_report(sections=TEXTS, **fields)), ("overview",))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_slips_are_listed_with_what_would_be_done(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    texts = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert len(texts) == 3
    assert "公开【,】透明" in texts[0]
    assert "改为“，”" in texts[0]
    assert "不成对" in texts[2]
    dialog.everywhere.setChecked(True)
    assert dialog.list.count() == 4
    assert "去掉" in dialog.list.item(3).text()


def test_one_click_corrects_one(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    dialog.list.setCurrentRow(1)
    qtbot.mouseClick(dialog.one, Qt.MouseButton.LeftButton)
    assert dialog._session.report.section("overview")[0] == "公开,透明。"
    assert dialog.list.count() == 2


def test_all_are_corrected_in_one_step(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    dialog.everywhere.setChecked(True)
    before = dialog._session.report
    qtbot.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    assert dialog._session.report.section("overview") == ("公开，透明。", "条例（以下简称条例")
    assert dialog._session.report.section("other") == ("未收取",)
    assert not dialog.all.isEnabled()
    assert dialog.list.count() == 1
    dialog._session.undo_stack.undo()
    assert dialog._session.report == before
    assert dialog.list.count() == 4


def test_an_unpaired_mark_is_shown_but_not_corrected(qtbot: QtBot) -> None:
    dialog = made(qtbot)
    dialog.list.setCurrentRow(2)
    assert not dialog.one.isEnabled()
    with qtbot.waitSignal(dialog._session.jump_asked) as asked:
        dialog.list.itemActivated.emit(dialog.list.item(2))
    assert asked.args == [Span("overview", 1, 2, 3)]


def test_a_final_report_is_not_corrected(qtbot: QtBot) -> None:
    dialog = made(qtbot, final=True)
    assert not dialog.one.isEnabled()
    assert not dialog.all.isEnabled()


WORDS = {"overview": ("认真布署，建立台帐，审核审核后公开。",)}


def of_words(qtbot: QtBot, own: Path | None = None) -> ProofreadingDialog:
    session = Session(text_report(sections=WORDS))
    session.read_words(own)
    dialog = ProofreadingDialog(session, ("overview",))
    session.setParent(dialog)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def listed(dialog: ProofreadingDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_wrong_doubtful_and_doubled_words_stand_in_the_same_list(qtbot: QtBot) -> None:
    dialog = of_words(qtbot)
    wrong, doubtful, doubled = listed(dialog)
    assert "【布署】" in wrong
    assert "错别字，改为“部署”" in wrong
    assert "可能用错，改为“台账”" in doubtful
    assert "可能重复，改为“审核”" in doubled


def test_all_at_once_leaves_what_a_person_must_judge(qtbot: QtBot) -> None:
    dialog = of_words(qtbot)
    qtbot.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    assert dialog._session.report.section("overview") == ("认真部署，建立台帐，审核审核后公开。",)
    assert not dialog.all.isEnabled()
    qtbot.mouseClick(dialog.one, Qt.MouseButton.LeftButton)
    assert dialog._session.report.section("overview") == ("认真部署，建立台账，审核审核后公开。",)


def test_a_word_told_no_more_is_no_finding_either_until_it_is_told_again(qtbot: QtBot) -> None:
    dialog = of_words(qtbot)
    codes = [finding.code for finding in dialog._session.findings]
    assert codes.count("wrong-words") == 1
    assert not dialog.restore.isVisible()
    qtbot.mouseClick(dialog.quiet, Qt.MouseButton.LeftButton)
    assert len(listed(dialog)) == 2
    assert "wrong-words" not in [finding.code for finding in dialog._session.findings]
    qtbot.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert len(listed(dialog)) == 3
    assert [finding.code for finding in dialog._session.findings] == codes


def test_only_words_can_be_silenced(qtbot: QtBot) -> None:
    dialog = of_words(qtbot)
    dialog.list.setCurrentRow(2)
    assert not dialog.quiet.isEnabled()


def test_the_office_s_own_words_are_found_and_come_first(qtbot: QtBot, tmp_path: Path) -> None:
    own = tmp_path / "用词.toml"
    own.write_text('certain = [["建立台帐", "建账"]]\nstyle = [["布署", "安排"]]\n', "utf-8")
    assert "建议，改为“安排”" in listed(of_words(qtbot, own))[0]
    assert "错别字，改为“建账”" in listed(of_words(qtbot, own))[1]


def test_a_list_of_words_that_cannot_be_used_is_told_and_does_no_harm(qtbot: QtBot, tmp_path: Path) -> None:
    own = tmp_path / "用词.toml"
    own.write_text('certain = [["布署"]]\n', "utf-8")
    session = Session(text_report(sections=WORDS))
    session.read_words(own)
    with qtbot.waitSignal(session.refused) as told:
        assert len(session.proofreader.slips(WORDS["overview"][0])) == 3
    assert "布署" in told.args[0]


def test_silenced_words_are_kept_in_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "settings.ini"
    Settings(file).keep_quiet_words(frozenset({"布署", "台帐"}))
    assert Settings(file).quiet_words == {"布署", "台帐"}
    assert Settings(tmp_path / "other.ini").quiet_words == frozenset()


def counting(monkeypatch: pytest.MonkeyPatch) -> list[threading.Thread]:
    """The threads in which paragraphs are read, filled from now on."""
    real, threads = Proofreader.slips, []

    def slips(self: Proofreader, paragraph: str) -> tuple[Slip, ...]:
        threads.append(threading.current_thread())
        return real(self, paragraph)

    monkeypatch.setattr(Proofreader, "slips", slips)
    return threads


def test_a_closed_dialog_reads_nothing_and_lists_all_when_it_is_shown(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = made(qtbot)
    dialog.close()
    session = dialog._session
    session.checking.settle()
    threads = counting(monkeypatch)
    session.do(set_text(session.report, "overview", ("公开,透明。",)))
    assert threads == []
    dialog.show()
    assert dialog.list.count() == 1


def test_a_very_long_text_is_read_beside_the_window_and_only_what_stands_is_listed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = made(qtbot)
    session, threads = dialog._session, counting(monkeypatch)
    filler = "各科室按照分工逐项落实。" * 600
    session.do(set_text(session.report, "overview", (filler, "甲,乙。。")))
    assert dialog.places() == []
    assert not dialog.all.isEnabled()
    assert "正在校对" in dialog.state.text()
    dialog._reading._begin()  # the pause is over
    session.do(set_text(session.report, "overview", (filler, "甲,乙。")))  # while the thread reads
    qtbot.waitUntil(lambda: dialog.list.count() > 0, timeout=20_000)
    assert [(number, slip.start) for _, number, slip in dialog.places()] == [(1, 1)]
    assert threading.main_thread() not in threads
    qtbot.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    assert session.report.section("overview")[1] == "甲，乙。"
