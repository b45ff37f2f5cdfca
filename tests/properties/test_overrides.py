"""Which totals count as typed by hand: window, journal and file say the same after any edits."""

import random

import pytest

from model import forms
from model.report import (
    CellPart,
    Edit,
    Origin,
    Report,
    cell_place,
    follow_again,
    set_cells,
    set_parts,
    take_back,
    take_back_whole,
)
from model.storage.codec import decode, encode
from model.storage.lines import apply_line, edit_line, parse_line

FORM = forms.load(forms.known()[-1])
TOTAL, RELATION = next((a, r) for a, r in FORM.derivations.items() if len(r.right) > 2)
# Few cells and small figures: typed totals often come to equal their sums.
CELLS = (TOTAL, *RELATION.right[:2])
FIGURES = ("", "1", "2")


def parts(pick: random.Random) -> list[CellPart]:
    kinds = (Origin("hand"), Origin("report"))
    return [CellPart("科室", pick.choice(FIGURES), pick.choice(kinds)) for _ in range(pick.randint(0, 2))]


def an_edit(pick: random.Random, states: list[Report]) -> Edit:
    report, earlier = states[-1], pick.choice(states)
    cells = pick.sample(CELLS, pick.randint(1, len(CELLS)))
    kind = pick.choice(["cells", "cells", "parts", "follow", "some back", "all back"])
    if kind == "cells":
        return set_cells(FORM, report, {address: pick.choice(FIGURES) for address in cells})
    if kind == "parts":
        return set_parts(FORM, report, {address: parts(pick) for address in cells})
    if kind == "follow":
        return follow_again(FORM, report, cells)
    if kind == "all back":
        return take_back_whole(report, earlier)
    return take_back(FORM, report, earlier, map(cell_place, cells))


@pytest.mark.parametrize("seed", range(6))
def test_the_journal_and_the_file_know_the_same_totals_as_typed(seed: int) -> None:
    pick = random.Random(seed)
    for _ in range(60):
        states, done = [Report(FORM.id, "青禾县人民政府", 2024)], list[Edit]()
        from_journal = states[0]
        for _ in range(12):
            is_undone = bool(done) and pick.random() < 0.2
            edit = done.pop().inverse() if is_undone else an_edit(pick, states)
            if not is_undone:
                done.append(edit)
            states.append(edit.apply(states[-1]))
            from_journal = apply_line(from_journal, parse_line(edit_line(edit)))
            assert from_journal == states[-1]
            assert decode(encode(states[-1])) == states[-1]
