"""Random reports and edits of both forms, for property tests."""

from hypothesis import strategies as st

from model import forms
from model.report import (
    Acceptance,
    CellPart,
    Edit,
    Origin,
    Report,
    accept,
    follow_again,
    overridden,
    place,
    set_cells,
    set_parts,
    set_remark,
    set_text,
    set_values,
)
from model.report.parts import filled as with_sums
from model.values import canonical

FIGURES = st.one_of(
    st.integers(0, 99999).map(str),
    st.sampled_from(
        ["", "0", "/", "-89", "+4", "96171.6", "197.3万", "１，２３４", "无", "--", "001", "1.50"]
    ),
    st.text(max_size=12),
)
TEXTS = st.text(max_size=60)
PARAGRAPHS = st.lists(TEXTS, max_size=4).map(tuple)


@st.composite
def cells(draw: st.DrawFn, form_id: str) -> dict:
    addresses = st.sampled_from(list(forms.load(form_id).cells))
    drawn = draw(st.dictionaries(addresses, FIGURES, max_size=40))
    return {address: canonical(text) for address, text in drawn.items() if canonical(text)}


ORIGINS = st.builds(
    Origin,
    st.sampled_from(["hand", "register", "report"]),
    TEXTS,
    st.lists(st.integers(1, 9999), max_size=3).map(tuple),
)
PARTS = st.lists(st.builds(CellPart, TEXTS.map(str.strip), FIGURES.map(canonical), ORIGINS), max_size=3)


def sections(form_id: str) -> st.SearchStrategy:
    return st.dictionaries(st.sampled_from(list(forms.load(form_id).sections)), PARAGRAPHS)


@st.composite
def acceptances(draw: st.DrawFn, form_id: str) -> Acceptance:
    addresses = tuple(draw(st.lists(st.sampled_from(list(forms.load(form_id).cells)), max_size=3)))
    figures = tuple(draw(FIGURES) for _ in addresses)
    return Acceptance(draw(TEXTS), addresses, figures, draw(TEXTS), draw(TEXTS))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    form_id = draw(st.sampled_from(forms.known()))
    form = forms.load(form_id)
    parts = draw(
        st.dictionaries(st.sampled_from(list(form.cells)), PARTS.filter(bool).map(tuple), max_size=3)
    )
    filled = with_sums(form, draw(cells(form_id)), parts)
    last_form = draw(st.sampled_from(forms.known()))
    last = draw(st.none() | cells(last_form))
    return Report(
        form=form_id,
        organ=draw(TEXTS),
        year=draw(st.integers(0, 9999)),
        title=draw(TEXTS),
        preamble=draw(PARAGRAPHS),
        sections=draw(sections(form_id)),
        signature=draw(PARAGRAPHS),
        cells=filled,
        # A total that equals its sum is no override; one that was emptied may be.
        overrides=overridden(form, filled, parts)
        | draw(st.frozensets(st.sampled_from([a for a in form.derivations if not filled.get(a)] or [None])))
        - {None},
        parts=parts,
        last_year=last,
        last_year_form=last_form if last is not None else "",
        last_year_sections=draw(sections(last_form)) if last is not None else {},
        accepted=tuple(draw(st.lists(acceptances(form_id), max_size=2))),
        remarks=draw(st.dictionaries(st.sampled_from(list(form.cells)), TEXTS.filter(bool), max_size=3)),
        final=draw(st.booleans()),
    )


@st.composite
def edits(draw: st.DrawFn, report: Report) -> Edit:
    """One edit of any kind that fits the report."""
    form = forms.load(report.form)
    addresses = st.sampled_from(list(form.cells))
    kind = draw(
        st.sampled_from(["cells", "parts", "text", "follow", "remark", "accept", "final", "last", "undo"])
    )
    if kind == "cells":
        return set_cells(form, report, draw(st.dictionaries(addresses, FIGURES, min_size=1, max_size=12)))
    if kind == "parts":
        return set_parts(form, report, draw(st.dictionaries(addresses, PARTS, min_size=1, max_size=3)))
    if kind == "text":
        part = draw(st.sampled_from(["title", "preamble", "signature", *form.sections]))
        return set_text(report, part, draw(PARAGRAPHS))
    if kind == "follow":
        return follow_again(form, report, draw(st.lists(st.sampled_from(list(form.derivations)), max_size=3)))
    if kind == "remark":
        return set_remark(report, draw(addresses), draw(TEXTS))
    if kind == "accept":
        return accept(report, draw(acceptances(report.form)))
    if kind == "final":
        return set_values(report, {place("final"): not report.final}, "定稿")
    if kind == "last":
        last_form = draw(st.sampled_from(forms.known()))
        values = {
            place("last_year"): draw(st.none() | cells(last_form)),
            place("last_year_form"): last_form,
            place("last_year_sections"): draw(sections(last_form)),
        }
        return set_values(report, values, "导入上年报告")
    return draw(edits(report)).inverse()
