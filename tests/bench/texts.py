"""How well and how fast the text is held against the tables.

``python -m tests.bench.texts`` prints precision and recall over each file of the corpus, and the time of a
check of a report with 6,000 characters never seen before, and after one character is typed. The first check
of the process also loads the words and makes their patterns; it is told besides.
"""

import gc
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial
from time import process_time

from model import forms
from model.report import Report, set_cells, set_text
from model.rules import Checker
from model.rules.catalogue import TEXT_RULES
from tests.support.measured import Measure, show
from tests.support.text_corpus import FILES, score, sentences

CHARACTERS = 6000
FULL_CHECK_MS = 10
AFTER_TYPING_MS = 2
_RUNS = 15
PLAIN_PROSE = (
    "我市坚持以公开为常态、不公开为例外，持续完善公开制度，健全工作机制，强化业务培训，推动各项任务落地见效。"
    "围绕群众关心的就业、教育、医疗等重点领域，及时回应社会关切，不断提升公开质量和服务水平。"
)


def long_report(unlike: str = "") -> Report:
    """Return a report of about 6,000 characters in paragraphs of 300, one sentence in three with figures.

    ``unlike`` ends every paragraph, so that nothing that is remembered of other texts helps.
    """
    chosen = [one for one in sentences("seen.txt") if one.report.organ == "云州市" and one.part == "overview"]
    paragraphs, text, total = [], "", 0
    while total < CHARACTERS:
        for one in chosen:
            text += one.text + PLAIN_PROSE
            if len(text) > 300:
                paragraphs.append(text + unlike)
                total, text = total + len(text), ""
            if total >= CHARACTERS:
                break
    half = len(paragraphs) // 2
    texts = {"overview": tuple(paragraphs[:half]), "problems": tuple(paragraphs[half:])}
    return replace(chosen[0].report, sections=texts)


def first_check() -> float:
    """Return ms of processor time of the first check of a process."""
    report = long_report()
    checker = Checker(forms.load(report.form), TEXT_RULES)
    return _timed(lambda: checker.check(report))


def times() -> tuple[list[float], list[float], list[float]]:
    """Return ms of processor time of each run: a cold check, after typing a character, after a cell."""
    full, typed, celled = [], [], []
    for run in range(_RUNS):
        report = long_report(chr(ord("甲") + run))
        form = forms.load(report.form)
        checker = Checker(form, TEXT_RULES)
        _forget()
        full.append(_timed(partial(checker.check, report)))
        texts = list(report.section("overview"))
        texts[1] = f"{texts[1]}好"
        edit = set_text(report, "overview", texts)
        typed.append(_timed(partial(checker.recheck, edit.apply(report), edit.places)))
        cell = set_cells(form, report, {next(iter(form.cells)): str(100 + run)})
        celled.append(_timed(partial(checker.recheck, cell.apply(report), cell.places)))
    return full, typed, celled


def _forget() -> None:
    """Forget what is remembered of texts: words and patterns stay, as where a second report is opened.

    What is remembered of words has no bound, of texts it has.
    """
    remembered = type(lru_cache(len))
    for one in gc.get_objects():
        if isinstance(one, remembered) and one.cache_parameters()["maxsize"] is not None:
            one.cache_clear()


def _timed(action: Callable[[], object]) -> float:
    start = process_time()
    action()
    return (process_time() - start) * 1000


def main() -> int:
    """Print all measures; return 1 when a limit is not kept."""
    first = first_check()
    full, typed, celled = times()
    lines = [
        # What counts is the least disturbed run: what else the machine does is not ours.
        Measure(f"check of {CHARACTERS} characters", full, figure=min(full), limit=FULL_CHECK_MS),
        Measure("the first check of the process", [first]),
        Measure("after one character", typed, figure=min(typed), limit=AFTER_TYPING_MS),
        Measure("after one cell", celled),
    ]
    for name in FILES:
        result = score((name,))
        for what, share in (("precision", result.precision), ("recall", result.recall)):
            found = f"{result.hits} found, {result.missed} missed, {result.false} false"
            lines.append(Measure(f"{name}: {what} ({found})", [100 * share], "%"))
    show(lines)
    return int(any(line.over for line in lines))


if __name__ == "__main__":
    sys.exit(main())
