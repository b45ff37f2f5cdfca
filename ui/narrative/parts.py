"""The text parts of a report and what they are called."""

from model.forms import OfficialForm
from model.rules.terms import PARTS


def all_parts(form: OfficialForm) -> tuple[str, ...]:
    """Return all text parts in the order in which they print."""
    return ("title", "preamble", *form.sections, "signature")


def part_label(form: OfficialForm, part: str) -> str:
    """Return what a part is called on the screen."""
    return PARTS.get(part) or form.sections[part].short


def heading_label(form: OfficialForm, part: str) -> str:
    """Return the name of a part's page; the title is on that of the preamble."""
    if part == "preamble":
        return f"{PARTS['title']}与{PARTS['preamble']}"
    return PARTS.get(part) or form.sections[part].heading


def printed_heading(form: OfficialForm, part: str) -> str:
    """Return the heading that prints above a part; nothing above title, preamble and signature."""
    return form.sections[part].heading if part in form.sections else ""


def count_text(form: OfficialForm, part: str, number: int) -> str:
    """Return the words that tell how many characters a part has, and how many are advised."""
    overview = form.checks.overview
    if overview is None or overview.section != part:
        return f"{number} 字"
    if number > overview.max_characters:
        over = number - overview.max_characters
        return f"{number} 字，比建议的 {overview.max_characters} 字以内多 {over} 字"
    return f"{number} 字（建议不超过 {overview.max_characters} 字）"
