"""A TOML file is parsed once; what was kept is not taken for another file, nor when it is damaged."""

import sys
from pathlib import Path

import pytest

import resources
from resources import parsed

TEXT = '[[words]]\nkind = "small"\nwords = ["件", "条"]\nnumber = 3\nshare = 0.5\n'
HELD = {"words": [{"kind": "small", "words": ["件", "条"], "number": 3, "share": 0.5}]}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    made = tmp_path / "words.toml"
    made.write_text(TEXT, "utf-8")
    return made


def kept(file: Path) -> Path:
    return file.parent / "__pycache__" / "words.toml.json.zz"


@pytest.fixture
def no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(_source: bytes) -> None:
        raise AssertionError("parsed once more")

    monkeypatch.setattr(parsed, "_parsed", parse)


def test_what_was_kept_is_the_same(file: Path, request: pytest.FixtureRequest) -> None:
    assert parsed.toml(file) == HELD
    request.getfixturevalue("no_parser")
    assert parsed.toml(file) == HELD


def test_a_file_that_was_changed_is_parsed_anew(file: Path) -> None:
    parsed.toml(file)
    file.write_text(TEXT.replace("3", "4"), "utf-8")  # as long as before
    assert parsed.toml(file)["words"][0]["number"] == 4
    file.write_text(TEXT, "utf-8")
    assert parsed.toml(file) == HELD


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_what_was_cut_off_is_not_taken(file: Path, share: float) -> None:
    parsed.toml(file)
    whole = kept(file).read_bytes()
    kept(file).write_bytes(whole[: int(len(whole) * share)])
    assert parsed.toml(file) == HELD
    assert kept(file).read_bytes() == whole


def test_no_flipped_figure_is_taken(file: Path) -> None:
    parsed.toml(file)
    whole = kept(file).read_bytes()
    kept(file).write_bytes(whole.replace(b'"number":3', b'"number":8'))
    assert parsed.toml(file) == HELD


def test_each_caller_has_its_own(file: Path) -> None:
    parsed.toml(file)["words"].clear()
    assert parsed.toml(file) == HELD


def test_nothing_is_kept_where_python_keeps_no_byte_code(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert parsed.toml(file) == HELD
    assert not kept(file).parent.exists()


def test_where_nothing_can_be_written_nothing_is_kept(file: Path) -> None:
    kept(file).parent.write_text("no folder", "utf-8")
    assert parsed.toml(file) == HELD
    assert sorted(one.name for one in file.parent.iterdir()) == ["__pycache__", "words.toml"]


def test_what_json_cannot_say_is_parsed_each_time(file: Path) -> None:
    file.write_text("day = 2024-12-31\n", "utf-8")
    assert str(parsed.toml(file)["day"]) == "2024-12-31"
    assert not kept(file).exists()


def test_what_is_no_toml_is_told(file: Path) -> None:
    file.write_bytes(b"words = [")
    with pytest.raises(parsed.NotToml):
        parsed.toml(file)
    file.write_bytes(b"words = '\xff'")
    with pytest.raises(parsed.NotToml):
        parsed.toml(file)
    assert not kept(file).exists()


def test_a_bundle_brings_them_along(
    file: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    parsed.keep_all(file.parent)
    request.getfixturevalue("no_parser")
    assert parsed.toml(file) == HELD


def test_the_program_s_own_files_can_all_be_kept(tmp_path: Path) -> None:
    for file in resources.ROOT.rglob("*.toml"):
        copy = tmp_path / file.name
        copy.write_bytes(file.read_bytes())
        parsed.keep_all(tmp_path)
        assert (tmp_path / "__pycache__" / f"{file.name}.json.zz").exists()
        copy.unlink()
