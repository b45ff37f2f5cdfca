"""Forms that nobody has issued, made from the newest one, for the proof that a form is data.

The next form is as a next notice may bring it: all of the newest one, and a row and a group of columns more.
The report of another kind has the newest form's tables, but answers for no year of it.
"""

import shutil
from pathlib import Path

from model import forms
from model.forms import OfficialForm
from tests.support.tree import ROOMS, ROOT

FORM_ID = "2031"
_NEWEST = forms.of_kind()[-1]
_MEANING = 'meaning = { text = "只为测试而设。", source = "虚构办函〔2031〕9号" }'
_NOTICE = f"虚构办函〔{FORM_ID}〕9号"
_ROW = f"""    {{ id = "overtaken", label = "9.申请期间情况已经变化", within = "refused", {_MEANING} }},
"""
_GROUP = f"""    {{ id = "abroad", label = "境外申请人", within = "applicant", {_MEANING} }},
"""
_COLUMNS = f"""    {{ id = "abroad_person", label = "境外个人", within = "abroad", unit = "件", {_MEANING} }},
    {{ id = "abroad_body", label = "境外组织", within = "abroad", unit = "件", {_MEANING} }},
"""
_TOTAL = '    { id = "total", label = "总计", within = "applicant"'
_OTHER_BAR = '    { name = "requests.received.other", label = "其他" },\n'
_BARS = """    { name = "requests.received.abroad_person", label = "境外个人" },
    { name = "requests.received.abroad_body", label = "境外组织" },
"""


def definition() -> str:
    """Return the text of the form's definition."""
    text = _file(_NEWEST).read_text("utf-8")
    for old, new in (
        (f'id = "{_NEWEST.id}"\n', f'id = "{FORM_ID}"\n'),
        (f'name = "{_NEWEST.definition.name}"', f'name = "{FORM_ID}年格式（虚构）"'),
        (f'notice = "{_NEWEST.definition.notice}"', f'notice = "虚构办函〔{FORM_ID}〕9号"'),
        (f"first_year = {_NEWEST.definition.first_year}\n", f"first_year = {FORM_ID}\n"),
        (f'template = "{_NEWEST.definition.template}"', f'template = "{FORM_ID}.docx"'),
        ("grid = [754, 921, 3271" + 7 * ", 685", "grid = [754, 921, 2287" + 9 * ", 642"),
        ('"legal_service", "other"]', '"legal_service", "other", "abroad_person", "abroad_body"]'),
        ('    { id = "organisation", ', _GROUP + '    { id = "organisation", '),
        (_TOTAL, _COLUMNS + _TOTAL),
        (_OTHER_BAR, _OTHER_BAR + _BARS),
        ('    { id = "not_held", ', _ROW + '    { id = "not_held", '),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def parsed() -> OfficialForm:
    """Return the form itself, unknown to this process as a whole."""
    return forms.parse(definition().encode(), f"{FORM_ID}.toml")


def of_another_kind(kind: str, form_id: str) -> str:
    """Return the definition of a report of another kind: no law completes it, so that it says all itself."""
    text = _file(_NEWEST).read_text("utf-8")
    for old, new in (
        (
            f'id = "{_NEWEST.id}"\nkind = "{_NEWEST.definition.kind}"\n',
            f'id = "{form_id}"\nkind = "{kind}"\n',
        ),
        ("[title]\n", '[title]\npattern = "{organ}{year}年政务服务年报"\n'),
        ("[checks.deadline]\n", "[checks.deadline]\nuntil = [2, 10]\nlate_until = [4, 10]\norgans = []\n"),
        ("[checks.fee]\n", '[checks.fee]\nwords = ["工本费"]\n'),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


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
