"""When a year in a paragraph is wrong: what the paragraph says beside it, and why it may be meant."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from model.chinese.stops import ANY_STOP, FULL_STOP, LONG, around, begin_of, rest_of
from model.reading.words.year_patterns import one_of, pattern
from model.reading.years.texts import DID, Deed, Text, are_alike
from resources.patterns import of_a_report

_NEAR, _FAR = 100, 40  # characters: between years that are compared; behind one, that tell why it is named


class Said(NamedTuple):
    """A year as it stands in a text."""

    text: Text
    match: re.Match[str]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.match.start("all")

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.match.end("all")

    @property
    def behind_reported(self) -> int:
        """How many years it is behind the year of the report; less than 0 when it comes later."""
        return self.text.reported - int(self.match["year"])

    @property
    def sentence(self) -> str:
        """The sentence that it stands in."""
        return around(FULL_STOP, self.text.text, self.start, self.end)

    @property
    def before(self) -> str:
        """Its sentence in front of it."""
        return self.text.text[begin_of(FULL_STOP, self.text.text, self.start) : self.start]

    @property
    def rest(self) -> str:
        """What follows it up to a full stop or a semicolon."""
        return rest_of(self.text.text, self.end)


def is_no_whole_year(said: Said) -> bool:
    """Whether a period is not the year of the report, and not said to be that of some figures only."""
    return one_of("period-of-some").search(said.before) is None and _is_no_whole_year(said)


def _is_no_whole_year(said: Said) -> bool:
    """Whether it is another; its last day need not name the year again."""
    first, last = said.match["first"], said.match["last"]
    days = [int(number) for day in (first, last) for number in re.findall(r"\d+", day)]
    last_year = int(said.match["last_year"] or said.text.reported)
    is_whole = days == [1, 1, 12, 31] and last_year == said.text.reported
    return not is_whole or said.behind_reported != 0


def is_no_whole_year_of_the_report(said: Said) -> bool:
    """In section one a campaign has its period too; that of the report is said to be so."""
    first = max(0, said.start - LONG)
    return is_no_whole_year(said) and bool(pattern("of-the-report").search(said.text.text, first, said.start))


def opens_with_another_whole_year(said: Said) -> bool:
    """“2023年1月1日至12月31日，我局……”, not “对2023年1月1日至12月31日的文件”."""
    opening = pattern("opens-a-clause").search(said.text.text, max(0, said.start - _FAR), said.start)
    return is_another(said) and opening is not None


def is_another(said: Said) -> bool:
    """Whether it is not the year of the report."""
    return said.behind_reported != 0


def opens_with_another(said: Said) -> bool:
    """“2023年，我局……” in the report on 2024; beside the right year only last year may have been left."""
    is_wrong = said.behind_reported == 1 if said.text.names_the_year else is_another(said)
    # “2025年加强培训” behind section one is a plan, said so or not; “2025年未收取信息处理费” is none.
    nothing = one_of("year-nothing").match(said.text.text[said.end : said.end + _NEAR])
    is_plan = said.behind_reported < 0 and not (said.text.is_overview or nothing)
    return is_wrong and not (is_plan or _is_on_purpose(said))


def reports_on_last_year(said: Said) -> bool:
    """“……，2023年收到申请3件”: what the organ did, be it beside sentences that name the right year."""
    # A site that was made or renewed in another year lasts.
    is_told_every_year = said.match["site"] is None or _is_every_years(said)
    return said.behind_reported == 1 and is_told_every_year and not _is_on_purpose(said)


def _is_every_years(said: Said) -> bool:
    return one_of("year-every-year").search(said.match["did"]) is not None


def tells_of_something_else(said: Said) -> bool:
    """“2024年公开文件9件；2023年公开建议22件”: named beside the right year, but nothing is compared."""
    is_beside = said.behind_reported == 1 and said.text.is_year_in(said.sentence)
    is_counted = is_beside and bool(said.text.deeds[said.start].what)
    return is_counted and _is_every_years(said) and not _is_beside_on_purpose(said)


def _is_beside_on_purpose(said: Said) -> bool:
    """Whether the right year stands in the sentence to be compared, or because a reason is told."""
    is_compared = one_of("year-beside").search(said.sentence) is not None
    return is_compared or _is_named_with_a_reason(said) or _may_count_the_same(said)


def _may_count_the_same(said: Said) -> bool:
    """Whether the right year, of which nothing else is counted, may count the same."""
    counted = _counted_in_the_year(said)
    if not counted:
        return not _follows_prose_of_the_year(said)
    return any(are_alike(said.text.deeds[said.start].what, other) for other in counted)


def _counted_in_the_year(said: Said) -> list[str]:
    told = pattern("told-in").finditer(said.sentence)
    return [one["what"] for one in told if int(one["year"]) == said.text.reported]


def _follows_prose_of_the_year(said: Said) -> bool:
    """“2024年，我局扎实推进公开，2023年公开信息520条”: nothing is counted of the year before it."""
    name = f"{said.text.reported}年"
    _, is_named, prose = said.before.rpartition(name)
    is_alone = bool(is_named) and name not in said.rest
    return is_alone and re.search(r"\d", prose) is None


def counts_alone(said: Said) -> bool:
    """“健全制度，2023年修订指南1次”, where no sentence names the right year and nothing is compared."""
    is_alone = said.behind_reported == 1 and not said.text.names_the_year
    is_compared = one_of("year-beside").search(said.sentence) is not None
    is_listed = re.search(r"\d", said.before) is not None
    return is_alone and not is_compared and not is_listed and not _is_on_purpose(said)


def _is_on_purpose(said: Said) -> bool:
    """Whether a sentence sets another year apart, or compares it with the reported one.

    It does where the right year stands in it, and where the same is told of another year or without one.
    """
    is_compared = said.text.is_year_in(said.sentence)
    return is_compared or _tells_the_same_again(said) or _is_named_with_a_reason(said)


def _tells_the_same_again(said: Said) -> bool:
    """“2024年收到申请36件。2023年收到32件”; what is told without a year is of the reported one."""
    deed = said.text.deeds.get(said.start)
    told = chain(_told_of_other_years(said), _told_before(said))
    is_told_again = deed is not None and any(map(deed.may_be, told))
    return is_told_again or _is_counted_again(said)


def _is_counted_again(said: Said) -> bool:
    """“行政许可120件，……。2023年行政许可110件”: the same was counted before, and came to another number."""
    counted = pattern("counted-of").match(said.text.text, said.end)
    if counted is None:
        return False
    so_counted = of_a_report(re.escape(counted["what"]) + r"(\d+)")
    before = so_counted.findall(said.text.text, 0, said.start)
    return any(number != counted["number"] for number in before)


def _told_of_other_years(said: Said) -> Iterator[Deed]:
    """Yield what was done in other years, told near by."""
    deeds, places = said.text.deeds, said.text.places_of_deeds
    first, behind = bisect_left(places, said.start - _NEAR), bisect_right(places, said.start + _NEAR)
    for place in places[first:behind]:
        if deeds[place].year != said.match["year"]:
            yield deeds[place]


def _told_before(said: Said) -> Iterator[Deed]:
    """Yield what is told before it in the sentence without a year."""
    for match in pattern("did-with-figure").finditer(said.before):
        yield Deed("", match["did"][-DID:], match["what"])


def _is_named_with_a_reason(said: Said) -> bool:
    """Whether what follows tells why another year is named: a plan in its clause, a fault soon behind it."""
    if said.behind_reported < 0:
        return _is_apart(said.rest)
    is_told_soon = one_of("year-apart-from-afar").search(said.rest[:_FAR]) is not None
    return is_told_soon or _is_set_apart_at_once(said.rest)


def _is_set_apart_at_once(rest: str) -> bool:
    """Whether a clause sets a year apart; “继续依托网站，更新信息212条” tells of the year itself."""
    first_clause = ANY_STOP.split(rest.lstrip("，, "), 1)[0]
    tells_a_deed = pattern("did-with-figure").search(rest) is not None
    return _is_set_apart(first_clause) if tells_a_deed else _is_apart(first_clause)


def _is_apart(text: str) -> bool:
    return _is_set_apart(text) or one_of("year-apart-untold").search(text) is not None


def _is_set_apart(text: str) -> bool:
    return one_of("year-apart", "year-apart-from-afar").search(text) is not None


def is_compared_with_itself(said: Said) -> bool:
    """“2023年公众号粉丝数达31万，较2023年同期增长2.5万”: the first should be the year of the report."""
    return said.behind_reported == 1 and not said.text.is_year_in(said.match["between"])


def is_last(said: Said) -> bool:
    """Whether it is the year before."""
    return said.behind_reported == 1


def is_yet_to_come(said: Said) -> bool:
    """Whether it is behind the year of the report."""
    return said.behind_reported < 0


def is_last_alone(said: Said) -> bool:
    """Whether it is last year's, in a sentence that does not name the right one beside."""
    return said.behind_reported == 1 and not said.text.is_year_in(said.sentence)


