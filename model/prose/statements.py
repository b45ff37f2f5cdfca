"""All-or-nothing statements: “未收到申请”, “全部办结”, “均获维持”."""

from model.prose.reading import Statement
from model.prose.resolve import FOREIGN, Context
from model.prose.words import Claim, Phrase, Words

# Words that lead up to what is claimed and claim nothing themselves.
_LEADING = frozenset(("happen", "receive", "take", "decide", "carried"))
_CARRIED = frozenset(("carried_in", "carried_out"))


class Statements:
    """Knows which statements can be made."""

    def __init__(self, words: Words) -> None:
        self._claims = words.claims
        self._wholes = {
            row
            for frame in words.frames
            for act in ("", "receive", "take", "handle_in", "finish")
            for row in frame.rows.get(act, ())
        }
        self._totals = {frame.column for frame in words.frames if frame.column}

    def made(self, phrase: Phrase, context: Context) -> list[Statement]:
        """Return the statements of a clause without figures, all of whose words are known."""
        says, words = phrase.kinds & {"none", "all"}, phrase.words
        if len(says) != 1:
            return []
        (kind,) = says
        topics = [name for word in words for name in word.senses.topics]
        beside = "besides" in phrase.kinds
        if beside and kind == "none":
            topics = [name for word in words if "besides" not in word.kinds for name in word.senses.topics]
        if FOREIGN in topics:
            return []
        if not topics and kind == "all":
            topics = self._spoken_of(context)
        if not topics and not all(_CARRIED.isdisjoint(word.senses.acts) for word in words):
            topics = [context.topic]
        start = next(word.start for word in words if kind in word.kinds)
        made = []
        for claim in self._claims:
            about = tuple(topic for topic in topics if topic in claim.topics)
            if claim.alone and (beside or len(about) < len(topics)):
                continue
            if claim.says == kind and about and _fits(claim, phrase):
                made.append(Statement(start, words[-1].end, claim, about))
        # “未收到行政许可申请”: with a topic that nothing is claimed of, it means something else.
        return made if set(topics) <= {topic for one in made for topic in one.topics} else []

    def _spoken_of(self, context: Context) -> list[str]:
        """The topic of the figure before, when that figure is a whole: “收到36件，均予以公开”."""
        last = context.last
        if last is None or not last.meanings:
            return []
        one = last.meanings[0]
        if one.column not in self._totals or not (one.row in self._wholes or one.row in context.cases):
            return []
        return [one.row] if one.row in context.cases else [context.topic]


def _fits(claim: Claim, phrase: Phrase) -> bool:
    said = [word.senses for word in phrase.words]
    acts = [one.acts for one in said if one.acts]
    outcomes = {name for one in said for name in one.outcomes}
    applicants = {name for one in said for name in one.applicants}
    if outcomes != set(claim.outcomes) & outcomes or bool(outcomes) != bool(claim.outcomes):
        return False
    if applicants != set(claim.applicants) & applicants or bool(applicants) != bool(claim.applicants):
        return False
    if claim.outcomes or claim.applicants:
        return all(act & _LEADING for act in acts)
    if not acts:
        return "" in claim.acts
    fitting = [act for act in acts if act & set(claim.acts)]
    return bool(fitting) and all(act & set(claim.acts) or act & _LEADING for act in acts)
