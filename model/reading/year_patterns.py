"""The patterns that years are found by, of the words in ``resources/words/years.toml``."""

import re
from functools import cache

from model.chinese.dates import BEHIND_YEAR, YEAR
from model.chinese.organs import PLACES
from model.reading.words import alternatives

NAMED_YEAR = rf"(?P<year>{YEAR})\s*{BEHIND_YEAR}"
_DAY = r"\d{1,2}\s*月\s*\d{1,2}\s*日"
# At the beginning or behind a stop: said by what does not stand before, it is one look at each place.
_OPENS = r"(?<![^。；;\n）)])"
_GOES_ON = r"(?<![^。；;\n）)，,：:])"  # the same, or within a sentence
# Blanks are never given back (*+): what follows begins with none, and a row of them is gone through once.
_BLANKS = r"[^\S\n]*+"
_TO = r"\s*+起?\s*+(?:至|到|[-—–~～]+)\s*+"
_MONTHS = rf"1\s*+月?{_TO}12\s*月"
_ANY = rf"(?P<all>(?P<year>{YEAR})年度?)"


@cache
def any_of(kind: str) -> str:
    """Return what matches any of the words of a kind."""
    return "(?:" + alternatives(kind).replace("{year}", YEAR).replace("{places}", PLACES) + ")"


@cache
def begins() -> str:
    """Return what matches before the head of a sentence: the number of an item too."""
    return rf"{_OPENS}{_BLANKS}(?:{any_of('year-item')})?{_BLANKS}"


@cache
def begins_told() -> str:
    """Return what matches before the head of a sentence: its heading, and words that lead up to it, too."""
    item, run_in, heading, lead = map(any_of, ("year-item", "year-run-in", "year-heading", "year-lead"))
    headed = rf"{item}{_BLANKS}(?:{heading}{_BLANKS}|{run_in}[^\S\n]++)"
    return rf"{_OPENS}{_BLANKS}(?:{headed}|(?:{item})?{_BLANKS}(?:{lead})?)"


@cache
def of_the_report() -> re.Pattern[str]:
    """Return what stands before the period of the report itself."""
    return re.compile(rf"{any_of('period-of-report')}[^。；，,：:（）()]*$")


@cache
def document_title() -> re.Pattern[str]:
    """Return what names a document, in brackets or not."""
    return re.compile(rf"《[^》]{{0,100}}》|{YEAR}年度?[^，,。；;《]{{0,20}}?{any_of('year-document')}")


@cache
def one_of(*kinds: str) -> re.Pattern[str]:
    """Return what finds any of the words of some kinds."""
    return re.compile("|".join(map(any_of, kinds)))


@cache
def did_with_figure() -> re.Pattern[str]:
    """Return what finds what was done (``did``) with the figure of it and ``what`` was counted."""
    return re.compile(rf"(?P<did>{any_of('year-did')})(?P<what>[^。；0-9]{{0,12}})[0-9]++(?!\s*年)")


@cache
def reporting() -> re.Pattern[str]:
    """Return what finds a year (``all``) with what the organ, or a ``site`` of it, did in it (``did``)."""
    organ, site, subject, did = map(any_of, ("year-organ", "year-site", "year-subject", "year-did"))
    return re.compile(
        rf"{_GOES_ON}(?:{begins_told()}|(?<=[，,：:]){_BLANKS})(?:{organ}|(?P<site>{site}))?(?P<all>{NAMED_YEAR}度?)\s*{subject}?(?P<did>{did})"
    )


@cache
def told_of() -> re.Pattern[str]:
    """Return what finds behind a deed ``what`` was counted."""
    return re.compile(r"(?P<what>[^，,。；;：:\n\d]{2,30})\d")


@cache
def counted_of() -> re.Pattern[str]:
    """Return what finds behind a year ``what`` was counted, and the ``number``."""
    return re.compile(r"[，,]?(?P<what>[^，,。；;：:\n\d]{2,16})(?P<number>\d+)")


@cache
def told_in(year: int) -> re.Pattern[str]:
    """Return what finds what was counted in a year, without the deed."""
    subject, did = any_of("year-subject"), any_of("year-did")
    return re.compile(rf"{year}年度?(?:{subject}?{did}|[，,])?+([^，,。；;：:\n\d]{{2,40}})\d")


