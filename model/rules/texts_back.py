"""Figures of the tables that the text looks back upon: “年末结转的9件申请”, “46件行政处罚中有2件”."""

from collections.abc import Iterator
from decimal import Decimal

from model.chinese.figures import find
from model.forms import OfficialForm
from model.reading.facts import Mention
from model.reading.looked_back import Back, looked_back
from model.reading.reader import read
from model.reading.words.meaning import number
from model.report import Report
from model.rules.paragraphs import Paragraph, paragraphs


def wrong_backward(
    form: OfficialForm, report: Report, part: str
) -> Iterator[tuple[Paragraph, Back, Mention]]:
    """Yield the figures looked back upon that neither the tables have nor the text has told of some."""
    for paragraph in paragraphs(form, report, part):
        known = {one.quantity.start for one in paragraph.reading.mentions if one.meanings}
        for back in (one for one in looked_back(paragraph.text) if one.start not in known):
            mention = _mention(form, report, part, back)
            if mention is not None and not _is_told(form, report, paragraph, back, mention):
                yield paragraph, back, mention


def _mention(form: OfficialForm, report: Report, part: str, back: Back) -> Mention | None:
    """What a figure speaks of, told the other way round; None where that is not understood."""
    reading = read(form, report.organ, report.year, part, back.sentence)
    at_place = (one for one in reading.mentions if one.quantity.start == back.place)
    return next(filter(_is_surely_counted, at_place), None)


def _is_surely_counted(one: Mention) -> bool:
    figure = one.quantity.figure
    return bool(one.meanings) and not one.rest and figure is not None and not figure.approximate


def _is_told(form: OfficialForm, report: Report, paragraph: Paragraph, back: Back, mention: Mention) -> bool:
    """Whether the tables have a figure so or may, or the text told as many of something that may be meant."""
    counted = mention.quantity.value(form, report.cells)
    in_tables = [number(form, report.cells, one) for one in mention.readings]
    known = [one for one in in_tables if one is not None]
    is_filled_in = len(known) == len(in_tables)
    if counted is None or not is_filled_in or counted in known:
        return True
    return _may_be_some(back, counted, max(known)) or counted in _told_before(report, paragraph, back)


def _may_be_some(back: Back, counted: Decimal, whole: Decimal) -> bool:
    """Whether a figure may be that of some: where nothing says that it is all, and it is not too much."""
    if back.of_all:
        return False
    most = whole / 2 if back.mostly else whole
    return counted < most


def _told_before(report: Report, paragraph: Paragraph, back: Back) -> Iterator[Decimal]:
    """What its part told before it: “有12件申请涉及征地……12件申请中”."""
    for index, text in enumerate(report.text(paragraph.part)[: paragraph.index + 1]):
        is_same = index == paragraph.index
        yield from (one.value for one in find(text) if one.end <= back.start or not is_same)
