"""One error is told once: where two rules see the same one, the finding that says more of it stands.

Each entry of ``_OUTDONE`` names a code that gives way, the code before which it does, and when they are about
the same error. Rules stay as the list of codes has them; only what is shown is chosen here.
"""

from collections.abc import Callable, Iterable, Sequence

from model.rules.findings import Finding

Same = Callable[[Finding, Finding], bool]


def _same_section(weaker: Finding, stronger: Finding) -> bool:
    return weaker.arguments["part"] == stronger.arguments["part"]


def _inside(weaker: Finding, stronger: Finding) -> bool:
    """Whether the one stretch of text lies in the other."""
    one, other = weaker.span, stronger.span
    if one is None or other is None or (one.part, one.paragraph) != (other.part, other.paragraph):
        return False
    return other.start <= one.start and one.end <= other.end


def _one_of_its_figures(weaker: Finding, stronger: Finding) -> bool:
    """Whether the figure of the text that is wrong is the whole of a list, or one of its parts."""
    one, other = weaker.span, stronger.span
    spans = weaker.arguments["figures"]
    assert isinstance(spans, tuple)
    if one is None or other is None or (one.part, one.paragraph) != (other.part, other.paragraph):
        return False
    return (other.start, other.end) in spans


_OUTDONE: Sequence[tuple[str, str, Same]] = (
    # A section without any text says nothing of fees either.
    ("fee-missing", "section-empty", _same_section),
    # The years of a period, and the period as a whole, which can be mended in one step.
    ("dates", "text-year", _inside),
    # The table tells which figure of a list is wrong, the sum only that one is.
    ("text-parts", "text-figure", _one_of_its_figures),
)


def once(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings without those that another one says better, in the same order."""
    everything = list(findings)
    by_code: dict[str, list[Finding]] = {}
    for finding in everything:
        by_code.setdefault(finding.code, []).append(finding)
    for weaker, stronger, same in _OUTDONE:
        if weaker in by_code and stronger in by_code:
            gone = [one for one in by_code[weaker] if any(same(one, other) for other in by_code[stronger])]
            if gone:
                everything = [one for one in everything if not any(one is item for item in gone)]
    return everything