@cache
def opening() -> re.Pattern[str]:
    """Return what finds a year that a sentence opens with."""
    organ, names = any_of("year-organ"), any_of("year-names")
    begins_here = rf"{_GOES_ON}(?:{begins_told()}|(?<=[：:]))"
    return re.compile(rf"{begins_here}{organ}?(?P<all>{NAMED_YEAR}度?+)\s*(?!{names})")


@cache
def counting() -> re.Pattern[str]:
    """Return what finds a year within a sentence with a figure behind it, whatever was done."""
    apart = rf"{any_of('year-names')}|{any_of('year-lasting')}"
    return re.compile(
        rf"(?<=[，,])(?P<all>{NAMED_YEAR}度?+)\s*(?!{apart})[^，,。；;：:\n\d]{{2,30}}{any_of('year-counted')}"
    )


@cache
def period() -> re.Pattern[str]:
    """Return what finds a period with its ``first`` and its ``last`` day."""
    return re.compile(
        rf"{any_of('period-lead')}[^。；]{{0,12}}?"
        rf"(?P<all>{NAMED_YEAR}\s*(?P<first>{_DAY}){_TO}(?:(?P<last_year>{YEAR})\s*年\s*)?(?P<last>{_DAY}))"
    )


@cache
def whole_year() -> re.Pattern[str]:
    """Return what finds a whole year from its first to its last day."""
    return re.compile(
        rf"(?P<all>{NAMED_YEAR}\s*1\s*月\s*1\s*日{_TO}(?:(?P<last_year>{YEAR})\s*年\s*)?12\s*月\s*31\s*日)"
    )


@cache
def covered() -> re.Pattern[str]:
    """Return what finds the year of months that a report covers."""
    return re.compile(rf"(?P<all>{NAMED_YEAR})(?=\s*{_MONTHS})")


@cache
def counted() -> re.Pattern[str]:
    """Return what finds the year that figures are said to be of, without its days."""
    lead, of = any_of("period-of-report"), any_of("period-is")
    return re.compile(rf"{lead}[^。；，,（）()\d]{{0,8}}{of}(?P<all>{NAMED_YEAR}度?)(?!\s*\d)")


@cache
def called_this() -> re.Pattern[str]:
    """Return what finds the number in brackets of what is called this year."""
    return re.compile(rf"{any_of('year-called')}[（(](?P<all>{NAMED_YEAR}度?)")


@cache
def cut_off() -> re.Pattern[str]:
    """Return what finds the end of a year up to which something is counted."""
    return re.compile(rf"{any_of('year-cut-off')}\s*(?P<all>{NAMED_YEAR})度?\s*{any_of('year-end')}")


@cache
def carried_from() -> re.Pattern[str]:
    """Return what finds the year that applications were carried on from."""
    return re.compile(rf"{_ANY}(?={any_of('year-carried')})")


@cache
def carried_to() -> re.Pattern[str]:
    """Return what finds the year that applications are carried on to."""
    goes_on = rf"(?={YEAR}年度?{any_of('year-goes-on')})"
    return re.compile(rf"{any_of('year-carried')}(?:至|到|{goes_on}){_ANY}")


@cache
def carried_on() -> re.Pattern[str]:
    """Return what finds the year that applications are carried on to, with the one they come ``from``."""
    return re.compile(rf"(?P<from>{YEAR})年度?{any_of('year-carried')}(?:至|到)?{_ANY}")


@cache
def left_over() -> re.Pattern[str]:
    """Return what finds the year that applications are carried on to, said without “to” as well."""
    return re.compile(rf"{any_of('year-carried')}(?:至|到)?{_ANY}")


@cache
def new_beside_carried() -> re.Pattern[str]:
    """Return what finds the year of new applications beside those carried ``from`` a year, or ``of`` it."""
    carried = any_of("year-carried")
    carried_on = rf"(?:(?P<from>{YEAR})年度?{carried}|{carried}(?P<of>{YEAR})年度?)"
    return re.compile(
        rf"{carried_on}[^\d，,。；;]{{0,12}}\d++[^\d，,。；;]?[、，,]{_ANY}(?={any_of('year-came')})"
    )


@cache
def whole_of_parts() -> re.Pattern[str]:
    """Return what finds the year of a whole with the year of what newly came as a ``part`` of it."""
    part = rf"{any_of('year-of-which')}[^。；;\n]{{0,30}}?(?P<part>{YEAR})年度?{any_of('year-came')}"
    return re.compile(rf"{_ANY}(?=[^。；;\n\d]{{0,30}}\d++[^。；;\n\d]{{0,3}}{part})")


