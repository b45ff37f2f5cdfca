"""Which brigades and service centres are an organ's own, by what they are called in its text."""

import re
from functools import lru_cache

_SMALL = re.compile(r"(?:[镇乡]|街道|苏木)(?:人民政府|政府|办事处)?$|(?:管理委员会|管委会)$")
"""Organs whose units make no report of their own: towns, street offices, the committees of zones."""
_OF_WHICH = re.compile(r"街道|苏木|[镇乡]|(?:开发|高新|园)区|管委会")


@lru_cache(maxsize=64)
def has_unit(organ: str, unit: str) -> bool:
    """Whether a brigade or a service centre, called by what it is alone, is one of an organ itself.

    “综合行政执法队” is a town's or a street office's own; “镇综合行政执法队” is of a town, and of no street.
    So is what an organ is itself: “公司” of a water company.
    """
    if unit in organ:
        return True
    if _SMALL.search(organ) is None:
        return False
    of_which = _OF_WHICH.match(unit)
    return of_which is None or of_which[0] in organ.replace("管理委员会", "管委会")
