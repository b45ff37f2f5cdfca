"""What the program offers to write: drafts from the tables, and figures that may follow them."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from model import charts
from model.forms import OfficialForm
from model.report import Edit, Paragraphs
from model.text.live import fill
from ui.dialogs import ask
from ui.dialogs.lifetime import deleted_after
from ui.session import Session

if TYPE_CHECKING:  # what drafts and reads sentences comes when it is asked for
    from model.text.drafts import Draft

_AROUND = 12  # characters shown on each side of a figure


def may_draft(session: Session, part: str) -> bool:
    """Whether there are phrases for a part; those that cannot be used say so when they are called for.

    Before the report was checked it is not looked.
    """
    if not session.checked:
        return True
    from model.text.drafts import available
    from model.text.phrases import PhraseError

    try:
        return available(session.form, part, session.phrases)
    except PhraseError:
        return True


def choose_drafts(session: Session, part: str, parent: QWidget) -> "tuple[Draft, ...]":
    """Let drafts for a part be ticked; return those chosen, live figures with their braces."""
    from model.text.drafts import drafts
    from model.text.phrases import PhraseError
    from ui.narrative.tick_dialog import Offer, TickDialog

    try:
        found = [
            draft for draft in drafts(session.form, session.report, session.phrases) if draft.part == part
        ]
    except PhraseError as error:
        ask.tell(parent, "不能起草", str(error))
        return ()
    if not found:
        ask.say(parent, "起草本节文字", "表格还没有填写，暂时没有可以起草的文字。请先填写表格。")
        return ()
    made = TickDialog(
        "起草本节文字",
        "根据表格起草的段落，其中的数字随表格变化。勾选需要的段落，插入后可以随意修改，也可以撤销。",
        "插入(&I)",
        [Offer(draft.label, fill(session.form, session.report, draft.paragraph)) for draft in found],
        parent,
    )
    with deleted_after(made) as dialog:
        return tuple(found[row] for row in dialog.chosen()) if dialog.exec() else ()


def takes_charts(form: OfficialForm, part: str) -> bool:
    """Whether charts are offered for a part: sections of text, not the notes under a table."""
    section = form.sections.get(part)
    return bool(form.charts) and section is not None and not section.table


def choose_charts(session: Session, parent: QWidget) -> Paragraphs:
    """Let charts be ticked; return the paragraphs that call for them."""
    from ui.narrative.tick_dialog import Offer, TickDialog

    drawings = [charts.drawing(session.form, session.report, name) for name in session.form.charts]
    offers = [
        Offer(one.title, f"{one.missing}：填写数据后自动画出。" if one.missing else one.described)
        for one in drawings
    ]
    made = TickDialog(
        "插入图表",
        "图表随表格变化，导出和打印时画出，下方自动编号。在正文中单独成段，可以移动和删除，也可以撤销。",
        "插入(&I)",
        offers,
        parent,
        ticked=False,
    )
    with deleted_after(made) as dialog:
        return tuple(charts.paragraph(drawings[row].name) for row in dialog.chosen()) if dialog.exec() else ()


def choose_figures(session: Session, part: str, parent: QWidget) -> Edit | None:
    """Let figures that agree with the tables be ticked; return the edit that lets them follow, or None."""
    from model.text.binding import bind, offer
    from ui.narrative.tick_dialog import Offer, TickDialog

    texts = session.report.text(part)
    found = [one for n in range(len(texts)) for one in offer(session.form, session.report, part, n)]
    if not found:
        ask.say(parent, "数字随表格变化", "这里没有与表格相符、还可以随表格变化的数字。")
        return None
    offers = []
    for one in found:
        text = texts[one.paragraph]
        before = fill(session.form, session.report, text[: one.start])[-_AROUND:]
        after = fill(session.form, session.report, text[one.end :])[:_AROUND]
        name = session.form.names[one.name].label
        offers.append(
            Offer(f"{before}【{text[one.start : one.end]}】{after}", f"与“{name}”相符，今后随它变化。")
        )
    made = TickDialog(
        "数字随表格变化",
        "下列数字与表格相符。勾选的数字今后随表格自动变化，打印时与普通文字一样；可以撤销。",
        "随表格变化(&L)",
        offers,
        parent,
    )
    with deleted_after(made) as dialog:
        return bind(session.report, tuple(found[row] for row in dialog.chosen())) if dialog.exec() else None
