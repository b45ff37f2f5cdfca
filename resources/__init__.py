"""Data that comes with the program: form definitions, templates, phrases, icons.

The folder is found beside this file, from source as well as in a bundle.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Return the path of a resource, e.g. ``path("formats", "2021.toml")``."""
    return ROOT.joinpath(*parts)
