"""Saved web pages (.html)."""

from pathlib import Path

from intake.formats.reader import Document, Format, Sample

_MARKS = (b"<html", b"<!doctype html", b"<body", b"<table", b"<div", b"<head")


def _recognises(sample: Sample) -> bool:
    head = sample.head.lower()
    return sample.suffix in FORMAT.suffixes or any(mark in head for mark in _MARKS)


def _read(path: Path) -> Document:
    from intake.formats.web import page  # lxml is loaded for pages and Word files alone

    return Document(tuple(page.blocks(path.read_bytes(), path.name)))


FORMAT = Format("html", (".html", ".htm"), "网页", 12 * 1024 * 1024, _recognises, _read)
