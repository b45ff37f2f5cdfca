"""The file of phrases that paragraphs are drafted from: the program's, or an office's own."""

from functools import cache
from pathlib import Path

import msgspec

import resources

_LARGEST = 1 << 20  # bytes; hundreds of times the program's own


class PhraseError(ValueError):
    """A phrase file cannot be used; the text is a sentence for the office that edited it."""


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One phrase: the part it is for, and what the form must have and the tables must say for it.

    ``about``: the label of the aspect (of ``[checks.overview]``) under whose heading it belongs.
    """

    part: str
    label: str
    text: str
    about: str = ""
    exists: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrases: tuple[Phrase, ...]


class PhraseFile(msgspec.Struct, frozen=True):
    """A file of phrases as it was read."""

    name: str
    text: str
    phrases: tuple[Phrase, ...]


def phrases(own: Path | None = None) -> tuple[Phrase, ...]:
    """Return the phrases of the office's own file, or the program's. Raises PhraseError."""
    return read(own).phrases


def read(own: Path | None = None) -> PhraseFile:
    """Read the office's own file of phrases, or the program's. Raises PhraseError."""
    path = own or resources.path("phrases", "common.toml")
    return _decoded(_read(path), path.name)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise PhraseError(f"句式文件“{path.name}”无法使用，请改正或移走它：{error}") from error
    if len(content) > _LARGEST:
        raise PhraseError(f"句式文件“{path.name}”太大（超过 1 MB），请改正或移走它。")
    return content


@cache
def _decoded(content: bytes, name: str) -> PhraseFile:
    try:
        text = _text(content)
        return PhraseFile(name, text, msgspec.toml.decode(text, type=_File).phrases)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PhraseError(f"句式文件“{name}”无法使用，请改正或移走它：{error}") from error


def _text(content: bytes) -> str:
    """Windows' own editor may put a mark before the text, or write it in the Chinese code page."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
