"""Saved web pages (.html)."""

from codecs import BOM_UTF8
from pathlib import Path

from intake.formats.reader import Document, Format, Sample

_TEXTS = (".txt", ".md", ".markdown")
"""Names of texts, in which tables may be written as those of a page."""
_MARKS = (b"<html", b"<!doctype html", b"<body", b"<table", b"<div", b"<head")


def _recognises(sample: Sample) -> bool:
    head = sample.head.lower()
    is_marked = any(mark in head for mark in _MARKS)
    return (is_marked and not _is_text(sample, head)) or sample.suffix in FORMAT.suffixes


def _is_text(sample: Sample, head: bytes) -> bool:
    """Whether a text only has tables of a page in it: it does not begin as one, nor has its paragraphs."""
    begins_as_page = head.removeprefix(BOM_UTF8).startswith(b"<")
    before_tables, _, _ = head.partition(b"<table")
    has_paragraphs = b"<p>" in before_tables or b"<p " in before_tables
    return sample.suffix in _TEXTS and not begins_as_page and not has_paragraphs


def _read(path: Path) -> Document:
    from intake.formats.web import page  # lxml is loaded for pages and Word files alone

    return Document(tuple(page.blocks(path.read_bytes(), path.name)))


FORMAT = Format("html", (".html", ".htm"), "网页", 12 * 1024 * 1024, _recognises, _read)
