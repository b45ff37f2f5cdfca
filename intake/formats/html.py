"""Saved web pages (.html)."""

from codecs import BOM_UTF8
from pathlib import Path

from intake.formats.reader import Document, Format, Sample

_TEXTS = (".txt", ".md", ".markdown")
"""Names of texts, in which tables may be written as those of a page."""
_MARKS = (b"<html", b"<!doctype html", b"<body", b"<table", b"<div", b"<head")


def _recognises(sample: Sample) -> bool:
    head = sample.head.lower()
    is_text = sample.suffix in _TEXTS and not head.removeprefix(BOM_UTF8).startswith(b"<")
    is_marked = not is_text and any(mark in head for mark in _MARKS)
    return is_marked or sample.suffix in FORMAT.suffixes


def _read(path: Path) -> Document:
    from intake.formats.web import page  # lxml is loaded for pages and Word files alone

    return Document(tuple(page.blocks(path.read_bytes(), path.name)))


FORMAT = Format("html", (".html", ".htm"), "网页", 12 * 1024 * 1024, _recognises, _read)
