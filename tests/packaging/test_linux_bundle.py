"""What the Linux bundle takes along, and the plugin for fcitx that is compiled for its Qt."""

import ast
import importlib
import shutil
import sys
from pathlib import Path
from types import ModuleType

import PySide6
import pytest

from tests.support.tree import ROOMS, ROOT, python_files

QT = Path(next(iter(PySide6.__path__)), "Qt/lib")

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="of the Linux bundle"),
    pytest.mark.skipif(shutil.which("readelf") is None, reason="reads libraries with readelf"),
]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))

    def load(name: str) -> ModuleType:
        return importlib.import_module(name)

    return load


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return found


def test_the_program_imports_nothing_that_a_bundle_leaves_out(script) -> None:
    left_out = set(script("bundle_parts").UNUSED_MODULES)
    files = [file for room in ROOMS for file in python_files(room)]
    assert "html" in set().union(*map(imported, files))
    wrong = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for name in imported(file)
        if any(name == one or name.startswith(f"{one}.") for one in left_out)
    }
    assert not wrong


def library(name: str) -> tuple[str, str, str]:
    return (name, f"/usr/lib/{name}", "BINARY")


def test_libraries_that_nothing_asks_for_stay_out(script, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = script("bundle_parts")
    plugin = ("PySide6/Qt/plugins/libqxcb.so", "/site/libqxcb.so", "BINARY")
    core = ("python3.11/lib-dynload/_bz2.so", "/python/_bz2.so", "EXTENSION")
    link = ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")
    python, bz2, image, util = map(
        library, ("libpython3.11.so.1.0", "libbz2.so.1.0", "libxcb-image.so.0", "libxcb-util.so.1")
    )
    # Left behind by a plugin that stays out; the first asks for the second.
    pango, thai = library("libpango-1.0.so.0"), library("libthai.so.0")
    asked = {
        plugin[1]: ["libxcb-image.so.0", "libc.so.6"],
        core[1]: ["libbz2.so.1.0"],
        image[1]: ["libxcb-util.so.1"],
        pango[1]: ["libthai.so.0"],
    }
    monkeypatch.setattr(parts, "_asked_for", lambda files: {file: asked.get(file, []) for file in files})
    stays = [plugin, core, link, python, bz2, image, util]
    assert parts.needed([pango, *stays, thai]) == stays


def test_what_a_library_asks_for_is_read_out_of_it(script) -> None:
    gui, core = str(QT / "libQt6Gui.so.6"), str(QT / "libQt6Core.so.6")
    asked = script("bundle_parts")._asked_for([gui, core])
    assert list(asked) == [gui, core]
    assert "libQt6Core.so.6" in asked[gui]
    assert "libQt6Core.so.6" not in asked[core]


def test_the_virtual_functions_are_read_in_their_order(script) -> None:
    found = script("virtual_tables").tables(QT / "libQt6Gui.so.6", script("fcitx_plugin").CLASSES)
    context, screen = found["QPlatformInputContext"], found["QPlatformScreen"]
    # The first of them: others that do the same may lie in one place with it.
    valid = next(at for at, names in enumerate(context) if "_ZNK21QPlatformInputContext7isValidEv" in names)
    assert "_ZN21QPlatformInputContext5resetEv" in context[valid + 2]
    assert "_ZN21QPlatformInputContext6commitEv" in context[valid + 3]
    assert any("_ZNK15QPlatformScreen6cursorEv" in names for names in screen)


def test_a_class_that_a_library_does_not_have_is_told(script) -> None:
    with pytest.raises(script("host").BuildError, match="QWidget"):
        script("virtual_tables").tables(QT / "libQt6Gui.so.6", ("QWidget",))


def table(places: list[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(names.split()) for names in places)


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (["", "reset", "commit"], True),
        (["", "reset", ""], True),  # the library keeps the name of an inline function to itself
        (["", "reset show", "commit"], True),  # two functions that do the same lie in one place
        (["", "commit", "reset"], False),
        (["", "reset", "inserted", "commit"], False),
        (["", "reset"], False),
    ],
)
def test_headers_of_another_order_are_refused(script, monkeypatch, other, alike) -> None:
    tables = script("virtual_tables")
    of = {"headers": table(["", "reset", "commit"]), "wheels": table(other)}
    monkeypatch.setattr(tables, "tables", lambda library, classes: {"Q": of[library.name]})
    if alike:
        tables.hold_against(Path("headers"), Path("wheels"), ("Q",))
        return
    with pytest.raises(script("host").BuildError, match="virtual functions of Q differ"):
        tables.hold_against(Path("headers"), Path("wheels"), ("Q",))
