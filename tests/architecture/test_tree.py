"""What may lie in the checkout."""

import re
from pathlib import Path

from tests.support.tree import ROOT, all_files

# Put together here, so that this file does not find itself. A path of one machine, or the host of one
# package registry, works for nobody else.
_FOREIGN = [
    "/" + "work/",
    "/opt/" + "wheels",
    "/opt/" + "pypi",
    "/tmp/" + "venv",
    "pypi" + ".org",
    "python" + "hosted.org",
    "/root/" + ".",
]
_TEXT = {
    ".py",
    ".toml",
    ".md",
    ".txt",
    ".html",
    ".json",
    ".sh",
    ".spec",
    ".nsi",
    ".desktop",
    ".xml",
    ".cfg",
    "",
}


def foreign(text: str) -> list[str]:
    return [word for word in _FOREIGN if word in text]


def test_no_path_of_a_machine_and_no_host_of_a_registry() -> None:
    found = {}
    for file in all_files():
        if file.suffix in _TEXT:
            words = foreign(file.read_text("utf-8", errors="replace"))
            if words:
                found[str(file.relative_to(ROOT))] = words
    assert not found


def test_a_foreign_path_would_be_found() -> None:
    assert foreign("see /" + "work/main")


def test_names_of_resources_are_plain() -> None:
    # They end up in installers and bundles of every system.
    names = [file.relative_to(ROOT) for file in all_files() if file.is_relative_to(ROOT / "resources")]
    assert names
    assert not [str(name) for name in names if not re.fullmatch(r"[a-zA-Z0-9_./-]+", name.as_posix())]


def test_every_form_has_its_template() -> None:
    from model import forms

    for form_id in forms.known():
        assert Path(ROOT / "resources" / "templates" / forms.load(form_id).definition.template).is_file()


def test_the_ground_is_there() -> None:
    for name in ("README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "pyproject.toml", ".ci/run"):
        assert (ROOT / name).stat().st_size > 100, name


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for command in ("start", "test"):
        assert f"python3 packaging/develop.py {command}" in text
