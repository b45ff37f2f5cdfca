"""Names of organs: which are the same one, and which are surely another's.

A name is certain to be wrong only where it is neither a short form of the organ's own name nor that of an
organ above it, which texts name with good reason: “由县人民政府办公室编制”.
"""

import re
from functools import cache, lru_cache
from itertools import chain

from model.chinese.phrases import names_data
from resources.patterns import of_a_report

PLACES = "省市县区州盟旗镇乡"
"""What a place is called behind its name; streets and zones are no single character."""
_TOWN = ("街道", "苏木")
_GOVERNMENT_ENDS = ("人民政府", "政府", "街道办事处", "办事处", "管理委员会", "管委会")
# Bodies of one field; what ends in one of them speaks for its own work alone, not for its county.
_BODIES = (
    "委员会", "办公室", "办公厅", "检察院", "法院", "总队", "支队", "大队", "中队", "分局", "中心", "联合社",
    "联合会", "联社", "集团", "公司", "协会", "学校", "学院", "医院", "银行", "基金会", "指挥部", "监察组",
    "公室",
)  # fmt: skip
_ONE_CHARACTER_BODIES = "局委厅院部会署处所站校学司行社馆队办联园"
ENDING = (
    "(?:"
    + "|".join(sorted((*_TOWN, *_GOVERNMENT_ENDS, *_BODIES), key=len, reverse=True))
    + f"|[{_ONE_CHARACTER_BODIES}{PLACES}]|(?<!政)府)"
)
"""What the name of an organ ends in, as a regular expression: the only such list."""
ENDS_AS_ORGAN = re.compile(f"{ENDING}$")
"""What a name ends in that is an organ's."""
_TERRITORIAL = re.compile(f"(?:{'|'.join((*_GOVERNMENT_ENDS, *_TOWN))}|[{PLACES}])$")

_GOVERNED = re.compile(f"(?:{'|'.join(_GOVERNMENT_ENDS)})$")

_SHORTEST = 2  # characters of a place with what it is: 城区
_SHORT_FIELD = 2  # characters of a field that is no short form: 审计
_KIND_OF_ORGAN = 3  # characters that two names of the same kind of organ end in at least
_SHORT_KIND = "海关"  # which has no place's kind before it: “江浦海关”
_OFFICE = re.compile(r"(?:(?<=政府)|(?<=[局厅会]))(?:办公室|办公厅|办)$")
_LED_FROM_ABOVE = re.compile("^国家税务总局(?=.)")  # before the place
_GOVERNMENT = re.compile(rf"(?<=[{PLACES}])(?:人民)?政府$")
_TOWN_ALONE = re.compile("(?:[\u4e00-\u9fff]{2,8}[县区市旗])?[\u4e00-\u9fff]{2,4}(?:[镇乡]|街道|苏木)")
_SEAT = re.compile(r"(?:人民政府|政府|办事处)$")
# “青禾县住房和城乡建设局” and “青禾县城市管理局” are in a county all the same.
_PLACE = re.compile(r"(?!城[市镇])[^和]{1,7}?(?:自治区|街道|[省市县区旗镇盟]|州(?![市县区旗])|(?<!城)乡)")
_LEVELS = {
    "自治区": 0,
    "省": 0,
    "市": 1,
    "州": 1,
    "盟": 1,
    "县": 2,
    "区": 2,
    "旗": 2,
    "镇": 3,
    "乡": 3,
    "街道": 3,
}
# Not 管理委员会: that is the government of a zone.
_BUREAU = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,})(?:局|厅|(?<!管理)委员会)$")
_KIND = re.compile("(?:局|厅|(?<!管理)委员会)$")
_ZONE = re.compile(
    "(?!高新|经济|经开|国家|省级|产业|工业|综合|自由|文化|旅游)(?P<place>[\u4e00-\u9fff]{2})"
    "[\u4e00-\u9fff]*(?:开发|高新|工业园|园|新|示范|保税|度假|功能)区(?:管理委员会|管委会)?$"
)
_BRANCH_END = "分局"
_BRANCH = re.compile(rf"[{PLACES}](?P<kind>[\u4e00-\u9fff]{{2,9}}?)局(?P<place>[\u4e00-\u9fff]{{2,8}}?)分局$")
# Organs that may care for the disclosure of others.
_SERVING = re.compile("政务|数据|审批|信息|公开|办公|档案|保密|机关事务")


