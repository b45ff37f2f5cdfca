"""What an office keeps in its own folder, given to an open report."""

from model.forms.local import LocalCountsError, asking
from ui.session import Session
from ui.settings import Settings


def take_in(session: Session, settings: Settings) -> None:
    """Give a report the office's own phrases and words; a bad file is told when it is first needed."""
    session.phrases = settings.phrases
    session.read_words(settings.words)
    session.keep_quiet(settings.quiet_words)


def take_in_counts(session: Session, settings: Settings) -> None:
    """Check a report by what the office's own file asks section one to name; a bad file is told."""
    try:
        form = asking(session.form, settings.counts)
    except LocalCountsError as error:
        session.refused.emit(str(error))
        form = session.form
    if form.checks != session.checked_form.checks:
        session.check_by(form)
