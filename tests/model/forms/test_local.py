"""An office's own file of what section one should name."""

import re
from pathlib import Path

import pytest

from model import forms
from model.forms.local import LocalCountsError, asking, read

ROOT = Path(__file__).parents[3]


def file_of(folder: Path, text: str) -> Path:
    path = folder / "应写数据.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_a_file_nothing_more_is_asked_for() -> None:
    form = forms.load("2021")
    assert asking(form, None) is form
    assert form.checks.local_counts == ()


def test_a_file_adds_to_the_form_and_leaves_the_program_s_own_as_it_is(tmp_path: Path) -> None:
    path = file_of(tmp_path, '[[counts]]\nlabel = "公报期数"\nwords = ["公报"]\n')
    form = forms.load("2021")
    asked = asking(form, path)
    assert [(one.label, one.words) for one in asked.checks.local_counts] == [("公报期数", ("公报",))]
    assert asked.cells.keys() == form.cells.keys()
    assert forms.load("2021").checks.local_counts == ()


def test_the_example_of_the_administrators_guide_can_be_used(tmp_path: Path) -> None:
    guide = (ROOT / "docs/administrator.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    assert len(read(file_of(tmp_path, example))) == 8


@pytest.mark.parametrize(
    "text",
    [
        "[[counts",
        "counts = 3",
        '[[counts]]\nlabel = "公报期数"\n',
        '[[counts]]\nlabel = "公报期数"\nwords = []\n',
        '[[counts]]\nlabel = "公报期数"\nwords = ["公报", " "]\n',
        '[[counts]]\nlabel = " "\nwords = ["公报"]\n',
        '[[counts]]\nlabel = "公报期数"\nword = ["公报"]\n',
        "",
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_its_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(LocalCountsError, match=r"^“应写数据\.toml”.*。$"):
        read(file_of(tmp_path, text))


def test_a_file_in_another_encoding_or_out_of_reach_is_told(tmp_path: Path) -> None:
    path = tmp_path / "应写数据.toml"
    with pytest.raises(LocalCountsError, match="读不出来"):
        read(path)
    path.write_bytes('[[counts]]\nlabel = "公报期数"\nwords = ["公报"]\n'.encode("gb18030"))
    with pytest.raises(LocalCountsError, match="不是应写数据的格式"):
        read(path)
