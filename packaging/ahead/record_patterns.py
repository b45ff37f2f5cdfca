"""Records what regular expressions compile to, for a bundle: ``python record_patterns.py PROJECT FILE``.

The program keeps what a start from source compiles (``resources/patterns.py``); a bundle, in which nobody may
write, brings along what a start, a check, a Word file written and one read, compile, and every word of every
form, for the year in which the bundle is made. What else is met later is compiled as ever.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any


def main(target: Path) -> None:
    """Let the program do its usual work and write down all expressions compiled meanwhile."""
    import re

    from resources.patterns import Patterns

    sys.dont_write_bytecode, sys.pycache_prefix = False, None  # else nothing is written down
    patterns = Patterns(target)
    patterns.begin()
    re.purge()
    _work()
    patterns.keep()


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
    _meet_all_words(session.form, _year_of_use())
    _meet_all_patterns()
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "example.docx"
        word.write(report, written)
        read(written)


def _year_of_use() -> int:
    """The year of the reports that a bundle made now is used for: some words have the year in them."""
    return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())), tz=UTC).year


def _meet_all_words(form: Any, year: int) -> None:
    """Words are compiled by their first character, when it is met: meet them all."""
    import resources
    from model.reading.tokens.lexicon import lexicon

    words = lexicon(form, year)
    for folder in ("words", "formats"):
        for file in sorted(resources.path(folder).glob("*.toml")):
            text = file.read_text("utf-8")
            words.split(text, 0, len(text))
            words.topical(text, 0, len(text))


def _meet_all_patterns() -> None:
    """Patterns, and lists of words that are no words of sentences, are compiled when they are asked for."""
    from model.reading.words.words import load, patterns
    from model.reading.words.year_patterns import one_of, pattern

    for name in patterns():
        pattern(name)
    for entry in load():
        if entry.only_list:
            one_of(entry.kind)


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    main(Path(sys.argv[2]))
