"""The digest of names and fingerprints is the one that files on the disk were named by."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from model.storage.digest import digest


@given(st.binary())
def test_it_is_that_of_hashlib(content: bytes) -> None:
    assert digest(content) == hashlib.sha256(content).hexdigest()