def same(name: str, organ: str) -> bool:
    """Whether one may be a short form of the other: 区教育局 of 东山区教育局, but no county of its town."""
    if _within(name, organ) or _within(organ, name):
        return not _of_other_levels(main(name), main(organ))
    # 万源市玉带乡 and 玉带乡人民政府: the place may be told from further up, the government be left out.
    place, other = _SEAT.sub("", name), _SEAT.sub("", organ)
    return min(len(place), len(other)) >= _SHORTEST and (place.endswith(other) or other.endswith(place))


@cache
def names(organ: str) -> re.Pattern[str] | None:
    """Return what an organ is called in its own text: its name, whole or without the places in front."""
    called = [
        organ[at:]
        for at in range(len(organ) - _KIND_OF_ORGAN)
        if at == 0
        or organ[at] in PLACES
        # A government without its place may be any.
        or (organ[at - 1] in PLACES and not organ.startswith(("人民政府", "政府"), at))
    ]
    called = list(dict.fromkeys(chain.from_iterable(map(_shortened, called))))
    longest_first = "|".join(map(re.escape, sorted(called, key=len, reverse=True)))
    return of_a_report(f"(?<![{PLACES}各级])(?:{longest_first})") if called else None


def _shortened(name: str) -> list[str]:
    """A name, and the short forms of it that hold words of other meanings: 市政府外办, 高新区."""
    found = [name]
    for long, short in names_data().short:
        shorter = [one.replace(long, short) for one in found if long in one]
        found += [*shorter, *(one[one.index(short) :] for one in shorter)]
    return [one for one in found if len(one) >= _KIND_OF_ORGAN]


@lru_cache(maxsize=64)
def speaks_for(organ: str, territory: str) -> bool:
    """Whether “全县” in an organ's own report is what its tables count: a county's government has them all.

    A bureau, a brigade or a court of the county has its own requests only, a town its own too; and an office
    of the government may report for itself, so that it is not sure either. ``territory`` is the character
    behind 全.
    """
    if _TERRITORIAL.search(organ) is None:
        return False
    # A zone's name may be too long for a place: 青禾市高新技术产业开发区管理委员会.
    around = (_place(organ) or organ, _GOVERNED.sub("", organ))
    return any(territory in place[-2:] for place in around)


def may_be_called(organ: str, name: str) -> bool:
    """Whether words of an organ's own text may be a short form of its name: 区教育局 of 东山区教育局.

    What ends as another kind of organ is none: 县公安局 is above its 交通警察大队, 东山区 around its bureaux.
    “全馆” of a museum is all of it.
    """
    all_of_it = name.removeprefix("全")
    if all_of_it != name and ENDS_AS_ORGAN.fullmatch(all_of_it) and all_of_it[-1] not in PLACES:
        return organ.endswith(all_of_it)
    if not any(_within(name, one) for one in (organ, *_as_branch(organ))):
        return False
    is_above = organ.endswith(_BRANCH_END) and name.endswith("局") and not name.endswith(_BRANCH_END)
    if is_above:
        return False
    if name[-1:] in PLACES:
        return speaks_for(organ, name[-1])
    begins_it = name.endswith((*_TOWN, "政府"))  # 市政府外办
    return begins_it or name[-1:] in organ[-_KIND_OF_ORGAN:] or ENDS_AS_ORGAN.search(name) is None


def _as_branch(organ: str) -> tuple[str, ...]:
    """How a branch is called from its own place: 河东区公安分局 for 青禾市公安局河东分局."""
    found = _BRANCH.search(organ)
    if found is None:
        return ()
    kind, place = found["kind"], found["place"]
    return f"{place}{kind}分局", f"{place}区{kind}分局"


def main(name: str) -> str:
    """Return the organ that an office belongs to: its reports are the organ's."""
    return _OFFICE.sub("", name)


def is_foreign(name: str, organ: str, *, below: bool) -> bool:
    """Whether a name is surely that of an organ which has nothing to do with the report of this one.

    That is the same kind of organ in another place, any in another place of the same level, and a bureau of
    another field beside a bureau. ``below``: one of a lower level is too, as it does not
    make the report of a higher one.
    """
    name, organ = _LED_FROM_ABOVE.sub("", main(name)), _LED_FROM_ABOVE.sub("", main(organ))
    one, other = _level(name), _level(organ)
    if same(name, organ):
        return False
    if _is_other_zone(name, organ):
        return True
    if one is not None and other is not None and one < other:
        return False
    if one != other and not below:
        return False
    return _is_neighbour(name, organ) or _is_elsewhere(name, organ) or _is_of_other_field(name, organ)