def ends_too_soon(said: Said) -> bool:
    """“截至2023年底”, in a sentence that names no other year: “……；2024年新增20条” goes on from there."""
    is_compared = said.text.is_year_in(said.sentence) and not one_of("year-figures").search(said.before)
    return said.behind_reported > 0 and not is_compared and not _is_apart(said.rest)


def is_not_carried_from(said: Said) -> bool:
    """Whether nothing can have been carried on from it."""
    return said.behind_reported not in (0, 1)


def is_not_carried_to(said: Said) -> bool:
    """Whether nothing can be carried on to it."""
    return said.behind_reported not in (0, -1)


def is_left_over_to_itself(said: Said) -> bool:
    """“收到36件，其中4件结转至2024年” in the report on 2024, of which none came the year before."""
    before = said.text.text[begin_of(FULL_STOP, said.text.text, said.start) : said.match.start()]
    return said.behind_reported == 0 and _is_left_over(said, before)


def _is_left_over(said: Said, before: str) -> bool:
    came_in = pattern("came-in-before").search(before)
    is_either = one_of("year-left-either").search(before) is not None
    return bool(came_in) or _is_left(said, before) or is_either or _none_goes_on(said, before)


def _none_goes_on(said: Said, before: str) -> bool:
    """“上年结转1件。……没有结转到2024年的”: some came in, so that it is none that go on."""
    start = said.match.start()
    came = pattern("some-came").finditer(said.text.text, 0, start) if _is_none(said, before) else ()
    return any(one["year"] in (None, str(said.text.reported - 1)) for one in came)


