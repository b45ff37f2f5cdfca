"""What the documents say can be followed: links lead somewhere, commands can be typed."""

import re
import shlex
from pathlib import Path

import pytest

from export import vetting
from model import forms
from tests.support.tree import ROOT
from ui.command.arguments import parser
from ui.command.words import COMMANDS

HELP = sorted((ROOT / "resources" / "help").glob("*.md"))
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), *HELP]
_LARGEST_PICTURE = 150_000  # bytes
_COMMAND = re.compile(rf"^(?:nianbao|python main\.py) ((?:{'|'.join(COMMANDS)}) .*)$", re.MULTILINE)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        file, _, heading = target.partition("#")
        if ":" in file:
            continue
        there = document.parent / file if file else document
        assert there.exists(), target
        if heading:
            assert heading in [_anchor(line) for line in there.read_text("utf-8").splitlines()], target


def _anchor(line: str) -> str:
    """The name that a heading is linked by."""
    words = line.lstrip("#").strip().lower()
    return re.sub(r"[^\w -]", "", words).replace(" ", "-") if line.startswith("#") else ""


def test_pictures_are_small() -> None:
    pictures = [*ROOT.glob("docs/images/*"), *ROOT.glob("resources/help/images/*")]
    assert pictures
    assert not [picture.name for picture in pictures if picture.stat().st_size > _LARGEST_PICTURE]


def test_the_manual_lists_every_chapter_in_order() -> None:
    listed = re.findall(
        r"^\d+\. \[(.+)\]\(\.\./(.+)\)$", (ROOT / "docs/manual.md").read_text("utf-8"), re.MULTILINE
    )
    chapters = [(file.read_text("utf-8").splitlines()[0].removeprefix("# "), file) for file in HELP]
    assert listed == [(title, file.relative_to(ROOT).as_posix()) for title, file in chapters]


@pytest.mark.parametrize("name", ["README.md", "docs/administrator.md"])
def test_the_commands_can_be_typed(name: str) -> None:
    commands = _COMMAND.findall((ROOT / name).read_text("utf-8"))
    assert len(commands) >= 5
    for command in commands:
        typed = shlex.split(command.partition(" > ")[0])
        assert parser().parse_args(typed).command == typed[0]


def test_the_scripts_and_modules_named_are_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8") + (ROOT / "README.md").read_text("utf-8")
    modules = re.findall(r"python -m (tests(?:\.\w+)+)", text)
    scripts = re.findall(r"python3? (packaging/\w+\.py)", text)
    named = re.findall(r"`((?:model|intake|export|ui|resources|tests|packaging|docs)/[\w./-]+)`", text)
    assert modules
    assert scripts
    for module in modules:
        assert (ROOT / module.replace(".", "/")).with_suffix(".py").is_file(), module
    for file in [*scripts, *named]:
        assert (ROOT / file).exists(), file


def test_the_tags_told_to_administrators_are_tags() -> None:
    text = (ROOT / "docs/administrator.md").read_text("utf-8")
    told = set(re.findall(r"\{\{ ([\w.]+) \}\}", text))
    form = forms.load(forms.known()[-1])
    needed = {*vetting.INLINE, *vetting.block_names(form)}
    assert needed <= told
    assert told <= {*needed, *form.names}
