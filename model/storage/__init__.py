"""Keeping reports: codec, atomic files, recovery journal."""
