"""One more form, as a next notice may bring it: all of the newest one, and a row and a group of columns more.

Only for tests. Nothing in it is official.
"""

import shutil
from pathlib import Path

from model import forms
from model.forms import OfficialForm
from tests.support.tree import ROOMS, ROOT

FORM_ID = "2031"
_NEWEST = forms.of_kind()[-1]
_ROW = '    { id = "overtaken", label = "9.申请期间情况已经变化", within = "refused", variants = ["9.情况已经变化"] },\n'
_GROUP = '    { id = "abroad", label = "境外申请人", within = "applicant" },\n'
_COLUMNS = (
    '    { id = "abroad_person", label = "境外个人", within = "abroad", unit = "件" },\n'
    '    { id = "abroad_body", label = "境外组织", within = "abroad", unit = "件" },\n'
)


def definition() -> str:
    """Return the text of the form's definition."""
    text = _file(_NEWEST).read_text("utf-8")
    for old, new in (
        (f'id = "{_NEWEST.id}"\n', f'id = "{FORM_ID}"\n'),
        (f'name = "{_NEWEST.definition.name}"', f'name = "{FORM_ID}年格式（虚构）"'),
        (f'notice = "{_NEWEST.definition.notice}"', f'notice = "虚构办函〔{FORM_ID}〕9号"'),
        (f"first_year = {_NEWEST.definition.first_year}\n", f"first_year = {FORM_ID}\n"),
        (f'template = "{_NEWEST.definition.template}"', f'template = "{FORM_ID}.docx"'),
        ("grid = [754, 921, 3271, ", "grid = [754, 921, 2271, 500, 500, "),
        ('"legal_service", "other"]', '"legal_service", "other", "abroad_person", "abroad_body"]'),
        ('    { id = "organisation", ', _GROUP + '    { id = "organisation", '),
        ('    { id = "total", label = "总计", within = "applicant"', None),
        ('    { id = "not_held", ', _ROW + '    { id = "not_held", '),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, _COLUMNS + old if new is None else new)
    return text


def parsed() -> OfficialForm:
    """Return the form itself, unknown to this process as a whole."""
    return forms.parse(definition().encode(), f"{FORM_ID}.toml")


def add_to(project: Path) -> None:
    """Put the definition into a copy of the project, and end the newest form's years before it."""
    folder = project / "resources" / "formats"
    (folder / f"{FORM_ID}.toml").write_text(definition(), "utf-8")
    newest = folder / _file(_NEWEST).name
    first = f"first_year = {_NEWEST.definition.first_year}\n"
    ended = newest.read_text("utf-8").replace(first, f"{first}last_year = {int(FORM_ID) - 1}\n", 1)
    newest.write_text(ended, "utf-8")


def copy_project(folder: Path, *more: str) -> Path:
    """Copy what the program is made of, and further rooms by name."""
    for room in (*ROOMS, "packaging", *more):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", folder)
    return folder


def _file(form: OfficialForm) -> Path:
    return ROOT / "resources" / "formats" / f"{form.id}.toml"