@cache
def opens_a_clause() -> re.Pattern[str]:
    """Return what ends where the first day of a period opens a clause."""
    item, since = any_of("year-item"), any_of("period-from")
    return re.compile(rf"(?:^|[。；;\n）)，,]){_BLANKS}(?:{item})?{_BLANKS}{since}?$")


@cache
def whole_months() -> re.Pattern[str]:
    """Return what finds the year of a period from its first to its last month."""
    return re.compile(rf"{begins()}{any_of('period-from')}?(?P<all>{NAMED_YEAR})(?=\s*{_MONTHS})")


@cache
def worked_on() -> re.Pattern[str]:
    """Return what finds the year of the work that was done, itself and not what was assessed of it."""
    on, work, names = any_of("year-worked-on"), any_of("year-work"), any_of("year-names")
    return re.compile(rf"{on}{_ANY}(?={work}(?!{names}))")


@cache
def worked_in() -> re.Pattern[str]:
    """Return what finds the year in the work of which something was so."""
    return re.compile(rf"{any_of('year-worked-in')}{_ANY}(?={any_of('year-within-work')})")


@cache
def since() -> re.Pattern[str]:
    """Return what finds a year since when something is done."""
    begins_here = rf"{_GOES_ON}(?:{begins()}|(?<=[，,：:]))"
    return re.compile(rf"{begins_here}(?P<all>(?P<year>{YEAR})年){any_of('year-since')}")


@cache
def announced() -> re.Pattern[str]:
    """Return what finds the year of a report that announces itself."""
    announced, announces = any_of("year-announced"), any_of("year-announces")
    return re.compile(rf"{announced}[^。；，,]{{0,30}}?{_ANY}(?!\s*\d)(?=[^。；《]{{0,30}}{announces})")


@cache
def titled() -> re.Pattern[str]:
    """Return what finds the year in the title of a report that stands on a line of its own."""
    return re.compile(rf"^[^。；，,：:]{{0,30}}?{_ANY}[^。；，,：:]{{0,12}}?{any_of('year-title')}\s*$")


@cache
def with_itself() -> re.Pattern[str]:
    """Return what finds a year that is compared with itself, what stands ``between`` and all."""
    return re.compile(
        rf"{_GOES_ON}(?:{begins()}|(?<=[，,：:]))(?P<all>{NAMED_YEAR}度?)"
        rf"(?=(?P<between>[^。；;\n]{{1,40}}?){any_of('year-than')}(?P=year)\s*年)"
    )


@cache
def assessed() -> re.Pattern[str]:
    """Return what finds the year of an assessment that something is put into."""
    put_into, assessed = any_of("year-put-into"), any_of("year-assessed")
    return re.compile(rf"{put_into}[^，,。；;\n]{{0,16}}?{_ANY}(?=[^，,。；;\n]{{0,20}}?{assessed})")


@cache
def decided() -> re.Pattern[str]:
    """Return what finds the year of decisions that are counted."""
    published, decision = any_of("year-published"), any_of("year-decision")
    return re.compile(rf"{published}{_ANY}(?={decision}[^，,。；;\n]{{0,12}}?\d)")


@cache
def budgeted() -> re.Pattern[str]:
    """Return what finds the year of a budget that is told with the accounts of the same year."""
    budget, accounts = any_of("year-budget"), any_of("year-accounts")
    return re.compile(
        rf"{_ANY}(?=[^，,。；;\d]{{0,10}}{budget}[^，,。；;\d]{{0,10}}(?P=year)年度?[^，,。；;\d]{{0,12}}{accounts})"
    )


@cache
def planned() -> re.Pattern[str]:
    """Return what finds a year that a sentence or a plan opens with."""
    plans, organ = any_of("year-plan"), any_of("year-organ")
    return re.compile(
        rf"(?:{begins()}|(?<=[：:])|{plans}[，,]?)(?:{organ}|在)?(?P<all>{NAMED_YEAR}度?)(?!\d)"
    )


@cache
def planned_within() -> re.Pattern[str]:
    """Return what finds a year with a plan behind it in the middle of a sentence."""
    plans, organ = any_of("year-plan"), any_of("year-organ")
    return re.compile(rf"[，,](?:{organ}|在)?(?P<all>{NAMED_YEAR}度?)(?=[^，,。；;\n]{{0,12}}?{plans})")
