"""The process that reads for another: its bounds hold whatever a reader does, and the program goes on."""

import os
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

import intake
from intake import apart, formats
from intake.formats.reader import Format
from intake.register import source
from intake.sheets import sheets

FILES = Path(__file__).parent / "files"


def kind(name: str) -> Format:
    return next(one for one in formats.FORMATS if one.kind == name)


def deep_sheet(path: Path) -> Path:
    """A small workbook whose last cell stands in the last row and column there can be."""
    cell = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="xl/workbook.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/officeDocument"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml" Type="http://schemas.openxmlformats'
        '.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
        "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        '2006/main">'
        f'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{cell}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def test_a_sheet_of_seventeen_billion_cells_is_refused(tmp_path: Path) -> None:
    before = sum(os.times()[2:4])  # processor time of processes that have ended
    with pytest.raises(intake.Unreadable, match=r"过多|读不下去"):
        intake.read(deep_sheet(tmp_path / "a.xlsx"))
    assert sum(os.times()[2:4]) - before < apart.LONGEST


def test_a_register_of_as_many_is_refused_too(tmp_path: Path) -> None:
    with pytest.raises(intake.Unreadable, match=r"过多|读不下去"):
        source.read(deep_sheet(tmp_path / "a.xlsx"))


def test_a_workbook_s_sheets_come_as_they_were_read() -> None:
    path = FILES / "office-2021.xls"
    assert list(apart.sheets(path)) == sheets(path)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes((FILES / "office-2021.pdf").read_bytes()[:30_000])
    with pytest.raises(intake.Unreadable, match=r"“a\.pdf”"):
        intake.read(path)


def children() -> list[str]:
    """The processes that this one started and that have not ended."""
    return [
        pid for task in Path("/proc/self/task").iterdir() for pid in (task / "children").read_text().split()
    ]


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    """A pipe in place of a file: the process that reads it waits for ever."""
    if sys.platform == "win32":
        pytest.skip("Windows has no such pipes")
    path = tmp_path / "a.pdf"
    os.mkfifo(path)
    return path


def test_a_reader_that_waits_for_ever_is_ended(endless: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST_WAIT", 1.0)
    start = time.monotonic()
    with pytest.raises(intake.Unreadable, match="没有回应"):
        apart.read(kind("pdf"), endless)
    assert time.monotonic() - start < 30  # it would wait for ever
    assert not children()


def stand_in(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let the process that reads run some code of Python in place of the program; ``child`` would read."""
    program = [sys.executable, "-c", f"import sys\nfrom intake.apart import bound, child\n{code}"]
    monkeypatch.setattr(apart, "_this_program", lambda: program)
    monkeypatch.setenv("PYTHONPATH", str(Path(intake.__file__).parents[1]))


def test_a_reader_that_works_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST", 1.0)
    stand_in(monkeypatch, "bound(float(sys.argv[-1]))\nwhile True: pass")
    before = sum(os.times()[2:4])
    with pytest.raises(intake.Unreadable, match=r"“office-2021\.pdf”读了很久还没有读完"):
        apart.read(kind("pdf"), FILES / "office-2021.pdf")
    assert sum(os.times()[2:4]) - before < 5
    assert not children()


def test_a_busy_machine_refuses_no_good_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST", 4.0)
    stand_in(monkeypatch, "import time\ntime.sleep(5)\nchild(sys.argv[2:])")
    path = FILES / "office-2021.pdf"
    assert apart.read(kind("pdf"), path) == kind("pdf").read(path)


def test_a_reader_that_is_called_off_is_ended(endless: Path) -> None:
    stop = threading.Event()
    threading.Timer(0.5, stop.set).start()
    start = time.monotonic()
    with pytest.raises(intake.CalledOff):
        apart.read(kind("pdf"), endless, stop)
    assert time.monotonic() - start < 30  # it would wait for ever
    assert not children()


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    apart.read(kind("doc"), FILES / "office-2021.doc")
    assert not list(tmp_path.iterdir())


def test_blocks_come_as_they_were_read() -> None:
    path = FILES / "office-2021.pdf"
    assert apart.read(kind("pdf"), path) == kind("pdf").read(path)


def test_what_was_written_by_a_stranger_is_no_outcome(tmp_path: Path) -> None:
    (tmp_path / "result").write_bytes(b"\x80\x04\x95")
    with pytest.raises(intake.Unreadable, match="读不下去"):
        apart._outcome(tmp_path / "result", "a.pdf")
