"""Writes reports out (Word, HTML, check sheet) and proves a written file by reading it back."""

from export.errors import ExportError, TemplateRefused

__all__ = ["ExportError", "TemplateRefused"]
