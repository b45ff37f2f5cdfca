"""The first line of a journal: the report as it stood, whole or as much of it as damage has left."""

import json
import re
from pathlib import Path

import msgspec

from model import forms
from model.report import Report
from model.storage import seal
from model.storage.codec import UnreadableReport, decode
from model.storage.files import open_report
from model.storage.lines import DamagedLine, mended_line, parse_line
from model.storage.recording import VERSION
from model.storage.troubles import StorageError

_PATH = re.compile(r'"path":("(?:[^"\\]|\\.){1,5000}")')
_REPORT = re.compile(r'"report":"(.*)', re.DOTALL)
_AFTER_REPORT = re.compile(r'"(?:,"crc":"[^"]{0,20}"?)?\}?\s*\Z')
_ESCAPED = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_STANDS_FOR = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")
_MOST_BAD_LINES = 40


class Beginning(msgspec.Struct, frozen=True):
    """A journal's report, where it came from, whether it stood there so, the part's number.

    ``whole`` is False when the line is damaged and something of the report may be missing.
    """

    report: Report
    path: Path | None
    saved: bool
    number: int
    whole: bool


def beginning(line: bytes) -> Beginning | None:
    """Read the first line of a journal; None when it is of a newer program."""
    try:
        found, whole = parse_line(line), True
    except DamagedLine:
        try:
            found, whole = mended_line(line), False
        except DamagedLine:
            return _salvaged(line)
    try:
        if found["journal"] > VERSION:
            return None
        path = None if found["path"] is None else _named(found["path"])
        report = decode(found["report"].encode())
        return Beginning(report, path, bool(found["saved"]), int(found["part"]), whole)
    except UnreadableReport:
        # A whole line was written by a program that knows more than this one.
        return None if whole and seal.opened(line) is not None else _salvaged(line)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return _salvaged(line)


def _salvaged(line: bytes) -> Beginning:
    """What can be had of a broken line: the report in its file, or those of its lines that are whole."""
    text = line.decode("utf-8", "replace")
    path = _path(text)
    saved = '"saved":true' in text
    in_file, in_journal = _in_file(path), _in_journal(text)
    sources = (in_file, in_journal) if saved else (in_journal, in_file)
    report = next((one for one in sources if one is not None), Report(forms.known()[-1], "", 0))
    return Beginning(report, path, False, 0, False)


def _named(path: str) -> Path:
    """The path that a text is; raises ValueError for what no file system can name."""
    if "\0" in path:
        raise ValueError("no path")
    return Path(path)


def _path(text: str) -> Path | None:
    found = _PATH.search(text)
    try:
        return None if found is None else _named(json.loads(found[1]))
    except ValueError:
        return None


def _in_file(path: Path | None) -> Report | None:
    if path is None:
        return None
    try:
        return open_report(path).report
    except (StorageError, UnreadableReport):
        return None


def _in_journal(text: str) -> Report | None:
    """The report in the line without the lines of it that are no JSON; each holds one figure or paragraph."""
    found = _REPORT.search(text)
    if found is None:
        return None
    lines = _ESCAPED.sub(_unescaped, _AFTER_REPORT.sub("", found[1])).split("\n")
    for _ in range(_MOST_BAD_LINES):
        whole = _LAST_COMMA.sub("", "\n".join(lines))
        try:
            return decode(json.dumps(json.loads(whole, strict=False)).encode())
        except json.JSONDecodeError as error:
            bad = error.lineno - 1
        except (UnreadableReport, RecursionError):
            return None
        if len(lines) < 2:
            return None
        del lines[min(bad, len(lines) - 1)]
    return None


def _unescaped(match: re.Match[str]) -> str:
    what = match[1]
    return chr(int(what[1:], 16)) if len(what) == 5 else _STANDS_FOR.get(what, what)
