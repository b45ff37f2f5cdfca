"""A new official form is one data file and one template, no code.

A form that nobody has issued is added to a copy of the project the way CONTRIBUTING says. Then the real
program of that copy does with it all that it does with the official ones.
"""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from model import forms
from model.address import Address
from model.forms.definition import SumCode
from model.report import Report, place, set_cells, set_text, set_values
from model.rules.catalogue import RULES
from model.storage.codec import UnreadableReport, decode
from tests.support.tree import ROOMS, ROOT

SUPPORT = ROOT / "tests" / "support"
DEFINITION = SUPPORT / "made_up_form.toml"
FORM = forms.read(DEFINITION)
# Rows that bear the name of a thing that the law itself speaks of.
_WORDS_OF_THE_LAW = {"规范性文件", "行政许可", "行政处罚", "行政强制", "行政复议", "行政诉讼"}
FIGURES = {
    "residents": {"fresh_cases": "14", "old_cases": "3", "provided": "9", "not_ours": "5", "open_cases": "3"},
    "companies": {"fresh_cases": "6", "old_cases": "0", "provided": "4", "too_early": "2", "open_cases": "0"},
    "societies": {"fresh_cases": "1", "old_cases": "1", "provided": "1", "not_ours": "1", "open_cases": "0"},
}
TEXTS = {
    "survey": (
        "全年新到申请{{ applications.fresh_cases.all }}宗，在手{{ applications.on_hand.all }}宗。",
        "{{ chart.sources }}",
    ),
    "published": ("注：投入含维护人员费用。",),
    "charges": ("本单位没有收取工本费。",),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the new definition, and the template made for it."""
    folder = tmp_path_factory.mktemp("project")
    for room in (*ROOMS, "packaging"):
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", folder)
    shutil.copy(DEFINITION, folder / "resources" / "formats" / f"{FORM.id}.toml")
    run(folder, "packaging/templates.py")
    return folder


def run(project: Path, *arguments: str | Path) -> str:
    """Run a script of the copy; it must go well."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def checked(project: Path, what: Path) -> list[dict]:
    """Check a file or a folder with the copy's program; errors found are no failure here."""
    command = [sys.executable, "main.py", "check", "--json", str(what)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, check=False)
    files = list(json.loads(done.stdout)["files"])
    assert {file["form"] for file in files} == {FORM.id}
    return files


def findings(project: Path, file: Path) -> list[dict]:
    """Return what the copy's program finds in a report."""
    (found,) = checked(project, file)
    return list(found["findings"])


def filled() -> Report:
    """A report with every cell of the form filled in, and nothing wrong."""
    year = FORM.definition.first_year
    report = Report(FORM.id, "云溪市档案馆", year, title=FORM.title("云溪市档案馆", year))
    typed = [address for address in FORM.cells if address not in FORM.derivations]
    texts = dict.fromkeys(typed, "0")
    for column, rows in FIGURES.items():
        for row, figure in rows.items():
            (address,) = (a for a in typed if a.endswith(f".{row}.{column}"))
            texts[address] = figure
    report = set_cells(FORM, report, texts).apply(report)
    for part, paragraphs in TEXTS.items():
        report = set_text(report, part, paragraphs).apply(report)
    dated = {place("signature"): ("云溪市档案馆", f"{year + 1}年1月20日")}
    return set_values(report, dated, "落款").apply(report)


def written(folder: Path, report: Report) -> Path:
    """A saved report, written as another program would: this one does not know the form."""
    names = ("form", "organ", "year", "title", "sections", "signature", "cells")
    file = folder / "report.nianbao"
    content = {"version": 1, **{name: getattr(report, name) for name in names}}
    file.write_text(json.dumps(content, default=dict), "utf-8")
    return file


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return written(tmp_path, filled())


def test_the_definition_is_really_another_form() -> None:
    official = [forms.load(form_id) for form_id in forms.known()]
    assert FORM.id not in forms.known()
    assert not set(FORM.cells) & {address for form in official for address in form.cells}
    assert {len(form.tables) for form in official} == {len(FORM.tables) + 1}


def test_its_template_comes_out_of_the_tool(project: Path) -> None:
    template = project / "resources" / "templates" / FORM.definition.template
    assert template.stat().st_size > 1000
    for form_id in forms.known():  # and those of the other forms as they are
        name = forms.load(form_id).definition.template
        here, there = (root / "resources" / "templates" / name for root in (ROOT, project))
        assert here.read_bytes() == there.read_bytes()


def test_a_new_report_is_made_on_it_by_its_year(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "new.nianbao"
    year = str(FORM.definition.first_year + 3)
    run(project, "main.py", "new", "--organ", "云溪市档案馆", "--year", year, "-o", file)
    made = json.loads(file.read_text("utf-8"))
    assert made["form"] == FORM.id
    assert made["title"] == f"云溪市档案馆{year}年度信息公开年报"


def test_a_report_with_nothing_wrong_has_no_findings(project: Path, saved: Path) -> None:
    assert findings(project, saved) == []


def test_its_rules_hold(project: Path, tmp_path: Path) -> None:
    spoilt = {
        "row-total": ("applications.fresh_cases.all", "77"),
        "results-total": ("applications.settled.companies", "77"),
        "column-balance": ("applications.open_cases.residents", "77"),
        "not-a-number": ("published.upkeep.spent", "许多"),
        "blank-cell": ("published.guides.fresh", ""),
    }
    for code, (address, text) in spoilt.items():
        report = set_cells(FORM, filled(), {Address(address): text}).apply(filled())
        written(tmp_path, report).rename(tmp_path / f"{code}.nianbao")
    for file in checked(project, tmp_path):
        code = Path(file["file"]).stem
        found = [one for one in file["findings"] if one["code"] == code]
        assert spoilt.pop(code)[0] in [place for one in found for place in one["addresses"]]
        assert all(one["message"] for one in found)
    assert not spoilt


def test_every_code_that_a_sum_may_carry_has_its_rule() -> None:
    assert set(get_args(SumCode)) <= {rule.code for rule in RULES}


def test_a_missing_fee_sentence_is_told(project: Path, tmp_path: Path) -> None:
    report = filled()
    report = set_text(report, "charges", ["没有其他事项。"]).apply(report)
    assert [one["code"] for one in findings(project, written(tmp_path, report))] == ["fee-missing"]


@pytest.mark.parametrize("kind", ["docx", "html"])
def test_what_is_written_is_read_back_unchanged(
    project: Path, saved: Path, tmp_path: Path, kind: str
) -> None:
    document, back = tmp_path / f"report.{kind}", tmp_path / "back.nianbao"
    run(project, "main.py", "convert", saved, document)
    run(project, "main.py", "convert", document, back)
    was, now = json.loads(saved.read_text("utf-8")), json.loads(back.read_text("utf-8"))
    for name in ("form", "organ", "year", "title", "cells", "signature"):
        assert now[name] == was[name]
    assert now["sections"]["survey"] == ["全年新到申请21宗，在手25宗。", "{{ chart.sources }}"]
    assert now["sections"]["charges"] == list(TEXTS["charges"])


def test_the_next_year_begins_with_what_was_left(project: Path, saved: Path, tmp_path: Path) -> None:
    file = tmp_path / "next.nianbao"
    year = str(FORM.definition.first_year + 1)
    run(
        project, "main.py", "new", "--organ", "云溪市档案馆", "--year", year, "--last-year", saved, "-o", file
    )
    cells = json.loads(file.read_text("utf-8"))["cells"]
    assert cells["applications.old_cases.residents"] == FIGURES["residents"]["open_cases"]


def test_the_window_and_the_preview_show_it(project: Path, saved: Path, tmp_path: Path) -> None:
    script = SUPPORT / "new_form_window.py"
    seen = json.loads(run(project, script, saved, tmp_path / "shown.png"))
    assert seen["before"] == seen["after"] == []
    assert "column-balance" in seen["flags"]["applications"]
    assert set(seen["flags"]) == set(FORM.tables)
    printed = "".join(seen["pages"])
    for section in FORM.definition.sections:
        assert section.heading in printed
    labels = [c.text for layout in FORM.layouts.values() for c in layout.cells if c.text and not c.address]
    blank = str.maketrans("", "", " \n")
    assert not [text for text in labels if text.translate(blank) not in printed.translate(blank)]


def test_no_code_knows_it_or_the_official_ones() -> None:
    # Ids that are plain English words also occur with other meanings; labels and addresses do not.
    known = [*map(forms.load, forms.known()), FORM]
    labels = {label for form in known for label in _labels(form) if len(label) > 4}
    names = {name for form in known for name in form.names}
    for room in ("model", "intake", "export", "ui"):
        for file in (ROOT / room).rglob("*.py"):
            text = file.read_text("utf-8")
            assert not [word for word in (*labels, *names) if f'"{word}"' in text], file


def test_no_sentence_names_a_row_or_a_column_of_a_form() -> None:
    """Sentences take labels from the form; examples of the command line name no form either."""
    number = re.compile(r"^[（(]?[一二三四五六七八九\d]+[)）、.]")
    labels = {number.sub("", label) for form_id in forms.known() for label in _labels(forms.load(form_id))}
    named = {label for label in labels if len(label) > 3} - _WORDS_OF_THE_LAW
    named |= {forms.load(form_id).definition.name for form_id in forms.known()}
    for room in ("model", "intake", "export", "ui"):
        for file in (ROOT / room).rglob("*.py"):
            said = [text for text in _sentences(file) if any(label in text for label in named)]
            assert not said, file


def _sentences(file: Path) -> Iterator[str]:
    """The texts of a module, its docstrings left out."""
    tree = ast.parse(file.read_text("utf-8"))
    explained = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explained:
            yield node.value


def _labels(form: forms.OfficialForm) -> list[str]:
    cells = [cell for layout in form.layouts.values() for cell in layout.cells]
    headings = [text for section in form.definition.sections for text in (section.heading, section.short)]
    return [*headings, *(cell.text for cell in cells if cell.text)]


def test_the_saved_file_needs_the_definition(saved: Path) -> None:
    # Without the data file the program says so instead of guessing.
    with pytest.raises(UnreadableReport, match=FORM.id):
        decode(saved.read_bytes())
