"""“全年办结71件，结转下年度办理3件”: what was finished, of what only the figure behind it names."""

from msgspec.structs import replace

from model.reading.facts import Mention
from model.reading.grounded import Counted, Fact
from model.reading.of_some import has_role
from model.reading.terms import Terms

_FINISHED = "results-total"
_NAMING = ("carried-out", "result")  # roles of what says by itself that it is of applications
_SAYING_NO_MORE = frozenset(
    (_FINISHED, "verb", "now", "own", "filler", "copula", "sum", "all", "supposed-all", "timely")
)


def with_names_behind(terms: Terms, sentence: list[Fact]) -> list[Fact]:
    """Return the facts of a sentence, its first figure known where it is what the next one tells of."""
    first, second, *_ = *(fact for fact in sentence if isinstance(fact, Counted)), None, None
    if first is None or second is None or not _says_only_finished(first.mention):
        return sentence  # as mostly
    if not _names_applications(terms, second.mention):
        return sentence
    return [_known(terms, first) if fact is first else fact for fact in sentence]


def _says_only_finished(one: Mention) -> bool:
    return _FINISHED in one.said and not one.meanings and one.said <= _SAYING_NO_MORE


def _names_applications(terms: Terms, one: Mention) -> bool:
    return "vague" not in one.said and any(has_role(terms, one, role) for role in _NAMING)


def _known(terms: Terms, first: Counted) -> Counted:
    finished = tuple(terms.of_role(_FINISHED))
    return replace(first, mention=replace(first.mention, meanings=finished))
