"""Lists of what became of applications: their results, what is left of them, told behind those that came."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from model.reading.facts import Listing, Mention, Mentions, counted_alike, is_more, is_sum
from model.reading.words.openings import finding
from model.reading.words.words import alternatives

_FEWEST, _LONG_LIST = 3, 4  # results, or a whole and two parts; parts
_RESULT = frozenset(("result", "reason", "other-result", "carried-out", "aside"))
_OF_SOME = frozenset(("column", "carried-in"))  # of those of one applicant, of those of the year before
_SAYING_MORE = frozenset(("topic", "unknown", "now", "then", "row", "column", "none", "away", "part"))
DONE = frozenset(("results-total", "answered", "concluded"))
"""Kinds of words that say that something is done with; what is done may have come in the year before."""
_LEFT = frozenset(("carried-out", "remaining"))
_OF_NO_APPLICATIONS = frozenset(("foreign", "carried-in"))


def outcomes(
    before: Mentions, figures: Mentions, kinds: frozenset[str], told: Sequence[Listing]
) -> Iterator[Listing]:
    """Yield such lists in the figures of a sentence, of which the labels say ``kinds``.

    ``before`` are the figures of the sentence before, ``told`` the lists of this one that “其中” begins.
    """
    parts = [part for listing in told for part in listing.parts]  # of some
    if len(figures) >= _FEWEST:
        yield from _results(before, figures, told)
    if "carried-out" in kinds:
        flow = (*before[-1:], *figures)
        yield from filter(None, map(_finished_and_left, flow, flow[1:], flow[2:]))
    if "remaining" in kinds:
        yield from _all_but_some((*before, *figures))
    if not DONE.isdisjoint(kinds) and not any(map(_is_of_older, (*figures, *parts))):
        more_done = (pair for pair in pairwise(figures) if pair[0] not in parts and _are_more_done(*pair))
        yield from (Listing(came, (done,), closed=False) for came, done in more_done)
    if len(figures) >= _FEWEST:
        yield from _endings(_in_turn(figures, told))
    if "carried-out" in kinds:
        yield from filter(None, map(_flow, figures, figures[1:], figures[2:], figures[3:]))


def _flow(came: Mention, older: Mention, done: Mention, left: Mention) -> Listing | None:
    """“受理投诉80件，上年结转5件，办结80件，结转下年6件”: no more are finished and left than there were."""
    told = (came, older, done, left)
    is_done = _are_done(done) and not _are_done(came)
    is_in_turn = _is_of_older(older) and is_done and "carried-out" in left.said
    is_of_no_table = not any(one.meanings for one in told)
    is_flow = is_in_turn and is_of_no_table and counted_alike(told)
    return Listing(came, (done, left), closed=True, beside=older, left=True) if is_flow else None


def _are_done(one: Mention) -> bool:
    return not DONE.isdisjoint(one.said)


def _is_of_older(one: Mention) -> bool:
    return "carried-in" in one.said


def _are_more_done(came: Mention, done: Mention) -> bool:
    """“受理来信1874件，办结8174件”: whether more are said to be done, and no more of them, than came."""
    has_come = "topic" in came.said and "then" not in came.said
    is_done = _SAYING_MORE.isdisjoint(done.said) and not DONE.isdisjoint(done.said)
    are_told_so = has_come and is_done and not _may_be_of_more(done, came)
    return are_told_so and is_more(done, came) and counted_alike((came, done))


def _may_be_of_more(done: Mention, came: Mention) -> bool:
    """“诉讼51件，直接起诉24件、复议后起诉27件，已审结40件”: what is closed may be of cases told before."""
    rows = {row for one in came.meanings for row in one.rows}
    return "concluded" in done.said and any(not rows.issuperset(one.rows) for one in done.meanings)


def _results(before: Mentions, told_here: Mentions, told: Sequence[Listing]) -> Iterator[Listing]:
    """“收到9件。予以公开5件；不予公开3件，其中……；结转1件”: what became of all that was received.

    ``before`` are the figures of the sentence before, ``told`` the lists of this one.
    """
    received = list(filter(_may_be_received, (*before, *told_here[:1])))[-1:]
    divided = [listing.whole for listing in told]
    wholes = [one for one in received if one not in divided]
    parts = list(filter(_is_part, _in_turn(told_here, told))) if wholes else []
    if _are_results(parts) and not _are_of_finished(before, parts):
        yield from (Listing(one, tuple(parts), closed=False) for one in wholes)


def _are_of_finished(before: Mentions, parts: Mentions) -> bool:
    """“处理95件，答复90件，5件结转下年。答复结果为……”: results of those that were answered, not of all.

    “处理95件，办结90件，其余结转” does not count what is left.
    """
    done = [one for one in before if not DONE.isdisjoint(one.said)]
    are_left_before = any(_is_left(left) and one in done for one, left in pairwise(before))
    are_of_done = are_left_before or any(is_sum(one, parts) for one in done)
    return are_of_done and not any(map(_is_left, parts))


def _is_left(one: Mention) -> bool:
    return not _LEFT.isdisjoint(one.said)


def _finished_and_left(received: Mention, finished: Mention, left: Mention) -> Listing | None:
    """“受理线上申请58件，办结54件，结转4件”: of some applications, or where a figure is not understood."""
    are_named = "results-total" in finished.said and "carried-out" in left.said
    are_known = bool(received.meanings and finished.meanings)
    is_flow = are_named and not are_known and _are_applications(received)
    are_alike = is_flow and counted_alike((received, finished, left))
    return Listing(received, (finished, left), closed=False) if are_alike else None


def _all_but_some(told: Mentions) -> Iterator[Listing]:
    """“受理34件，……，除3件尚在答复期内，其余31件均已办结”."""
    for place, (some, others) in enumerate(pairwise(told)):
        are_named = "excepting" in some.said and "remaining" in others.said
        if are_named and counted_alike((some, others)):
            received = list(filter(_may_be_received, told[:place]))[-1:]
            yield from (Listing(one, (some, others), closed=True) for one in received)


def _endings(figures: Mentions) -> Iterator[Listing]:
    """“行政复议5件，维持3件，纠正1件，申请人撤回1件”: in what cases ended, in words of no column too."""
    for place, cases in enumerate(figures):
        parts = list(takewhile(is_ending, figures[place + 1 :])) if _are_cases(cases) else []
        if len(parts) > 1 and not all(one.meanings for one in parts):
            yield Listing(cases, tuple(parts), closed=False)


def _are_cases(one: Mention) -> bool:
    return bool(one.meanings) and "topic" in one.said and "column" not in one.said


def is_ending(one: Mention) -> bool:
    """Whether a figure tells in what some cases ended, be it known to a table or not."""
    is_known = bool(one.meanings) and "column" in one.said and "topic" not in one.said
    return is_known or (not one.meanings and finding(alternatives("ending")).search(one.label) is not None)


def are_all_outcomes(parts: Mentions) -> bool:
    """“维持9件、纠正2件、其他4件、未审结1件”: in what cases ended, told to the last of it."""
    return len(parts) == _LONG_LIST and all("outcome" in one.said for one in parts)


def _are_applications(one: Mention) -> bool:
    return "topic" in one.said and one.said.isdisjoint(_OF_NO_APPLICATIONS)


def _in_turn(figures: Mentions, told: Sequence[Listing]) -> list[Mention]:
    """The figures that are no part of another one of their sentence."""
    inside = {part.quantity.start for listing in told for part in listing.parts}
    return [one for one in figures if one.quantity.start not in inside]


def _is_part(one: Mention) -> bool:
    return not _may_be_received(one) and "carried-in" not in one.said


def _are_results(parts: Mentions) -> bool:
    """Whether figures tell results: all of them, or all but one of many that no table may know."""
    no_results = sum(_RESULT.isdisjoint(one.said) for one in parts)
    allowed = 1 if len(parts) >= _LONG_LIST else 0
    return len(parts) >= _FEWEST and no_results <= allowed


def _may_be_received(one: Mention) -> bool:
    is_said_of_some = not one.said.isdisjoint(_OF_SOME)
    return not is_said_of_some and (bool(one.also) or ("topic" in one.said and len(one.meanings) > 1))
