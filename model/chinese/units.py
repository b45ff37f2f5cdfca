"""Which brigades and service centres are an organ's own, by what they are called in its text."""

import re
from functools import lru_cache

from model.chinese.organs import PLACES, main, may_be_called

_SMALL = re.compile(r"(?:[镇乡]|街道|苏木)(?:人民政府|政府|办事处)?$|(?:管理委员会|管委会)$")
"""Organs whose units make no report of their own: towns, street offices, the committees of zones."""
_OF_WHICH = re.compile(r"街道|苏木|[镇乡]|(?:开发|高新|园)区|管委会")

_WITH_OFFICE = re.compile(r"(.{1,3}政府).{1,6}办公[室厅]$")


@lru_cache(maxsize=64)
def has_unit(organ: str, unit: str) -> bool:
    """Whether a brigade or a service centre, called by what it is alone, is one of an organ itself.

    “综合行政执法队” is a town's or a street office's own; “镇综合行政执法队” is of a town, and of no street.
    So is what an organ is itself: “公司” of a water company.
    """
    if unit in organ or _is_government_with_office(organ, unit):
        return True
    if _SMALL.search(organ) is None:
        return False
    of_which = _OF_WHICH.match(unit)
    return of_which is None or of_which[0] in organ.replace("管理委员会", "管委会")


def _is_government_with_office(organ: str, unit: str) -> bool:
    """“县政府及县政府办公室”: of a government, or of its office."""
    government = _WITH_OFFICE.match(unit)
    of_whole = f"{organ}政府" if organ.endswith(tuple(PLACES)) else main(organ)
    return government is not None and may_be_called(of_whole, government[1])
