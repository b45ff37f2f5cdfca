"""What an office keeps in its own folder, given to an open report."""

from collections.abc import Iterator
from pathlib import Path

from model import forms
from model.forms.local import LocalCountsError, asking
from model.storage.reach import reachable
from model.text.phrases import PhraseError
from ui.session import Session
from ui.settings import PHRASES, Settings

_PATIENCE = 2.0  # seconds for a folder that may lie on a share


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


def remarks(folder: Path) -> Iterator[str]:
    """Yield what is to be said of the templates and phrases in an office's folder when it is chosen."""
    from export import ExportError, word  # with the library of Word files only where there is a folder

    for form in map(forms.load, forms.known()):
        template = folder / form.definition.template
        if not reachable([template], _PATIENCE):
            continue
        try:
            left_out = word.left_out(form, template)
        except ExportError as error:
            yield str(error)
        else:
            if left_out:
                yield word.said_of_left_out(template, left_out)
    phrases = folder / PHRASES
    if reachable([phrases], _PATIENCE):
        from model.text.phrase_check import proven  # with the library of phrases only where there are some

        try:
            proven(phrases)
        except PhraseError as error:
            yield str(error)
