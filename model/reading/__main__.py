"""Prints what each step of reading makes of a sentence.

``python -m model.reading "收到申请12件。" --form 2021 --organ 云州市 --year 2024``
"""

import argparse
import sys
from functools import singledispatch

from model import forms
from model.reading.clauses import Clause
from model.reading.facts import Growth, Listing, Mention, Quantity, Reading, Share, Statement
from model.reading.grounded import Closed, Compared, Counted, Opened, Shared, Stated
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
        for name, step in steps(form, chosen.organ, chosen.year, chosen.part, sentence):
            made = _everything(step) if isinstance(step, Reading) else step
            print(f"  {name}")
            for one in made:
                print(f"    {_line(one)}")
            if not made:
                print("    nothing")
    return 0


def _everything(reading: Reading) -> tuple[object, ...]:
    return (
        *reading.mentions,
        *reading.shares,
        *reading.growths,
        *reading.listings,
        *reading.statements,
    )


@singledispatch
def _line(made: object) -> str:
    """Return the line of the trace for what a step made."""
    raise TypeError(made)  # a step yields something that is told nowhere below


@_line.register
def _(sentence: Sentence) -> str:
    words = " ".join(map(_token, sentence.tokens))
    return f"(passed by) {words}" if sentence.passing else words


@_line.register
def _(clause: Clause) -> str:
    pieces = [f"{_words(phrase.words)} <{_figure(quantity)}>" for phrase, quantity in clause.pieces]
    return " ".join([*pieces, _words(clause.rest), clause.stop.strip() or "¶"]).strip()


@_line.register
def _(scope: Scope) -> str:
    said = [name for name in ("other_time", "other_organ", "said_now", "comparing") if getattr(scope, name)]
    return ", ".join(said) or "this year, this organ"


@_line.register
def _(fact: Counted) -> str:
    return f"counted   {_mention(fact.mention)}"


@_line.register
def _(fact: Compared) -> str:
    figure = _figure(fact.quantity) if fact.quantity else ""
    return f"compared  {fact.how.value} {figure}: {_meanings(fact.subjects)}"


@_line.register
def _(fact: Shared) -> str:
    wholes = "; ".join(filter(None, [_meanings(fact.bases), *map(_mention, fact.wholes)]))
    return f"share     {_figure(fact.quantity)} of {_meanings(fact.parts)} in {wholes}"


@_line.register
def _(fact: Opened) -> str:
    whole = _mention(fact.whole) if fact.whole else "nothing"
    return f"opened    {'( ' if fact.bracket else ''}{whole}"


@_line.register
def _(fact: Closed) -> str:
    if fact.bracket:
        return "closed    )"
    return "closed    sentence" if fact.sentence else "closed    part"


@_line.register
def _(fact: Stated) -> str:
    return f"stated    {_words(fact.phrase.words)}"


@_line.register
def _(mention: Mention) -> str:
    return f"mention   {_mention(mention)}{' (may be a rest)' if mention.rest else ''}"


@_line.register
def _(share: Share) -> str:
    return f"share     {_figure(share.quantity)} of {_meanings(share.parts)}"


@_line.register
def _(growth: Growth) -> str:
    written = _figure(growth.quantity) if growth.quantity else "the same"
    return f"growth    {growth.how.value} {written}: {_meanings(growth.subjects)}"


@_line.register
def _(listing: Listing) -> str:
    parts = " + ".join(_figure(part.quantity) for part in listing.parts)
    return f"listing   {_figure(listing.whole.quantity)} = {parts}{' (closed)' if listing.closed else ''}"


@_line.register
def _(said: Statement) -> str:
    return f"statement {said.start}-{said.end} zero: {_meanings(said.zero)}"


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
