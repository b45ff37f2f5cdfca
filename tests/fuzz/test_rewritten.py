"""Patterns rewritten so that their time does not grow with the square find what the plain ones find.

The plain ones stand here alone. Both look at texts put together at random from what matters to them.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence

import resources
from intake.formats.web import sheets
from model.chinese.brackets import without, without_last
from model.report.fields import fields, replaced
from ui.command.arguments import in_chinese
from ui.help import search
from ui.narrative import clean
from ui.preview import searchable

_TEXTS = 4000


def texts(pieces: Sequence[str], most: int = 12) -> Iterator[str]:
    chance = random.Random(len(pieces))
    for _ in range(_TEXTS):
        yield "".join(chance.choices(pieces, k=chance.randint(0, most)))


def same(pieces: Sequence[str], plain: Callable[[str], object], ours: Callable[[str], object]) -> None:
    """Both say the same of every text, and what they say is not always the same."""
    said = set()
    for text in texts(pieces):
        expected = plain(text)
        assert ours(text) == expected, text
        said.add(repr(expected))
    assert len(said) > 1


def test_live_figures() -> None:
    plain = re.compile(r"\{\{(.*?)\}\}")
    pieces = ("{", "{{", "}", "}}", " ", "a.b", "办结", "\n")

    def found(text: str) -> list[tuple[int, int, str]]:
        return [(m.start(), m.end(), m[1].strip()) for m in plain.finditer(text)]

    same(pieces, found, lambda text: [(f.start, f.end, f.name) for f in fields(text)])
    same(pieces, lambda text: plain.sub("0", text), lambda text: replaced(text, lambda _: "0"))


def test_brackets() -> None:
    pieces = ("（", "）", "公开", "（部分", "的）", "\n")
    opening = re.compile("（")
    same(pieces, lambda t: re.sub(r"（[^）]*）", "", t), lambda t: without(t, opening, "）"))
    same(pieces, lambda t: re.sub(r"（[^）]*）\Z", "", t), without_last)


def test_marks_of_word_in_what_is_pasted() -> None:
    bookmarks = ("[bookmark:", "[Bookmark: ", "]", "[", "_GoBack", "公开", "\n")
    links = ("{ HYPERLINK ", "{hyperlink", "{", "}", '"http://a.b"', "公开", "\n")
    one, other = (
        re.compile(r"\[bookmark:[^\]]*\]", re.IGNORECASE),
        re.compile(r"\{\s*HYPERLINK[^}]*\}", re.IGNORECASE),
    )
    same(bookmarks, lambda t: one.sub("", t), lambda t: without(t, clean._BOOKMARK, "]"))
    same(links, lambda t: other.sub("", t), lambda t: without(t, clean._LINK, "}"))


def test_style_sheets_that_may_hide() -> None:
    plain = re.compile(
        r"none|hidden|collapse|mso-hide|line-through|font(?:-size)?\s*:[^;}]*\b[01](?!\d)|opacity|clip|zoom|scale"
        r"|:\s*-\d{3}|\bcolor\s*:|background",
        re.IGNORECASE,
    )
    pieces = ("font", "-size", " ", ":", "f", "Font:", "ont:", "0", "1", "12", "px", ";", "}", "p{", "a", "/")
    same(pieces, lambda t: plain.search(t) is not None, lambda t: sheets._MAY_HIDE.search(t) is not None)


def test_lists_of_characters_in_a_pdf() -> None:
    lists, codes = re.compile(rb"beginbfrange.*?endbfrange", re.DOTALL), re.compile(rb"\[[^\]]*\]")
    pieces = ("<0000> ", "<00FF> ", "[<2EA0> <0041>]\n", "[<2F08>]\n")

    def made(entries: str) -> bytes:  # as Qt writes them: a list never begins inside another one
        begun = entries.replace("<0000>", "stream [(a)] endstream\n1 beginbfrange\n<0000>")
        return re.sub(r"(1 beginbfrange[^g-z]*)", r"\1\nendbfrange\n", begun).encode()

    def found(one: re.Pattern[bytes], other: re.Pattern[bytes], text: bytes) -> list[list[bytes]]:
        return [other.findall(match[0]) for match in one.finditer(text)]

    ours = (searchable._LIST, searchable._CODES)
    same(pieces, lambda t: found(lists, codes, made(t)), lambda t: found(*ours, made(t)))


def test_chapters_of_the_manual() -> None:
    plain = re.compile(r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|[*`\[|]|^#+ |^ *[-\d]+[.] |^- ", re.MULTILINE)
    chapters = [file.read_text("utf-8") for file in resources.path("help").glob("*.md")]
    assert len(chapters) > 5
    for chapter in chapters:
        assert search.plain(chapter) == plain.sub("", search._RULES.sub("", chapter))


def test_complaints_about_choices() -> None:
    plain = re.compile(r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)", re.DOTALL)
    pieces = ("argument a:", " invalid choice: ", "x", " (choose from ", "y)", ")", "\n")

    def told(text: str) -> str:
        match = plain.fullmatch(text)
        if match is None:
            return text.replace("argument --x: ", "--x：", 1)
        return f"{match[1]} 不能是 {match[2]}，可选：{match[3]}"

    same(
        pieces,
        lambda t: told(f"argument --x: invalid choice: {t}"),
        lambda t: in_chinese(f"argument --x: invalid choice: {t}"),
    )
