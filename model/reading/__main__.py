"""Prints what each step of reading makes of a sentence.

``python -m model.reading "收到申请12件。" --form 2021 --organ 云州市 --year 2024``
"""

import argparse
import sys
from collections.abc import Callable
from itertools import chain
from typing import Any

import msgspec
from msgspec.structs import astuple

from model import forms
from model.reading.facts import How, Mention, Quantity, Reading
from model.reading.reader import steps
from model.reading.words.meaning import Meaning


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
            made = chain(*astuple(step)) if isinstance(step, Reading) else step
            lines = list(map(_line, made)) or ["nothing"]
            print(f"  {name}", *lines, sep="\n    ")
    return 0


def _line(made: object) -> str:
    """Return the line of the trace for what a step made: its kind, and all that it says."""
    assert isinstance(made, msgspec.Struct)
    said = ((name, _said(getattr(made, name))) for name in made.__struct_fields__ if name != "context")
    told = "  ".join(f"{name}: {text}" for name, text in said if text)
    return f"{type(made).__name__.lower():<10}{told}".rstrip()


def _said(value: object) -> str:
    """Return a value as it is told in a line; nothing for what says nothing."""
    if isinstance(value, tuple):
        between = " | " if any(isinstance(one, Meaning | Mention) for one in value) else " "
        return between.join(map(_said, value))
    return _TOLD.get(type(value), str)(value)


def _figure(one: Quantity) -> str:
    return f"<{one.figure.text if one.figure else one.name}{one.counter}>"


def _mention(one: Mention) -> str:
    return f"{one.label} {_figure(one.quantity)} {_said(one.readings) or 'not known'}"


_TOLD: dict[type[object], Callable[[Any], str]] = {
    Quantity: _figure,
    Mention: _mention,
    Meaning: lambda one: f"{one.table}.{one.row}.{one.column}",
    How: lambda how: str(how.value),
    bool: lambda value: "yes" if value else "",
    type(None): lambda _: "",
    frozenset: lambda words: " ".join(sorted(words)),
}


if __name__ == "__main__":
    sys.exit(main())