def _is_none(said: Said, before: str) -> bool:
    is_nothing_more_said = pattern("none-left-behind").fullmatch(said.rest) is not None
    return is_nothing_more_said and pattern("none-left").search(before) is not None


def _is_left(said: Said, before: str) -> bool:
    is_left = pattern("some-left").search(before) or _goes_on_behind_others(said, before)
    return bool(is_left) and not _speaks_of_last_year(before, said.text.reported)


def _goes_on_behind_others(said: Said, before: str) -> bool:
    """“办结32件，结转2024年办理4件”, “答复32件（结转到2024年4件）”."""
    is_to = said.text.text[said.start - 1] in "至到" or one_of("year-handled").match(said.rest) is not None
    return is_to and pattern("finished-before").search(before) is not None


def _speaks_of_last_year(before: str, reported: int) -> bool:
    text = pattern("came-over").sub("", before)
    return f"{reported - 1}年" in text or one_of("year-last").search(text) is not None


def is_carried_to_itself(said: Said) -> bool:
    """“2023年转入2023年办结”, in the year after."""
    return said.match["from"] == said.match["year"] and said.behind_reported == 1


def is_new_beside_carried(said: Said) -> bool:
    """“结转2023年5件，2023年新收58件”: new ones are not of the year that the others are carried from."""
    return said.behind_reported == 1 and said.match["year"] in (said.match["from"], said.match["of"])


def is_before_its_part(said: Said) -> bool:
    """“2023年受理63件，其中2024年新收58件”."""
    return said.behind_reported == 1 and int(said.match["part"]) == said.text.reported


def ends_before_it_begins(said: Said) -> bool:
    """“2024年1月1日至2023年12月31日”."""
    last_year = int(said.match["last_year"] or said.match["year"])
    return said.behind_reported == 0 and last_year < said.text.reported


def ends_before_since(said: Said) -> bool:
    """“自2024年4月1日起启用新版平台，至2023年12月31日累计……”."""
    return said.behind_reported > 0 and int(said.match["since"]) == said.text.reported


def is_over(said: Said) -> bool:
    """Whether a year of which plans are told is over when the report comes out."""
    return said.behind_reported >= 0


def is_compared_with_its_own(said: Said) -> bool:
    """“收到申请228件，比2024年的251件下降”: a figure of the report is not compared with the report's year."""
    named = {int(one["year"]) for one in pattern("named-year").finditer(said.sentence)}
    is_aimed_at = one_of("year-aimed-at").search(_before_its_plan(said)) is not None
    return named == {said.text.reported} and not is_aimed_at


def _before_its_plan(said: Said) -> str:
    """Where it may be said that something is aimed at: behind section one, of a whole paragraph."""
    return said.before if said.text.is_overview else said.text.text[: said.start]


def is_due_in_the_past(said: Said) -> bool:
    """“改进措施：编制目录，2024年6月底前完成” in the report on 2024."""
    is_measure = one_of("year-measures").search(said.text.text, 0, said.start) is not None
    was_done = one_of("year-was-due").search(said.before) is not None
    return is_measure and not was_done and is_over(said)
