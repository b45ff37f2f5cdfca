"""Prints what each step of reading makes of a sentence.

``python -m model.reading "收到申请12件。" --form 2021 --organ 云州市 --year 2024``
"""

import argparse
import sys

from model import forms
from model.reading.clauses import Clause
from model.reading.facts import Mention, Quantity, Reading
from model.reading.grounded import Closed, Compared, Counted, Fact, Opened, Shared, Stated
from model.reading.meaning import Meaning
from model.reading.phrase import Token
from model.reading.reader import steps
from model.reading.scope import Scope
from model.reading.tokens import Sentence


def main(arguments: list[str] | None = None) -> int:
    """Print the trace of the sentences given."""
    parser = argparse.ArgumentParser(
        prog="python -m model.reading", description="What a sentence is read as."
    )
    parser.add_argument("sentence", nargs="+")
    parser.add_argument("--form", default=forms.known()[-1], choices=forms.known())
    parser.add_argument("--organ", default="云州市人民政府")
    parser.add_argument("--year", type=int, default=2024)
    parser.add_argument("--part", default="overview", help="the section it stands in")
    chosen = parser.parse_args(arguments)
    form = forms.load(chosen.form)
    for sentence in chosen.sentence:
        print(sentence)
        for name, made in steps(form, chosen.organ, chosen.year, chosen.part, sentence):
            print(f"  {name}")
            for line in _lines(made):
                print(f"    {line}")
    return 0


def _lines(made: object) -> list[str]:
    if isinstance(made, Reading):
        return _reading(made)
    assert isinstance(made, tuple)
    return [_line(one) for one in made]


def _line(one: object) -> str:
    if isinstance(one, Sentence):
        words = " ".join(map(_token, one.tokens))
        return f"(passed by) {words}" if one.passing else words
    if isinstance(one, Clause):
        pieces = [f"{_words(phrase.words)} <{_figure(quantity)}>" for phrase, quantity in one.pieces]
        return " ".join([*pieces, _words(one.rest), one.stop.strip() or "¶"]).strip()
    if isinstance(one, Scope):
        said = [name for name in ("other_time", "other_organ", "said_now", "comparing") if getattr(one, name)]
        return ", ".join(said) or "this year, this organ"
    assert isinstance(one, Fact)
    return _fact(one)


def _fact(fact: Fact) -> str:
    match fact:
        case Counted(mention):
            return f"counted   {_mention(mention)}"
        case Compared(_, _, how, subjects, quantity):
            return f"compared  {how.value} {_figure(quantity) if quantity else ''}: {_meanings(subjects)}"
        case Shared(quantity, parts, bases, wholes, _, _):
            of = "; ".join(filter(None, [_meanings(bases), *map(_mention, wholes)]))
            return f"share     {_figure(quantity)} of {_meanings(parts)} in {of}"
        case Opened(whole, bracket):
            return f"opened    {'( ' if bracket else ''}{_mention(whole) if whole else 'nothing'}"
        case Closed(bracket, sentence):
            return f"closed    {')' if bracket else 'sentence' if sentence else 'part'}"
        case Stated(phrase, _):
            return f"stated    {_words(phrase.words)}"


def _reading(reading: Reading) -> list[str]:
    lines = [f"mention   {_mention(one)}{' (may be a rest)' if one.rest else ''}" for one in reading.mentions]
    lines += [f"share     {_figure(one.quantity)} of {_meanings(one.parts)}" for one in reading.shares]
    for growth in reading.growths:
        written = _figure(growth.quantity) if growth.quantity else "the same"
        lines.append(f"growth    {growth.how.value} {written}: {_meanings(growth.subjects)}")
    for one in reading.listings:
        parts = " + ".join(_figure(part.quantity) for part in one.parts)
        lines.append(f"listing   {_figure(one.whole.quantity)} = {parts}{' (closed)' if one.closed else ''}")
    lines += [f"statement {one.start}-{one.end} zero: {_meanings(one.zero)}" for one in reading.statements]
    return lines or ["nothing"]


def _token(one: Token | Quantity) -> str:
    return f"<{_figure(one)}>" if isinstance(one, Quantity) else repr(one)


def _words(words: list[Token] | tuple[Token, ...]) -> str:
    return " ".join(word.text for word in words)


def _figure(quantity: Quantity) -> str:
    text = quantity.figure.text if quantity.figure else f"{{{{{quantity.name}}}}}"
    return text + quantity.counter


def _mention(mention: Mention) -> str:
    also = f" (or {_meanings(mention.also)})" if mention.also else ""
    return f"{mention.label} {_figure(mention.quantity)}: {_meanings(mention.meanings) or 'not known'}{also}"


def _meanings(meanings: tuple[Meaning, ...]) -> str:
    return " | ".join(f"{one.table}.{one.row}.{one.column}" for one in meanings)


if __name__ == "__main__":
    sys.exit(main())
