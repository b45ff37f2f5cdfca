"""What was kept of a regular expression is that expression; what is damaged is not taken."""

import marshal
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from model.report import set_text
from model.storage.files import save
from resources import patterns
from resources.patterns import Patterns
from tests.support.samples import full_report
from tests.support.tree import ROOT

EXPRESSIONS = [
    (r"(?P<year>(?:19|20)\d\d)年(?P<rest>度)?", 0),
    (r"[零〇一二三四五六七八九]{1,3}+件", 0),
    (r"(?i:Word)\s(a)(?(1)b|c)", 0),
    ("a.c", re.DOTALL),
    ("a.c", 0),
    ("^ x # comment", re.VERBOSE | re.MULTILINE),
    (r"\w+", re.ASCII),
]
COMPILER: Any = import_module("re._compiler")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return tmp_path / "cache" / "patterns.bin"


@pytest.fixture(autouse=True)
def compiler_as_it_was() -> Iterator[None]:
    before = COMPILER.compile, COMPILER._sre
    re.purge()
    yield
    COMPILER.compile, COMPILER._sre = before
    re.purge()


@pytest.fixture
def no_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    def compile_anew(*_asked: object) -> None:
        raise AssertionError("compiled once more")

    monkeypatch.setattr(COMPILER, "compile", compile_anew)


def kept(file: Path) -> Patterns:
    """Compile all expressions and keep them; return what stands before the compiler afterwards."""
    made = Patterns(file)
    made.begin()
    for expression, flags in EXPRESSIONS:
        re.compile(expression, flags)
    made.keep()
    made.end()
    re.purge()
    return made


def test_what_was_kept_is_the_same_expression(file: Path, request: pytest.FixtureRequest) -> None:
    kept(file)
    fresh = [re.compile(expression, flags) for expression, flags in EXPRESSIONS]
    re.purge()
    request.getfixturevalue("no_compiler")
    Patterns(file).begin()
    for pattern, (expression, flags) in zip(fresh, EXPRESSIONS, strict=True):
        again = re.compile(expression, flags)
        assert again == pattern
        assert again is not pattern
        assert (again.flags, again.groups, dict(again.groupindex)) == (
            pattern.flags,
            pattern.groups,
            dict(pattern.groupindex),
        )
    found = re.compile(*EXPRESSIONS[0]).search("到2024年度为止")
    assert found is not None
    assert found.groupdict() == {"year": "2024", "rest": "度"}


def test_what_was_not_kept_is_compiled(file: Path) -> None:
    kept(file)
    Patterns(file).begin()
    assert re.fullmatch("甲+", "甲甲")
    assert re.fullmatch(b"a+", b"aa")
    with pytest.raises(re.error, match="unterminated"):
        re.compile("(甲")


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.9])
def test_what_was_cut_off_is_not_taken(file: Path, share: float) -> None:
    kept(file)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert patterns.read(file) == ({}, b"")
    kept(file)
    assert file.read_bytes() == whole


def test_no_flipped_bit_is_taken(file: Path) -> None:
    kept(file)
    whole = bytearray(file.read_bytes())
    for at in range(0, len(whole), 37):
        whole[at] ^= 4
        file.write_bytes(whole)
        assert patterns.read(file) == ({}, b"")
        whole[at] ^= 4


def test_another_python_takes_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(file)
    monkeypatch.setattr(patterns, "_PYTHON", ("another", 0, "I"))
    assert patterns.read(file) == ({}, b"")


def test_what_an_earlier_version_wrote_is_not_taken(file: Path) -> None:
    kept(file)
    body = marshal.dumps(((*patterns._PYTHON[:-1], "long ones are packed"), {}))
    file.write_bytes(patterns.kept._head(body) + body)
    assert patterns.read(file) == ({}, b"")


def test_what_is_compiled_later_is_not_written_down(file: Path) -> None:
    made = kept(file)
    before = file.read_bytes()
    made.begin()
    made.keep()
    re.compile("丙丁")
    made.keep()
    assert file.read_bytes() == before


def test_more_is_added_to_what_was_kept_until_it_is_too_much(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(file)
    more = Patterns(file)
    more.begin()
    re.compile("戊己")
    more.keep()
    more.end()
    assert set(patterns.read(file)[0]) >= {("戊己", 0), EXPRESSIONS[0]}
    monkeypatch.setattr(patterns, "_MOST", 3)
    more = Patterns(file)
    more.begin()
    re.compile("庚辛")
    more.keep()
    assert set(patterns.read(file)[0]) == {("庚辛", 0)}


def test_where_nothing_may_be_written_nothing_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    kept(file)
    assert not file.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file.parent.write_bytes(b"")  # a file where the folder should be
    kept(file)
    assert file.parent.read_bytes() == b""


def test_a_second_check_compiles_nothing_anew_and_no_word_of_a_report_is_kept(tmp_path: Path) -> None:
    report, file = tmp_path / "report.nianbao", tmp_path / "kept.bin"
    written, organ = full_report("2021"), full_report("2021").organ
    list_of_names = "通过青穗网站和禾苗公众号发布信息289条，其中青穗网站121条、禾苗公众号158条。"
    written = set_text(written, "overview", [*written.section("overview"), list_of_names]).apply(written)
    save(written, report, None)
    program = (
        "import sys, pathlib; from resources import patterns; "
        f"patterns.FILE = pathlib.Path({str(file)!r}); sys.dont_write_bytecode = False; "
        "from model.chinese import organs; import main; "
        f"main.main(['check', {str(report)!r}]); assert organs.names({organ!r}) is not None"
    )
    kept_then = []
    for _ in range(2):
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        kept_then.append((file.stat().st_size, file.stat().st_mtime_ns))
    assert kept_then[0] == kept_then[1]
    texts = [text for text, _ in patterns.read(file)[0]]
    assert len(texts) > 100
    assert not [text for text in texts for name in (organ, "青穗", "禾苗") if name in text]
