"""SHA-256 for names and fingerprints, by what Python has built in.

The module ``hashlib`` offers the same, and loads OpenSSL for it: two milliseconds of a start.
"""

import sys
from importlib import import_module
from typing import Any

_BUILT_IN = "_sha2" if sys.version_info >= (3, 12) else "_sha256"


def _sha256() -> Any:
    try:
        return import_module(_BUILT_IN).sha256
    except (ImportError, AttributeError):  # a Python that has it elsewhere
        from hashlib import sha256

        return sha256


_made = _sha256()


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal digits."""
    return str(_made(content).hexdigest())
