"""How long the texts of a report may grow in the window, and what is shown of longer ones."""

import pytest

from model.report import Report, set_text
from model.report.length import (
    MOST_WRITTEN,
    MOST_WRITTEN_PARAGRAPHS,
    beginning,
    grows_too_long,
    length,
    written,
)


def report(*paragraphs: str, other: tuple[str, ...] = ()) -> Report:
    return Report(
        form="2021",
        organ="清河市",
        year=2024,
        title="年报",
        preamble=("前言。",),
        sections={"overview": paragraphs, "other": other},
        signature=("清河市",),
    )


def test_all_that_is_written_is_counted() -> None:
    assert length(written(report("甲。", "乙。", other=("丙。",)))) == 2 + 3 + 6 + 3
    assert len(written(report("甲。", "乙。", other=("丙。",)))) == 6


@pytest.mark.parametrize(
    "longer", [("甲" * MOST_WRITTEN,), ("甲",) * MOST_WRITTEN_PARAGRAPHS], ids=["characters", "paragraphs"]
)
def test_growth_ends_at_a_bound_and_shrinking_never(longer: tuple[str, ...]) -> None:
    short, long = report("甲。"), report(*longer)
    longest = report(*longer, other=("乙。",))
    assert grows_too_long(short, long)
    assert grows_too_long(long, longest)
    assert not grows_too_long(longest, long)
    assert not grows_too_long(long, short)
    assert not grows_too_long(longest, longest)


def test_up_to_the_bound_a_report_may_grow() -> None:
    standing = length(written(report()))
    full = set_text(report(), "overview", ("甲" * (MOST_WRITTEN - standing),)).apply(report())
    assert not grows_too_long(report(), full)
    assert grows_too_long(full, set_text(full, "other", ("乙",)).apply(full))


def test_a_text_that_may_be_written_is_shown_whole() -> None:
    for whole in (("甲" * MOST_WRITTEN,), ("甲",) * MOST_WRITTEN_PARAGRAPHS, ()):
        assert beginning(whole) is whole


def test_of_a_longer_one_the_beginning_is_shown() -> None:
    for whole in (("甲。", "乙" * MOST_WRITTEN), ("甲乙丙。",) * (MOST_WRITTEN_PARAGRAPHS + 1)):
        shown = beginning(whole)
        assert "".join(whole).startswith("".join(shown))
        assert 0 < length(shown) < length(whole)
        assert shown[0] == whole[0]
