"""SHA-256 for names and fingerprints, by what Python has built in.

The module ``hashlib`` offers the same, and loads OpenSSL for it: two milliseconds of a start.
"""

try:
    from _sha2 import sha256  # type: ignore[import-not-found]  # since Python 3.12
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:  # a Python that has neither
        from hashlib import sha256


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes in hexadecimal digits."""
    return str(sha256(content).hexdigest())
