"""All-or-nothing statements: “未收到申请”, “全部办结”, “均获维持”."""

from model.reading.reading import Mention, Statement
from model.reading.resolve import FOREIGN, Context
from model.reading.words import Claim, Phrase, Words

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
        self._cases = {topic for frame in words.frames if frame.acts for topic in frame.topics}
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

    def is_whole(self, said: Mention) -> bool:
        """Whether a figure is one of all applications or cases, not of some result or applicant."""
        if not said.meanings:
            return False
        one = said.meanings[0]
        return one.column in self._totals and (one.row in self._wholes or one.row in self._cases)

    def _spoken_of(self, context: Context) -> list[str]:
        """The topic of the figure before, when that figure is a whole: “收到36件，均予以公开”."""
        last = context.last
        if last is None or not self.is_whole(last):
            return []
        row = last.meanings[0].row
        if row in self._cases:
            return [row] if row in context.cases else []
        return [context.topic]


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
    # “全部办结或结转”: what is carried on is no part of a claim that nothing is.
    leading = _LEADING - {"carried"} if claim.says == "all" else _LEADING
    return bool(fitting) and all(act & set(claim.acts) or act & leading for act in acts)
