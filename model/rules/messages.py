"""The sentence shown for a finding: made last, of the finding's data alone.

Each module of messages has its own ``MESSAGES``; a new one is added here.
"""

from collections.abc import Mapping

from model.forms import OfficialForm
from model.report import Report
from model.rules import report_messages, sum_messages, text_messages, year_messages
from model.rules.findings import Finding
from model.rules.wording import Sentence

MESSAGES: Mapping[str, Sentence] = {
    **sum_messages.MESSAGES,
    **report_messages.MESSAGES,
    **year_messages.MESSAGES,
    **text_messages.MESSAGES,
}


def message(form: OfficialForm, report: Report, finding: Finding) -> str:
    """Return the sentence, in plain Chinese: what is wrong, where, what to do.

    Remarks of reading (``read-…``) bring their own ``sentence``. Raises KeyError for an unknown code.
    """
    sentence = finding.arguments.get("sentence")
    if isinstance(sentence, str):
        return sentence
    return MESSAGES[finding.code](form, report, finding)