def is_of_other_kind(name: str, organ: str) -> bool:
    """Whether a whole name is the organ's up to its kind: 文化和旅游局 for 文化和旅游委员会.

    Words may be left out of it: 文化和旅游发展委员会.
    """
    one, other = _KIND.search(name), _KIND.search(organ)
    if one is None or other is None or one[0] == other[0]:
        return False
    field, own = name[: one.start()], organ[: other.start()]
    return len(field) >= _KIND_OF_ORGAN and (_within(field, own) or _within(own, field))


def is_beside(name: str, organ: str) -> bool:
    """Whether a whole name is that of another bureau of the same place, and none a short form.

    “水务局” may be what “水利局” is called now, but nobody signs so in its place.
    """
    place = _shared_place(name, organ)
    one = _BUREAU.fullmatch(name.removeprefix(place)) if place else None
    other = _BUREAU.fullmatch(organ.partition(place)[2]) if one is not None else None
    if one is None or other is None:
        return False
    return not (_within(one[1], other[1]) or _within(other[1], one[1]))


def unrelated(one: str, other: str) -> bool:
    """Whether two names are surely those of organs that each make a report of their own."""
    return is_foreign(one, other, below=True) or is_foreign(other, one, below=True)


def _is_neighbour(name: str, organ: str) -> bool:
    """The same kind of organ in another place, or another in the same place."""
    ending = _common(name[::-1], organ[::-1])
    is_kind = len(ending) >= _KIND_OF_ORGAN or ending.startswith(_SHORT_KIND[::-1])
    if not is_kind or len(name) == len(ending):
        return False
    # “江浦海关” and “宁浦海关” do not say what kind of place they are in.
    names_no_place = len(name) == len(organ) and set(PLACES).isdisjoint(name + organ)
    return names_no_place or ending[-1] in PLACES or name[len(name) - len(ending) - 1] in PLACES


def _is_elsewhere(name: str, organ: str) -> bool:
    here, there = _place(organ), _place(name)
    if not here or not there or _level(name) != _level(organ):
        return False
    known = _BUREAU.search(name) or _GOVERNMENT.search(name) or _TOWN_ALONE.fullmatch(name)
    return bool(known) and not _within(here, there) and not _within(there, here)


def _is_other_zone(name: str, organ: str) -> bool:
    """A zone that is called by another place: 青禾高新区 beside 白河经济开发区."""
    one, other = _ZONE.match(name), _ZONE.match(organ)
    if one is None or other is None:
        return False
    return one["place"] not in organ and other["place"] not in name


def _is_of_other_field(name: str, organ: str) -> bool:
    """A bureau of the same place whose field has not a word of the own."""
    place = _shared_place(name, organ)
    if not place or _SERVING.search(name):
        return False
    one = _BUREAU.fullmatch(name.removeprefix(place))
    other = _BUREAU.fullmatch(organ.partition(place)[2])
    if one is None or other is None:
        return False
    return set(one[1]).isdisjoint(other[1]) or _are_short_and_begin_otherwise(one[1], other[1])


def _are_short_and_begin_otherwise(field: str, other: str) -> bool:
    """“审计” and “统计” are two fields; “水务” may be what “水利” is called now."""
    return len(field) == len(other) == _SHORT_FIELD and field[0] != other[0]


def _shared_place(name: str, organ: str) -> str:
    """The longest place that a name begins with and that stands in another one, empty for none."""
    for end in reversed(range(1, len(name))):
        if name[end - 1] in PLACES and name[:end] in organ:
            return name[:end]
    return ""


def _of_other_levels(name: str, organ: str) -> bool:
    """Whether one is of a town and the other of its county: the same ending, behind another kind of place."""
    length = len(_common(name[::-1], organ[::-1]))
    before = name[-length - 1 : -length], organ[-length - 1 : -length]
    return length >= _KIND_OF_ORGAN and all(one and one in PLACES for one in before)


def _place(name: str) -> str:
    """The place that a name begins with: 云州市河东区."""
    end = 0
    while (match := _PLACE.match(name, end)) is not None:
        end = match.end()
    return name[:end]


def _level(name: str) -> int | None:
    place = _place(name) or name[:1]  # “市教育局”
    return next((level for kind, level in _LEVELS.items() if place.endswith(kind)), None)


def _within(short: str, long: str) -> bool:
    letters = iter(long)
    return all(character in letters for character in short)


def _common(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]
