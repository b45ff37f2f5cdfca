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


def phrases(own: Path | None = None) -> tuple[Phrase, ...]:
    """Return the phrases of the office's own file, or the program's. Raises PhraseError."""
    return _decoded(_read(own), _name(own))


def proven(own: Path | None = None) -> tuple[tuple[Phrase, int], ...]:
    """Return the phrases when every name in them is known, each with the line in which its sentence begins.

    Raises PhraseError with the lines of the names that are not. This loads the library that renders, 90 ms.
    """
    content = _read(own)
    found = _decoded(content, _name(own))
    told, lines = _looked_through(content, _name(own))
    if told:
        listed = "\n".join(f"· {problem}" for problem in told)
        raise PhraseError(f"句式文件“{_name(own)}”要改正下列各处才能使用：\n{listed}")
    return tuple(zip(found, lines, strict=True))


def _name(own: Path | None) -> str:
    return (own or resources.path("phrases", "common.toml")).name


def _read(own: Path | None) -> bytes:
    path = own or resources.path("phrases", "common.toml")
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise PhraseError(f"句式文件“{path.name}”无法使用，请改正或移走它：{error}") from error
    if len(content) > _LARGEST:
        raise PhraseError(f"句式文件“{path.name}”太大（超过 1 MB），请改正或移走它。")
    return content


@cache
def _decoded(content: bytes, name: str) -> tuple[Phrase, ...]:
    try:
        return msgspec.toml.decode(_text(content), type=_File).phrases
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PhraseError(f"句式文件“{name}”无法使用，请改正或移走它：{error}") from error


@cache
def _looked_through(content: bytes, name: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    from model.text.phrase_check import first_lines, problems

    found, text = _decoded(content, name), _text(content)
    return tuple(problems(found, text)), first_lines(found, text)


def _text(content: bytes) -> str:
    """Windows' own editor may put a mark before the text, or write it in the Chinese code page."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")
