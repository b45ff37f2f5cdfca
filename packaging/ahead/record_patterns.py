"""Records what regular expressions compile to, for a bundle: ``python record_patterns.py PROJECT FILE``.

Compiling them takes a tenth of a start. Python keeps byte code but no compiled expressions, so the bundle,
which has this very Python, brings them along (``use_patterns.py``). Recorded is what a start, a check, a Word
file written and one read, compile; what else is met later is compiled as ever.
"""

import _sre
import marshal
import re
import re._compiler
import sys
import tempfile
from array import array
from pathlib import Path
from typing import Any

_CODE_LETTER = next(letter for letter in "IL" if array(letter).itemsize == _sre.CODESIZE)
Recorded = dict[tuple[str, int], tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]]


def main(target: Path) -> None:
    """Let the program do its usual work and write down all expressions compiled meanwhile."""
    found: Recorded = {}
    _listen(found)
    _work()
    whole = (sys.version, _sre.MAGIC, _CODE_LETTER, found)
    target.write_bytes(marshal.dumps(whole))


def _listen(found: Recorded) -> None:
    compile_expression = re._compiler.compile
    make = _sre.compile
    asked: list[tuple[str, int]] = []

    class Listening:
        """Stands before ``_sre`` and sees what goes into it."""

        def __getattr__(self, name: str) -> Any:
            return getattr(_sre, name)

        def compile(self, pattern: Any, flags: int, code: list[int], *rest: Any) -> Any:
            if isinstance(pattern, str) and asked:
                groups, names, numbers = rest
                kept = array(_CODE_LETTER, code).tobytes()
                found[asked[-1]] = (flags, kept, groups, dict(names), tuple(numbers))
            return make(pattern, flags, code, *rest)

    def listening(pattern: Any, flags: int = 0) -> Any:
        if not isinstance(pattern, str):
            return compile_expression(pattern, flags)
        asked.append((pattern, int(flags)))
        try:
            return compile_expression(pattern, flags)
        finally:
            asked.pop()

    re._compiler._sre = Listening()
    re._compiler.compile = listening
    re.purge()


def _work() -> None:
    import resources
    from export import word
    from intake import read
    from model.storage.files import open_report
    from ui import app  # noqa: F401
    from ui.grid import panel as grid  # noqa: F401
    from ui.narrative import panel as narrative  # noqa: F401
    from ui.session import Session
    from ui.start import opening, page  # noqa: F401
    from ui.window import window  # noqa: F401

    report = open_report(resources.path("example", "example.nianbao")).report
    session = Session(report)
    for part in ("title", "preamble", *session.form.sections):
        for text in report.text(part):
            session.proofreader.slips(text)
    _meet_all_words(session.form, report.year)
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "example.docx"
        word.write(report, written)
        read(written)


def _meet_all_words(form: Any, year: int) -> None:
    """Words are compiled by their first character, when it is met: meet them all."""
    import resources
    from model.reading.lexicon import lexicon

    words = lexicon(form, year)
    for folder in ("words", "formats"):
        for file in sorted(resources.path(folder).glob("*.toml")):
            text = file.read_text("utf-8")
            words.split(text, 0, len(text))
            words.topical(text, 0, len(text))


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    main(Path(sys.argv[2]))
