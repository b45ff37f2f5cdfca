"""The reading of sentences knows no id of a form and no word that belongs to the data."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from model import forms
from model.reading.words.terms import terms
from model.reading.words.words import load
from tests.support.tree import ROOT

# What dates are written with, the unit of amounts, and the organ that a trace is made for.
_DATES_AND_MONEY = set("年月日度至到起在底表万元") | set("云州市人民政府")
_FORMS = [forms.load(form_id) for form_id in forms.known()]


def _texts(file: Path) -> Iterator[str]:
    """The string constants of a file that are no docstrings."""
    tree = ast.parse(file.read_text("utf-8"))
    documenting = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documenting:
            yield node.value


def _reading() -> list[Path]:
    files = sorted((ROOT / "model" / "reading").rglob("*.py"))
    assert len(files) > 10
    return files


def test_no_chinese_word_stands_in_the_code() -> None:
    for file in _reading():
        for text in _texts(file):
            assert set(re.findall("[一-龥]", text)) <= _DATES_AND_MONEY, (file.name, text)


def test_no_id_of_a_form_stands_in_the_code() -> None:
    ids = {part for form in _FORMS for name in form.names for part in name.split(".")}
    roles = {
        role
        for form in _FORMS
        for table in terms(form).tables.values()
        for role in (*table.row_roles.values(), *table.column_roles.values())
    }
    allowed = roles | {entry.kind for entry in load()}
    assert len(ids) > 40
    for file in _reading():
        assert not (set(_texts(file)) & ids) - allowed, file.name
