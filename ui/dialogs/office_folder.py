"""The office's own folder, looked through when it is chosen: what will not travel, or cannot be used."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from model import forms
from model.storage.reach import reachable
from model.text.phrases import PhraseError
from ui.dialogs import ask, task
from ui.settings import PHRASES

_PATIENCE = 2.0  # seconds for a folder that may lie on a share


def look_through(chosen: str, before: str, parent: QWidget) -> None:
    """Tell of the templates and phrases in a folder that was chosen just now; nothing where it was before."""
    if not chosen or chosen == before:
        return
    said = task.run(parent, "正在检查本单位文件夹里的模板和句式……", lambda: tuple(remarks(Path(chosen))))
    if said:
        ask.tell(parent, "本单位文件夹", "\n\n".join(said))


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
