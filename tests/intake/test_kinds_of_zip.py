"""Which parts a zip file has, seen from the list at its end without opening it."""

import zipfile
from pathlib import Path

import pytest

from intake.formats import Sample, archive, recognised


def packed(path: Path, *parts: str) -> Sample:
    with zipfile.ZipFile(path, "w") as package:
        for part in parts:
            package.writestr(part, "x")
    return Sample(path, path.read_bytes()[:4096])


@pytest.mark.parametrize(
    "written", ["xl/workbook.xml", "XL/Workbook.XML", "xl\\workbook.xml", "/xl/workbook.xml"]
)
def test_a_part_is_there_however_its_name_is_written(tmp_path: Path, written: str) -> None:
    assert packed(tmp_path / "a.zip", "other.xml", written).has("xl/workbook.xml")


def test_a_part_elsewhere_with_the_same_last_name_is_another(tmp_path: Path) -> None:
    assert not packed(tmp_path / "a.zip", "word/workbook.xml").has("xl/workbook.xml")


def test_a_list_of_parts_that_is_longer_than_the_end_is_read_whole(tmp_path: Path) -> None:
    many = (f"pictures/{number:0100}.png" for number in range(700))
    sample = packed(tmp_path / "a.zip", archive.OFD_ROOT, *many)
    assert archive.listed(sample.path) is None
    assert sample.has(archive.OFD_ROOT)
    assert recognised(sample).kind == "ofd"


def test_a_file_that_is_cut_off_has_no_parts(tmp_path: Path) -> None:
    whole = packed(tmp_path / "a.zip", archive.OFD_ROOT)
    cut = tmp_path / "b.zip"
    cut.write_bytes(whole.path.read_bytes()[:-30])
    assert not Sample(cut, whole.head).has(archive.OFD_ROOT)
