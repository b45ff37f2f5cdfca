"""What the screen and paper call levels and parts of a report: said once, the same everywhere."""

from collections.abc import Mapping

from model.forms import OfficialForm
from model.rules.findings import Level

LEVELS: Mapping[Level, str] = {Level.ERROR: "错误", Level.WARNING: "需要核实", Level.HINT: "提示"}
PARTS: Mapping[str, str] = {"title": "标题", "preamble": "前言", "signature": "落款"}
"""The parts beside the sections, which the form names."""
WHOLE_REPORT = "整份报告"


def part_name(form: OfficialForm, part: str) -> str:
    """Return what a part is called in a sentence; a section by its official heading in quotes."""
    return PARTS.get(part) or f"“{form.sections[part].heading}”"
